import { createTRPCClient, httpLink, isTRPCClientError, retryLink, type TRPCClientError } from "@trpc/client";
import type { AppRouter } from "#server/trpc/root.ts";
import { CliError, EXIT } from "./cli-error.ts";
import type { Io } from "./io.ts";
import { isApp, type Login, readLogins } from "./logins.ts";

export type Client = ReturnType<typeof createClient>;

/** How long an answer may take, ms: `runWithResult` and `runs.wait` take up to 25 s by themselves. */
const ANSWER_MS = 60_000;
const RETRIES = 2;
const RETRY_AFTER_MS = 400;

/** The server's procedures for a token. A question that gets no answer is asked again, where asking twice does no harm. */
export function createClient({ url, token }: Pick<Login, "url" | "token">, stop: AbortSignal) {
  return createTRPCClient<AppRouter>({
    links: [
      retryLink({
        retry: ({ op, error, attempts }) => attempts <= RETRIES && isUnanswered(error) && isRepeatable(op),
        retryDelayMs: () => RETRY_AFTER_MS,
      }),
      httpLink({
        url: `${url}/api/trpc`,
        headers: { authorization: `Bearer ${token}` },
        fetch: async (address, { signal, ...init } = {}) => {
          const timeout = AbortSignal.timeout(ANSWER_MS);
          const response = await fetch(String(address), {
            ...(init as RequestInit),
            // A redirect would carry the token to wherever it points.
            redirect: "manual",
            signal: AbortSignal.any([stop, timeout, ...(signal ? [signal] : [])]),
          });
          if (isOurs(response)) return response;
          await response.body?.cancel();
          throw new StrangeAnswer(url, response);
        },
      }),
    ],
  });
}

/** A query changes nothing, and what carries a key is done once however often it is sent. */
const isRepeatable = ({ type, input }: { type: string; input: unknown }) =>
  type === "query" || (typeof input === "object" && input !== null && "idempotencyKey" in input);

/** A server, and the app that commands are about. */
export interface Target {
  client: Client;
  login: Login;
}

const WAY_IN =
  "Log in with app-tasks login, or set APP_TASKS_URL and APP_TASKS_TOKEN. Tokens are made in the studio under Connect.";

/**
 * The server and app to ask: those of APP_TASKS_URL and APP_TASKS_TOKEN, else of the login in use, or of the one for `app`.
 *
 * @throws CliError when there is none, or none for that app.
 */
export async function openTarget(io: Pick<Io, "env" | "signal">, app: string | undefined): Promise<Target> {
  const login = io.env.APP_TASKS_TOKEN ? await fromEnvironment(io, app) : await fromFile(io.env, app);
  return { client: createClient(login, io.signal), login };
}

async function fromEnvironment({ env, signal }: Pick<Io, "env" | "signal">, app: string | undefined): Promise<Login> {
  const { APP_TASKS_TOKEN: token = "", APP_TASKS_URL: url } = env;
  // A token must not go to a server that it may not be for.
  if (!url) throw new CliError("APP_TASKS_TOKEN needs APP_TASKS_URL beside it: the address of the server.");
  const login = await checkLogin(readUrl(url), token, signal);
  if (app !== undefined && !isApp(login.app, app))
    throw new CliError(
      `The token in APP_TASKS_TOKEN is for the app "${login.app.name}" (${login.app.id}), not for "${app}".`,
    );
  return login;
}

async function fromFile(env: Io["env"], app: string | undefined): Promise<Login> {
  const all = await readLogins(env);
  const url = env.APP_TASKS_URL ? readUrl(env.APP_TASKS_URL) : undefined;
  const there = url === undefined ? all : all.filter((login) => login.url === url);
  const fitting = app === undefined ? there.slice(0, 1) : there.filter((login) => isApp(login.app, app));
  const [found, another] = fitting;
  if (found && another)
    throw new CliError(
      `You are logged in to several apps called "${app}": ${fitting.map(sayLogin).join(", ")}. Name one by its id, and its server by APP_TASKS_URL.`,
    );
  if (found) return found;
  if (all.length === 0) throw new CliError(`You are not logged in. ${WAY_IN}`, EXIT.unreachable);
  const what = [app !== undefined && `app "${app}"`, url !== undefined && `server ${url}`].filter(Boolean).join(" on ");
  throw new CliError(
    `You are not logged in to ${what}, only to ${all.map(sayLogin).join(", ")}. ${WAY_IN}`,
    EXIT.unreachable,
  );
}

export const sayLogin = ({ app, url }: Login): string => `"${app.name}" (${app.id}) at ${url}`;

/**
 * An address as people write it, without what the API does not need.
 *
 * @throws CliError for what is no address of a web server.
 */
export function readUrl(text: string): string {
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || !url.hostname)
    throw new CliError(`"${text}" is not the address of a server. Expected e.g. https://tasks.example.org.`);
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/**
 * Asks the server what the token is.
 *
 * @throws CliError when the server does not answer, or refuses the token.
 */
export async function checkLogin(url: string, token: string, signal: AbortSignal): Promise<Login> {
  const { app } = await asked(url, createClient({ url, token }, signal).tokens.current.query());
  return { url, token, app };
}

/**
 * Waits for an answer, and says in a sentence why there is none.
 *
 * @throws CliError that ends the command with the fitting code.
 */
export async function asked<T>(url: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isTRPCClientError<AppRouter>(error) ? toCliError(url, error) : error;
  }
}

/** What became of a call, for the person who made it. */
export function toCliError(url: string, error: TRPCClientError<AppRouter>): CliError {
  const { data, message } = error;
  if (error.cause instanceof CliError) return error.cause;
  if (isStopped(error)) return new CliError("Stopped.", EXIT.interrupted);
  if (!data)
    return new CliError(
      `The server at ${url} cannot be reached${reasonOf(error)}. Check the address and that you are online.`,
      EXIT.unreachable,
    );
  switch (data.httpStatus) {
    case 401:
      return new CliError(`${message} ${WAY_IN}`, EXIT.unreachable);
    case 403:
      return new CliError(
        `${message} Scopes are chosen when a token is made, in the studio under Connect.`,
        EXIT.unreachable,
      );
    case 429: {
      const wait = "retryAfterS" in data && data.retryAfterS ? ` Try again in ${data.retryAfterS} s.` : "";
      return new CliError(`${message}${wait}`, EXIT.unreachable);
    }
    case 422:
      return new CliError(message, EXIT.failed);
    default:
      return new CliError(message, (data.httpStatus ?? 500) >= 500 ? EXIT.unreachable : EXIT.usage);
  }
}

/** Whether the call got no answer of ours for a reason that may pass, so that asking again may help. */
export const isUnanswered = (error: unknown): boolean =>
  isTRPCClientError<AppRouter>(error) &&
  !error.data &&
  (error.cause instanceof StrangeAnswer
    ? error.cause.isPassing
    : !(error.cause instanceof SyntaxError) && !isStopped(error));

/** Whether what went wrong may be over in a while: no answer, or one that says that the server is not well or busy. */
export const isPassing = (error: unknown): boolean => {
  if (isUnanswered(error)) return true;
  const { httpStatus = 0 } = (isTRPCClientError<AppRouter>(error) && error.data) || {};
  return httpStatus >= 500 || httpStatus === 429;
};

const isStopped = ({ cause }: Error): boolean => cause instanceof Error && cause.name === "AbortError";

const isOurs = ({ headers }: Response) => headers.get("content-type")?.startsWith("application/json") === true;

/** An answer of something else than the API: a proxy, another website. */
class StrangeAnswer extends CliError {
  /** A proxy says so while what is behind it starts again. */
  readonly isPassing: boolean;

  constructor(url: string, { status, headers }: Response) {
    const to = status >= 300 && status < 400 ? headers.get("location") : null;
    super(
      to === null
        ? `What answers at ${url} is not App Tasks (HTTP status ${status}). Check the address.`
        : `${url} sends us on to ${to}. Log in with the address that it stands for.`,
      EXIT.unreachable,
    );
    this.isPassing = status >= 500;
  }
}

/** The system's own word for it, found at the bottom of what fetch throws. */
function reasonOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === "TimeoutError") return ` (no answer in ${ANSWER_MS / 1_000} s)`;
    if ("code" in at && typeof at.code === "string") return ` (${at.code})`;
  }
  return "";
}
