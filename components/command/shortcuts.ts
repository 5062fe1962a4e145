/** Keys that lead to a page of the app: `g`, then the letter. */
const PAGE_KEYS: Record<string, string> = {
  "": "h",
  tasks: "t",
  runs: "r",
  timetable: "c",
  logs: "l",
  outbox: "o",
  notifications: "n",
  screens: "s",
  data: "d",
  secrets: "e",
  connect: "a",
  webhooks: "w",
  audit: "u",
  settings: "i",
};

export interface Shortcut {
  /** As the keyboard library reads it. */
  binding: string;
  /** As a person reads it, press by press. */
  keys: readonly string[];
  label: string;
}

/** The keys of one page of the app; undefined for one that has none. @param segment its part of the address */
export const pageKeys = (segment: string): readonly string[] | undefined =>
  PAGE_KEYS[segment] === undefined ? undefined : ["G", PAGE_KEYS[segment].toUpperCase()];

export const pageBinding = (segment: string): string | undefined =>
  PAGE_KEYS[segment] === undefined ? undefined : `g ${PAGE_KEYS[segment]}`;

/** How this machine's keyboards call the key that commands start with. */
export const commandKey = (platform: string) => (/mac|iphone|ipad/i.test(platform) ? "⌘" : "Ctrl");

export const PALETTE: Shortcut = { binding: "$mod+k", keys: ["mod", "K"], label: "Search, go to and do anything" };
export const HELP: Shortcut = { binding: "[Shift]+?", keys: ["?"], label: "This list" };
export const FIND: Shortcut = { binding: "/", keys: ["/"], label: "Search in the list on the page" };
export const NEW_TASK: Shortcut = { binding: "n t", keys: ["N", "T"], label: "New task" };
export const NEW_SCREEN: Shortcut = { binding: "n s", keys: ["N", "S"], label: "New screen" };

export const SAVE: Shortcut = { binding: "$mod+s", keys: ["mod", "S"], label: "Save" };

/** What other parts of the studio listen for, told in the same list. */
export const ELSEWHERE: readonly { where: string; shortcuts: readonly Omit<Shortcut, "binding">[] }[] = [
  {
    where: "In a task's settings",
    shortcuts: [
      SAVE,
      { keys: ["←", "→", "↑", "↓"], label: "Move among values" },
      { keys: ["Space"], label: "Tick a value" },
      { keys: ["Shift", "→"], label: "Tick a stretch" },
    ],
  },
  {
    where: "In the log",
    shortcuts: [
      { keys: ["↑", "↓"], label: "Move among lines" },
      { keys: ["Enter"], label: "Open or close a line" },
      { keys: ["C"], label: "Copy a line" },
    ],
  },
  {
    where: "In a screen's code",
    shortcuts: [
      { keys: ["mod", "S"], label: "Save the draft" },
      { keys: ["mod", "Enter"], label: "Test run" },
      { keys: ["mod", "Space"], label: "Complete" },
      { keys: ["mod", "F"], label: "Search in the code" },
      { keys: ["Esc", "Tab"], label: "Leave the editor" },
    ],
  },
];
