export interface Config {
  /** A token of the app. In a page it is public: use a publishable one, or one whose origins list the page's. */
  token?: string;
  /** Address of the server, without a path; the script's own address when absent. */
  url?: string;
  /**
   * Says on whose behalf runs are asked for, and whose inbox and push subscription it is: a JWT that the app's own server
   * signed. Null for nobody.
   */
  userToken?: string | null;
}

/** Why a call failed: `status` is the stable word to branch on, `message` a sentence for a person. */
export class AppTasksError extends Error {
  declare status: string;
  /** Name of the argument at fault, where one is. */
  declare field: string | undefined;
  /** The run that failed, for `runWithResult`. */
  declare runId: number | undefined;
  declare httpStatus: number | undefined;
  /** Seconds after which the same call may succeed, when there were too many (status RATE_LIMITED). */
  declare retryAfterS: number | undefined;

  constructor(
    message: string,
    status: string,
    details: { name?: string; field?: string; runId?: number; httpStatus?: number; retryAfterS?: number } = {},
  ) {
    super(message);
    Object.assign(this, details, { status, name: details.name ?? "AppTasksError" });
  }
}

interface WireError {
  message: string;
  data?: {
    status?: string;
    field?: string;
    runId?: number;
    httpStatus?: number;
    retryAfterS?: number;
    error?: { name: string; message: string };
  };
}

/** Tries after the first one, for calls that may be sent twice without harm. */
const RETRIES = 2;
const RETRY_AFTER_MS = 400;

/** The way to the server that every part of `Fliplet` shares. */
export interface Connection {
  config: Config;
  /** Rejects with an AppTasksError. */
  call<T>(
    kind: "query" | "mutation",
    procedure: string,
    input: unknown,
    isRepeatable: boolean,
    userToken?: string | null,
  ): Promise<T>;
}

export function createConnection(initial: Config): Connection {
  const config: Config = { ...initial };

  async function call<T>(
    kind: "query" | "mutation",
    procedure: string,
    input: unknown,
    isRepeatable: boolean,
    userToken?: string | null,
  ): Promise<T> {
    if (!config.url)
      throw new AppTasksError(
        "Say where the server is: Fliplet.App.Tasks.configure({ url, token }).",
        "INVALID_INPUT",
        { field: "url" },
      );
    const json = jsonOf(input);
    const address = `${config.url.replace(/\/+$/, "")}/api/trpc/${procedure}`;
    const headers: Record<string, string> = config.token ? { authorization: `Bearer ${config.token}` } : {};
    if (userToken) headers["x-user-token"] = userToken;
    for (let left = isRepeatable ? RETRIES : 0; ; left--) {
      let response: Response;
      let text: string;
      try {
        response =
          kind === "query"
            ? await fetch(`${address}?input=${encodeURIComponent(json)}`, { headers, credentials: "omit" })
            : await fetch(address, {
                method: "POST",
                headers: { ...headers, "content-type": "application/json" },
                body: json,
                credentials: "omit",
              });
        // Inside: an answer that breaks off is none.
        text = await response.text();
      } catch {
        if (left <= 0)
          throw new AppTasksError(
            `The server at ${config.url} could not be reached. Check the connection and try again.`,
            "UNREACHABLE",
          );
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
        continue;
      }
      const body = parse<T>(text);
      if (body?.result) return body.result.data;
      throw errorOf(body?.error, response.status);
    }
  }

  return { config, call };
}

/** @throws AppTasksError for what JSON cannot carry: a circular payload, a BigInt. */
function jsonOf(input: unknown): string {
  try {
    return JSON.stringify(input) ?? "{}";
  } catch (error) {
    throw new AppTasksError(`This cannot be sent, since it is not JSON: ${(error as Error).message}`, "INVALID_INPUT");
  }
}

/** Null for an answer that is not ours: the page of a proxy, say. */
function parse<T>(text: string): { result?: { data: T }; error?: WireError } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function errorOf(error: WireError | undefined, httpStatus: number): AppTasksError {
  const data = error?.data;
  const message = data?.error?.message ?? error?.message ?? `The server answered with HTTP status ${httpStatus}.`;
  return new AppTasksError(message, data?.status ?? "INTERNAL", {
    name: data?.error?.name,
    field: data?.field,
    runId: data?.runId,
    httpStatus,
    retryAfterS: data?.retryAfterS,
  });
}
