import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { ListMessagesInput, MessageChannel, MessageStatus } from "#domain/message.ts";
import { CHANNEL_LABELS, MESSAGE_STATUS_LOOKS } from "./message-status.ts";

export const CHANNELS = Object.keys(CHANNEL_LABELS) as MessageChannel[];
export const STATUSES = Object.keys(MESSAGE_STATUS_LOOKS) as MessageStatus[];

export interface OutboxFilter {
  channel: MessageChannel | null;
  status: MessageStatus | null;
  task: number | null;
  run: number | null;
}

/** The outbox's filter as it stands in the address; the page reads it on the server, and the list in the browser. */
export const outboxParsers = {
  channel: parseAsStringLiteral(CHANNELS),
  status: parseAsStringLiteral(STATUSES),
  task: parseAsInteger,
  run: parseAsInteger,
  q: parseAsString.withDefault(""),
};

/** As the server takes it, without a page's cursor. */
export const outboxInput = (appId: number, { q, ...filter }: OutboxFilter & { q: string }) =>
  ({
    appId,
    ...(filter.channel && { channel: filter.channel }),
    ...(filter.status && { status: filter.status }),
    ...(filter.task !== null && { taskId: filter.task }),
    ...(filter.run !== null && { runId: filter.run }),
    ...(q.trim() && { search: q.trim() }),
  }) satisfies Omit<ListMessagesInput, "cursor"> & { appId: number };

/** Where the pages of messages are kept, filled by the server for the first of them. */
export const messagePagesKey = (input: object) => ["messages.list pages", input] as const;
