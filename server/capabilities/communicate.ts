import { sendEmailInput, sendSmsInput } from "#domain/mail.ts";
import type { AppContext } from "../context.ts";
import { type SentMessage, sendEmail, sendSms } from "../services/messages/index.ts";
import type { CapabilityTable } from "./index.ts";
import { parsed } from "./parsed.ts";

/** `Fliplet.Communicate`: mails and text messages, once for each call of a run however often the run is tried. */
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

function became(status: SentMessage["answer"]["status"], isRepeat: boolean): string {
  if (status === "uncertain")
    return isRepeat
      ? "an earlier attempt may have sent it, so it was not sent again; decide in the outbox"
      : "it may have gone, the answer never came; decide in the outbox";
  const word = status === "kept" ? "kept in the outbox" : status;
  return isRepeat ? `already ${word} by an earlier attempt, not sent again` : word;
}
