/** How many lines one text has that the other has not, counting repeated lines as often as they stand. */
export function lineChanges(before: string, after: string) {
  const counts = new Map<string, number>();
  for (const line of before.split("\n")) counts.set(line, (counts.get(line) ?? 0) + 1);
  let added = 0;
  for (const line of after.split("\n")) {
    const left = counts.get(line) ?? 0;
    if (left > 0) counts.set(line, left - 1);
    else added += 1;
  }
  return { added, removed: [...counts.values()].reduce((sum, left) => sum + left, 0) };
}
