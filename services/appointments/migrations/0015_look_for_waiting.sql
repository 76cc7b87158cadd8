DROP INDEX "outbox_due";--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("next_attempt_at") WHERE sent_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX "webhook_messages_waiting" ON "webhook_messages" USING btree ("due_since") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_messages_aside" ON "webhook_messages" USING btree ("set_aside_at") WHERE set_aside_at is not null;--> statement-breakpoint
CREATE INDEX "walk_ins_talks" ON "walk_ins" USING btree ("service_id","changed_at") WHERE phase = 'over' and talk_minutes is not null;