"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, ListChecks, SquarePen, Trash2 } from "lucide-react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { ErrorState, Skeleton } from "#components/ui/states.tsx";
import type { Screen } from "#domain/screen.ts";
import type { ScreenCase } from "#domain/screen-case.ts";
import { type ScreenContent, sameContent } from "#domain/screen-settings.ts";
import { prettyJson } from "#lib/format/json.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CaseList } from "./case-list.tsx";
import { useCaseRuns } from "./use-case-runs.ts";

interface CasesPanelProps {
  screen: Screen;
  /** As it stands in the editor, saved or not. */
  content: ScreenContent;
  /** Puts a case's payload into the test. */
  onUse: (payload: string) => void;
  onRule: (publishNeedsCases: boolean) => void;
}

/** The screen's named payloads: to run them all, and to let them decide whether a version may be published. */
export function CasesPanel({ screen, content, onUse, onRule }: CasesPanelProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const ref = { appId: screen.appId, id: screen.id };
  const cases = useQuery(trpc.screens.cases.list.queryOptions(ref));
  const runs = useCaseRuns(ref);
  const isOld = runs.content !== null && !sameContent(runs.content, content);
  const reload = () => void queryClient.invalidateQueries({ queryKey: trpc.screens.cases.list.queryKey(ref) });
  const restore = useMutation(trpc.screens.cases.save.mutationOptions({ onSuccess: reload }));
  const remove = useMutation(
    trpc.screens.cases.remove.mutationOptions({
      onSuccess: reload,
      onError: (error) => toast.error(error.message),
    }),
  );
  const removeCase = ({ id: caseId, name, payload, expectation }: ScreenCase) =>
    remove.mutate(
      { ...ref, caseId },
      {
        onSuccess: () =>
          toast.success(`The case "${name}" was removed.`, {
            action: { label: "Undo", onClick: () => restore.mutate({ ...ref, name, payload, expectation }) },
          }),
      },
    );
  if (!cases.data) {
    return cases.error ? (
      <ErrorState what="list of cases" error={cases.error} onRetry={cases.refetch} />
    ) : (
      <Skeleton className="h-24" />
    );
  }
  if (cases.data.length === 0) {
    return (
      <div className="space-y-2 text-soft">
        <p>A case is a payload with a name, and what must come of it. Run them all before you publish.</p>
        <p>Write a payload under Test run, then choose “Save as case”.</p>
      </div>
    );
  }
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-soft">
          {summary(cases.data, runs.outcomes)}
          {isOld && ", with the code as it was. Run them again."}
        </p>
        <Can to="screens.cases.run">
          <Button size="sm" pending={runs.isRunning} onClick={() => void runs.start(content)}>
            <ListChecks aria-hidden /> Run all cases
          </Button>
        </Can>
      </div>
      {runs.error && <FieldError>{runs.error}</FieldError>}
      <CaseList
        cases={cases.data}
        runs={runs}
        isOld={isOld}
        actions={(one) => (
          <Menu
            trigger={
              <Button variant="ghost" size="icon" aria-label={`More for ${one.name}`}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            <MenuItem onSelect={() => onUse(one.payload == null ? "" : prettyJson(one.payload))}>
              <SquarePen aria-hidden /> Test with its payload
            </MenuItem>
            <Can to="screens.cases.remove">
              <MenuItem tone="danger" onSelect={() => removeCase(one)}>
                <Trash2 aria-hidden /> Remove
              </MenuItem>
            </Can>
          </Menu>
        )}
      />
      <Checkbox
        label="Publish only when all cases pass"
        hint="The server runs them each time somebody publishes, an app's token included."
        checked={screen.publishNeedsCases}
        onChange={(event) => onRule(event.target.checked)}
      />
    </div>
  );
}

function summary(cases: ScreenCase[], outcomes: ReadonlyMap<number, { passed: boolean }>): string {
  const told = cases.flatMap(({ id }) => outcomes.get(id) ?? []);
  if (told.length === 0) return cases.length === 1 ? "1 case" : `${cases.length} cases`;
  return `${told.filter(({ passed }) => passed).length} of ${cases.length} passed`;
}
