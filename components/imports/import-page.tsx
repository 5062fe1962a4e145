"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ImportItems } from "./import-items.tsx";
import { ImportScreens } from "./import-screens.tsx";
import { ImportSource } from "./import-source.tsx";
import { Imported } from "./imported.tsx";

/** Tasks and actions from elsewhere, as JSON: first the look at what would become of them, then the import. */
export function ImportPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [text, setText] = useState("");
  const [screens, setScreens] = useState<Record<string, number>>({});
  const [skip, setSkip] = useState<readonly number[]>([]);
  const preview = useMutation(trpc.tasks.previewImport.mutationOptions());
  const take = useMutation(
    trpc.tasks.import.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() });
        await queryClient.invalidateQueries({ queryKey: trpc.screens.pathKey() });
      },
    }),
  );

  const look = (changes: { text?: string; screens?: Record<string, number>; skip?: readonly number[] }) => {
    const asked = { text, screens, skip, ...changes };
    setScreens(asked.screens);
    setSkip(asked.skip);
    take.reset();
    preview.mutate({ appId, text: asked.text, screens: asked.screens, skip: [...asked.skip] });
  };
  const write = (written: string, isWhole: boolean) => {
    setText(written);
    preview.reset();
    take.reset();
    // Places name other entries now.
    if (isWhole && written.trim() !== "") look({ text: written, skip: [] });
    else setSkip([]);
  };

  if (take.data) {
    const again = () => {
      write("", false);
      setScreens({});
    };
    return (
      <>
        <PageHeader title="Import tasks" />
        <Imported appId={appId} made={take.data.made} onAgain={again} />
      </>
    );
  }
  const items = preview.data?.items ?? [];
  const refused = items.filter(({ problem }) => problem !== null).map(({ index }) => index);
  const good = items.filter(({ problem, isSkipped }) => problem === null && !isSkipped);
  const create = (event: FormEvent) => {
    event.preventDefault();
    take.mutate({ appId, text, screens, skip: [...skip, ...refused] });
  };
  return (
    <>
      <PageHeader title="Import tasks">
        Tasks and actions as JSON. They begin inactive, and nothing is made before you have seen it.
      </PageHeader>
      <Can to="tasks.import" otherwise={<Notice tone="info">Your role may not create tasks in this app.</Notice>}>
        <ImportSource
          text={text}
          error={preview.error}
          pending={preview.isPending}
          onWrite={write}
          onLook={() => look({})}
        />
        {preview.data && (
          <form onSubmit={create} className="mt-6 space-y-4">
            <ImportScreens items={items} screens={screens} onChoose={(chosen) => look({ screens: chosen })} />
            <ImportItems
              items={items}
              onSkip={(index, isSkipped) =>
                look({ skip: isSkipped ? [...skip, index] : skip.filter((one) => one !== index) })
              }
            />
            {take.error && <Notice tone="bad">{take.error.message}</Notice>}
            <Actions>
              <p role="status" className="mr-auto text-[0.8125rem] text-soft">
                {refused.length > 0 && `${formatCount(refused.length, "entry is", "entries are")} refused. `}
                {formatCount(preview.data.placesLeft, "place is", "places are")} free in this app.
              </p>
              <Button
                type="submit"
                variant="primary"
                disabled={good.length === 0 || preview.isPending}
                pending={take.isPending}
              >
                Create {good.length > 0 && `${formatCount(good.length, "task")}, inactive`}
              </Button>
            </Actions>
          </form>
        )}
      </Can>
    </>
  );
}
