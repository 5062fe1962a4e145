/** One row of a JSON value shown as a tree. */
export interface JsonRow {
  /** Names the row: the keys that lead to it, as a JSON pointer. */
  path: string;
  depth: number;
  /** Key or index in its parent; null for the root. */
  name: string | null;
  kind: "object" | "array" | "string" | "number" | "boolean" | "null" | "more";
  /** A scalar as JSON, a container as what it holds, or how much of it while that is listed below. Long texts are cut, unless the row is open. */
  text: string;
  canOpen: boolean;
  isOpen: boolean;
}

/** Children of one container that are listed before "more" is asked for, and by each such asking. */
export const CHILDREN_SHOWN = 200;
const STRING_SHOWN = 120;
const STRING_OPEN = 50_000;
const STRING_OPEN_AT_FIRST = 1_000;

/** How much of a value's tree is open: by path, how many steps of its children. */
export type OpenPaths = ReadonlyMap<string, number>;

/** What is open at first: the value itself, and what it holds directly when that is little. */
export function openAtFirst(value: unknown): OpenPaths {
  const open = new Map([["", 1]]);
  const children = childrenOf(value);
  if (children.length <= 10) for (const [name, child] of children) if (isLittle(child)) open.set(pathOf("", name), 1);
  return open;
}

const isLittle = (value: unknown) =>
  typeof value === "string" ? value.length <= STRING_OPEN_AT_FIRST : childrenOf(value).length <= 10;

const isContainer = (value: unknown): value is object => typeof value === "object" && value !== null;

const childrenOf = (value: unknown): [string, unknown][] => (isContainer(value) ? Object.entries(value) : []);

const pathOf = (parent: string, name: string) => `${parent}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** The rows of a value, as far as it is open. Its cost is in the rows, not in the size of what stays closed. */
export function jsonRows(value: unknown, open: OpenPaths): JsonRow[] {
  const rows: JsonRow[] = [];
  // A stack of its own: a value may be nested more deeply than calls may.
  const todo: { name: string | null; path: string; depth: number; value: unknown; more?: string }[] = [
    { name: null, path: "", depth: 0, value },
  ];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { name, path, depth } = next;
    if (next.more !== undefined) {
      rows.push({ path, depth, name: null, kind: "more", text: next.more, canOpen: true, isOpen: false });
      continue;
    }
    const steps = open.get(path) ?? 0;
    rows.push(rowOf(name, path, depth, next.value, steps > 0));
    if (steps === 0 || !isContainer(next.value)) continue;
    const names = Object.keys(next.value);
    const shown = names.slice(0, steps * CHILDREN_SHOWN);
    const left = names.length - shown.length;
    if (left > 0) todo.push({ name: null, path, depth: depth + 1, value: null, more: `${left} more` });
    for (const child of shown.reverse()) {
      const at = pathOf(path, child);
      todo.push({ name: child, path: at, depth: depth + 1, value: (next.value as Record<string, unknown>)[child] });
    }
  }
  return rows;
}

function rowOf(name: string | null, path: string, depth: number, value: unknown, isOpen: boolean): JsonRow {
  const base = { name, path, depth };
  if (Array.isArray(value)) {
    const text = value.length === 0 ? "[]" : `[${value.length}]`;
    return { ...base, kind: "array", text, canOpen: value.length > 0, isOpen };
  }
  if (isContainer(value)) {
    const keys = Object.keys(value);
    const held = isOpen ? keys.length : `${keys.slice(0, 4).join(", ")}${keys.length > 4 ? ", …" : ""}`;
    const text = keys.length === 0 ? "{}" : `{${held}}`;
    return { ...base, kind: "object", text, canOpen: keys.length > 0, isOpen };
  }
  if (typeof value === "string") {
    const isLong = value.length > STRING_SHOWN || value.includes("\n");
    const text =
      isLong && isOpen
        ? value.slice(0, STRING_OPEN)
        : `${JSON.stringify(value.slice(0, STRING_SHOWN))}${value.length > STRING_SHOWN ? "…" : ""}`;
    return { ...base, kind: "string", text, canOpen: isLong, isOpen: isLong && isOpen };
  }
  const kind = typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "null";
  return { ...base, kind, text: String(value), canOpen: false, isOpen: false };
}
