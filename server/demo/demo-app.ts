import type { CreateTaskInput } from "#domain/task.ts";

interface DemoSource {
  name: string;
  entries: Record<string, unknown>[];
  columns?: string[];
}

interface DemoScreen {
  name: string;
  /** File of its code, in `screens/`. */
  file: string;
  task: Omit<CreateTaskInput, "pageId">;
}

const SOURCES: readonly DemoSource[] = [
  { name: "Releases", columns: ["Guid", "Title", "Summary", "Published"], entries: [] },
  { name: "Usage reports", columns: ["Week ending", "Rows"], entries: [] },
  {
    name: "Users",
    entries: [
      { Name: "John Carter", Email: "john@example.org", Office: "London" },
      { Name: "Amelia Brown", Email: "amelia@example.org", Office: "Lisbon" },
      { Name: "Nick Okafor", Email: "nick@example.org", Office: "London" },
    ],
  },
  {
    name: "Check-ins",
    entries: [
      { Name: "John Carter", Desk: "A-12", "Checked in": "2026-11-23T08:41:00.000Z", "Checked out": null },
      { Name: "Amelia Brown", Desk: "C-03", "Checked in": "2026-11-23T09:05:00.000Z", "Checked out": null },
      {
        Name: "Nick Okafor",
        Desk: "A-14",
        "Checked in": "2026-11-23T08:55:00.000Z",
        "Checked out": "2026-11-23T17:20:00.000Z",
      },
    ],
  },
  {
    name: "Bookings",
    entries: [
      { "First name": "Nick", Date: "2026-12-01", Status: "requested" },
      { "First name": "Amelia", Date: "2026-12-04", Status: "requested" },
    ],
  },
];

const SCREENS: readonly DemoScreen[] = [
  { name: "Release feed", file: "release-feed.js", task: { name: "import-releases", frequency: "* * * * *" } },
  {
    name: "Check out",
    file: "check-out.js",
    task: { name: "check-out-at-midnight", frequency: "0 0 * * *", timezone: "Europe/London" },
  },
  { name: "Registration", file: "registration.js", task: { name: "email-is-registered" } },
  {
    name: "Usage report",
    file: "usage-report.js",
    task: { name: "weekly-usage-report", frequency: "0 8 * * 1", timezone: "Europe/London" },
  },
  { name: "Booking", file: "booking.js", task: { name: "confirm-booking" } },
];

/** The app that a new installation starts with: real work on its own data, without reaching anything outside. */
export const DEMO_APP = { name: "Workplace demo", sources: SOURCES, screens: SCREENS } as const;
