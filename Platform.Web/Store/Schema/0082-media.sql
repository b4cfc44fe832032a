-- Files that came with messages; their bytes lie in the file store under the organisation's and the message's id.
create table media (
    organisation_id uuid not null,
    message uuid not null,
    conversation uuid not null,
    channel uuid not null,
    kind text not null,
    source text not null,
    mime_type text,
    file_name text,
    size bigint,
    state text not null,
    problem text,
    primary key (organisation_id, message)
);
create index media_of on media (organisation_id, conversation);
select secure_by_organisation('media');
