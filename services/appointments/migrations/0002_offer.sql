CREATE TABLE "advisor_hours" (
	"advisor_id" text PRIMARY KEY NOT NULL,
	"hours" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"offer" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "advisor_hours" ADD CONSTRAINT "advisor_hours_advisor_id_advisors_id_fk" FOREIGN KEY ("advisor_id") REFERENCES "public"."advisors"("id") ON DELETE cascade ON UPDATE no action;