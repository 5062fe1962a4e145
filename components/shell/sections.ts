import {
  Bell,
  Cable,
  CalendarDays,
  Code,
  Database,
  Fingerprint,
  History,
  House,
  ListChecks,
  Lock,
  type LucideIcon,
  Mail,
  ScrollText,
  Settings,
  Webhook,
} from "lucide-react";

interface Section {
  /** Its part of the address; empty for the page that the app itself is. */
  segment: string;
  label: string;
  icon: LucideIcon;
  /** What one must be allowed to do for the page to be any use: a row of the authorization matrix. Absent: nothing. */
  needs?: string;
}

/** The pages of an app, in the order of its navigation. */
export const SECTIONS: readonly Section[] = [
  { segment: "", label: "Home", icon: House },
  { segment: "tasks", label: "Tasks", icon: ListChecks },
  { segment: "runs", label: "Runs", icon: History },
  { segment: "timetable", label: "Timetable", icon: CalendarDays },
  { segment: "logs", label: "Log", icon: ScrollText },
  { segment: "outbox", label: "Outbox", icon: Mail },
  { segment: "notifications", label: "Notifications", icon: Bell },
  { segment: "screens", label: "Screens", icon: Code },
  { segment: "data", label: "Data", icon: Database },
  { segment: "secrets", label: "Secrets", icon: Lock, needs: "secrets.list" },
  { segment: "connect", label: "Connect", icon: Cable, needs: "tokens.list" },
  { segment: "webhooks", label: "Webhooks", icon: Webhook, needs: "webhooks.list" },
  { segment: "audit", label: "Audit trail", icon: Fingerprint, needs: "audit.list" },
  { segment: "settings", label: "Settings", icon: Settings },
];
