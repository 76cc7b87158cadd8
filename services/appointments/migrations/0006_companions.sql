CREATE TABLE "companions" (
	"id" text PRIMARY KEY NOT NULL,
	"appointment_id" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"name_enc" text NOT NULL,
	"email_enc" text,
	"code_hmac" text NOT NULL,
	"code_pepper" integer NOT NULL,
	"code_enc" text,
	"link_secret_enc" text,
	"link_secret_mode" text NOT NULL,
	"consent_version" text,
	"consent_at" timestamp (3) with time zone,
	"admitted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "companions_appointment_id_unique" UNIQUE("appointment_id")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "companion_id" text;--> statement-breakpoint
ALTER TABLE "companions" ADD CONSTRAINT "companions_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_companion_id_companions_id_fk" FOREIGN KEY ("companion_id") REFERENCES "public"."companions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_by_companion" ON "outbox" USING btree ("companion_id","created_at");