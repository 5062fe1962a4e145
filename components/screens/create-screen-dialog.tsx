"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { TITLE_LENGTH_MAX } from "#domain/limits.ts";
import type { ScreenTemplate } from "#domain/template.ts";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useGo } from "#lib/use-go.ts";
import { STARTER_CODE } from "./starter-code.ts";
import { TemplateChoice } from "./template-choice.tsx";
import { TemplateFacts } from "./template-facts.tsx";

/** Starts a screen: blank, or from a use case that brings its task and its data. */
export function CreateScreenDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const trpc = useTRPC();
  const go = useGo();
  const queryClient = useQueryClient();
  const templates = useQuery(trpc.templates.list.queryOptions({ appId }));
  const [template, setTemplate] = useState<ScreenTemplate | null>(null);
  /** Null until somebody types: the template's own name. */
  const [typed, setTyped] = useState<string | null>(null);
  const [withTask, setWithTask] = useState(true);
  const name = typed ?? template?.name ?? "";

  const open = (screenId: number) => {
    void queryClient.invalidateQueries({ queryKey: trpc.screens.list.queryKey({ appId }) });
    go(`/apps/${appId}/screens/${screenId}`);
  };
  const create = useMutation(trpc.screens.create.mutationOptions({ onSuccess: ({ id }) => open(id) }));
  const use = useMutation(
    trpc.templates.use.mutationOptions({
      onSuccess: ({ screenId }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.dataSources.pathKey() });
        open(screenId);
      },
    }),
  );
  const error = template ? use.error : create.error;
  const isAboutName = error?.data?.field === "name";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (template) use.mutate({ appId, template: template.key, name, withTask, timezone: viewerTimezone() });
    else create.mutate({ appId, name, code: STARTER_CODE });
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="New screen"
      description="It starts with code that works, for you to change."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        {templates.data ? (
          <TemplateChoice templates={templates.data} chosen={template?.key ?? null} onChange={setTemplate} />
        ) : templates.error ? (
          <ErrorState what="list of templates" error={templates.error} onRetry={templates.refetch} />
        ) : (
          <ListSkeleton label="Loading the templates" />
        )}
        {template && <TemplateFacts template={template} withTask={withTask} onWithTask={setWithTask} />}
        <Field label="Name" error={isAboutName ? error?.message : null}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={TITLE_LENGTH_MAX}
              autoComplete="off"
              placeholder="Weekly report"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {error && !isAboutName && <Notice tone="bad">{error.message}</Notice>}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={create.isPending || use.isPending}>
            Create screen
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
