-- The bell reads its notices from what is; only how far each person has looked is kept.
create table bell_seen (
    organisation_id uuid not null,
    member uuid not null,
    seen_at timestamptz not null,
    primary key (organisation_id, member)
);
select secure_by_organisation('bell_seen');

create index thread_failed on thread (organisation_id, at desc) where state = 'Failed';
