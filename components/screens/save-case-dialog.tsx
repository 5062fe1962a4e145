"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CaseExpectation } from "#domain/screen-case.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { TestOutcome } from "./test-output.tsx";

interface SaveCaseDialogProps {
  appId: number;
  screenId: number;
  /** Undefined when none is sent. */
  payload: unknown;
  /** Of the last test with it; null when there was none. */
  outcome: TestOutcome | null;
  onClose: () => void;
}

/** Keeps a payload under a name, with what must come of it. */
export function SaveCaseDialog({ appId, screenId, payload, outcome, onClose }: SaveCaseDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const hasResult = outcome?.status === "completed";
  const [expected, setExpected] = useState<CaseExpectation["outcome"]>(
    outcome?.status === "failed" ? "fails" : "completes",
  );
  const save = useMutation(
    trpc.screens.cases.save.mutationOptions({
      onSuccess: () => {
        toast.success(`The case "${name.trim()}" was saved.`);
        void queryClient.invalidateQueries({ queryKey: trpc.screens.cases.list.queryKey({ appId, id: screenId }) });
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expectation: CaseExpectation =
      expected === "result" ? { outcome: "result", result: outcome?.result ?? null } : { outcome: expected };
    save.mutate({ appId, id: screenId, name, expectation, ...(payload !== undefined && { payload }) });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Save the payload as a case">
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field label="Name" hint="What it tries, in a few words." error={save.error?.message}>
          {(control) => (
            <Input {...control} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field
          label="It passes when the handler"
          hint={hasResult ? undefined : "Test the payload first to expect its very result."}
        >
          {(control) => (
            <Select
              {...control}
              value={expected}
              onChange={(event) => setExpected(event.target.value as CaseExpectation["outcome"])}
            >
              <option value="completes">completes, whatever it returns</option>
              {hasResult && <option value="result">returns what the last test returned</option>}
              <option value="fails">fails</option>
            </Select>
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={save.isPending}>
            Save case
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
