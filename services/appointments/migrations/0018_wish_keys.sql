ALTER TABLE "requests" ADD COLUMN "wish_key" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "wish_digest" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "is_code_by_mail_alone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_wish_key_unique" UNIQUE("wish_key");