CREATE FUNCTION "hold_counters"("locks" bigint[], "wanted" text[]) RETURNS SETOF "attempt_counters" LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	-- One lock after the other, in the order given; then a look of its own, which sees what whoever held them before has written.
	PERFORM pg_advisory_xact_lock(number) FROM unnest(locks) AS number;
	RETURN QUERY SELECT * FROM attempt_counters WHERE attempt_counters.key = ANY(wanted);
END
$$;
