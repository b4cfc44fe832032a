-- Notes that call colleagues by name, for their bell.
create table note_mentions (
    organisation_id uuid not null,
    note uuid not null,
    conversation uuid not null,
    members uuid[] not null,
    by uuid not null,
    at timestamptz not null,
    primary key (organisation_id, note)
);
create index note_mentions_latest on note_mentions (organisation_id, at desc);
select secure_by_organisation('note_mentions');
