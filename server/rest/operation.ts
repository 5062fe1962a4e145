import type { ZodType, z } from "zod";
import { ACCESS } from "#domain/access.ts";
import type { Scope } from "#domain/scope.ts";
import type { AppRouter } from "../trpc/root.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type PathsOf<R> = {
  [K in keyof R & string]: R[K] extends { _def: { $types: unknown } } ? K : `${K}.${PathsOf<R[K]>}`;
}[keyof R & string];

/** Names of the procedures, e.g. `screens.cases.list`. */
export type ProcedurePath = PathsOf<AppRouter["_def"]["record"]>;

type At<R, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof R
    ? At<R[Head], Rest>
    : never
  : P extends keyof R
    ? R[P]
    : never;

/** What a procedure answers, as it leaves the service. */
export type AnswerOf<P extends ProcedurePath> =
  At<AppRouter["_def"]["record"], P> extends { _def: { $types: { output: infer O } } } ? O : never;

/** True for types that are the same, field for field, optional or not. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What stands for a schema of another type than the procedure's answer, so that the table does not compile. */
interface Differs<O> {
  "This schema is not of the type that the procedure answers": O;
}

export const TAGS = [
  "Tasks",
  "Actions",
  "Runs",
  "Logs",
  "Schedules",
  "Screens",
  "Data sources",
  "Messages",
  "Notifications",
  "Tokens",
] as const;
export type Tag = (typeof TAGS)[number];

interface Details {
  /** What it does, in a few words. */
  summary: string;
  /** What one must know beyond that. */
  description?: string;
  /** HTTP status of a success; 200 unless given. */
  status?: 200 | 201 | 202;
  /** It may answer 202 in place of its status: the run goes on. */
  mayGoOn?: boolean;
  /** The procedure that answers instead with `?wait=true`, and has `answer` of its own. */
  waiting?: { procedure: ProcedurePath; answer: ZodType };
  /** Fields of the procedure that this way in does not have. */
  without?: readonly string[];
  /** Fields of an object in the query, each by a name of its own: `{ type: "where.type" }`. */
  flat?: Readonly<Record<string, string>>;
  /** Answers of this one depend on whose user token stands beside the token. */
  isForUsers?: boolean;
  /** Input that shows what it is for; path and query values by name, and the body's fields. */
  example?: Readonly<Record<string, unknown>>;
}

/** One way into the API: a method and a path that stand for a procedure. */
export interface Operation extends Details {
  method: Method;
  /** Below /api/v1; a segment in braces is a field of the procedure's input. */
  path: string;
  procedure: ProcedurePath;
  /** What a token needs, as the authorization matrix says; null where any token will do. */
  scope: Scope | null;
  /** Schema of what it answers. */
  answer: ZodType;
}

/** A row of the table, whose schema must be of the very type that the procedure answers. */
export function operation<P extends ProcedurePath, S extends ZodType>(
  route: `${Method} /${string}`,
  procedure: P,
  answer: S & (Same<z.output<S>, AnswerOf<P>> extends true ? unknown : Differs<AnswerOf<P>>),
  tagged: Details,
): Operation {
  const [method, path] = route.split(" ") as [Method, string];
  return { method, path, procedure, scope: ACCESS[procedure]?.scope ?? null, answer, ...tagged };
}

/** The same for the procedure that waits. */
export function waiting<P extends ProcedurePath, S extends ZodType>(
  procedure: P,
  answer: S & (Same<z.output<S>, AnswerOf<P>> extends true ? unknown : Differs<AnswerOf<P>>),
): { procedure: P; answer: S } {
  return { procedure, answer };
}
