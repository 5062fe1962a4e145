"use client";

import { CopyButton } from "#components/ui/copy-button.tsx";

/** Code to copy, with what it is for. */
export function CodeSample({ title, code }: { title: string; code: string }) {
  return (
    <section aria-label={title} className="panel min-w-0 overflow-hidden">
      <header className="flex items-center gap-2 border-line border-b py-1 pr-1.5 pl-4">
        <h2 className="mr-auto font-medium">{title}</h2>
        <CopyButton text={code} />
      </header>
      <pre className="whitespace-pre-wrap break-words px-4 py-3 text-[0.8125rem]">{code}</pre>
    </section>
  );
}
