CREATE INDEX "log_lines_at" ON "log_lines" USING btree ("app_id","at");--> statement-breakpoint
CREATE INDEX "runs_status" ON "runs" USING btree ("app_id","status","id");--> statement-breakpoint
CREATE INDEX "runs_duration" ON "runs" USING btree ("app_id","duration_ms","id") WHERE duration_ms is not null;--> statement-breakpoint
CREATE INDEX "runs_with_error" ON "runs" USING btree ("app_id","id") WHERE error is not null;