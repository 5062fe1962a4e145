// Everything that decides what the host gets to see goes through these
// copies. They are taken before a screen's code runs, so a screen that
// replaces a prototype's method changes its own world only.

const uncurry: <T, A extends unknown[], R>(method: (this: T, ...args: A) => R) => (self: T, ...args: A) => R =
  Function.prototype.bind.bind(Function.prototype.call);

export const { assign, create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, keys, setPrototypeOf } =
  Object;
export const { apply } = Reflect;
export const { isArray } = Array;
export const { stringify, parse } = JSON;
export const { floor, min, max, trunc } = Math;
export const { now } = Date;
export const NativeError = Error;
export const NativeRangeError = RangeError;
export const NativeTypeError = TypeError;
export const NativeMap = Map;
export const NativePromise = Promise;
export const NativeString = String;
export const NativeNumber = Number;
export const NativeUint8Array = Uint8Array;
export const isFiniteNumber = Number.isFinite;

export const slice = uncurry(String.prototype.slice) as (text: string, start: number, end?: number) => string;
export const indexOf = uncurry(String.prototype.indexOf) as (text: string, part: string, from?: number) => number;
export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const toWellFormed = uncurry(String.prototype.toWellFormed);
export const startsWith = uncurry(String.prototype.startsWith) as (text: string, part: string) => boolean;
export const repeat = uncurry(String.prototype.repeat);
export const padStart = uncurry(String.prototype.padStart);
export const padEnd = uncurry(String.prototype.padEnd);
export const numberToString = uncurry(Number.prototype.toString);
export const bigintToString = uncurry(BigInt.prototype.toString);
export const symbolToString = uncurry(Symbol.prototype.toString);
export const objectToString = uncurry(Object.prototype.toString);
export const dateToIso = uncurry(Date.prototype.toISOString);
export const dateValue = uncurry(Date.prototype.getTime);
export const regExpToString = uncurry(RegExp.prototype.toString);
export const hasOwn = uncurry(Object.prototype.hasOwnProperty) as (self: object, key: PropertyKey) => boolean;
export const mapForEach = uncurry(Map.prototype.forEach);
export const setForEach = uncurry(Set.prototype.forEach);
export const mapGet = uncurry(Map.prototype.get);
export const mapSet = uncurry(Map.prototype.set);
export const mapDelete = uncurry(Map.prototype.delete);
// Of a boxed primitive; they throw for any other object, whatever it claims to be.
export const numberValue = uncurry(Number.prototype.valueOf) as unknown as (boxed: object) => number;
export const stringValue = uncurry(String.prototype.valueOf) as unknown as (boxed: object) => string;
export const booleanValue = uncurry(Boolean.prototype.valueOf) as unknown as (boxed: object) => boolean;
const typedArrays = Object.getPrototypeOf(Uint8Array.prototype) as object;
/** Of a typed array: its kind, undefined for anything else. Cannot be forged. */
export const typedArrayKind = uncurry(
  Object.getOwnPropertyDescriptor(typedArrays, Symbol.toStringTag)!.get as () => unknown,
) as unknown as (value: object) => string | undefined;
/** Of a typed array: how many items it has. */
export const typedArrayLength = uncurry(
  Object.getOwnPropertyDescriptor(typedArrays, "length")!.get as () => unknown,
) as unknown as (value: object) => number;

const promiseThen = uncurry(Promise.prototype.then) as (
  self: Promise<unknown>,
  onValue: (value: unknown) => void,
  onError: (reason: unknown) => void,
) => Promise<unknown>;

/**
 * Waits for any value, promise or thenable. The own `constructor` keeps
 * a replaced `Promise[Symbol.species]` out of it.
 */
export function settle(value: unknown, onValue: (value: unknown) => void, onError: (reason: unknown) => void): void {
  const promise = new NativePromise<unknown>((resolve) => resolve(value));
  defineProperty(promise, "constructor", plain({ value: undefined }));
  promiseThen(promise, onValue, onError);
}

/** A descriptor that inherits nothing: a screen may have put a `get` on Object.prototype. */
export const plain = (descriptor: PropertyDescriptor): PropertyDescriptor => setPrototypeOf(descriptor, null);

/** Appends without the setters that a screen may have put on Array.prototype. */
export function append<T>(list: T[], item: T): void {
  defineProperty(list, list.length, plain({ value: item, writable: true, enumerable: true, configurable: true }));
}

/** A string PostgreSQL can store and JSON can carry: no NUL, no lone surrogate. */
export function clean(text: string): string {
  const wellFormed = toWellFormed(text);
  let nul = indexOf(wellFormed, "\0");
  if (nul < 0) return wellFormed;
  let out = "";
  let from = 0;
  while (nul >= 0) {
    out += `${slice(wellFormed, from, nul)}\uFFFD`;
    from = nul + 1;
    nul = indexOf(wellFormed, "\0", from);
  }
  return out + slice(wellFormed, from);
}

/** JSON string literal of a cleaned string. A primitive never reaches a toJSON hook. */
export const quote = (text: string): string => stringify(clean(text));

/** Bytes of a well-formed string in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = charCodeAt(text, at);
    // A surrogate pair is 4 bytes for 2 units, everything else from U+0800 on 3 for 1.
    if (code >= 0x800) bytes += code >= 0xd800 && code <= 0xdfff ? 1 : 2;
    else if (code >= 0x80) bytes += 1;
  }
  return bytes;
}
