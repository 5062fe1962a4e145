"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { authClient } from "#lib/auth-client.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

const FIELDS = [
  {
    name: "organization",
    label: "Organisation",
    type: "text",
    autoComplete: "organization",
    hint: "Who the apps belong to.",
  },
  { name: "name", label: "Your name", type: "text", autoComplete: "name", hint: undefined },
  { name: "email", label: "Email", type: "email", autoComplete: "username", hint: undefined },
  {
    name: "password",
    label: "Password",
    type: "password",
    autoComplete: "new-password",
    hint: "At least 8 characters.",
  },
] as const;

export function SetupForm() {
  const trpc = useTRPC();
  const token = useSearchParams().get("token") ?? "";
  const setup = useQuery(trpc.setup.status.queryOptions());
  const [values, setValues] = useState({ organization: "", name: "", email: "", password: "" });
  const create = useMutation(
    trpc.setup.createOwner.mutationOptions({
      onSuccess: async ({ email }) => {
        const { error } = await authClient.signIn.email({ email, password: values.password });
        window.location.assign(error ? "/sign-in" : "/");
      },
    }),
  );
  const said = create.error ? errorInfo(create.error) : null;
  const isPlaced = FIELDS.some(({ name }) => name === said?.field);

  if (setup.data && !setup.data.needed && !create.isSuccess) {
    return (
      <p className="text-soft">
        This server is set up already.{" "}
        <Link className="link" href="/sign-in">
          Sign in
        </Link>
      </p>
    );
  }
  if (!token) {
    return (
      <Notice tone="warn">
        This link lacks its token. Copy the whole address from the server's console, with all that follows
        /setup?token=.
      </Notice>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ token, ...values });
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {FIELDS.map(({ name, label, hint, ...input }) => (
        <Field key={name} label={label} hint={hint} error={said?.field === name ? said.message : null}>
          {(control) => (
            <Input
              {...control}
              {...input}
              name={name}
              value={values[name]}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {said && !isPlaced && <FieldError>{said.message}</FieldError>}
      <Button type="submit" variant="primary" className="w-full" pending={create.isPending || create.isSuccess}>
        Create the owner
      </Button>
    </form>
  );
}
