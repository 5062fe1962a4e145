import { index, jsonb, pgEnum, pgTable, text } from "drizzle-orm/pg-core";
import { ACTION_ENVIRONMENTS, type ActionTrigger } from "#domain/action-values.ts";
import { apps } from "./apps.ts";
import { ref } from "./columns.ts";
import { tasks } from "./tasks.ts";

export const actionEnvironment = pgEnum("action_environment", ACTION_ENVIRONMENTS);

/** What makes a task an action: what it says of itself beside its task and the screen that holds its code. */
export const actions = pgTable(
  "actions",
  {
    taskId: ref("task_id")
      .primaryKey()
      .references(() => tasks.id, { onDelete: "cascade" }),
    appId: ref("app_id")
      .notNull()
      .references(() => apps.id, { onDelete: "cascade" }),
    description: text("description"),
    environment: actionEnvironment("environment").notNull(),
    /** As they were given; what the screen loads for them stands in its settings. */
    dependencies: text("dependencies").array().notNull(),
    /** Triggers that only the app's pages hear: nothing here starts by them. */
    clientTriggers: jsonb("client_triggers").$type<ActionTrigger[]>().notNull(),
  },
  (t) => [index("actions_app").on(t.appId)],
);

export type ActionRow = typeof actions.$inferSelect;
