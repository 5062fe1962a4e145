/** How people name a task: digits are an id, everything else a name; `name:2021` is the task called 2021. */
export function readTaskRef(text: string): number | string {
  if (text.startsWith("name:")) return text.slice(5);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : text;
}
