import { namedError } from "./dom-exception.ts";

const MAX_DEPTH = 1_000;

/** A deep copy of plain data, dates, maps, sets, errors, buffers and typed arrays; cycles are kept, buffers can be moved. */
export function structuredClone<T>(value: T, options: { transfer?: unknown[] } = {}): T {
  const seen = new Map<object, unknown>();
  for (const item of options?.transfer ?? []) {
    if (!(item instanceof ArrayBuffer))
      throw namedError("DataCloneError", "Only an ArrayBuffer can be transferred here");
    seen.set(item, item.slice(0));
  }
  const copy = clone(value, seen, 0) as T;
  for (const item of options?.transfer ?? []) (item as ArrayBuffer & { transfer(): ArrayBuffer }).transfer();
  return copy;
}

function clone(value: unknown, seen: Map<object, unknown>, depth: number): unknown {
  if (typeof value === "function" || typeof value === "symbol") {
    throw namedError("DataCloneError", `A ${typeof value} cannot be cloned`);
  }
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  if (depth > MAX_DEPTH) throw namedError("DataCloneError", `The value is nested more than ${MAX_DEPTH} levels deep`);
  const copy = copyShell(value);
  seen.set(value, copy);
  const inner = (item: unknown) => clone(item, seen, depth + 1);
  if (value instanceof Map) {
    for (const [key, item] of value) (copy as Map<unknown, unknown>).set(inner(key), inner(item));
  } else if (value instanceof Set) {
    for (const item of value) (copy as Set<unknown>).add(inner(item));
  } else if (Array.isArray(value) || !isOpaque(value)) {
    for (const key of Object.keys(value)) {
      (copy as Record<string, unknown>)[key] = inner((value as Record<string, unknown>)[key]);
    }
  }
  return copy;
}

/** Things that are copied whole, without looking at their members. */
function isOpaque(value: object): boolean {
  return (
    value instanceof Date ||
    value instanceof RegExp ||
    value instanceof Error ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof Boolean ||
    value instanceof Number ||
    value instanceof String
  );
}

function copyShell(value: object): object {
  if (Array.isArray(value)) return new Array(value.length);
  if (value instanceof Date) return new Date(value);
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof Error) return copyError(value);
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return copyView(value);
  if (value instanceof Boolean || value instanceof Number || value instanceof String) return Object(value.valueOf());
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
    throw namedError("DataCloneError", `A ${value.constructor.name} cannot be cloned`);
  }
  return {};
}

function copyError(error: Error): Error {
  const copy = new Error(error.message);
  copy.name = error.name;
  copy.stack = error.stack;
  return copy;
}

function copyView(view: ArrayBufferView): object {
  if (view instanceof DataView) {
    return new DataView(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
  }
  return (view as Uint8Array).slice();
}
