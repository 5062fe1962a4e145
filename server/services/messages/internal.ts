import { and, desc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { type MessageRow, messages, tasks } from "#db/schema/index.ts";
import { notFound } from "#domain/errors.ts";
import type { Message, MessageSummary } from "#domain/message.ts";
import type { AppContext } from "../../context.ts";

const {
  body: _body,
  text: _text,
  attachments: _attachments,
  headers: _headers,
  push: _push,
  ...LIGHT
} = getTableColumns(messages);

/** Messages of the app by descending id, without bodies and attachments, which can have megabytes. */
export async function readMessages(ctx: AppContext, where: SQL | undefined, limit: number): Promise<MessageSummary[]> {
  const rows = await ctx.db
    .select({
      ...LIGHT,
      taskName: tasks.name,
      attachmentCount: sql<number>`jsonb_array_length(${messages.attachments})`,
    })
    .from(messages)
    .leftJoin(tasks, eq(tasks.id, messages.taskId))
    .where(and(eq(messages.appId, ctx.appId), where))
    .orderBy(desc(messages.id))
    .limit(limit);
  return rows.map(toSummary);
}

/** @throws DomainError MESSAGE_NOT_FOUND when the app has no such message. */
export async function readMessage(ctx: AppContext, id: number): Promise<Message> {
  const [found] = await ctx.db
    .select({ row: messages, taskName: tasks.name })
    .from(messages)
    .leftJoin(tasks, eq(tasks.id, messages.taskId))
    .where(and(eq(messages.appId, ctx.appId), eq(messages.id, id)));
  if (!found) throw notFound("MESSAGE_NOT_FOUND", `There is no message with id ${id} in this app.`, "id");
  const { row, taskName } = found;
  const isMail = row.channel === "email";
  return {
    ...toSummary({ ...row, taskName, attachmentCount: row.attachments.length }),
    fromName: row.fromName,
    html: isMail && row.body !== "" ? row.body : null,
    text: isMail ? row.text : row.body,
    headers: row.headers,
    attachments: row.attachments,
    push: row.push,
    messageId: row.messageId,
    attempts: row.attempts,
  };
}

type Light = Omit<MessageRow, "body" | "text" | "attachments" | "headers" | "push">;

function toSummary(row: Light & { taskName: string | null; attachmentCount: number }): MessageSummary {
  const { id, appId, channel, status, taskId, taskName, runId, recipients, subject, attachmentCount, error } = row;
  return {
    id,
    appId,
    channel,
    status,
    taskId,
    taskName,
    runId,
    recipients,
    subject,
    attachmentCount,
    pushCounts: row.pushCounts,
    error,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
