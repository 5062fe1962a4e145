"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Account } from "#domain/account.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AccountSection } from "./account-section.tsx";

/** The person's name, and whether their address was shown to be theirs. */
export function ProfileForm({ account }: { account: Account }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [name, setName] = useState(account.name);
  const rename = useMutation(
    trpc.account.rename.mutationOptions({
      onSuccess: async () => {
        toast.success("Saved.");
        // The name stands in what the server rendered, too.
        router.refresh();
        await queryClient.invalidateQueries({ queryKey: trpc.account.pathKey() });
      },
    }),
  );
  const verify = useMutation(
    trpc.account.sendVerification.mutationOptions({
      onSuccess: ({ mail }) =>
        mail === "sent"
          ? toast.success(`A link is on its way to ${account.email}.`)
          : toast.error("The mail could not be sent. Try again later."),
      onError: (error) => toast.error(error.message),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ name });
  };
  return (
    <AccountSection
      title="Profile"
      about={
        <span className="flex flex-wrap items-center gap-2">
          <span className="break-all">{account.email}</span>
          {account.isEmailVerified ? <Badge tone="ok">Verified</Badge> : <Badge>Not verified</Badge>}
        </span>
      }
      aside={
        !account.isEmailVerified &&
        account.canMail && (
          <Button pending={verify.isPending} onClick={() => verify.mutate({})}>
            Send a link to verify it
          </Button>
        )
      }
    >
      <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-3">
        <Field label="Name" className="flex-1 basis-60" error={rename.error?.message}>
          {(control) => (
            <Input
              {...control}
              autoComplete="name"
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={name === account.name} pending={rename.isPending}>
          Save
        </Button>
      </form>
    </AccountSection>
  );
}
