-- Person key <- organisation key <- root key outside the database. Destroying a person's key erases their words from every fact.
-- Back these tables up apart from the rest and keep those copies for 30 days at most (docs/operations/backup.md).
create table organisation_keys (
    organisation_id uuid primary key,
    root text not null,
    wrapped bytea not null,
    created_at timestamptz not null default now()
);

create table person_keys (
    organisation_id uuid not null,
    person uuid not null,
    wrapped bytea,
    created_at timestamptz not null default now(),
    erased_at timestamptz,
    primary key (organisation_id, person)
);

select secure_by_organisation('organisation_keys'), secure_by_organisation('person_keys');
