import type { EventType, TaskTrigger } from "#domain/event-values.ts";
import { type ConditionTest, isAboutEntries, type TriggerDraft, triggerDraftOf } from "./trigger-draft.ts";

/** What happens, as a sentence goes on after "when". */
const EVENT_WORDS: Record<EventType, { any: string; one: (name: string) => string }> = {
  "dataSource.entry.create": { any: "an entry is added", one: (name) => `an entry is added to ${name}` },
  "dataSource.entry.update": { any: "an entry is changed", one: (name) => `an entry of ${name} is changed` },
  "dataSource.entry.delete": { any: "an entry is removed", one: (name) => `an entry of ${name} is removed` },
  "app.task.completed": { any: "another task completes", one: (name) => `${name} completes` },
  "app.task.failed": { any: "another task fails", one: (name) => `${name} fails` },
};

export const TEST_WORDS: Record<ConditionTest, string> = {
  is: "is",
  isNot: "is not",
  isOneOf: "is one of",
  contains: "contains",
  gt: "is over",
  gte: "is at least",
  lt: "is under",
  lte: "is at most",
};

/** `An entry is added`. */
export const eventLabel = (type: EventType) => {
  const { any } = EVENT_WORDS[type];
  return any.charAt(0).toUpperCase() + any.slice(1);
};

/** Names of data sources and tasks by id; what is not there is told by its id. */
export interface EventNames {
  sources: ReadonlyMap<number, string>;
  tasks: ReadonlyMap<number, string>;
}

/** `when an entry is added to Leads, if Status is open`. */
export const triggerInWords = (trigger: TaskTrigger, names: EventNames) =>
  draftInWords(triggerDraftOf(trigger, 0), names);

export function draftInWords({ type, about, conditions, json }: TriggerDraft, { sources, tasks }: EventNames): string {
  const known = isAboutEntries(type) ? sources : tasks;
  const what = isAboutEntries(type) ? "data source" : "task";
  const words = EVENT_WORDS[type];
  const happens = about === null ? words.any : words.one(known.get(about) ?? `${what} ${about}`);
  if (json !== null) return `when ${happens}, if a filter of its own lets it through`;
  const asked = conditions.map(({ column, test, value }) => `${column} ${TEST_WORDS[test]} ${value.trim() || "empty"}`);
  return asked.length === 0 ? `when ${happens}` : `when ${happens}, if ${asked.join(" and ")}`;
}

/** `When an entry is added`, and how many more: for where there is little room. */
export function triggersInShort(triggers: readonly TaskTrigger[]): string {
  const words = [...new Set(triggers.map(({ type }) => EVENT_WORDS[type].any))];
  return `When ${words[0]}${words.length > 1 ? ` and ${words.length - 1} more` : ""}`;
}
