-- Readiness compares what was applied with what this version brings.
do $$
begin
    execute format('grant select on schema_files to %I', role_named('across'));
end $$;
