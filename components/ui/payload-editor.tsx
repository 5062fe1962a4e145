"use client";

import { Braces } from "lucide-react";
import { parsePayload, prettyJson } from "#lib/format/json.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Textarea } from "./input.tsx";

interface PayloadEditorProps {
  value: string;
  onChange: (text: string) => void;
  /** Ctrl or Cmd with Enter. */
  onSubmit?: () => void;
  label?: string;
  rows?: number;
  /** What the server said of it. */
  error?: string | undefined;
}

/** A text of JSON, judged while it is typed. An empty text is allowed and means no payload. */
export function PayloadEditor({
  value,
  onChange,
  onSubmit,
  label = "Payload (JSON)",
  rows = 8,
  error,
}: PayloadEditorProps) {
  const parsed = parsePayload(value);
  return (
    <Field
      label={label}
      aside={
        <Button
          size="sm"
          variant="ghost"
          disabled={!parsed.ok || value.trim() === ""}
          onClick={() => parsed.ok && onChange(prettyJson(parsed.value))}
        >
          <Braces aria-hidden /> Tidy
        </Button>
      }
      hint="The handler gets it as its first argument. Leave it empty to send none."
      error={parsed.ok ? error : parsed.message}
    >
      {(control) => (
        <Textarea
          {...control}
          value={value}
          rows={rows}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          className="resize-y font-mono text-[0.8125rem]"
          placeholder={'{ "Email": "john@example.org" }'}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            if (parsed.ok) onSubmit?.();
          }}
        />
      )}
    </Field>
  );
}
