-- The look at the counters was planned anew at each attempt, which took longer than the look.
ALTER FUNCTION "hold_counters"(bigint[], text[]) SET plan_cache_mode = 'force_generic_plan';
