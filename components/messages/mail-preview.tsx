"use client";

import { Image as ImageIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { hasRemoteImages, mailDocument } from "./mail-document.ts";

const PLAIN = "max-h-[60dvh] min-h-40 overflow-auto whitespace-pre-wrap break-words px-4 py-3";

/** What a mail says, as its reader sees it, as source and as text. The HTML is shown in a frame that may do nothing. */
export function MailPreview({ html, text }: { html: string | null; text: string | null }) {
  const [showsImages, setShowsImages] = useState(false);
  const page = useMemo(() => (html === null ? "" : mailDocument(html, showsImages)), [html, showsImages]);
  const hidesImages = useMemo(() => html !== null && !showsImages && hasRemoteImages(html), [html, showsImages]);
  return (
    <section aria-label="Content" className="panel min-w-0 overflow-hidden">
      <Tabs defaultValue={html === null ? "text" : "html"}>
        <TabList label="Content" className="px-2">
          {html !== null && <Tab value="html">Preview</Tab>}
          {text !== null && <Tab value="text">Text</Tab>}
          {html !== null && <Tab value="source">HTML</Tab>}
        </TabList>
        {html !== null && (
          <TabPanel value="html">
            {hidesImages && (
              <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-sunken/50 px-4 py-2 text-[0.8125rem] text-soft">
                <span className="mr-auto">
                  Images from elsewhere are not loaded: that would tell their server that you look.
                </span>
                <Button size="sm" onClick={() => setShowsImages(true)}>
                  <ImageIcon aria-hidden /> Show images
                </Button>
              </div>
            )}
            <iframe
              // A policy is read once, when the document is made.
              key={String(showsImages)}
              title="Preview of the mail"
              sandbox=""
              referrerPolicy="no-referrer"
              srcDoc={page}
              className="block h-[60dvh] w-full bg-white"
            />
          </TabPanel>
        )}
        {text !== null && (
          <TabPanel value="text">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
            <pre tabIndex={0} className={PLAIN}>
              {text}
            </pre>
          </TabPanel>
        )}
        {html !== null && (
          <TabPanel value="source">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
            <pre tabIndex={0} className={PLAIN}>
              {html}
            </pre>
          </TabPanel>
        )}
      </Tabs>
    </section>
  );
}
