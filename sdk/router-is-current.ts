import type { AppRouter as Published } from "app-tasks/router";
import type { AppRouter } from "#server/trpc/root.ts";

/** A type with its intersections written out, all the way down. */
type Flat<T> = T extends (...args: never[]) => unknown ? T : T extends object ? { [K in keyof T]: Flat<T[K]> } : T;

/** True for types that are the same, field for field, optional or not. */
type Same<A, B> = (<T>() => T extends Flat<A> ? 1 : 2) extends <T>() => T extends Flat<B> ? 1 : 2 ? true : false;

/** Names of what is not the same in both, e.g. `tasks.list`. */
type Differing<A, B> = {
  [K in (keyof A | keyof B) & string]: K extends keyof A & keyof B
    ? Same<A[K], B[K]> extends true
      ? never
      : `${K}.${DifferingIn<A[K], B[K]>}`
    : K;
}[(keyof A | keyof B) & string];

type DifferingIn<A, B> = {
  [K in (keyof A | keyof B) & string]: K extends keyof A & keyof B ? (Same<A[K], B[K]> extends true ? never : K) : K;
}[(keyof A | keyof B) & string];

/** What procedures take or give, by their names. */
type TypesOf<Record, Side extends "input" | "output"> = {
  [K in keyof Record]: Record[K] extends { _def: { $types: infer Types } }
    ? Types[Side & keyof Types]
    : TypesOf<Record[K], Side>;
};

type Ours = AppRouter["_def"];
type Theirs = Published["_def"];
type None<T extends never> = T;

/**
 * What does not compile while `router.d.ts` is not what the API is; the errors name a procedure that differs.
 * `npm run router-types` makes it anew.
 */
export type DifferingInputs = None<Differing<TypesOf<Ours["record"], "input">, TypesOf<Theirs["record"], "input">>>;
export type DifferingOutputs = None<Differing<TypesOf<Ours["record"], "output">, TypesOf<Theirs["record"], "output">>>;
export type DifferingErrors = None<
  Differing<{ error: Ours["_config"]["$types"]["errorShape"] }, { error: Theirs["_config"]["$types"]["errorShape"] }>
>;
