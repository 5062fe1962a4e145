import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import type { RunErrorInfo } from "#domain/errors.ts";
import type { LogLine } from "#domain/log.ts";
import type { Message } from "#domain/message.ts";
import type { RunPage, RunStatus } from "#domain/run.ts";
import type { TestRunInput } from "#domain/screen.ts";
import type { RunTaskInput } from "#domain/task.ts";
import type { AppUser } from "#domain/user.ts";
import type { Vault } from "./vault/vault.ts";

/** The time that decides: production asks the database, since the clocks of several machines differ. */
export interface Clock {
  /** @param on the connection to ask on; inside a transaction its own, since one that waits for a second can wait for ever. */
  now(on?: Pick<Db, "execute">): Promise<Date>;
}

/** Who asks. */
export type Actor =
  | { kind: "user"; id: string; name: string }
  | {
      kind: "token";
      id: number;
      name: string;
      /** Stands in pages for everyone to read: it sees only runs of the user it came with. */
      isPublishable?: boolean;
      /** The app user that a signed user token beside it named. */
      user?: AppUser | null;
    }
  | {
      kind: "run";
      /** Null for a test run, which leaves no run behind. */
      runId: number | null;
      taskId: number | null;
      taskName: string | null;
      depth: number;
      environment: "draft" | "published";
      /** The app user on whose behalf it runs. */
      user?: AppUser | null;
    }
  | {
      kind: "webhook";
      id: number;
      name: string;
    }
  | { kind: "system" };

export interface RunResult {
  runId: number;
  status: RunStatus;
  /** Present once the run has completed. */
  result?: unknown;
  error?: RunErrorInfo;
}

export interface TestRunResult {
  /** Null: a test leaves no run behind. */
  runId: null;
  status: RunStatus;
  result?: unknown;
  error?: RunErrorInfo;
  durationMs: number;
  /** What the browser showed, on the browser engine. */
  page?: RunPage;
  lines: TestLine[];
}

export type TestLine = Pick<LogLine, "at" | "level" | "kind" | "message" | "args" | "durationMs">;

/** For those who watch a test run while it runs. */
export interface TestRunHooks {
  /** Aborting it cancels the run. */
  signal?: AbortSignal | undefined;
  /** Each line as it is written, secrets masked. */
  onLine?: (line: TestLine) => void;
}

/** What services and capabilities ask of the runner, which stands above them. */
export interface RunnerPort {
  /** Runs a task and waits; past the patience the run goes on and its status says so. */
  runWithResult(ctx: AppContext, input: RunTaskInput): Promise<RunResult>;
  /** Waits for a run to end, at most `patienceMs`. */
  wait(ctx: AppContext, runId: number, patienceMs: number): Promise<RunResult>;
  /** Runs a screen's code once, leaving nothing behind. */
  testRun(ctx: AppContext, input: TestRunInput, hooks?: TestRunHooks): Promise<TestRunResult>;
  /** Whether there is a browser for the screens that ask for one. */
  hasBrowser(): boolean;
}

/** A template with its place in the input, for errors; HTML gets the variables escaped. */
export interface MessageTemplate {
  field: string;
  text: string;
  isHtml: boolean;
}

/** A mail, ready to be handed over. */
export type OutgoingMail = Pick<
  Message,
  "messageId" | "recipients" | "fromName" | "subject" | "html" | "text" | "headers" | "attachments"
>;

export interface OutgoingSms {
  /** The webhook's id: the same each time the message is handed over, so that its receiver can tell a repeat. */
  messageId: string;
  appId: number;
  to: string;
  body: string;
}

/** The ways out for messages. Handing over rejects with HandOverError. */
export interface Messenger {
  /** Null when no mail server is set up. Resolves to why single recipients were refused, by their address. */
  mail: ((mail: OutgoingMail) => Promise<Map<string, string>>) | null;
  /** Null when no webhook is set up. */
  sms: ((sms: OutgoingSms) => Promise<void>) | null;
  /** Names the sending side in message ids: a domain. */
  domain: string;
  /**
   * Fills `{{ variables }}` in, within bounds of time and size. Templates of different apps take turns.
   *
   * @throws DomainError INVALID_INPUT that names the field whose template is not right or takes too much.
   */
  render(appId: number, templates: MessageTemplate[], data: unknown): Promise<string[]>;
}

/** What is posted to an address that somebody else chose. */
export interface OutgoingPost {
  endpoint: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** A push message, encrypted for one subscription. */
export type OutgoingPush = OutgoingPost;

/** The way out for what is posted to addresses of anybody's choice. */
export interface PostTransport {
  /** Why nothing may be posted to this address, as a sentence; null when it may be tried, which names no address as good. */
  refuses(endpoint: URL): string | null;
  /** Resolves to the answer's status, whatever it is, and its Retry-After in seconds. Rejects with HandOverError. */
  post(post: OutgoingPost): Promise<{ status: number; retryAfterS: number | null }>;
  close(): Promise<void>;
}

/** The way out for push messages. */
export interface PushTransport extends PostTransport {
  /** Whom a push service may turn to about our messages: an https or mailto address. */
  subject: string;
}

export interface ServiceContext {
  /** For the system all tenants; in a context of one organisation what that one sees. */
  db: Db;
  /** What one organisation sees, whatever a query asks for. */
  tenants: { of(organizationId: string): Db };
  clock: Clock;
  queue: PgBoss;
  runner: RunnerPort;
  /** Encrypts what is stored secretly. */
  vault: Vault;
  messenger: Messenger;
  push: PushTransport;
  /** The way out for deliveries to endpoints. */
  endpoints: PostTransport;
  /** Where people reach us, without a slash at its end: what links begin with, whatever a request says of itself. */
  publicUrl: string;
}

/** Where a request came from, for the audit trail. */
export interface Source {
  /** Address of the caller; null where it is not known. */
  ip: string | null;
  userAgent: string | null;
  /** Names the request, also in its answer. */
  requestId: string | null;
}

/** A request inside one tenant: services filter by `organizationId`. */
export interface OrganizationContext extends ServiceContext {
  organizationId: string;
  actor: Actor;
  source?: Source;
  /** The apps that the person is let into; absent or null for all of the organisation. */
  appIds?: readonly number[] | null;
}

/** A request of a person about their own account. */
export interface PersonContext extends OrganizationContext {
  actor: Extract<Actor, { kind: "user" }>;
  /** The session that it came with. */
  sessionId: string;
}

/** A request inside one app, whose right to it was checked: services filter by `appId`. */
export interface AppContext extends OrganizationContext {
  appId: number;
}

/** The services as one organisation may use them. */
export function withinTenant(services: ServiceContext, organizationId: string) {
  return { ...services, db: services.tenants.of(organizationId), organizationId };
}

/** How an actor is written down beside what it did. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.name;
    case "token":
      return `token ${actor.name}`;
    case "run":
      return actor.runId === null ? "test run" : `run ${actor.runId}`;
    case "webhook":
      return `webhook ${actor.name}`;
    case "system":
      return "system";
  }
}
