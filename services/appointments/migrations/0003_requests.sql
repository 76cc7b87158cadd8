CREATE TABLE "requests" (
	"id" text PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"advisor_id" text NOT NULL,
	"phase" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"wished_for" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"taken_from" timestamp (3) with time zone,
	"taken_to" timestamp (3) with time zone,
	"duration_minutes" integer NOT NULL,
	"buffer_before_minutes" integer NOT NULL,
	"buffer_after_minutes" integer NOT NULL,
	"language" text NOT NULL,
	"person_enc" text NOT NULL,
	"code_hmac" text NOT NULL,
	"code_pepper" integer NOT NULL,
	"code_enc" text,
	"consent_version" text NOT NULL,
	"consent_at" timestamp (3) with time zone NOT NULL,
	"appointment_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "slot_holds" (
	"advisor_id" text NOT NULL,
	"cell_at" timestamp (3) with time zone NOT NULL,
	"request_id" text NOT NULL,
	CONSTRAINT "slot_holds_advisor_id_cell_at_pk" PRIMARY KEY("advisor_id","cell_at")
);
--> statement-breakpoint
CREATE TABLE "spent_work" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "appointment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_advisor_id_advisors_id_fk" FOREIGN KEY ("advisor_id") REFERENCES "public"."advisors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_advisor_id_advisors_id_fk" FOREIGN KEY ("advisor_id") REFERENCES "public"."advisors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "requests_by_time" ON "requests" USING btree ("advisor_id","taken_from");--> statement-breakpoint
CREATE INDEX "requests_by_expiry" ON "requests" USING btree ("phase","expires_at");--> statement-breakpoint
CREATE INDEX "requests_by_appointment" ON "requests" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "slot_holds_by_request" ON "slot_holds" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "spent_work_by_end" ON "spent_work" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_by_request" ON "outbox" USING btree ("request_id","created_at");