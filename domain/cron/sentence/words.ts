/** Lower-case spellings of the English that a schedule is said in. Weekdays count from Sunday 0, months from January 1. */

export const WEEKDAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const WEEKDAY_SPELLINGS = [
  "sunday sun",
  "monday mon",
  "tuesday tue tues",
  "wednesday wed weds",
  "thursday thu thur thurs",
  "friday fri",
  "saturday sat",
];

export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  WEEKDAY_SPELLINGS.flatMap((names, day) =>
    names.split(" ").flatMap((name) => [[name, day] as const, [`${name}s`, day] as const]),
  ),
);

export const MONTHS: ReadonlyMap<string, number> = new Map([
  ...MONTH_NAMES.flatMap((name, index) => [
    [name.toLowerCase(), index + 1] as const,
    [name.slice(0, 3).toLowerCase(), index + 1] as const,
  ]),
  ["sept", 9],
]);

const UNITS_IN_WORDS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";

export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...UNITS_IN_WORDS.split(" ").map((word, value) => [word, value] as const),
  ["twenty", 20],
  ["thirty", 30],
  ["forty", 40],
  ["fifty", 50],
]);

const ORDINALS_IN_WORDS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";

export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...ORDINALS_IN_WORDS.split(" ").map((word, index) => [word, index + 1] as const),
  ["thirtieth", 30],
]);

/** Word that the grammar knows → other spellings of it. */
const SPELLINGS: Readonly<Record<string, string>> = {
  every: "each",
  minute: "minutes min mins m",
  hour: "hours hr hrs h",
  day: "days",
  week: "weeks",
  fortnight: "fortnights",
  month: "months",
  quarter: "quarters",
  year: "years yr yrs",
  seconds: "sec secs s",
  weekday: "weekdays workday workdays",
  weekend: "weekends",
  business: "working work",
  daily: "",
  hourly: "",
  weekly: "",
  fortnightly: "biweekly",
  monthly: "",
  quarterly: "",
  yearly: "annually",
  once: "",
  twice: "",
  thrice: "",
  times: "time x",
  a: "an per",
  other: "",
  at: "@",
  on: "",
  in: "during",
  of: "",
  the: "",
  from: "",
  starting: "beginning",
  between: "",
  to: "through thru",
  until: "till",
  and: "& plus",
  or: "",
  past: "after",
  half: "",
  noon: "midday",
  midnight: "",
  "o'clock": "oclock",
  am: "",
  pm: "",
  morning: "",
  afternoon: "",
  evening: "",
  night: "",
  last: "",
  nearest: "closest",
  zone: "timezone",
  utc: "",
  gmt: "",
  except: "excluding but unless not",
  run: "runs please",
  ",": "; /",
  "-": "\u2010 \u2011 \u2012 \u2013 \u2014",
};

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([word, others]) =>
    [word, ...others.split(" ").filter(Boolean)].map((spelling) => [spelling, word] as const),
  ),
);

/** The grammar's word for a spelling, or undefined when it has none. */
export function knownWord(spelling: string): string | undefined {
  return WORDS.get(spelling);
}

/** Every spelling of three letters or more, to guess what a misspelt word was meant to be. */
export const VOCABULARY: readonly string[] = [
  ...WORDS.keys(),
  ...WEEKDAYS.keys(),
  ...MONTHS.keys(),
  ...NUMBERS.keys(),
  ...ORDINALS.keys(),
].filter((word) => word.length >= 3);
