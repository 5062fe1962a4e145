CREATE TYPE "public"."action_environment" AS ENUM('server', 'client', 'any');--> statement-breakpoint
CREATE TABLE "actions" (
	"task_id" bigint PRIMARY KEY NOT NULL,
	"app_id" bigint NOT NULL,
	"description" text,
	"environment" "action_environment" NOT NULL,
	"dependencies" text[] NOT NULL,
	"client_triggers" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "actions_app" ON "actions" USING btree ("app_id");