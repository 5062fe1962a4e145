"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { TOKEN_OVERLAP_HOURS_DEFAULT } from "#domain/limits.ts";
import type { Token } from "#domain/token.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ShownOnceDialog } from "./shown-once-dialog.tsx";

const OVERLAPS = [
  { label: "Not at all: it leaked", hours: 0 },
  { label: "For an hour", hours: 1 },
  { label: "For a day", hours: 24 },
  { label: "For a week", hours: 168 },
  { label: "For 30 days", hours: 720 },
] as const;

/** Gives a token a new text and shows it, this once. */
export function RotateTokenDialog({ appId, token, onClose }: { appId: number; token: Token; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [overlapHours, setOverlapHours] = useState(TOKEN_OVERLAP_HOURS_DEFAULT);
  const rotate = useMutation(
    trpc.tokens.rotate.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.tokens.list.queryKey({ appId }) }),
    }),
  );
  if (rotate.data) {
    return (
      <ShownOnceDialog
        title={`Token ${rotate.data.name}`}
        warning="Put it where the old one was."
        secret={rotate.data.token}
        copyLabel="Copy token"
        testId="new-token"
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rotate the token ${token.name}`}
      description="It gets a new text with the same name, scopes and origins. The text in use stays good for a while, so that nothing stands still."
    >
      <Field label="The old text stays good">
        {(control) => (
          <Select {...control} value={overlapHours} onChange={(event) => setOverlapHours(Number(event.target.value))}>
            {OVERLAPS.map(({ label, hours }) => (
              <option key={hours} value={hours}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {rotate.error && <FieldError>{rotate.error.message}</FieldError>}
      <Actions>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          pending={rotate.isPending}
          onClick={() => rotate.mutate({ appId, id: token.id, overlapHours })}
        >
          Rotate token
        </Button>
      </Actions>
    </Dialog>
  );
}
