"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { CodeSample } from "./code-sample.tsx";
import { pushHandlerSample, pushPageSample, pushWorkerSample } from "./push-samples.ts";

/** How a page takes push messages and shows the inbox of its user. */
export function PushSection({ origin }: { origin: string }) {
  return (
    <section id="push" aria-labelledby="push-messages" className="scroll-mt-20 space-y-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="push-messages" className="font-semibold text-base">
            Push messages
          </h2>
          <p className="mt-1 max-w-prose text-soft">
            A page subscribes its user's browser, and your tasks reach it also when the page is closed. The service
            worker that shows the messages has to be on your own site.
          </p>
        </div>
        <Button asChild>
          <a href="/sdk/push-worker.js" download="push-worker.js">
            <Download aria-hidden /> push-worker.js
          </a>
        </Button>
      </header>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <CodeSample title="In the page: subscribe" code={pushPageSample} />
        <div className="min-w-0 space-y-4">
          <CodeSample title="On your site: the service worker" code={pushWorkerSample(origin)} />
          <CodeSample title="In a screen: push" code={pushHandlerSample} />
        </div>
      </div>
    </section>
  );
}
