-- What each channel's provider has approved, or is looking through: copied so that nobody waits for the provider to know what may be sent.
create table channel_templates (
    organisation_id uuid not null,
    channel_id uuid not null,
    provider_id text not null,
    name text not null,
    language text not null,
    category text not null,
    announced_category text,
    status text not null,
    reason text,
    quality text,
    content text not null,
    held_since timestamptz,
    changed_at timestamptz not null,
    kept_at timestamptz not null,
    primary key (organisation_id, channel_id, provider_id)
);

alter table channels add column templates_read_at timestamptz, add column templates_problem text;

select secure_by_organisation('channel_templates');
