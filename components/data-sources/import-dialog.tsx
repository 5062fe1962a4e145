"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { DataSource } from "#domain/data-source.ts";
import { formatCount } from "#lib/format/number.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CsvPreviewTable } from "./csv-preview-table.tsx";
import { useDataChanged } from "./use-data-changed.ts";

interface ImportDialogProps {
  appId: number;
  source: DataSource;
  /** What the source holds; null when that is not known. */
  entryCount: number | null;
  onClose: () => void;
}

/** Takes in a CSV file or text: first the look at it, then the import. */
export function ImportDialog({ appId, source, entryCount, onClose }: ImportDialogProps) {
  const trpc = useTRPC();
  const changed = useDataChanged();
  const [csv, setCsv] = useState("");
  const [isReplacing, setReplacing] = useState(false);
  const preview = useMutation(trpc.dataSources.previewCsv.mutationOptions());
  const load = useMutation(
    trpc.dataSources.importCsv.mutationOptions({
      onSuccess: async ({ imported }) => {
        toast.success(`${formatCount(imported, "row")} imported.`);
        onClose();
        await changed();
      },
    }),
  );
  const write = (text: string) => {
    setCsv(text);
    preview.reset();
    load.reset();
  };
  const look = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate({ appId, csv });
  };
  const found = preview.data;
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={`Import CSV into ${source.name}`}
      description="The first line names the columns. Values come in as texts, just as they stand there."
    >
      <form onSubmit={look} noValidate className="space-y-4">
        <Field label="File" hint="Or paste its text below.">
          {(control) => (
            <Input
              {...control}
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              onChange={async (event) => write((await event.target.files?.[0]?.text()) ?? "")}
            />
          )}
        </Field>
        <Field label="CSV" error={(preview.error ?? load.error)?.message}>
          {(control) => (
            <Textarea
              {...control}
              value={csv}
              rows={6}
              spellCheck={false}
              autoCapitalize="off"
              className="resize-y font-mono text-[0.8125rem]"
              placeholder={"Name,Email\nAda,ada@example.org"}
              onChange={(event) => write(event.target.value)}
            />
          )}
        </Field>
        {found && (
          <>
            <CsvPreviewTable preview={found} known={source.columns} />
            {entryCount !== 0 && (
              <Checkbox
                label="Replace what is there"
                hint="Without it the rows are added at the end."
                checked={isReplacing}
                onChange={(event) => setReplacing(event.target.checked)}
              />
            )}
            {isReplacing && (
              <Notice tone="warn">
                {entryCount === null ? "All entries are" : formatCount(entryCount, "entry is", "entries are")} removed
                for good when you import.
              </Notice>
            )}
          </>
        )}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          {found ? (
            <Button
              variant={isReplacing ? "danger" : "primary"}
              pending={load.isPending}
              onClick={() =>
                load.mutate({ appId, dataSourceId: source.id, csv, mode: isReplacing ? "replace" : "append" })
              }
            >
              {isReplacing ? "Replace with" : "Import"} {formatCount(found.rowCount, "row")}
            </Button>
          ) : (
            <Button type="submit" variant="primary" disabled={csv.trim() === ""} pending={preview.isPending}>
              Look at the rows
            </Button>
          )}
        </Actions>
      </form>
    </Dialog>
  );
}
