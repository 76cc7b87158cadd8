CREATE TABLE "retention_proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"ran_at" timestamp (3) with time zone NOT NULL,
	"jws" text NOT NULL
);
