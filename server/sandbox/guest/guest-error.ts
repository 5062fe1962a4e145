import { formatLine } from "./inspect.ts";
import { clean, NativeError, quote, slice } from "./intrinsics.ts";
import { NotSerializable } from "./result-json.ts";
import { framesOf } from "./stack.ts";

const MAX_MESSAGE = 8_000;
const MAX_STACK = 16_000;

/** What ended the run, as the JSON of `{ name, message, stack, status }`; every field is a capped string. */
export function errorToJson(reason: unknown, status?: string): string {
  const name = field(reason, "name") || "Error";
  const isError = reason instanceof NativeError || field(reason, "message") !== "";
  const message = isError ? field(reason, "message") : thrownText(reason);
  const stack = isError ? field(reason, "stack") : "";
  return `{"name":${quote(isError ? cut(name, 200) : "Error")},"message":${quote(cut(message, MAX_MESSAGE))},"stack":${quote(
    cut(stack, MAX_STACK),
  )},"status":${quote(cut(status ?? statusOf(reason), 100))}}`;
}

function statusOf(reason: unknown): string {
  if (reason instanceof NotSerializable) return reason.status;
  // V8's own words when the isolate's memory cannot hold another buffer.
  if (field(reason, "message") === "Array buffer allocation failed") return "RUN_OUT_OF_MEMORY";
  return field(reason, "status") || "EXECUTION_FAILED";
}

const thrownText = (reason: unknown) =>
  `The screen threw a value that is not an Error: ${formatLine([reason], 1_000)}. Throw an Error to get a message and a line`;

function field(reason: unknown, key: string): string {
  if ((typeof reason !== "object" && typeof reason !== "function") || reason === null) return "";
  try {
    const value = (reason as Record<string, unknown>)[key];
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}

const cut = (text: string, length: number) => clean(text.length > length ? `${slice(text, 0, length)}…` : text);

/** Gives an error made elsewhere the frames of the place in the guest that asked. */
export function withFramesOf(error: Error, site: Error): Error {
  const text = error.message === "" ? error.name : `${error.name}: ${error.message}`;
  error.stack = text + framesOf(site);
  return error;
}
