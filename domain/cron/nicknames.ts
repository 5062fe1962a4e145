/** Short names of whole expressions, in lower case. */
export const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

/** A nickname as the five fields that it stands for; any other expression as it is. */
export const writtenOut = (expression: string): string => NICKNAMES.get(expression.trim().toLowerCase()) ?? expression;
