/** Schedules to start from, the most usual first. */
export const PRESETS: readonly { expression: string; words: string }[] = [
  { expression: "*/5 * * * *", words: "Every 5 minutes" },
  { expression: "*/15 * * * *", words: "Every 15 minutes" },
  { expression: "0 * * * *", words: "Every hour" },
  { expression: "0 8 * * *", words: "Daily at 8:00" },
  { expression: "0 9 * * 1-5", words: "Weekdays at 9:00" },
  { expression: "0 8 * * 1", words: "Mondays at 8:00" },
  { expression: "0 0 1 * *", words: "1st of the month" },
  { expression: "0 18 L * *", words: "Last day, 18:00" },
];
