CREATE TABLE "used_once" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "advisor_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "advisors" ADD COLUMN "is_active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "person_id" text DEFAULT 'house' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "roles" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "provider_session" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id_token_enc" text;--> statement-breakpoint
CREATE INDEX "used_once_by_end" ON "used_once" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_by_subject" ON "sessions" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "sessions_by_provider" ON "sessions" USING btree ("provider_session");--> statement-breakpoint
UPDATE "sessions" SET "roles" = '{advisor,lead,operator}';
