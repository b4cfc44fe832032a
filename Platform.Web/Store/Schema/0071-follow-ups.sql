-- How a seller reminds customers who fell silent. No row: as the product ships it.
create table follow_up_settings (
    organisation_id uuid primary key,
    is_on boolean not null,
    first_minutes int not null check (first_minutes between 15 and 1440),
    second_minutes int not null check (second_minutes between 15 and 1440),
    most int not null check (most between 1 and 2),
    quiet_from time not null,
    quiet_until time not null
);

-- In the seller's words, where they wrote any.
create table follow_up_texts (
    organisation_id uuid not null,
    step int not null,
    tongue text not null,
    text text not null,
    primary key (organisation_id, step, tongue)
);

-- Each silence and each step has one reminder, and one only.
create table follow_ups (
    organisation_id uuid not null,
    id uuid not null,
    conversation uuid not null,
    heard int not null,
    step int not null,
    due timestamptz not null,
    state text not null,
    why text,
    settled_at timestamptz,
    primary key (organisation_id, id)
);
create unique index follow_ups_once on follow_ups (organisation_id, conversation, heard, step);
create index follow_ups_due on follow_ups (due) where state = 'Planned';

select secure_by_organisation('follow_up_settings'), secure_by_organisation('follow_up_texts'), secure_by_organisation('follow_ups');
