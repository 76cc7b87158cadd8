CREATE TABLE "appointment_mail_keys" (
	"appointment_id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_mail_keys" (
	"request_id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appointment_mail_keys" ADD CONSTRAINT "appointment_mail_keys_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_mail_keys" ADD CONSTRAINT "request_mail_keys_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_mail_keys_by_key" ON "appointment_mail_keys" USING btree ("key");--> statement-breakpoint
CREATE INDEX "request_mail_keys_by_key" ON "request_mail_keys" USING btree ("key");