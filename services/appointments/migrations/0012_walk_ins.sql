CREATE TABLE "walk_in_duty" (
	"advisor_id" text PRIMARY KEY NOT NULL,
	"is_free" boolean NOT NULL,
	"is_talking" boolean NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "walk_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"language" text NOT NULL,
	"phase" text NOT NULL,
	"name_enc" text,
	"insurance_enc" text,
	"phone_enc" text,
	"secret_sha256" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"advisor_id" text,
	"appointment_id" text,
	"talk_minutes" integer
);
--> statement-breakpoint
ALTER TABLE "walk_in_duty" ADD CONSTRAINT "walk_in_duty_advisor_id_advisors_id_fk" FOREIGN KEY ("advisor_id") REFERENCES "public"."advisors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walk_ins" ADD CONSTRAINT "walk_ins_advisor_id_advisors_id_fk" FOREIGN KEY ("advisor_id") REFERENCES "public"."advisors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "walk_ins" ADD CONSTRAINT "walk_ins_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "walk_ins_by_phase" ON "walk_ins" USING btree ("phase","joined_at");--> statement-breakpoint
CREATE INDEX "walk_ins_by_appointment" ON "walk_ins" USING btree ("appointment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "walk_ins_one_at_a_time" ON "walk_ins" USING btree ("advisor_id") WHERE "walk_ins"."phase" = 'taken';