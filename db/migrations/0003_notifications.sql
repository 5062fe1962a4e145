CREATE TYPE "public"."notification_status" AS ENUM('published', 'scheduled', 'draft');--> statement-breakpoint
CREATE TYPE "public"."push_status" AS ENUM('waiting', 'sending', 'sent', 'failed', 'gone', 'uncertain');--> statement-breakpoint
ALTER TYPE "public"."message_channel" ADD VALUE 'push';--> statement-breakpoint
ALTER TYPE "public"."secret_kind" ADD VALUE 'push-key';--> statement-breakpoint
CREATE TABLE "notification_reads" (
	"notification_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_reads_notification_id_user_id_pk" PRIMARY KEY("notification_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"app_id" bigint NOT NULL,
	"task_id" bigint,
	"run_id" bigint,
	"status" "notification_status" NOT NULL,
	"effect_key" text,
	"data" jsonb NOT NULL,
	"scope" jsonb,
	"push" jsonb,
	"order_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_effect_key_unique" UNIQUE("effect_key")
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "push_subscriptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"app_id" bigint NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"user_id" text,
	"app_user" jsonb,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_sent_at" timestamp (3) with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "pushes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pushes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"app_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"subscription_id" bigint NOT NULL,
	"user_id" text,
	"user_agent" text,
	"status" "push_status" DEFAULT 'waiting' NOT NULL,
	"status_code" integer,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "push" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "push_counts" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "notification_id" bigint;--> statement-breakpoint
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_app" ON "notifications" USING btree ("app_id","order_at","id");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("order_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_endpoint" ON "push_subscriptions" USING btree ("app_id","endpoint");--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" USING btree ("app_id","user_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_app" ON "push_subscriptions" USING btree ("app_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "pushes_once" ON "pushes" USING btree ("message_id","subscription_id");--> statement-breakpoint
CREATE INDEX "pushes_status" ON "pushes" USING btree ("message_id","status","id");--> statement-breakpoint
CREATE INDEX "pushes_volume" ON "pushes" USING btree ("app_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_notification" ON "messages" USING btree ("notification_id") WHERE notification_id is not null;