import { parse } from "./intrinsics.ts";

/** The text of a table by its name. */
export type TableSource = (name: string) => string;

let readTable: TableSource = () => "{}";

export function connectTables(source: TableSource): void {
  readTable = source;
}

/** Stands for a table of a polyfill, which is fetched when it is first looked at. */
export function hostTable<T>(name: string, revive: (value: unknown) => T = (value) => value as T): object {
  let table: Record<PropertyKey, unknown> | undefined;
  return new Proxy(
    {},
    {
      get: (_, key) => {
        table ??= parse(readTable(name)) as Record<PropertyKey, unknown>;
        return revive(table[key]);
      },
    },
  );
}

/** Stands for a table of regular expressions; each is compiled when it is first looked at. */
export function hostRegExps(name: string): object {
  const NativeRegExp = RegExp;
  const made = new Map<unknown, RegExp>();
  return hostTable(name, (pair) => {
    const [source, flags] = pair as [string, string];
    const known = made.get(pair);
    if (known !== undefined) return known;
    const expression = new NativeRegExp(source, flags);
    made.set(pair, expression);
    return expression;
  });
}
