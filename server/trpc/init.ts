import { initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { ZodError, type ZodType, z } from "zod";
import { ACCESS, type Access } from "#domain/access.ts";
import { type ErrorKind, isDomainError, unauthorized } from "#domain/errors.ts";
import { idSchema } from "#domain/schema.ts";
import type { AppContext, PersonContext } from "../context.ts";
import { recordDenial } from "../services/audit/index.ts";
import { actorOf, asOrganization, type Caller, type Context, enterApp, refuseToken } from "./context.ts";
import { limitMisses } from "./limit-misses.ts";
import { streamWhileAllowed } from "./stream-while-allowed.ts";

const OUR_FAULT = "Something went wrong on our side. It was recorded; please try again.";

const TRPC_CODE: Record<ErrorKind, TRPC_ERROR_CODE_KEY> = {
  bad_input: "BAD_REQUEST",
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  too_large: "PAYLOAD_TOO_LARGE",
  rate_limited: "TOO_MANY_REQUESTS",
  run_failed: "UNPROCESSABLE_CONTENT",
  unavailable: "SERVICE_UNAVAILABLE",
};

const t = initTRPC.context<Context>().create({
  // Both ends notice a link that broke without a word: the reader begins again after 15 s of silence.
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
  errorFormatter({ shape, error }) {
    const { stack: _hidden, ...data } = shape.data;
    return { ...shape, message: messageOf(error, shape.message), data: { ...data, ...detailsOf(error) } };
  },
});

/** What clients branch on, beside tRPC's own code: the stable status, the field at fault, a failed run's own error. */
function detailsOf(error: TRPCError) {
  const { cause } = error;
  if (isDomainError(cause)) {
    return {
      status: cause.status as string,
      field: cause.field,
      position: cause.position,
      runId: cause.run?.runId,
      error: cause.run?.error,
      retryAfterS: cause.retryAfterS,
    };
  }
  if (cause instanceof ZodError) {
    const { status, field } = detailsOfIssue(cause.issues[0]);
    return { status, field };
  }
  if (isUnreadable(error)) return { status: "INVALID_INPUT" };
  return { status: error.code === "INTERNAL_SERVER_ERROR" ? "INTERNAL" : error.code };
}

function detailsOfIssue(issue: z.core.$ZodIssue | undefined) {
  const params = issue && "params" in issue ? (issue.params as { status?: string } | undefined) : undefined;
  return { status: params?.status ?? "INVALID_INPUT", field: fieldOf(issue) };
}

/** What came as a call's input is no JSON: tRPC passes on what its parser said. */
const isUnreadable = ({ code, cause }: TRPCError) =>
  code === "PARSE_ERROR" || (code === "BAD_REQUEST" && cause instanceof SyntaxError);

function fieldOf(issue: z.core.$ZodIssue | undefined): string | undefined {
  if (!issue) return undefined;
  if (issue.code === "unrecognized_keys") return [...issue.path, issue.keys[0]].join(".");
  return issue.path.length > 0 ? issue.path.join(".") : undefined;
}

function messageOf(error: TRPCError, fallback: string): string {
  if (isDomainError(error.cause)) return error.cause.message;
  if (error.cause instanceof ZodError) {
    const issue = error.cause.issues[0];
    if (issue?.code === "unrecognized_keys") return `"${issue.keys[0]}" is not a field of this call.`;
    return issue?.message ?? "The input is not valid.";
  }
  if (isUnreadable(error)) return "The input of the call is not JSON.";
  // Whatever it is, and wherever it was thrown: an error that nobody foresaw can carry SQL or secrets.
  return error.code === "INTERNAL_SERVER_ERROR" ? OUR_FAULT : fallback;
}

/** A DomainError as tRPC's own; anything else as it is. */
export function toTrpcError(error: unknown): unknown {
  return isDomainError(error)
    ? new TRPCError({ code: TRPC_CODE[error.kind], message: error.message, cause: error })
    : error;
}

/** Turns what services throw into what the transport knows. Unknown errors can carry SQL or secrets: they stay behind. */
const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  if (isTooLarge(result.error)) throw new TRPCError({ code: "PAYLOAD_TOO_LARGE", cause: result.error.cause });
  if (result.error.code !== "INTERNAL_SERVER_ERROR") return result;
  throw toAnswer(result.error.cause);
});

/** A schema knows of no status but that of bad input. */
const isTooLarge = ({ cause }: TRPCError) =>
  cause instanceof ZodError && detailsOfIssue(cause.issues[0]).status === "PAYLOAD_TOO_LARGE";

function toAnswer(cause: unknown): unknown {
  if (isDomainError(cause)) return toTrpcError(cause);
  return new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: OUR_FAULT,
    cause,
  });
}

/**
 * The same for what a service streams: it throws when the procedure has long returned. The stream ends soon after its
 * reader lost the right to it.
 */
export async function* streamed<T>(
  { ctx, path, signal }: { ctx: Context & { app: AppContext }; path: string; signal: AbortSignal | undefined },
  begin: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  try {
    yield* streamWhileAllowed({ ctx, appId: ctx.app.appId, access: accessTo(path), signal }, begin);
  } catch (error) {
    throw toAnswer(error);
  }
}

/** Who was refused what stands in the audit trail, where there is one: strangers have none. */
const noteDenials = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  const tenant = tenantOf(ctx.caller);
  const actor = actorOf(ctx.caller);
  if (tenant && actor && isDomainError(cause) && cause.kind === "forbidden")
    await recordDenial(ctx.services, { ...tenant, actor, source: ctx.source, asked: path, reason: cause.message });
  return result;
});

/** Whoever tries ids out is told to wait. */
const refuseGuesses = t.middleware(({ ctx, next }) =>
  limitMisses(
    ctx,
    () => next(),
    (result) => (result.ok ? null : result.error.cause),
  ).catch((error: unknown) => {
    throw toTrpcError(error);
  }),
);

function tenantOf(caller: Caller): { organizationId: string; appId: number | null } | null {
  if (caller.kind === "session") return { organizationId: caller.session.organization.id, appId: null };
  if (caller.kind === "token") return { organizationId: caller.token.organizationId, appId: caller.token.appId };
  return null;
}

/**
 * A stream that could not begin says so by its status, as any answer does: tRPC itself says 200 and tells the error in the
 * stream, where whoever looks at statuses never finds it.
 */
const tellStatusOfStreams = t.middleware(async ({ ctx, type, next }) => {
  const result = await next();
  if (type !== "subscription" || result.ok) return result;
  sayFailed(ctx.answer, result.error);
  return result;
});

/** What the answer's head says of an error, where tRPC would say that all went well. */
export function sayFailed(answer: Context["answer"], error: TRPCError): void {
  answer.status = getHTTPStatusCodeFromError(error);
  if (isDomainError(error.cause) && error.cause.retryAfterS !== undefined) answer.retryAfterS = error.cause.retryAfterS;
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** The row of the authorization matrix. One that is missing is a bug, and lets nobody in. */
export function accessTo(path: string): Access {
  const access = ACCESS[path];
  if (!access) throw new Error(`The authorization matrix (domain/access.ts) has no row for ${path}.`);
  return access;
}

const procedure = t.procedure.use(tellStatusOfStreams).use(noteDenials).use(refuseGuesses).use(mapErrors);

/** Open to everybody, as its row in the matrix must say. */
export const publicProcedure = procedure.use(({ path, next }) => {
  if (accessTo(path).role !== "anyone") throw new Error(`${path} is not open to everybody.`);
  return next();
});

/** For anyone with a valid credential, whatever app it is for. */
export const knownProcedure = procedure.use(({ ctx, path, next }) => {
  if (ctx.caller.kind === "nobody")
    throw unauthorized("Sign in first, or send a token: Authorization: Bearer <token>.");
  if (ctx.caller.kind === "token") refuseToken(ctx.caller.token, accessTo(path));
  return next();
});

/** For people signed in to the studio; services get their organisation. */
export const organizationProcedure = procedure.use(({ ctx, path, next }) =>
  next({ ctx: { organization: asOrganization(ctx, accessTo(path)) } }),
);

/**
 * For people signed in, about who belongs to their organisation. Past the wall between organisations: a person may belong
 * to several, which decides what one of them may do with the account. Services filter by the organisation.
 */
export const peopleProcedure = organizationProcedure.use(({ ctx, next }) =>
  next({ ctx: { organization: { ...ctx.organization, db: ctx.services.db } } }),
);

/** For people signed in, about themselves: also what is theirs in other organisations, past the wall between those. */
export const personProcedure = procedure.use(({ ctx, path, next }) => {
  const organization = asOrganization(ctx, accessTo(path));
  // `asOrganization` lets sessions in and nobody else.
  const { session } = ctx.caller as Extract<Caller, { kind: "session" }>;
  const actor = { kind: "user" as const, id: session.user.id, name: session.user.name };
  return next({
    ctx: { person: { ...organization, db: ctx.services.db, actor, sessionId: session.id } satisfies PersonContext },
  });
});

const appIdSchema = idSchema("appId must be the id of an app.").optional();

/** For one app: a token with the scope, or a person of the app's organisation who names it with `appId`. */
export const appProcedure = procedure.use(async ({ ctx, path, next, getRawInput }) => {
  const access = accessTo(path);
  const raw = await getRawInput();
  const appId = appIdSchema.safeParse(isRecord(raw) ? raw.appId : undefined);
  if (!appId.success) {
    // Who asks is judged before what they ask for.
    if (ctx.caller.kind === "nobody") await enterApp(ctx, undefined, access);
    throw new TRPCError({ code: "BAD_REQUEST", message: appId.error.issues[0]!.message, cause: appId.error });
  }
  return next({ ctx: { app: await enterApp(ctx, appId.data, access) } });
});

type WithAppId<I> = I & { appId?: number };

/** The input of a procedure for one app: the verb's own, beside which `appId` may stand. */
export function inApp<O, I>(schema: ZodType<O, I>): ZodType<O, WithAppId<I>> {
  return z
    .unknown()
    .transform((raw): unknown => {
      if (!isRecord(raw)) return raw ?? {};
      const { appId: _appId, ...rest } = raw;
      return rest;
    })
    .pipe(schema as ZodType<O, unknown>) as unknown as ZodType<O, WithAppId<I>>;
}

/** For verbs that need nothing but who asks. */
export const nothing = z.strictObject({}).optional();

/** For verbs that need nothing but the app. */
export const appOnly = inApp(z.strictObject({})) as ZodType<Record<string, never>, { appId?: number } | undefined>;

/** For people, about the app that `appId` names or, without one, the whole organisation. */
export const tenantProcedure = procedure.use(async ({ ctx, path, next, getRawInput }) => {
  const access = accessTo(path);
  const raw = await getRawInput();
  const { appId } = isRecord(raw) ? raw : {};
  const app = appIdSchema.safeParse(appId);
  const tenant = app.data === undefined ? asOrganization(ctx, access) : await enterApp(ctx, app.data, access);
  return next({ ctx: { organization: tenant } });
});

/** For the app that the input's `id` names: one of others is not there, before the role is judged. */
export const namedAppProcedure = procedure.use(async ({ ctx, path, next, getRawInput }) => {
  const access = accessTo(path);
  const raw = await getRawInput();
  const id = appIdSchema.safeParse(isRecord(raw) ? raw.id : undefined);
  if (id.success && id.data !== undefined) await enterApp(ctx, id.data, access);
  return next({ ctx: { organization: asOrganization(ctx, access) } });
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
