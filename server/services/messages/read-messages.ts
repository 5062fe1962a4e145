import { and, eq, ilike, lt, or, sql } from "drizzle-orm";
import { messages } from "#db/schema/index.ts";
import type { ListMessagesInput, Message, MessagePage, MessageRefInput } from "#domain/message.ts";
import type { AppContext } from "../../context.ts";
import { readMessage, readMessages } from "./internal.ts";

/** A page of the outbox, newest first; `nextCursor` fetches older messages and is null at the end. */
export async function listMessages(ctx: AppContext, input: ListMessagesInput): Promise<MessagePage> {
  const { channel, status, taskId, runId, search, limit = 50, cursor } = input;
  const pattern = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await readMessages(
    ctx,
    and(
      channel === undefined ? undefined : eq(messages.channel, channel),
      status === undefined ? undefined : eq(messages.status, status),
      taskId === undefined ? undefined : eq(messages.taskId, taskId),
      runId === undefined ? undefined : eq(messages.runId, runId),
      cursor ? lt(messages.id, cursor) : undefined,
      pattern === null
        ? undefined
        : or(
            ilike(messages.subject, pattern),
            sql`exists (select 1 from jsonb_array_elements(${messages.recipients}) r
              where r->>'address' ilike ${pattern} or r->>'name' ilike ${pattern})`,
          ),
    ),
    limit + 1,
  );
  return {
    messages: rows.slice(0, limit),
    nextCursor: rows.length > limit ? rows[limit - 1]!.id : null,
    delivers: { email: ctx.messenger.mail !== null, sms: ctx.messenger.sms !== null, push: true },
  };
}

/** One message with its body and attachments. @throws DomainError MESSAGE_NOT_FOUND */
export const getMessage = (ctx: AppContext, { id }: MessageRefInput): Promise<Message> => readMessage(ctx, id);
