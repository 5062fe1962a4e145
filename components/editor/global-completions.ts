import type { Completion } from "@codemirror/autocomplete";
import { NEED_FACTS, SCREEN_NEEDS } from "#domain/screen-needs.ts";

type Global = [name: string, detail: string, info: string];

const PLATFORM: Global[] = [
  ["fetch", "(url, { method?, headers?, body?, signal? })", "Asks a public address; resolves to a Response."],
  ["console", "", "Writes to the run's log: log, info, warn, error, table, group, time, count, trace."],
  ["URL", "(address, base?)", "Takes an address apart."],
  ["URLSearchParams", "(fields)", "Reads or writes the query of an address."],
  ["FormData", "()", "A form; as the body of fetch it goes as multipart."],
  ["Blob", "(parts, { type? })", "Bytes with a type."],
  ["File", "(parts, name, { type? })", "Bytes with a type and a name."],
  ["Headers", "(fields?)", "HTTP headers."],
  ["Request", "(url, options?)", "A request for fetch."],
  ["Response", "(body?, options?)", "An answer of fetch."],
  ["AbortController", "()", "Gives up what has its signal."],
  ["AbortSignal", "", "timeout(ms), any(signals), abort(reason)."],
  ["crypto", "", "randomUUID, getRandomValues; subtle.digest, and sign and verify with HMAC."],
  ["structuredClone", "(value)", "A deep copy."],
  ["setTimeout", "(callback, ms)", "Calls back later."],
  ["setInterval", "(callback, ms)", "Calls back again and again."],
  ["queueMicrotask", "(callback)", "Calls back as soon as this turn is over."],
  ["TextEncoder", "()", "Text to UTF-8 bytes."],
  ["TextDecoder", "(encoding?)", "Bytes to text."],
  ["atob", "(base64)", "Base64 to text."],
  ["btoa", "(text)", "Text to base64."],
  ["performance", "", "now(): milliseconds since the code began."],
  ["Intl", "", "Dates, numbers and lists by language and time zone."],
];

const platform = PLATFORM.map(
  ([label, detail, info]): Completion => ({
    label,
    detail,
    info,
    type: detail.startsWith("(") ? "function" : "namespace",
  }),
);

const onRequest = SCREEN_NEEDS.flatMap((need) =>
  NEED_FACTS[need].globals.slice(0, 3).map(
    (label): Completion => ({
      label,
      type: "namespace",
      detail: need === "dom" ? "the page" : NEED_FACTS[need].label,
      info: "Only where the screen's settings switch it on.",
      boost: -1,
    }),
  ),
);

/** The globals of a screen's code, those included that its settings must switch on. */
export const GLOBALS: readonly Completion[] = [
  { label: "Fliplet", type: "namespace", info: "What a screen may call.", boost: 1 },
  ...platform,
  ...onRequest,
];
