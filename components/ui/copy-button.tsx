"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "#lib/toast.ts";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  text: string;
  label?: string;
  /** Said instead of the label where several stand on a page: it begins with the label. */
  spokenLabel?: string;
}

/** Puts `text` on the clipboard and says so. */
export function CopyButton({ text, label = "Copy", spokenLabel }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => {
    // The clipboard only exists on https and localhost.
    const write = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    write.then(
      () => setCopied(true),
      () => toast.error("The browser did not allow copying. Select the text and copy it by hand."),
    );
  };
  return (
    <Button size="sm" variant="ghost" aria-label={copied ? undefined : spokenLabel} onClick={copy}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}
