"use client";

import { Download, Paperclip } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { StoredAttachment } from "#domain/message.ts";
import { downloadBase64 } from "#lib/download-base64.ts";
import { formatBytes } from "#lib/format/number.ts";

export function MessageAttachments({ attachments }: { attachments: StoredAttachment[] }) {
  return (
    <section aria-label="Attachments" className="panel overflow-hidden">
      <h2 className="border-line border-b px-4 py-2 font-medium">Attachments</h2>
      <ul className="divide-y divide-line">
        {attachments.map(({ name, contentType, bytes, content }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: attachments may share a name, and never move.
          <li key={at} className="flex items-center gap-3 px-4 py-2">
            <Paperclip className="size-4 shrink-0 text-faint" aria-hidden />
            <span className="min-w-0 flex-1">
              <span className="block truncate">{name}</span>
              <span className="block truncate text-[0.8125rem] text-faint">
                {contentType}, {formatBytes(bytes)}
              </span>
            </span>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Download ${name}`}
              onClick={() => downloadBase64(content, name)}
            >
              <Download aria-hidden /> Download
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
