"use client";

import { Download } from "lucide-react";
import { useMemo } from "react";
import { downloadText } from "#lib/download-text.ts";
import { prettyJson } from "#lib/format/json.ts";
import { formatBytes } from "#lib/format/number.ts";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";

const SHOWN_CHARACTERS = 100_000;

/** A JSON value, pretty, with copy and download. Of a very large one the start is shown. */
export function JsonView({ value, label, fileName }: { value: unknown; label: string; fileName: string }) {
  const text = useMemo(() => prettyJson(value), [value]);
  const size = useMemo(() => new TextEncoder().encode(text).length, [text]);

  const download = () => downloadText(text, fileName, "application/json");
  return (
    <section aria-label={label} className="panel min-w-0 overflow-hidden">
      <header className="flex items-center gap-1 border-line border-b py-1 pr-1.5 pl-4">
        <h2 className="mr-auto font-medium">
          {label} <span className="ml-1 font-normal text-[0.8125rem] text-faint">{formatBytes(size)}</span>
        </h2>
        <CopyButton text={text} />
        <Button size="sm" variant="ghost" onClick={download}>
          <Download aria-hidden /> Download
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words px-4 py-3" tabIndex={0}>
        {text.slice(0, SHOWN_CHARACTERS)}
      </pre>
      {text.length > SHOWN_CHARACTERS && (
        <p className="border-line border-t px-4 py-2 text-[0.8125rem] text-faint">
          Only the start is shown. Copy or download it to see all.
        </p>
      )}
    </section>
  );
}
