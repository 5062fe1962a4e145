"use client";

import { ListFilter, Mail } from "lucide-react";
import { useQueryStates } from "nuqs";
import { CodeSample } from "#components/connect/code-sample.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import { useTypedFilter } from "#lib/use-typed-filter.ts";
import { MessageList } from "./message-list.tsx";
import { outboxInput, outboxParsers } from "./outbox-filter.ts";
import { OutboxFilterBar } from "./outbox-filter-bar.tsx";
import { useMessagePages } from "./use-message-pages.ts";

const EXAMPLE = `Fliplet.Page.onRemoteExecution(async function () {
  await Fliplet.Communicate.sendEmail({
    to: [{ email: "ann@example.org", name: "Ann", type: "to" }],
    subject: "Your booking, {{ name }}",
    html: "<p>Hi {{ name }}, see you at {{ time }}.</p>"
  }, { name: "Ann", time: "9:00" });
});`;

/** Every mail, text message and push message that the app's runs sent, or tried to, with filters that live in the address. */
export function OutboxPage() {
  const appId = useAppId();
  const [state, setState] = useQueryStates(outboxParsers);
  const { q, ...filter } = state;
  const [typed, setTyped] = useTypedFilter(q, (text) => void setState({ q: text }));

  const isFiltered = q !== "" || Object.values(filter).some((value) => value !== null);
  const clear = () => {
    setTyped("");
    void setState({ channel: null, status: null, task: null, run: null, q: null });
  };
  const list = useMessagePages(outboxInput(appId, state));

  return (
    <>
      <PageHeader title="Outbox">
        {filter.run === null
          ? "The mails, text messages and push messages that your tasks sent, newest first."
          : `The messages of run #${filter.run}.`}
      </PageHeader>
      {list.delivers && !list.delivers.email && (
        <Notice tone="info" className="mb-4">
          No mail server is set up, so mails are kept here and go nowhere. To send them, the operator sets{" "}
          <code>SMTP_URL</code> and <code>MAIL_FROM</code>.
        </Notice>
      )}
      <OutboxFilterBar
        filter={filter}
        search={typed}
        onSearch={setTyped}
        onChange={setState}
        onClear={clear}
        isFiltered={isFiltered}
      />
      {!list.messages ? (
        list.error ? (
          <ErrorState what="outbox" error={list.error} onRetry={list.refetch} />
        ) : (
          <ListSkeleton rows={6} label="Loading the outbox" />
        )
      ) : list.messages.length > 0 ? (
        <>
          <MessageList messages={list.messages} appId={appId} />
          <LoadMore
            auto
            hasMore={list.hasMore}
            loading={list.loadingMore}
            onMore={list.loadMore}
            label="Show older messages"
          />
        </>
      ) : isFiltered ? (
        <EmptyState
          icon={<ListFilter aria-hidden />}
          title="No message matches"
          action={<Button onClick={clear}>Clear filters</Button>}
        >
          Try fewer filters or a shorter text.
        </EmptyState>
      ) : (
        <div className="space-y-4">
          <EmptyState icon={<Mail aria-hidden />} title="Nothing was sent yet">
            Call Fliplet.Communicate in a screen and run its task: each mail, text message and push message lands here,
            with what it said and whether it went.
          </EmptyState>
          <CodeSample title="A screen that sends a mail" code={EXAMPLE} />
        </div>
      )}
    </>
  );
}
