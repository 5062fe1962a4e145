"use client";

import { ArrowRight, Bot, KeyRound, Play, UserRound, Webhook } from "lucide-react";
import { browserName } from "#components/notifications/browser-name.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { AuditEntry as Entry } from "#domain/audit.ts";
import type { AuditActorKind } from "#domain/audit-values.ts";
import { cx } from "#lib/cx.ts";
import { entryWords } from "./audit-words.ts";

const ACTOR_ICONS: Record<AuditActorKind, typeof Bot> = {
  user: UserRound,
  token: KeyRound,
  run: Play,
  system: Bot,
  webhook: Webhook,
};

/** More fields than this are not named before they are looked at. */
const NAMED_MAX = 4;

/** What went wrong, or might have. */
const ALARMING = /^(denied|.*-failed|.*-locked)$/;

interface AuditEntryProps {
  entry: Entry;
  /** Name of the app that it happened in; null where it is clear, or there is none. */
  app: string | null;
  onActor: (kind: AuditActorKind, id: string) => void;
}

/** One entry: who did what, when and from where, and the fields before and after. */
export function AuditEntry({ entry, app, onActor }: AuditEntryProps) {
  const { actor, source, before, after } = entry;
  const Icon = ACTOR_ICONS[actor.kind];
  const [verb, name, rest] = entryWords(entry);
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  // The names of all that something was made with would say less than that it was.
  const title = before === null && fields.length > NAMED_MAX ? "As it was set" : fields.join(", ");
  const from = [source.ip, source.userAgent && browserName(source.userAgent)].filter(Boolean).join(", ");
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <Icon className="size-4 shrink-0 text-faint" aria-hidden />
        {actor.id === null ? (
          <strong className="font-medium">{actor.name}</strong>
        ) : (
          <button
            type="button"
            className="break-words text-left font-medium hover:underline"
            title={`Only what ${actor.name} did`}
            onClick={() => onActor(actor.kind, actor.id ?? "")}
          >
            {actor.name}
          </button>
        )}
        <span className={cx("min-w-0 break-words", ALARMING.test(entry.action) ? "text-bad" : "text-soft")}>
          {verb}
          <span className="text-ink">{name}</span>
          {rest}
        </span>
        {app && <span className="text-[0.8125rem] text-faint">in {app}</span>}
        <span className="ml-auto whitespace-nowrap text-[0.8125rem] text-soft">
          <RelativeTime at={entry.at} />
        </span>
      </p>
      {(fields.length > 0 || from) && (
        <Disclosure
          className="mt-1.5 text-[0.8125rem] sm:pl-6"
          title={fields.length > 0 ? <span className="min-w-0 break-words">{title}</span> : "From where"}
          aside={<span className="whitespace-nowrap">{from}</span>}
        >
          <Changes fields={fields} before={before} after={after} />
          <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-faint">
            {[
              ["Address", source.ip],
              ["Program", source.userAgent],
              ["Request", source.requestId],
            ].map(
              ([label, value]) =>
                value && (
                  <div key={label} className="flex min-w-0 gap-1.5">
                    <dt>{label}</dt>
                    <dd className="min-w-0 break-all text-soft">{value}</dd>
                  </div>
                ),
            )}
          </dl>
        </Disclosure>
      )}
    </li>
  );
}

const LOOKS = { del: "bg-bad-soft text-bad", ins: "bg-ok-soft text-ok" };

function Changes({ fields, before, after }: { fields: string[] } & Pick<Entry, "before" | "after">) {
  return (
    <dl className="space-y-1.5">
      {fields.map((field) => (
        <div key={field} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="break-words text-faint leading-6">{field}</dt>
          <dd className="flex min-w-0 flex-wrap items-start gap-x-2 gap-y-1">
            {before && <Value as="del" value={before[field]} />}
            {before && after && <ArrowRight className="mt-1 size-4 shrink-0 text-faint" aria-label="became" />}
            {after && <Value as="ins" value={after[field]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ as: As, value }: { as: "del" | "ins"; value: unknown }) {
  if (value === null || value === undefined) return <span className="text-faint leading-6">nothing</span>;
  return (
    <As
      className={`min-w-0 max-w-full whitespace-pre-wrap break-words rounded px-1.5 py-0.5 no-underline ${LOOKS[As]}`}
    >
      {typeof value === "string" ? value : JSON.stringify(value)}
    </As>
  );
}
