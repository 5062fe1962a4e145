"use client";

import { Disclosure } from "#components/ui/disclosure.tsx";
import type { RunPage } from "#domain/run.ts";

/** What the browser of a run showed when it ended: the picture, and the text folded beneath it. */
export function PageView({ page }: { page: RunPage }) {
  return (
    <section aria-label="Page" className="panel space-y-3 p-4">
      <h2 className="font-medium">The page when the run ended</h2>
      {page.screenshot ? (
        // biome-ignore lint/performance/noImgElement: a picture that came with the data has nothing to be optimised.
        <img
          src={`data:image/jpeg;base64,${page.screenshot}`}
          alt="The page as the browser drew it; its text is below."
          className="block max-h-[40rem] max-w-full rounded border border-line"
        />
      ) : (
        <p className="text-soft">
          There is no picture: the run had read a secret, which cannot be masked in one, or the picture was too large.
        </p>
      )}
      <Disclosure title="Text of the page">
        {page.text === "" ? (
          <p className="text-soft">The page had no text.</p>
        ) : (
          <pre className="whitespace-pre-wrap break-words text-[0.8125rem]">{page.text}</pre>
        )}
      </Disclosure>
    </section>
  );
}
