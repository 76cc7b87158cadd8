ALTER TABLE "slot_holds" ALTER COLUMN "request_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "slot_holds" ADD COLUMN "appointment_id" text;--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slot_holds_by_appointment" ON "slot_holds" USING btree ("appointment_id") WHERE appointment_id is not null;--> statement-breakpoint
ALTER TABLE "slot_holds" ADD CONSTRAINT "slot_holds_for_whom" CHECK (num_nonnulls("slot_holds"."request_id", "slot_holds"."appointment_id") > 0);