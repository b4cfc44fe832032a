-- A seller on their way through the provider's dialog: the way back is open once, for them, for a while.
create table channel_signups (
    organisation_id uuid not null,
    id uuid not null,
    member uuid not null,
    keeps_phone_app boolean not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (organisation_id, id)
);
select secure_by_organisation('channel_signups');
