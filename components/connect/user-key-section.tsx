"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CodeSample } from "./code-sample.tsx";
import { RotateUserKeyDialog } from "./rotate-user-key-dialog.tsx";
import { handlerUserSample, pageUserSample, signingSample } from "./user-samples.ts";

/** How an app says on whose behalf it asks for a run: a key, and code that signs and reads. */
export function UserKeySection({ appId, task }: { appId: number; task: string }) {
  const trpc = useTRPC();
  const { data: key, error, refetch } = useQuery(trpc.userKey.get.queryOptions({ appId }));
  const [rotating, setRotating] = useState(false);
  return (
    <section aria-labelledby="users-of-your-app" className="space-y-4">
      <header>
        <h2 id="users-of-your-app" className="font-semibold text-base">
          Users of your app
        </h2>
        <p className="mt-1 max-w-prose text-soft">
          To return data by a user's rights, your server signs who is signed in, the page passes that on, and the screen
          reads it. A page cannot make it up.
        </p>
      </header>
      {key === undefined ? (
        error ? (
          <ErrorState what="key for user tokens" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton rows={1} label="Loading the key for user tokens" />
        )
      ) : key === null ? (
        <EmptyState
          icon={<UserRound aria-hidden />}
          title="Sign user tokens"
          action={
            <Can to="userKey.rotate">
              <Button onClick={() => setRotating(true)}>Make a key</Button>
            </Can>
          }
        >
          Your server signs user tokens with the key of this app. Until there is one, runs are on nobody's behalf.
        </EmptyState>
      ) : (
        <div className="panel flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-medium">Key for user tokens</p>
            <p className="text-[0.8125rem] text-faint">
              made <RelativeTime at={key.createdAt} />
              {key.createdBy && ` by ${key.createdBy}`}
              {key.previousUntil && ` · the key before is good until ${formatAbsolute(key.previousUntil)}`}
            </p>
          </div>
          <Can to="userKey.rotate">
            <Button size="sm" variant="ghost" onClick={() => setRotating(true)}>
              Replace the key
            </Button>
          </Can>
        </div>
      )}
      {key && (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <CodeSample title="On your server: sign" code={signingSample(appId)} />
          <div className="min-w-0 space-y-4">
            <CodeSample title="In the page: pass on" code={pageUserSample(task)} />
            <CodeSample title="In a screen: read" code={handlerUserSample} />
          </div>
        </div>
      )}
      {rotating && <RotateUserKeyDialog appId={appId} isFirst={key === null} onClose={() => setRotating(false)} />}
    </section>
  );
}
