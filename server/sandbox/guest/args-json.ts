import {
  append,
  bigintToString,
  dateToIso,
  getOwnPropertyDescriptor,
  isArray,
  isFiniteNumber,
  keys,
  mapForEach,
  max,
  NativeError,
  numberToString,
  objectToString,
  quote,
  setForEach,
  slice,
  symbolToString,
  utf8Length,
} from "./intrinsics.ts";

const MAX_DEPTH = 200;

interface Budget {
  chars: number;
  readonly ancestors: object[];
}

/**
 * The arguments of one console call as a JSON array. Unlike a result it
 * never fails: what JSON cannot carry is named instead, and what is over
 * `maxBytes` is cut. Getters and hooks of the values are not called.
 */
export function argsToJson(args: readonly unknown[], maxBytes: number): string {
  // Escapes and non-ASCII text take more bytes than the budget counts: one narrower try, then nothing.
  for (let chars = maxBytes; chars >= maxBytes / 8; chars = chars / 4) {
    const json = write({ chars, ancestors: [] }, args);
    if (utf8Length(json) <= maxBytes) return json;
  }
  return '["[Cut]"]';
}

function write(budget: Budget, value: unknown): string {
  try {
    return writeValue(budget, value);
  } catch {
    return '"[Unreadable]"';
  }
}

function writeValue(budget: Budget, value: unknown): string {
  budget.chars -= 4;
  if (budget.chars <= 0) return '"[Cut]"';
  switch (typeof value) {
    case "string":
      return text(budget, value);
    case "number":
      return isFiniteNumber(value) ? numberToString(value === 0 ? 0 : value) : "null";
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return text(budget, `${bigintToString(value)}n`);
    case "symbol":
      return text(budget, symbolToString(value));
    case "function":
      return text(budget, `[Function ${functionName(value)}]`);
    case "object":
      return value === null ? "null" : writeTree(budget, value);
    default:
      return "null";
  }
}

function writeTree(budget: Budget, value: object): string {
  const { ancestors } = budget;
  for (let at = 0; at < ancestors.length; at++) if (ancestors[at] === value) return '"[Circular]"';
  if (ancestors.length >= MAX_DEPTH) return '"[Deeper]"';
  append(ancestors, value);
  try {
    if (isArray(value)) return writeArray(budget, value);
    return value instanceof NativeError ? writeError(budget, value) : writeTagged(budget, value);
  } finally {
    ancestors.length -= 1;
  }
}

function writeTagged(budget: Budget, value: object): string {
  try {
    // A tag can be forged: the captured methods throw on an impostor.
    switch (objectToString(value)) {
      case "[object Map]": {
        const entries: unknown[] = [];
        mapForEach(value as Map<unknown, unknown>, (item: unknown, key: unknown) => append(entries, [key, item]));
        return writeArray(budget, entries);
      }
      case "[object Set]": {
        const items: unknown[] = [];
        setForEach(value as Set<unknown>, (item: unknown) => append(items, item));
        return writeArray(budget, items);
      }
      case "[object Date]":
        return quote(dateToIso(value as Date));
    }
  } catch {
    // Written as what it is: an object.
  }
  return writeObject(budget, value);
}

function writeArray(budget: Budget, value: readonly unknown[]): string {
  let out = "";
  for (let at = 0; at < value.length; at++) {
    out += (at > 0 ? "," : "") + write(budget, value[at]);
    if (budget.chars <= 0) break;
  }
  return `[${out}]`;
}

function writeObject(budget: Budget, value: object): string {
  const names = keys(value);
  let out = "";
  for (let at = 0; at < names.length && budget.chars > 0; at++) {
    const name = names[at]!;
    const member = getOwnPropertyDescriptor(value, name);
    out += `${out === "" ? "" : ","}${text(budget, name)}:`;
    out += member?.get ? '"[Getter]"' : write(budget, member ? member.value : undefined);
  }
  return `{${out}}`;
}

function writeError(budget: Budget, error: Error): string {
  const { name, message, stack } = error;
  return `{"name":${write(budget, name)},"message":${write(budget, message)},"stack":${write(budget, stack)}}`;
}

function functionName(value: object): string {
  const name: unknown = getOwnPropertyDescriptor(value, "name")?.value;
  return typeof name === "string" && name !== "" ? name : "(anonymous)";
}

function text(budget: Budget, value: string): string {
  const kept = value.length <= budget.chars ? value : `${slice(value, 0, max(budget.chars, 0))}…`;
  budget.chars -= kept.length;
  return quote(kept);
}
