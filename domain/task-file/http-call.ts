import { RUN_TIMEOUT_MS_MAX, RUN_TIMEOUT_MS_MIN } from "../limits.ts";
import { RETRIES_MAX } from "../policy.ts";
import { shellWords } from "./shell-words.ts";

/** One request, as `fetch` makes it. */
export interface HttpCall {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
  /** Tries after the first. */
  retries: number | undefined;
  timeoutMs: number | undefined;
  /** What a person should know of what became of it. */
  notes: string[];
}

export type ReadCall = { call: HttpCall; reason?: undefined } | { call?: undefined; reason: string };

/** What an option does to the call; `null` for one that has no counterpart, with the reason. */
type Effect = (draft: Draft, value: string) => string | undefined;

interface Option {
  takesValue: boolean;
  effect: Effect;
}

interface Draft {
  urls: string[];
  method: string | undefined;
  headers: Record<string, string>;
  data: string[];
  isGet: boolean;
  json: boolean;
  retries: number | undefined;
  timeoutMs: number | undefined;
  notes: string[];
}

const flag = (effect: (draft: Draft) => void = () => {}): Option => ({
  takesValue: false,
  effect: (draft) => void effect(draft),
});
const value = (effect: Effect = () => undefined): Option => ({ takesValue: true, effect });
const refused = (reason: string, takesValue = false): Option => ({ takesValue, effect: () => reason });

const header: Effect = ({ headers }, text) => {
  if (text.startsWith("@")) return "It reads headers from a file of the machine.";
  const colon = text.indexOf(":");
  if (colon < 1) return `"${text}" is not a header.`;
  headers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
};
const named =
  (name: string): Effect =>
  ({ headers }, text) => {
    headers[name] = text;
    return undefined;
  };
const data: Effect = (draft, text) => {
  if (text.startsWith("@")) return "It sends a file of the machine.";
  draft.data.push(text);
};
const encoded: Effect = (draft, text) => {
  const equals = text.indexOf("=");
  if (/^[^=]*@/.test(text)) return "It sends a file of the machine.";
  draft.data.push(
    equals === -1
      ? encodeURIComponent(text)
      : `${text.slice(0, equals)}${equals === 0 ? "" : "="}${encodeURIComponent(text.slice(equals + 1))}`,
  );
};
const method: Effect = (draft, text) => {
  if (!/^[A-Za-z]{1,20}$/.test(text)) return `"${text}" is not an HTTP method.`;
  draft.method = text.toUpperCase();
};
const credentials: Effect = (draft, text) => {
  draft.headers.authorization = `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(text)))}`;
  draft.notes.push("Its user and password stand in the screen's code now: make them a secret of the app.");
  return undefined;
};
const timeLimit: Effect = (draft, text) => {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds <= 0) return `"${text}" is not a number of seconds.`;
  draft.timeoutMs = Math.min(RUN_TIMEOUT_MS_MAX, Math.max(RUN_TIMEOUT_MS_MIN, Math.round(seconds * 1_000)));
};
const tries =
  (first: number): Effect =>
  (draft, text) => {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 0) return `"${text}" is not a number of tries.`;
    draft.retries = Math.min(RETRIES_MAX, Math.max(0, count - first));
  };

const head = (draft: Draft) => {
  draft.method ??= "HEAD";
};

const INSECURE = refused("It does not check the server's certificate, which fetch always does.");

const CURL: Record<string, Option> = {
  ...all(["s", "silent", "S", "show-error", "f", "fail", "fail-with-body", "L", "location", "v", "verbose"], flag()),
  ...all(["i", "include", "O", "remote-name", "N", "no-buffer", "4", "ipv4", "6", "ipv6", "compressed"], flag()),
  ...all(["g", "globoff", "no-progress-meter", "http1.1", "http2", "retry-all-errors", "retry-connrefused"], flag()),
  ...all(["o", "output", "w", "write-out", "connect-timeout", "retry-delay", "retry-max-time", "max-redirs"], value()),
  ...all(["H", "header"], value(header)),
  ...all(["X", "request"], value(method)),
  ...all(["d", "data", "data-ascii", "data-raw", "data-binary"], value(data)),
  "data-urlencode": value(encoded),
  json: value((draft, text) => {
    draft.json = true;
    return data(draft, text);
  }),
  ...all(
    ["G", "get"],
    flag((draft) => {
      draft.isGet = true;
    }),
  ),
  ...all(["I", "head"], flag(head)),
  ...all(["u", "user"], value(credentials)),
  ...all(["A", "user-agent"], value(named("user-agent"))),
  ...all(["e", "referer"], value(named("referer"))),
  ...all(
    ["b", "cookie"],
    value((draft, text) =>
      text.includes("=") ? named("cookie")(draft, text) : "It reads cookies from a file of the machine.",
    ),
  ),
  url: value((draft, text) => void draft.urls.push(text)),
  ...all(["m", "max-time"], value(timeLimit)),
  retry: value(tries(0)),
  ...all(["k", "insecure"], INSECURE),
  ...all(["F", "form"], refused("It sends a form with files, in parts.", true)),
  ...all(["x", "proxy"], refused("It goes through a proxy.", true)),
};

const WGET: Record<string, Option> = {
  ...all(["q", "quiet", "nv", "no-verbose", "v", "verbose", "4", "inet4-only", "6", "inet6-only"], flag()),
  ...all(["no-cache", "no-cookies", "content-on-error", "S", "server-response", "delete-after"], flag()),
  ...all(["O", "output-document", "o", "output-file", "a", "append-output", "P", "directory-prefix"], value()),
  ...all(["connect-timeout", "dns-timeout", "w", "wait", "waitretry"], value()),
  spider: flag(head),
  header: value(header),
  method: value(method),
  ...all(
    ["post-data", "body-data"],
    value((draft, text) => {
      draft.data.push(text);
      return undefined;
    }),
  ),
  ...all(["U", "user-agent"], value(named("user-agent"))),
  referer: value(named("referer")),
  ...all(["T", "timeout", "read-timeout"], value(timeLimit)),
  ...all(["t", "tries"], value(tries(1))),
  "no-check-certificate": INSECURE,
  ...all(["post-file", "body-file"], refused("It sends a file of the machine.", true)),
};

function all(names: readonly string[], option: Option): Record<string, Option> {
  return Object.fromEntries(names.map((name) => [name, option]));
}

/** The request that a curl or wget command makes, or why it cannot be said. */
export function readHttpCall(command: string): ReadCall {
  const { words, reason } = shellWords(command);
  if (!words) return { reason };
  const [program = "", ...args] = words;
  const name = program.replace(/^.*\//, "");
  if (name !== "curl" && name !== "wget")
    return {
      reason: `It runs ${name || "nothing"}, a program of the machine: only curl and wget calls can become a fetch.`,
    };
  const draft: Draft = {
    ...{ urls: [], method: undefined, headers: {}, data: [], isGet: false, json: false },
    ...{ retries: undefined, timeoutMs: undefined, notes: [] },
  };
  const wrong = readOptions(args, name === "curl" ? CURL : WGET, name, draft);
  return wrong === null ? toCall(draft) : { reason: wrong };
}

/** Reads options into the draft; what has no counterpart, in a sentence. */
function readOptions(
  args: readonly string[],
  options: Record<string, Option>,
  name: string,
  draft: Draft,
): string | null {
  const words = [...args];
  let isOver = false;
  while (words.length > 0) {
    const word = words.shift()!;
    if (word === "--" && !isOver) isOver = true;
    else if (isOver || !word.startsWith("-") || word === "-") draft.urls.push(word);
    else {
      for (const [option, given] of spelled(word, options)) {
        const known = Object.hasOwn(options, option) ? options[option]! : undefined;
        if (!known) return `${name}'s option ${option.length === 1 ? "-" : "--"}${option} has no counterpart here.`;
        const text = known.takesValue ? (given ?? words.shift()) : "";
        if (text === undefined) return `${name}'s option ${option} has no value.`;
        const reason = known.effect(draft, text);
        if (reason !== undefined) return reason;
      }
    }
  }
  return null;
}

/** An argument as its options: `--name=value`, `-nv`, or letters of which the last may have its value behind it. */
function spelled(word: string, options: Record<string, Option>): [name: string, value: string | undefined][] {
  if (word.startsWith("--")) {
    const [name = "", ...rest] = word.slice(2).split("=");
    return [[name, rest.length > 0 ? rest.join("=") : undefined]];
  }
  const letters = word.slice(1);
  if (letters.length > 1 && Object.hasOwn(options, letters)) return [[letters, undefined]];
  const found: [string, string | undefined][] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!;
    const rest = letters.slice(at + 1);
    if (options[letter]?.takesValue && rest !== "") {
      found.push([letter, rest]);
      break;
    }
    found.push([letter, undefined]);
  }
  return found;
}

function toCall({ urls, method, headers, data, isGet, json, retries, timeoutMs, notes }: Draft): ReadCall {
  const [given, another] = urls;
  if (given === undefined) return { reason: "It names no address." };
  if (another !== undefined) return { reason: "It calls several addresses; give each a line of its own." };
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return { reason: `"${given}" is not an address of the web.` };
  if (url.username || url.password) {
    const user = decoded(`${url.username}:${url.password}`);
    if (user === null)
      return { reason: "The user or the password in its address is not percent-encoded UTF-8: write a % as %25." };
    credentials({ headers, notes } as unknown as Draft, user);
    url.username = "";
    url.password = "";
  }
  let body = data.length > 0 ? data.join(json ? "" : "&") : null;
  if (body !== null && isGet) {
    url.search = [url.search.slice(1), body].filter(Boolean).join("&");
    body = null;
  }
  if (body !== null && (method === "GET" || method === "HEAD"))
    return { reason: `fetch sends no body with ${method}.` };
  const types: Record<string, string> = json
    ? { "content-type": "application/json", accept: "application/json" }
    : body !== null
      ? { "content-type": "application/x-www-form-urlencoded" }
      : {};
  if (isPrivate(url.hostname))
    notes.push(
      `${url.hostname} is no public address: a screen reaches it only where the operator allows it (EGRESS_ALLOW).`,
    );
  if (Object.keys(headers).some((name) => name === "authorization" || name === "cookie") && notes.length === 0)
    notes.push("A credential stands in the screen's code now: make it a secret of the app.");
  return {
    call: {
      ...{ url: url.href, method: method ?? (body === null ? "GET" : "POST") },
      ...{ headers: { ...types, ...headers }, body, retries, timeoutMs, notes },
    },
  };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

const isPrivate = (host: string): boolean =>
  /^(localhost|.*\.(local|internal|localhost)|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|\[.*\])$/.test(
    host,
  ) || !/[.:]/.test(host);
