-- What went out lately, for the page that says how it goes.
create index thread_sent on thread (organisation_id, at desc) where state is not null;

-- When something crossed its threshold, and when it was well again.
create table incidents (
    organisation_id uuid not null,
    id uuid not null,
    kind text not null,
    value bigint not null,
    begun_at timestamptz not null,
    ended_at timestamptz,
    primary key (organisation_id, id)
);
create unique index incidents_open on incidents (organisation_id, kind) where ended_at is null;
create index incidents_in_order on incidents (organisation_id, begun_at desc);

select secure_by_organisation('incidents');
