DROP TABLE "daily_counts";--> statement-breakpoint
CREATE TABLE "daily_counts" (
	"day" date NOT NULL,
	"service" text NOT NULL,
	"measure" text NOT NULL,
	"bucket" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "daily_counts_day_service_measure_bucket_pk" PRIMARY KEY("day","service","measure","bucket"),
	CONSTRAINT "daily_counts_enough" CHECK ("daily_counts"."count" >= 5)
);
--> statement-breakpoint
CREATE TABLE "open_counts" (
	"service" text NOT NULL,
	"measure" text NOT NULL,
	"bucket" text NOT NULL,
	"lane" smallint NOT NULL,
	"count" integer NOT NULL,
	"since" date NOT NULL,
	CONSTRAINT "open_counts_service_measure_bucket_lane_pk" PRIMARY KEY("service","measure","bucket","lane")
);
--> statement-breakpoint
ALTER TABLE "appointments" ADD COLUMN "service_id" text;--> statement-breakpoint
ALTER TABLE "appointments" ADD COLUMN "counted_as" text;--> statement-breakpoint
CREATE INDEX "open_counts_by_begin" ON "open_counts" USING btree ("since");--> statement-breakpoint
CREATE INDEX "appointments_uncounted" ON "appointments" USING btree ("ends_at") WHERE counted_as is null and status = 'confirmed';