import { formatLine, inspectValue } from "./inspect.ts";
import { append, indexOf, NativeNumber, numberToString, slice, trunc } from "./intrinsics.ts";

/**
 * What a console prints for these arguments: the placeholders of a first text (`%s %d %i %f %o %O %j %c`) take the
 * arguments after it, the rest follows. Never throws, never calls a hook of the values, at most about `maxChars` long.
 */
export function formatArgs(args: readonly unknown[], maxChars: number): string {
  const template = args[0];
  if (args.length < 2 || typeof template !== "string" || indexOf(template, "%") < 0) return formatLine(args, maxChars);
  let out = "";
  let from = 0;
  let next = 1;
  for (let at = indexOf(template, "%"); at >= 0 && at < template.length - 1; at = indexOf(template, "%", from)) {
    const letter = template[at + 1]!;
    out += slice(template, from, at);
    from = at + 2;
    if (letter === "%") out += "%";
    else if (next >= args.length || !isPlaceholder(letter)) out += `%${letter}`;
    else out += fill(letter, args[next++], maxChars);
  }
  const rest: unknown[] = [out + slice(template, from)];
  for (; next < args.length; next++) append(rest, args[next]);
  return formatLine(rest, maxChars);
}

const isPlaceholder = (letter: string) => indexOf("sdifoOjc", letter) >= 0;

function fill(letter: string, value: unknown, maxChars: number): string {
  switch (letter) {
    case "s":
      return typeof value === "string" ? value : inspectValue(value, maxChars);
    case "d":
    case "f":
      return numberToString(toNumber(value));
    case "i":
      return numberToString(trunc(toNumber(value)));
    // A style has nothing to colour here.
    case "c":
      return "";
    default:
      return inspectValue(value, maxChars);
  }
}

/** An object could answer with a hook of its own. */
const toNumber = (value: unknown) =>
  typeof value === "object" || typeof value === "function" || typeof value === "symbol"
    ? NativeNumber.NaN
    : NativeNumber(value);
