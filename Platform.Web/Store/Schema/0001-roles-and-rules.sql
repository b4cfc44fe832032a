-- Two roles serve people and own nothing: <database>_app sees one organisation at a time, <database>_across is for the few
-- workers that look across. The roles themselves are made before this file is applied, because their passwords come from outside.

create function role_named(suffix text) returns text language sql stable as
$$ select current_database() || '_' || suffix $$;

do $$
begin
    execute format('revoke create on schema public from public');
    execute format('grant usage on schema public to %I, %I', role_named('app'), role_named('across'));
end $$;

create function grant_to_app(name text) returns void language plpgsql as
$$
begin
    execute format('grant select, insert, update, delete on %I to %I, %I', name, role_named('app'), role_named('across'));
end $$;

-- For tables of which the role that serves people sees nothing at all.
create function grant_across(name text) returns void language plpgsql as
$$
begin
    execute format('alter table %I enable row level security', name);
    execute format('create policy across on %I to %I using (true) with check (true)', name, role_named('across'));
    execute format('grant select, insert, update, delete on %I to %I', name, role_named('across'));
end $$;

-- The organisation is set per transaction; unset means nobody's rows.
create function secure_by(name text, rule text) returns void language plpgsql as
$$
begin
    execute format('alter table %I enable row level security', name);
    execute format('create policy one_organisation on %I to %I using (%s) with check (%s)', name, role_named('app'), rule, rule);
    execute format('create policy every_organisation on %I to %I using (true) with check (true)', name, role_named('across'));
    perform grant_to_app(name);
end $$;

create function secure_by_organisation(name text) returns void language sql as
$$ select secure_by(name, 'organisation_id = nullif(current_setting(''platform.organisation'', true), '''')::uuid') $$;

create function secure_by_tenant(name text) returns void language sql as
$$ select secure_by(name, 'tenant_id = current_setting(''platform.organisation'', true)') $$;

revoke execute on function grant_to_app, grant_across, secure_by, secure_by_organisation, secure_by_tenant from public;
