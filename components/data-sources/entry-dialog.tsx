"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import type { DataSource, DataSourceEntry } from "#domain/data-source.ts";
import { parsePayload, prettyJson } from "#lib/format/json.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useDataChanged } from "./use-data-changed.ts";

interface EntryDialogProps {
  appId: number;
  source: DataSource;
  /** Null for a new one. */
  entry: DataSourceEntry | null;
  onClose: () => void;
}

/** An entry's data as JSON, to add or to change as a whole. */
export function EntryDialog({ appId, source, entry, onClose }: EntryDialogProps) {
  const trpc = useTRPC();
  const changed = useDataChanged();
  const [text, setText] = useState(() =>
    prettyJson(entry?.data ?? Object.fromEntries(source.columns.slice(0, 40).map((name) => [name, ""]))),
  );
  const done = async (said: string) => {
    toast.success(said);
    onClose();
    await changed();
  };
  const insert = useMutation(
    trpc.dataSources.insert.mutationOptions({ onSuccess: ({ id }) => done(`Entry ${id} was added.`) }),
  );
  const update = useMutation(
    trpc.dataSources.update.mutationOptions({ onSuccess: ({ id }) => done(`Entry ${id} was saved.`) }),
  );
  const parsed = parsePayload(text);
  const isObject =
    parsed.ok && typeof parsed.value === "object" && parsed.value !== null && !Array.isArray(parsed.value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isObject) return;
    const data = parsed.value as Record<string, unknown>;
    const ref = { appId, dataSourceId: source.id, data };
    if (entry) update.mutate({ ...ref, id: entry.id, extend: false });
    else insert.mutate(ref);
  };
  const problem = !parsed.ok
    ? parsed.message
    : isObject
      ? (insert.error ?? update.error)?.message
      : 'An entry is an object, e.g. { "Name": "Ada" }.';
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={entry ? `Entry ${entry.id}` : "New entry"}
      description="Columns and their values. A name that is new makes a column."
    >
      <form onSubmit={submit} noValidate>
        <Field label="Data (JSON)" error={problem}>
          {(control) => (
            <Textarea
              {...control}
              value={text}
              rows={14}
              spellCheck={false}
              autoCapitalize="off"
              className="resize-y font-mono text-[0.8125rem]"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={!isObject} pending={insert.isPending || update.isPending}>
            {entry ? "Save entry" : "Add entry"}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
