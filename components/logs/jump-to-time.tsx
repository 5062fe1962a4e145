"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { fromLocalInput } from "#lib/format/local-input.ts";
import { toast } from "#lib/toast.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

/** Finds the first line at or after a time. @param onFound takes its id */
export function JumpToTime({ onFound }: { onFound: (line: number) => void }) {
  const appId = useAppId();
  const client = useTRPCClient();
  const [text, setText] = useState("");
  const at = fromLocalInput(text);
  const find = useMutation({
    mutationFn: (wanted: string) => client.logs.findLine.query({ appId, at: wanted }),
    onSuccess: ({ id }) => {
      if (id === null) toast.info("Nothing was written at that time or later.");
      else onFound(id);
    },
    onError: (error) => toast.error(errorInfo(error).message),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at !== null) find.mutate(at);
  };
  return (
    <form onSubmit={submit} className="flex min-w-0 items-center gap-2 sm:ml-auto">
      <DateTimeInput
        aria-label="Time to go to"
        step={1}
        className="min-h-8! min-w-0 py-1! sm:max-w-56"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" size="sm" disabled={at === null} pending={find.isPending}>
        Go to time
      </Button>
    </form>
  );
}
