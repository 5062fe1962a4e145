"use client";

import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { downloadText } from "#lib/download-text.ts";
import { prettyJson } from "#lib/format/json.ts";
import { formatBytes } from "#lib/format/number.ts";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { JsonTree } from "./json-tree.tsx";
import { Segments } from "./segments.tsx";

const SHOWN_CHARACTERS = 100_000;
const FACES = [
  { value: "tree", label: "Tree" },
  { value: "raw", label: "Raw" },
] as const;

interface ValueViewProps {
  value: unknown;
  label: string;
  fileName: string;
}

/** A JSON value as a tree or as text, with copy and download. Of a very large text the start is shown. */
export function ValueView({ value, label, fileName }: ValueViewProps) {
  const [face, setFace] = useState<"tree" | "raw">("tree");
  const text = useMemo(() => prettyJson(value), [value]);
  const size = useMemo(() => new TextEncoder().encode(text).length, [text]);
  return (
    <section aria-label={label} className="panel min-w-0 overflow-hidden">
      <header className="flex flex-wrap items-center gap-1 border-line border-b py-1 pr-1.5 pl-4">
        <h2 className="mr-auto font-medium">
          {label} <span className="ml-1 font-normal text-[0.8125rem] text-faint">{formatBytes(size)}</span>
        </h2>
        <Segments label={`${label} as`} value={face} onChange={setFace} options={FACES} />
        <CopyButton text={text} />
        <Button size="sm" variant="ghost" onClick={() => downloadText(text, fileName, "application/json")}>
          <Download aria-hidden /> Download
        </Button>
      </header>
      {face === "tree" ? (
        <JsonTree value={value} label={`${label} as a tree`} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre className="max-h-96 overflow-auto whitespace-pre-wrap break-words px-4 py-3" tabIndex={0}>
          {text.slice(0, SHOWN_CHARACTERS)}
        </pre>
      )}
      {face === "raw" && text.length > SHOWN_CHARACTERS && (
        <p className="border-line border-t px-4 py-2 text-[0.8125rem] text-faint">
          Only the start is shown. Copy or download it to see all.
        </p>
      )}
    </section>
  );
}
