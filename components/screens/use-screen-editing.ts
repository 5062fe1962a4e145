"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Screen } from "#domain/screen.ts";
import type { CaseOutcome } from "#domain/screen-case.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import { sameContent } from "#domain/screen-settings.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { streamClient } from "#lib/trpc/stream-client.ts";

const contentOf = ({ code, html, settings }: Screen): ScreenContent => ({ code, html, settings });

/** Lets a publish be watched, and given up before it has published. */
export interface PublishWatch {
  signal: AbortSignal;
  onCase: (outcome: CaseOutcome) => void;
}

/**
 * The draft of a screen under the writer's hands: its code, page and settings, whether it is saved, and the ways to save and publish it.
 *
 * @param newest the screen as the server has it; asked for again while it is edited.
 */
export function useScreenEditing(newest: Screen) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [screen, setScreen] = useState(newest);
  const [content, setContent] = useState(() => contentOf(newest));
  const [publishing, setPublishing] = useState(false);
  const ref = { appId: screen.appId, id: screen.id };
  const dirty = !sameContent(content, screen);

  const keep = (next: Screen) => {
    // An answer that is under way is older than this one.
    void queryClient.cancelQueries({ queryKey: trpc.screens.get.queryKey(ref) });
    queryClient.setQueryData(trpc.screens.get.queryKey(ref), next);
    void queryClient.invalidateQueries({ queryKey: trpc.screens.list.queryKey({ appId: screen.appId }) });
    void queryClient.invalidateQueries({ queryKey: trpc.screens.versions.queryKey(ref) });
  };
  const take = (next: Screen) => {
    setScreen(next);
    keep(next);
  };
  const save = useMutation(
    trpc.screens.saveDraft.mutationOptions({
      onSuccess: take,
      // Whoever is told of a newer draft wants to look at it.
      onError: async (error) => {
        if (errorInfo(error).httpStatus === 409)
          await queryClient.invalidateQueries({ queryKey: trpc.screens.get.queryKey(ref) });
      },
    }),
  );
  const publish = useMutation({
    mutationFn: async ({ signal, onCase }: PublishWatch) => {
      for await (const event of await streamClient().screens.streamPublish.mutate(ref, { signal })) {
        if (event.type === "published") return event.screen;
        onCase(event.outcome);
      }
      throw new Error("The connection was lost before the end. Look at the versions before you publish again.");
    },
    onSuccess: take,
  });
  const rule = useMutation(
    trpc.screens.setPublishRule.mutationOptions({
      onSuccess: take,
      onError: (error) => toast.error(error.message),
    }),
  );
  const isBehind = newest.draftVersion > screen.draftVersion;
  // What somebody else did is taken over while nothing of the writer's own would be lost by it.
  if (newest.updatedAt > screen.updatedAt && !save.isPending && !(isBehind && dirty)) {
    setScreen(newest);
    if (isBehind) setContent(contentOf(newest));
  }
  const saveInput = { ...ref, ...content, baseVersion: screen.draftVersion };
  const saveOn = (baseVersion: number) => {
    if (!dirty || save.isPending) return;
    save.mutate({ ...saveInput, baseVersion }, { onSuccess: () => void toast.success("Draft saved.") });
  };

  return {
    screen,
    content,
    change: (change: Partial<ScreenContent>) => setContent((now) => ({ ...now, ...change })),
    dirty,
    saving: save.isPending,
    /** Someone else saved since this draft was opened. */
    conflict:
      save.error && errorInfo(save.error).httpStatus === 409
        ? save.error.message
        : isBehind && dirty && !save.isPending
          ? `Someone saved version ${newest.draftVersion} of "${screen.name}" after you opened version ${screen.draftVersion}.`
          : null,
    saveError: save.error,
    publishError: publish.error ?? (publishing ? save.error : null),
    publishing: publishing || publish.isPending,
    save: () => saveOn(screen.draftVersion),
    /** Saves as the draft that follows the newest one, which stays among the versions. */
    saveOver: () => saveOn(newest.draftVersion),
    /** Saves what is not saved, then makes the draft the published version. Resolves to whether it worked. */
    publish: async (watch: PublishWatch) => {
      setPublishing(true);
      try {
        const saved = dirty ? await save.mutateAsync(saveInput) : screen;
        // The dialog says where; tasks go on with what is published.
        if (saved.syntaxError) return false;
        const next = await publish.mutateAsync(watch);
        toast.success(`Version ${next.publishedVersion} is published.`);
        return true;
      } catch {
        // Both mutations keep their error, and the dialog shows it.
        return false;
      } finally {
        setPublishing(false);
      }
    },
    /** So that the next attempt begins without the error of the last one. */
    forgetPublish: () => publish.reset(),
    /** Sets whether the cases decide about publishing; the draft under the writer's hands stays as it is. */
    setPublishRule: (publishNeedsCases: boolean) => rule.mutate({ ...ref, publishNeedsCases }),
    /** Takes over the name that the screen was given, and nothing else: the draft under the writer's hands stays. */
    rename: (renamed: Screen) => {
      setScreen((now) => ({ ...now, name: renamed.name }));
      keep(renamed);
    },
    /** Goes on from a version that is newer than the one opened here. */
    adopt: (next: Screen) => {
      save.reset();
      publish.reset();
      take(next);
      setContent(contentOf(next));
    },
  };
}
