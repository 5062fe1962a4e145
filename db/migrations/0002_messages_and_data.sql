CREATE TYPE "public"."message_channel" AS ENUM('email', 'sms');--> statement-breakpoint
CREATE TYPE "public"."message_status" AS ENUM('sending', 'sent', 'kept', 'failed', 'uncertain');--> statement-breakpoint
ALTER TYPE "public"."log_line_kind" ADD VALUE 'mail' BEFORE 'secret';--> statement-breakpoint
ALTER TYPE "public"."log_line_kind" ADD VALUE 'sms' BEFORE 'secret';--> statement-breakpoint
ALTER TYPE "public"."log_line_kind" ADD VALUE 'push' BEFORE 'secret';--> statement-breakpoint
CREATE TABLE "messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"app_id" bigint NOT NULL,
	"task_id" bigint,
	"run_id" bigint,
	"channel" "message_channel" NOT NULL,
	"status" "message_status" NOT NULL,
	"effect_key" text,
	"recipients" jsonb NOT NULL,
	"from_name" text,
	"subject" text,
	"body" text NOT NULL,
	"text" text,
	"headers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"attachments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"message_id" text NOT NULL,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "messages_effect_key_unique" UNIQUE("effect_key")
);
--> statement-breakpoint
ALTER TABLE "data_source_entries" ADD COLUMN "written_by" text;--> statement-breakpoint
ALTER TABLE "data_source_entries" ADD COLUMN "written_by_run" bigint;--> statement-breakpoint
ALTER TABLE "screen_versions" ADD COLUMN "html" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "screen_versions" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_app" ON "messages" USING btree ("app_id","id");--> statement-breakpoint
CREATE INDEX "messages_run" ON "messages" USING btree ("run_id") WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX "messages_volume" ON "messages" USING btree ("app_id","channel","created_at");--> statement-breakpoint
CREATE INDEX "messages_sending" ON "messages" USING btree ("started_at") WHERE status = 'sending';--> statement-breakpoint
CREATE INDEX "data_source_entries_data" ON "data_source_entries" USING gin (data jsonb_path_ops);