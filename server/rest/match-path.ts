import { badInput } from "#domain/errors.ts";
import type { Method, Operation } from "./operation.ts";
import { OPERATIONS } from "./operations/index.ts";

export interface Match {
  operation: Operation;
  /** The path's own values, decoded. */
  values: Readonly<Record<string, string>>;
}

interface Route {
  segments: readonly string[];
  operation: Operation;
}

const isField = (segment: string) => segment.startsWith("{");

/** Paths with words of their own come before those with a value in the same place. */
const ROUTES: readonly Route[] = OPERATIONS.map((operation) => ({
  segments: operation.path.slice(1).split("/"),
  operation,
})).sort((one, other) => fieldPlaces(one).localeCompare(fieldPlaces(other)));

function fieldPlaces({ segments }: Route): string {
  return segments.map((segment) => (isField(segment) ? "1" : "0")).join("");
}

/**
 * The operation that a method and a path name; else the methods that the path has, none for a path that there is not.
 *
 * @param path below /api/v1, as it stands in the address
 * @throws DomainError on a path that is not decodable.
 */
export function matchPath(method: Method, path: string): Match | Method[] {
  const given = path.slice(1).split("/").map(decoded);
  const fitting = ROUTES.filter((route) => fits(route, given));
  // A word of the API's own is not a value: /runs/count is no run.
  const [best] = fitting;
  const same = fitting.filter((route) => best && fieldPlaces(route) === fieldPlaces(best));
  const found = same.find(({ operation }) => operation.method === method);
  if (!found) return same.map(({ operation }) => operation.method);
  const values = found.segments.flatMap((segment, at) =>
    isField(segment) ? [[segment.slice(1, -1), given[at]!] as const] : [],
  );
  return { operation: found.operation, values: Object.fromEntries(values) };
}

const fits = ({ segments }: Route, given: readonly string[]) =>
  segments.length === given.length &&
  segments.every((segment, at) => (isField(segment) ? given[at] !== "" : segment === given[at]));

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badInput("INVALID_INPUT", `"${segment.slice(0, 100)}" is no part of an address: its % signs are not right.`);
  }
}
