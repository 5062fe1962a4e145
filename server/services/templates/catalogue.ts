import type { ScreenSettings } from "#domain/screen-settings.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import type { ScreenTemplate, TemplateKey } from "#domain/template.ts";

/** Gives the day so many days after today, as `2026-01-31`. */
export type DayFromToday = (days: number) => string;

interface TemplateSource {
  name: string;
  columns: string[];
  /** Rows to try the template on. */
  entries: (day: DayFromToday) => Record<string, unknown>[];
}

export interface CatalogueTemplate extends Pick<ScreenTemplate, "name" | "summary" | "needs"> {
  settings?: Partial<ScreenSettings>;
  task: Omit<CreateTaskInput, "pageId" | "active">;
  sources: TemplateSource[];
}

const NEEDS_MAIL = "Mails stay in the outbox until the server has a mail server (SMTP_URL).";
const NEEDS_SUBSCRIBERS = "Push messages reach those who subscribed in your app; the Connect page shows how.";

/** The use cases that a screen can start from; the code of each stands in `screens/<key>.js`. */
export const CATALOGUE: Record<TemplateKey, CatalogueTemplate> = {
  "usage-report": {
    name: "Usage report",
    summary: "Mails a report on what this app's tasks did in the last seven days, with the figures as CSV.",
    needs: [NEEDS_MAIL],
    task: { name: "weekly-usage-report", frequency: "0 8 * * 1" },
    sources: [
      { name: "Usage reports", columns: ["Week ending", "Rows"], entries: () => [] },
      {
        name: "Report recipients",
        columns: ["Name", "Email"],
        entries: () => [{ Name: "Amelia Brown", Email: "amelia@example.org" }],
      },
    ],
  },
  "todays-bookings": {
    name: "Today's bookings",
    summary: "Sends a push message to everybody who has a booking for today.",
    needs: [NEEDS_SUBSCRIBERS],
    task: { name: "push-todays-bookings", frequency: "0 7 * * *" },
    sources: [
      {
        name: "Room bookings",
        columns: ["User", "Room", "Date", "Time", "Status"],
        entries: (day) => [
          { User: "amelia", Room: "Garden", Date: day(0), Time: "09:30", Status: "confirmed" },
          { User: "nick", Room: "Attic", Date: day(0), Time: "11:00", Status: "cancelled" },
          { User: "nick", Room: "Library", Date: day(1), Time: "14:00", Status: "confirmed" },
        ],
      },
    ],
  },
  "rss-import": {
    name: "Release feed",
    summary: "Imports an RSS feed, and sends a push message for each item that is new.",
    needs: [
      "It reads the feed of this product's releases until the variable FEED_URL names another.",
      NEEDS_SUBSCRIBERS,
    ],
    settings: { dom: true },
    task: { name: "import-releases", frequency: "0 6 * * *" },
    sources: [
      { name: "Releases", columns: ["Guid", "Title", "Summary", "Link", "Published", "Told"], entries: () => [] },
    ],
  },
  "check-out": {
    name: "Check out",
    summary: "Checks everybody out at midnight, or one person on demand.",
    needs: [],
    task: { name: "check-out-at-midnight", frequency: "0 0 * * *" },
    sources: [
      {
        name: "Check-ins",
        columns: ["Name", "Desk", "Checked in", "Checked out", "Checked out by"],
        entries: (day) => [
          { Name: "John Carter", Desk: "A-12", "Checked in": `${day(0)}T08:41:00.000Z`, "Checked out": null },
          { Name: "Amelia Brown", Desk: "C-03", "Checked in": `${day(0)}T09:05:00.000Z`, "Checked out": null },
          {
            Name: "Nick Okafor",
            Desk: "A-14",
            "Checked in": `${day(-1)}T08:55:00.000Z`,
            "Checked out": `${day(-1)}T17:20:00.000Z`,
          },
        ],
      },
    ],
  },
  "weekly-reminders": {
    name: "Status reminders",
    summary: "Reminds everybody by mail, once a week, who has not updated their working status.",
    needs: [NEEDS_MAIL],
    task: { name: "remind-of-status", frequency: "0 9 * * 1" },
    sources: [
      {
        name: "Working status",
        columns: ["Name", "Email", "Status", "Updated", "Reminded"],
        entries: (day) => [
          { Name: "John Carter", Email: "john@example.org", Status: "at the office", Updated: day(-12) },
          { Name: "Amelia Brown", Email: "amelia@example.org", Status: "from home", Updated: day(-2) },
        ],
      },
    ],
  },
  "send-leads": {
    name: "Leads to CRM",
    summary: "Sends new rows to another system's HTTP API, signed, each once; tries again when the system is away.",
    needs: ["Set the variable LEADS_URL and the secret LEADS_SECRET on the Secrets page."],
    task: { name: "send-leads", frequency: "*/15 * * * *", retries: 3, retryDelayMs: 30_000 },
    sources: [
      {
        name: "Leads",
        columns: ["Company", "Contact", "Sent", "Reference"],
        entries: () => [
          { Company: "Northwind", Contact: "ana@northwind.example", Sent: null },
          { Company: "Fabrikam", Contact: "li@fabrikam.example", Sent: null },
        ],
      },
    ],
  },
  "my-projects": {
    name: "My projects",
    summary: "Answers an app's user with the rows that this user may see.",
    needs: ["Sign user tokens on your app's server with the key that the Connect page makes."],
    task: { name: "my-projects" },
    sources: [
      {
        name: "Projects",
        columns: ["Name", "Team", "Status"],
        entries: () => [
          { Name: "New office", Team: "facilities", Status: "open" },
          { Name: "Fire drill", Team: "facilities", Status: "done" },
          { Name: "Website", Team: "marketing", Status: "open" },
        ],
      },
    ],
  },
};
