CREATE TABLE "letters" (
	"id" text PRIMARY KEY NOT NULL,
	"appointment_id" text,
	"request_id" text,
	"from_side" text NOT NULL,
	"text_enc" text NOT NULL,
	"read_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appointments" ADD COLUMN "mode" text DEFAULT 'video' NOT NULL;--> statement-breakpoint
ALTER TABLE "appointments" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "appointments" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "mode" text DEFAULT 'video' NOT NULL;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letters_by_appointment" ON "letters" USING btree ("appointment_id","created_at");--> statement-breakpoint
CREATE INDEX "letters_by_request" ON "letters" USING btree ("request_id","created_at");