"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { PUBLISHABLE_SCOPES, type Scope, type TokenKind } from "#domain/scope.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { expiryIn, LIFETIMES } from "./expiry.ts";
import { KIND_HINTS, SCOPE_HINTS } from "./scopes.ts";
import { ShownOnceDialog } from "./shown-once-dialog.tsx";

interface CreateTokenDialogProps {
  appId: number;
  onClose: () => void;
  /** The new token itself, which is never shown again. */
  onCreated: (token: string, kind: TokenKind) => void;
}

/** What everyone can read may hold little. */
const isOffered = (scope: Scope, kind: TokenKind) => kind === "secret" || PUBLISHABLE_SCOPES.includes(scope);

export function CreateTokenDialog({ appId, onClose, onCreated }: CreateTokenDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<TokenKind>("publishable");
  const [scopes, setScopes] = useState<readonly Scope[]>(["tasks:run"]);
  const [origins, setOrigins] = useState("");
  const [days, setDays] = useState<number | null>(null);
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: (made) => {
        onCreated(made.token, made.kind);
        void queryClient.invalidateQueries({ queryKey: trpc.tokens.list.queryKey({ appId }) });
      },
    }),
  );
  const said = create.error ? errorInfo(create.error) : null;
  const at = (field: string) => (said?.field?.split(".")[0] === field ? said.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({
      appId,
      name,
      kind,
      scopes: scopes.filter((scope) => isOffered(scope, kind)),
      origins: origins.split(/[\s,]+/).filter(Boolean),
      expiresAt: expiryIn(days, Date.now()),
    });
  };

  if (create.data) {
    return (
      <ShownOnceDialog
        title={`Token ${create.data.name}`}
        warning="Lost, it can only be replaced by a new one."
        secret={create.data.token}
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
      title="New token"
      description="With a token, a page or a server may call this app's tasks."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field label="Name" hint="Where it will be used, to recognise it later." error={at("name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              autoComplete="off"
              placeholder="Booking page"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Kind" hint={KIND_HINTS[kind].hint} error={at("kind")}>
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => setKind(event.target.value as TokenKind)}>
              {Object.entries(KIND_HINTS).map(([value, { label }]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <fieldset>
          <legend className="mb-1 font-medium">Scopes</legend>
          {(Object.entries(SCOPE_HINTS) as [Scope, string][])
            .filter(([scope]) => isOffered(scope, kind))
            .map(([scope, hint]) => (
              <Checkbox
                key={scope}
                label={<code>{scope}</code>}
                hint={hint}
                checked={scopes.includes(scope)}
                onChange={(event) =>
                  setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((held) => held !== scope))
                }
              />
            ))}
        </fieldset>
        {at("scopes") && <FieldError>{at("scopes")}</FieldError>}
        <Field
          label="Origins"
          hint="One a line: the sites whose pages may use it. Leave it empty for servers."
          error={at("origins")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={origins}
              spellCheck={false}
              className="font-mono"
              placeholder="https://app.example.org"
              onChange={(event) => setOrigins(event.target.value)}
            />
          )}
        </Field>
        <Field label="Expires" hint="A token that ends by itself cannot be forgotten." error={at("expiresAt")}>
          {(control) => (
            <Select
              {...control}
              value={days ?? ""}
              onChange={(event) => setDays(event.target.value === "" ? null : Number(event.target.value))}
            >
              {LIFETIMES.map((lifetime) => (
                <option key={lifetime.label} value={lifetime.days ?? ""}>
                  {lifetime.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {said && !["name", "kind", "scopes", "origins", "expiresAt"].includes(said.field?.split(".")[0] ?? "") && (
          <FieldError>{said.message}</FieldError>
        )}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={create.isPending}>
            Create token
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
