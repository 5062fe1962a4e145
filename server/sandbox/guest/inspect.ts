import {
  append,
  bigintToString,
  booleanValue,
  clean,
  dateToIso,
  dateValue,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray,
  isFiniteNumber,
  keys,
  mapForEach,
  max,
  NativeError,
  numberToString,
  objectToString,
  quote,
  regExpToString,
  setForEach,
  slice,
  symbolToString,
  typedArrayKind,
  typedArrayLength,
} from "./intrinsics.ts";

/** Levels of nesting a console line spells out; deeper objects show as `[Object]`. */
const MAX_DEPTH = 4;
const MAX_ITEMS = 100;

interface Budget {
  chars: number;
  readonly ancestors: object[];
}

/** What a console prints for these arguments, at most about `maxChars` long. Never throws, never calls a hook. */
export function formatLine(args: readonly unknown[], maxChars: number): string {
  const budget: Budget = { chars: maxChars, ancestors: [] };
  let out = "";
  for (let at = 0; at < args.length && budget.chars > 0; at++) {
    const value = args[at];
    if (at > 0) out += " ";
    out += typeof value === "string" ? take(budget, value) : inspect(budget, value);
  }
  return clean(out.length > maxChars ? `${slice(out, 0, maxChars)}… (cut)` : out);
}

/** One value as a console shows it inside a line. */
export const inspectValue = (value: unknown, maxChars: number): string =>
  inspect({ chars: maxChars, ancestors: [] }, value);

function inspect(budget: Budget, value: unknown): string {
  try {
    return show(budget, value);
  } catch {
    return "[could not be shown]";
  }
}

function show(budget: Budget, value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoteSingle(take(budget, value));
    case "number":
      return value === 0 && 1 / value < 0 ? "-0" : numberToString(value);
    case "bigint":
      return `${take(budget, bigintToString(value))}n`;
    case "symbol":
      return take(budget, symbolToString(value));
    case "function":
      return `[Function ${functionName(value)}]`;
    case "object":
      return value === null ? "null" : describeObject(budget, value);
    default:
      return `${value as boolean | undefined}`;
  }
}

function describeObject(budget: Budget, value: object): string {
  const { ancestors } = budget;
  for (let at = 0; at < ancestors.length; at++) if (ancestors[at] === value) return "[Circular]";
  if (value instanceof NativeError) return take(budget, errorText(value));
  const tag = objectToString(value);
  if (ancestors.length >= MAX_DEPTH) return isArray(value) ? "[Array]" : `[${slice(tag, 8, -1)}]`;
  append(ancestors, value);
  try {
    if (isArray(value)) return describeItems(budget, value, value.length);
    const kind = typedArrayKind(value);
    if (kind === undefined) return describeTagged(budget, value, tag);
    const length = typedArrayLength(value);
    return `${kind}(${length}) ${describeItems(budget, value as ArrayLike<unknown>, length)}`;
  } finally {
    ancestors.length -= 1;
  }
}

function describeTagged(budget: Budget, value: object, tag: string): string {
  try {
    // A tag can be forged: the captured methods throw on an impostor.
    switch (tag) {
      case "[object Map]":
        return describeMap(budget, value as Map<unknown, unknown>);
      case "[object Set]":
        return describeSet(budget, value as Set<unknown>);
      case "[object Date]":
        return isFiniteNumber(dateValue(value as Date)) ? dateToIso(value as Date) : "Invalid Date";
      case "[object RegExp]":
        return take(budget, regExpToString(value as RegExp));
      case "[object Promise]":
        return "Promise {}";
      case "[object Boolean]":
        return `[Boolean: ${booleanValue(value)}]`;
    }
  } catch {
    // Shown as what it is: an object.
  }
  return describeMembers(budget, value);
}

function describeItems(budget: Budget, value: ArrayLike<unknown>, length: number): string {
  let out = "";
  for (let at = 0; at < length; at++) {
    if (at >= MAX_ITEMS || budget.chars <= 0) return `[ ${out}, … ${length - at} more ]`;
    out += (at > 0 ? ", " : "") + inspect(spend(budget, 2), value[at]);
  }
  return out === "" ? "[]" : `[ ${out} ]`;
}

function describeMap(budget: Budget, map: Map<unknown, unknown>): string {
  let out = "";
  let shown = 0;
  mapForEach(map, (item: unknown, key: unknown) => {
    if (shown++ >= MAX_ITEMS || budget.chars <= 0) return;
    out += `${out === "" ? "" : ", "}${inspect(spend(budget, 6), key)} => ${inspect(budget, item)}`;
  });
  return out === "" ? "Map(0) {}" : `Map(${shown}) { ${out} }`;
}

function describeSet(budget: Budget, set: Set<unknown>): string {
  let out = "";
  let shown = 0;
  setForEach(set, (item: unknown) => {
    if (shown++ >= MAX_ITEMS || budget.chars <= 0) return;
    out += (out === "" ? "" : ", ") + inspect(spend(budget, 2), item);
  });
  return out === "" ? "Set(0) {}" : `Set(${shown}) { ${out} }`;
}

function describeMembers(budget: Budget, value: object): string {
  const names = keys(value);
  let out = "";
  for (let at = 0; at < names.length; at++) {
    if (at >= MAX_ITEMS || budget.chars <= 0) {
      out += `, … ${names.length - at} more`;
      break;
    }
    const name = take(spend(budget, 4), names[at]!);
    out += `${at > 0 ? ", " : ""}${isWord(name) ? name : quoteSingle(name)}: ${describeMember(budget, value, names[at]!)}`;
  }
  const label = className(value);
  return label + (out === "" ? "{}" : `{ ${out} }`);
}

/** Getters are named, not run, as in any console. */
function describeMember(budget: Budget, value: object, name: string): string {
  const member = getOwnPropertyDescriptor(value, name);
  if (member?.get) return "[Getter]";
  return inspect(budget, member ? member.value : undefined);
}

function className(value: object): string {
  const prototype = getPrototypeOf(value);
  if (prototype === null) return "[Object: null prototype] ";
  const maker: unknown = getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const name = typeof maker === "function" ? functionName(maker) : "";
  return name === "" || name === "Object" || name === "(anonymous)" ? "" : `${name} `;
}

function functionName(value: object): string {
  const name: unknown = getOwnPropertyDescriptor(value, "name")?.value;
  return typeof name === "string" && name !== "" ? slice(name, 0, 100) : "(anonymous)";
}

function errorText(error: Error): string {
  const { stack } = error;
  if (typeof stack === "string" && stack !== "") return stack;
  return `${error.name}: ${error.message}`;
}

function isWord(name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const char = name[at]!;
    const isWordChar =
      (char >= "a" && char <= "z") ||
      (char >= "A" && char <= "Z") ||
      char === "_" ||
      char === "$" ||
      (at > 0 && char >= "0" && char <= "9");
    if (!isWordChar) return false;
  }
  return name !== "";
}

function quoteSingle(text: string): string {
  const json = quote(text);
  return `'${slice(json, 1, -1)}'`;
}

function spend(budget: Budget, chars: number): Budget {
  budget.chars -= chars;
  return budget;
}

function take(budget: Budget, text: string): string {
  const kept = text.length <= budget.chars ? text : `${slice(text, 0, max(budget.chars, 0))}…`;
  budget.chars -= kept.length;
  return kept;
}
