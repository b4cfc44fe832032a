-- Facts, in the tables of Marten 9 (conjoined tenancy, uuid streams), so that Marten itself can open this database.
-- Our one column more, tx, comes last and has a default. Readers take rows whose transaction is older than every running one,
-- in the order (tx, seq_id): sequence numbers are drawn before commit, so seq_id alone can pass over a fact for ever.

create sequence mt_events_sequence;

create table mt_streams (
    tenant_id varchar not null default '*DEFAULT*',
    id uuid not null,
    type varchar,
    version bigint,
    timestamp timestamptz not null default now(),
    created timestamptz not null default now(),
    is_archived boolean default false,
    constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
);

create table mt_events (
    seq_id bigint not null default nextval('mt_events_sequence'),
    id uuid not null,
    stream_id uuid,
    version bigint not null,
    data jsonb not null,
    bdata bytea,
    type varchar(500) not null,
    timestamp timestamptz not null default now(),
    tenant_id varchar default '*DEFAULT*',
    mt_dotnet_type varchar,
    correlation_id varchar,
    causation_id varchar,
    headers jsonb,
    is_archived boolean default false,
    tx xid8 not null default pg_current_xact_id(),
    constraint pkey_mt_events_seq_id primary key (seq_id)
);
create unique index pk_mt_events_stream_and_version on mt_events (tenant_id, stream_id, version);
create index mt_events_in_order on mt_events (tx, seq_id);

create table mt_event_progression (
    name varchar primary key,
    last_seq_id bigint,
    last_updated timestamptz default transaction_timestamp()
);

select secure_by_tenant('mt_streams'), secure_by_tenant('mt_events'), grant_across('mt_event_progression');

do $$
begin
    execute format('grant usage, select on sequence mt_events_sequence to %I, %I', role_named('app'), role_named('across'));
end $$;

-- Marten's batched append calls a function of this name. One statement for the whole batch; the unique key is the guard.
create function mt_quick_append_events(
    stream uuid, stream_type varchar, tenantid varchar, event_ids uuid[], event_types varchar[], dotnet_types varchar[],
    bodies jsonb[], bdatas bytea[], causation_ids varchar[], correlation_ids varchar[], all_headers jsonb[],
    timestamps timestamptz[], expected_version bigint default null) returns bigint[] language plpgsql as
$$
declare
    reached bigint;
    added bigint := coalesce(array_length(event_ids, 1), 0);
    sequences bigint[];
begin
    select s.version into reached from mt_streams s where s.tenant_id = tenantid and s.id = stream for update;
    if expected_version is not null and coalesce(reached, 0) <> expected_version then
        raise exception 'Stream % is at version %, not %', stream, coalesce(reached, 0), expected_version using errcode = 'MT003';
    end if;
    if added = 0 then
        return array[coalesce(reached, 0)];
    end if;

    if reached is null then
        reached := 0;
        insert into mt_streams (tenant_id, id, type, version) values (tenantid, stream, stream_type, added);
    else
        update mt_streams s set version = reached + added, timestamp = now() where s.tenant_id = tenantid and s.id = stream;
    end if;

    with appended as (
        insert into mt_events (id, stream_id, version, data, bdata, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers)
        select event_ids[n], stream, reached + n, bodies[n], bdatas[n], event_types[n], coalesce(timestamps[n], now()), tenantid,
               dotnet_types[n], correlation_ids[n], causation_ids[n], all_headers[n]
        from generate_series(1, added) n
        returning mt_events.version, seq_id)
    select array_agg(seq_id order by appended.version) into sequences from appended;

    return (reached + added) || sequences;
end $$;

create function mt_quick_append_events(
    stream uuid, stream_type varchar, tenantid varchar, event_ids uuid[], event_types varchar[], dotnet_types varchar[],
    bodies jsonb[], bdatas bytea[], causation_ids varchar[], correlation_ids varchar[], all_headers jsonb[],
    expected_version bigint default null) returns bigint[] language sql as
$$
    select mt_quick_append_events(stream, stream_type, tenantid, event_ids, event_types, dotnet_types, bodies, bdatas,
        causation_ids, correlation_ids, all_headers, array[]::timestamptz[], expected_version)
$$;

-- The state of a long stream as of some version, so that opening it does not read its whole past.
create table snapshots (
    organisation_id uuid not null,
    stream uuid not null,
    version bigint not null,
    shape text not null,
    state jsonb not null,
    primary key (organisation_id, stream)
);
select secure_by_organisation('snapshots');
