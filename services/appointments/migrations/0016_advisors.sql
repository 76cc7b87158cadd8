ALTER TABLE "advisors" ADD COLUMN "told_name" text;--> statement-breakpoint
ALTER TABLE "advisors" ADD COLUMN "is_named_here" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "advisors" ADD COLUMN "roles" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "advisors" ADD COLUMN "last_sign_in_on" date;