import {
  Bell,
  Cable,
  CalendarDays,
  Code,
  Database,
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
  { segment: "secrets", label: "Secrets", icon: Lock },
  { segment: "connect", label: "Connect", icon: Cable },
  { segment: "webhooks", label: "Webhooks", icon: Webhook },
  { segment: "settings", label: "Settings", icon: Settings },
];
