import { sendEmailInput, sendSmsInput } from "#domain/mail.ts";
import { sendPushInput } from "#domain/push.ts";
import type { AppContext } from "../context.ts";
import { type SentMessage, sendEmail, sendSms } from "../services/messages/index.ts";
import { type SentPush, sendPush } from "../services/push/index.ts";
import type { CapabilityTable } from "./index.ts";
import { parsed } from "./parsed.ts";

/** `Fliplet.Communicate`: mails, text messages and push messages, once for each call of a run however often the run is tried. */
export function communicateCapabilities(app: AppContext): CapabilityTable {
  return {
    "communicate.sendEmail": {
      kind: "mail",
      isEffect: true,
      run: async (args, _signal, effectKey) => {
        const sent = await sendEmail(app, parsed(sendEmailInput, args), effectKey);
        return { result: sent.answer, ...line("mail", sent) };
      },
    },
    "communicate.sendSMS": {
      kind: "sms",
      isEffect: true,
      run: async (args, _signal, effectKey) => {
        const sent = await sendSms(app, parsed(sendSmsInput, args), effectKey);
        return { result: sent.answer, ...line("text message", sent) };
      },
    },
    "communicate.sendPushNotification": {
      kind: "push",
      isEffect: true,
      run: async (args, signal, effectKey) => {
        const sent = await sendPush(app, parsed(sendPushInput, args), effectKey, signal);
        return { result: sent.answer, ...pushLine(sent) };
      },
    },
  };
}

/** Whom it went to, what it is called and what became of it; never what it says. */
function line(what: string, { answer, recipients, subject, isRepeat }: SentMessage) {
  const more = recipients.length - 1;
  const to = `${recipients[0]!.address}${more > 0 ? ` and ${more} more` : ""}`;
  const name = subject === null ? "" : ` "${subject.slice(0, 200)}"`;
  const rejected = answer.rejected.length > 0 ? `, ${answer.rejected.length} of ${recipients.length} refused` : "";
  const level = answer.status === "uncertain" || rejected ? ("warn" as const) : ("debug" as const);
  return {
    level,
    summary: `${what} to ${to}${name}: ${became(answer.status, isRepeat)}${rejected}, ${answer.messageId}`,
  };
}

/** What it is called and to how many it went; never what it says, nor where a browser is reached. */
export function pushLine({ answer, title, isRepeat }: SentPush) {
  const { sent, failed, removed, uncertain } = answer;
  const parts = [
    `${sent} sent`,
    failed > 0 && `${failed} failed`,
    uncertain > 0 && `${uncertain} uncertain`,
    removed > 0 && `${removed} unsubscribed and removed`,
  ].filter(Boolean);
  if (sent + failed + removed + uncertain === 0)
    return { level: "info" as const, summary: `push "${title.slice(0, 200)}": nobody whom it is for is subscribed` };
  const again = isRepeat ? ", counting what an earlier attempt sent" : "";
  return {
    level: failed + uncertain > 0 || sent === 0 ? ("warn" as const) : ("debug" as const),
    summary: `push "${title.slice(0, 200)}": ${parts.join(", ")}${again}`,
  };
}

function became(status: SentMessage["answer"]["status"], isRepeat: boolean): string {
  if (status === "uncertain")
    return isRepeat
      ? "an earlier attempt may have sent it, so it was not sent again; decide in the outbox"
      : "it may have gone, the answer never came; decide in the outbox";
  const word = status === "kept" ? "kept in the outbox" : status;
  return isRepeat ? `already ${word} by an earlier attempt, not sent again` : word;
}
