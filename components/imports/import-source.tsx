"use client";

import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";

const EXAMPLE = `[
  { "name": "send-report", "pageId": 123, "frequency": "0 8 * * 1" },
  { "name": "confirm-booking", "code": "async function execute(context) { … }" }
]`;

interface ImportSourceProps {
  text: string;
  error: { message: string } | null;
  pending: boolean;
  /** @param isWhole whether the text came in one piece, from a file or the clipboard */
  onWrite: (text: string, isWhole: boolean) => void;
  onLook: () => void;
}

/** The text that is imported: a file, what is pasted, or what is typed. */
export function ImportSource({ text, error, pending, onWrite, onLook }: ImportSourceProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onLook();
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field
        label="File"
        hint="Or paste below: a list, or what Fliplet.App.Tasks.get() or Fliplet.App.V3.Actions.get() gives."
      >
        {(control) => (
          <Input
            {...control}
            type="file"
            accept=".json,.txt,application/json"
            onChange={async (event) => onWrite((await event.target.files?.[0]?.text()) ?? "", true)}
          />
        )}
      </Field>
      <Field label="JSON" error={error?.message}>
        {(control) => (
          <Textarea
            {...control}
            value={text}
            rows={8}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            className="resize-y font-mono text-[0.8125rem]"
            placeholder={EXAMPLE}
            onChange={(event) => {
              const { inputType } = event.nativeEvent as InputEvent;
              onWrite(event.target.value, inputType === "insertFromPaste" || inputType === "insertFromDrop");
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              if (text.trim() !== "") onLook();
            }}
          />
        )}
      </Field>
      <Actions className="pt-0">
        <Button type="submit" disabled={text.trim() === ""} pending={pending}>
          Look at it
        </Button>
      </Actions>
    </form>
  );
}
