import type { Logger } from "pino";
import { badInput } from "#domain/errors.ts";
import { PAYLOAD_BYTES } from "#domain/limits.ts";
import type { ServiceContext } from "../context.ts";
import { receiveCall } from "../services/webhooks/index.ts";
import { jsonAnswer, refusedAnswer } from "./plain-answer.ts";
import { readBytes } from "./read-text.ts";
import { sourceOf } from "./source.ts";

const TOO_LARGE = "The body is too large: a webhook takes at most 1 MiB.";

/** What a caller might put its key into: addresses are logged everywhere, so a key that stood in one is no secret. */
const KEYS_IN_ADDRESS = ["key", "token", "secret", "signature", "api_key", "apikey"];

/**
 * The way in for other systems: 202 with the run that the call asked for, 200 where an earlier call with its id had asked
 * already. Cookies and tokens of the studio count for nothing here.
 */
export async function handleHook(
  request: Request,
  publicId: string,
  { services, log }: { services: ServiceContext; log: Logger },
): Promise<Response> {
  try {
    const { searchParams } = new URL(request.url);
    if (KEYS_IN_ADDRESS.some((name) => searchParams.has(name)))
      throw badInput("INVALID_INPUT", "Send the key in a header, never in the address: addresses are logged.");
    const body = await readBytes(request, PAYLOAD_BYTES, TOO_LARGE);
    const call = { headers: request.headers, body };
    const { runId, isNew } = await receiveCall(services, publicId, call, sourceOf(request.headers));
    return jsonAnswer({ runId }, isNew ? 202 : 200);
  } catch (error) {
    return refusedAnswer(error, log);
  }
}
