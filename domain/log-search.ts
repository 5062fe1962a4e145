export interface LogSearch {
  text: string;
  /** Whether capitals must be as written. */
  isExact: boolean;
}

/** What a search says: words as typed, whatever the case; in double quotes, exactly so. null for an empty one. */
export function readLogSearch(typed: string | undefined): LogSearch | null {
  const text = typed?.trim() ?? "";
  const quoted = /^"(.+)"$/s.exec(text)?.[1];
  if (quoted !== undefined) return { text: quoted, isExact: true };
  return text === "" ? null : { text, isExact: false };
}

export interface LogField {
  name: string;
  value?: string;
}

/** What a field filter says: `orderId`, or `orderId=17`; spaces around either do not count. null for an empty one. */
export function readLogField(typed: string): LogField | null {
  const at = typed.indexOf("=");
  const name = (at === -1 ? typed : typed.slice(0, at)).trim();
  if (name === "") return null;
  return at === -1 ? { name } : { name, value: typed.slice(at + 1).trim() };
}
