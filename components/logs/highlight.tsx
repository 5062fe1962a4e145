/** `text` with each occurrence of `search` marked, whatever the case. */
export function Highlight({ text, search }: { text: string; search?: string | undefined }) {
  const needle = search?.trim().toLowerCase();
  if (!needle) return text;
  const haystack = text.toLowerCase();
  // Lower-casing can change the length of a text (İ); positions would then be off.
  if (haystack.length !== text.length) return text;
  const parts = [];
  let from = 0;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, from)) {
    parts.push(text.slice(from, at), <mark key={at}>{text.slice(at, at + needle.length)}</mark>);
    from = at + needle.length;
  }
  parts.push(text.slice(from));
  return parts;
}
