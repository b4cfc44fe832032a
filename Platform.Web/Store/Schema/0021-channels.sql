create table channels (
    organisation_id uuid not null,
    id uuid not null,
    provider text not null,
    external_id text not null,
    account_id text,
    display_name text not null,
    display_number text,
    secrets bytea not null,
    state text not null,
    problem text,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);
-- One number belongs to one organisation: what a webhook says of it can never reach another.
create unique index channels_external on channels (provider, external_id);

-- Every webhook as it came, durable before it is acknowledged. It may speak of several organisations, so it belongs to none.
create table deliveries (
    id uuid primary key,
    provider text not null,
    received_at timestamptz not null,
    body bytea not null constraint deliveries_body_size check (octet_length(body) <= 3670016),
    read_at timestamptz,
    outcome text
) with (autovacuum_vacuum_insert_scale_factor = 0.05);
create index deliveries_in_order on deliveries (received_at desc, id desc);

-- What of a webhook could not be read or used, and why. One row per part.
create table delivery_notes (
    organisation_id uuid,
    delivery uuid not null,
    place text not null,
    note text not null,
    noted_at timestamptz not null default now(),
    primary key (delivery, place)
);

-- Who is named in a request, so that erasing a person empties it.
create table delivery_people (
    organisation_id uuid not null,
    person uuid not null,
    delivery uuid not null,
    primary key (organisation_id, person, delivery)
);

select secure_by_organisation('delivery_people');
select secure_by_organisation('channels'), secure_by_organisation('delivery_notes'), grant_across('deliveries');
