import {
  bigintToString,
  booleanValue,
  getPrototypeOf,
  isArray,
  isFiniteNumber,
  keys,
  NativeError,
  numberToString,
  numberValue,
  objectToString,
  quote,
  slice,
  stringValue,
  utf8Length,
} from "./intrinsics.ts";

/** PostgreSQL and browsers both choke on trees far deeper than any real result. */
export const MAX_DEPTH = 200;

/** Why a value cannot cross; `status` is the one of the run's error. */
export class NotSerializable extends NativeError {
  readonly status: string;
  constructor(status: "RESULT_NOT_SERIALIZABLE" | "RESULT_TOO_LARGE", message: string) {
    super(message);
    this.status = status;
  }
}

/** A container on the way down to the value at hand. */
interface Crumb {
  readonly parent: Crumb | null;
  readonly key: string | number;
  readonly value: object;
  readonly depth: number;
}

interface Walk {
  readonly label: string;
  readonly maxBytes: number;
  /** Lower bound of what was written, to stop a giant early. */
  chars: number;
}

/**
 * JSON with JSON.stringify's own rules (toJSON, undefined members left
 * out, NaN as null), except that what JSON would silently drop or blow
 * up on is refused with the path of the value.
 *
 * @param label how the root is called in errors, e.g. `result`
 * @throws NotSerializable, or whatever a getter or toJSON of the value throws
 */
export function toJson(value: unknown, label: string, maxBytes: number): string {
  const walk: Walk = { label, maxBytes, chars: 0 };
  const json = write(walk, null, "", value) ?? "null";
  const bytes = utf8Length(json);
  if (bytes > maxBytes) throw tooLarge(walk, `${bytes}`);
  return json;
}

/** Undefined when the value is one that JSON leaves out. */
function write(walk: Walk, parent: Crumb | null, key: string | number, raw: unknown): string | undefined {
  const value = typeof raw === "object" && raw !== null ? unwrap(raw, `${key}`) : raw;
  switch (typeof value) {
    case "string":
      spend(walk, value.length + 2);
      return quote(value);
    case "number":
      spend(walk, 1);
      return isFiniteNumber(value) ? numberToString(value === 0 ? 0 : value) : "null";
    case "boolean":
      spend(walk, 4);
      return value ? "true" : "false";
    case "undefined":
      return undefined;
    case "object":
      spend(walk, 2);
      return value === null ? "null" : writeTree(walk, parent, key, value);
    case "bigint": {
      const digits = shorten(bigintToString(value));
      throw unserializable(
        `${path(walk, parent, key)} is a BigInt (${digits}n), which JSON cannot carry: return a string or a number`,
      );
    }
    default:
      throw unserializable(
        `${path(walk, parent, key)} is a ${typeof value}, which JSON cannot carry: leave it out or return plain data`,
      );
  }
}

function writeTree(walk: Walk, parent: Crumb | null, key: string | number, value: object): string {
  const depth = parent === null ? 1 : parent.depth + 1;
  if (depth > MAX_DEPTH) {
    throw unserializable(`${walk.label} is nested more than ${MAX_DEPTH} levels deep: return a flatter value`);
  }
  for (let above = parent; above !== null; above = above.parent) {
    if (above.value === value) {
      throw unserializable(`${path(walk, parent, key)} is circular: it contains itself. Return plain data`);
    }
  }
  const crumb: Crumb = { parent, key, value, depth };
  return isArray(value) ? writeArray(walk, crumb, value) : writeObject(walk, crumb, value);
}

function writeArray(walk: Walk, crumb: Crumb, value: readonly unknown[]): string {
  let out = "[";
  for (let at = 0; at < value.length; at++) {
    if (at > 0) out += ",";
    spend(walk, 1);
    out += write(walk, crumb, at, value[at]) ?? "null";
  }
  return `${out}]`;
}

function writeObject(walk: Walk, crumb: Crumb, value: object): string {
  let out = "";
  const names = keys(value);
  for (let at = 0; at < names.length; at++) {
    const name = names[at]!;
    const json = write(walk, crumb, name, (value as Record<string, unknown>)[name]);
    if (json === undefined) continue;
    spend(walk, name.length + 4);
    out += `${out === "" ? "" : ","}${quote(name)}:${json}`;
  }
  return `{${out}}`;
}

/** As a person would write it: `result.orders[3].total`. */
function path(walk: Walk, parent: Crumb | null, key: string | number): string {
  let out = parent === null ? "" : step(key);
  for (let above = parent; above !== null && above.parent !== null; above = above.parent) out = step(above.key) + out;
  return walk.label + out;
}

function step(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return isPlainName(key) ? `.${key}` : `[${quote(shorten(key))}]`;
}

/** What JSON.stringify looks at instead of the object itself. */
function unwrap(value: object, key: string): unknown {
  const { toJSON } = value as { toJSON?: unknown };
  const plain = typeof toJSON === "function" ? (value as { toJSON(key: string): unknown }).toJSON(key) : value;
  if (typeof plain !== "object" || plain === null || getPrototypeOf(plain) === null) return plain;
  switch (objectToString(plain)) {
    case "[object Number]":
      return attempt(plain, () => numberValue(plain));
    case "[object String]":
      return attempt(plain, () => stringValue(plain));
    case "[object Boolean]":
      return attempt(plain, () => booleanValue(plain));
    default:
      return plain;
  }
}

/** An object may only claim to be a boxed primitive by its toStringTag. */
function attempt(value: object, read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return value;
  }
}

function isPlainName(name: string): boolean {
  if (name.length === 0 || name.length > 60) return false;
  for (let at = 0; at < name.length; at++) {
    const char = name[at]!;
    const isWord = (char >= "a" && char <= "z") || (char >= "A" && char <= "Z") || char === "_" || char === "$";
    if (!isWord && !(at > 0 && char >= "0" && char <= "9")) return false;
  }
  return true;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${slice(text, 0, 57)}...`;
}

function spend(walk: Walk, chars: number): void {
  walk.chars += chars;
  if (walk.chars > walk.maxBytes) throw tooLarge(walk, `at least ${walk.chars}`);
}

const unserializable = (message: string) => new NotSerializable("RESULT_NOT_SERIALIZABLE", message);

const tooLarge = (walk: Walk, bytes: string) =>
  new NotSerializable(
    "RESULT_TOO_LARGE",
    `${walk.label} is ${bytes} bytes of JSON, the limit is ${walk.maxBytes}: return less, or store it in a data source`,
  );
