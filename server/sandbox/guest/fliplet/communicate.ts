import { callHost } from "../host.ts";
import { append, assign, isArray, NativeError, NativeTypeError, NativeUint8Array, parse } from "../intrinsics.ts";
import { bytesToBase64 } from "../web/base64.ts";

type Fields = Record<string, unknown>;

interface Letter {
  options: Fields;
  data?: unknown;
}

const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** Bytes cross as base64; every other content as it is. */
function attachment(file: unknown): unknown {
  if (!isRecord(file) || !(file.content instanceof NativeUint8Array)) return file;
  return { ...file, content: bytesToBase64(file.content), encoding: "base64" };
}

function packed(options: unknown): unknown {
  if (!isRecord(options) || !isArray(options.attachments)) return options;
  const attachments: unknown[] = [];
  for (let at = 0; at < options.attachments.length; at++) append(attachments, attachment(options.attachments[at]));
  return { ...options, attachments };
}

const sendEmail = (options: unknown, data?: unknown): Promise<unknown> =>
  callHost("communicate.sendEmail", { options: packed(options), data }).then(parse);

/** Sends them all, then tells of the first that was not sent: the others have gone, and are not sent again in a retry. */
async function batchSendEmail(letters: unknown): Promise<unknown[]> {
  if (!isArray(letters)) throw new NativeTypeError("batchSendEmail needs an array of { options, data }");
  const calls: Promise<Settled>[] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = (isRecord(letters[at]) ? letters[at] : {}) as Letter;
    append(calls, sendEmail(letter.options, letter.data).then(done, failed));
  }
  const answers: unknown[] = [];
  let problem: (Error & { status?: string }) | null = null;
  let failures = 0;
  for (let at = 0; at < calls.length; at++) {
    const { value, error } = await calls[at]!;
    if (error !== undefined) {
      failures += 1;
      problem ??= error;
    }
    append(answers, value);
  }
  if (problem === null) return answers;
  throw assign(
    new NativeError(`${failures} of ${answers.length} mails were not sent. The first of them: ${problem.message}`),
    { status: problem.status },
  );
}

interface Settled {
  value?: unknown;
  error?: Error;
}
const done = (value: unknown): Settled => ({ value });
const failed = (error: Error): Settled => ({ error });

/** `Fliplet.Communicate` of the vendor's public reference, as far as it makes sense without a device. */
export const Communicate = {
  sendEmail,
  batchSendEmail,
  /** The app may also stand beside the rest: `{ appId, title, … }`. */
  sendPushNotification: (appId: unknown, options: unknown = appId) =>
    callHost("communicate.sendPushNotification", { appId: isRecord(appId) ? appId.appId : appId, options }).then(parse),
  sendSMS: (options: unknown) => callHost("communicate.sendSMS", options).then(parse),
};
