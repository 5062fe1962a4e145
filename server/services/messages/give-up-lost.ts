import { and, eq, ne, sql } from "drizzle-orm";
import { messages } from "#db/schema/index.ts";
import type { ServiceContext } from "../../context.ts";
import { CUT_SHORT } from "./reserve-message.ts";

/** Longer than handing one message over can take, its wait for a free connection included, minutes. */
const LOST_AFTER_MINUTES = 15;

/**
 * Marks mails and text messages whose process died while it handed them over; push messages are gone on with instead, one
 * subscription at a time. Answers with how many there were.
 */
export async function giveUpLostMessages({ db }: Pick<ServiceContext, "db">): Promise<number> {
  const lost = await db
    .update(messages)
    .set({ status: "uncertain", error: CUT_SHORT })
    .where(
      and(
        eq(messages.status, "sending"),
        ne(messages.channel, "push"),
        sql`${messages.startedAt} < now() - make_interval(mins => ${LOST_AFTER_MINUTES})`,
      ),
    )
    .returning({ id: messages.id });
  return lost.length;
}
