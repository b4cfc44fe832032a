-- Simulated customers, played against the assistant's settings before these are saved.
create table scenes (
    organisation_id uuid not null,
    id uuid not null,
    position int not null,
    title text not null,
    lines text[] not null,
    kind text not null,
    product text,
    size text,
    total bigint,
    words text,
    primary key (organisation_id, id)
);
select secure_by_organisation('scenes');
