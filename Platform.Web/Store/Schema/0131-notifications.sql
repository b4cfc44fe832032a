-- What the team is told of, once each.
create table team_notices (
    organisation_id uuid not null,
    id uuid not null,
    kind text not null,
    at timestamptz not null,
    href text not null,
    words text[] not null,
    primary key (organisation_id, id)
);
create index team_notices_lately on team_notices (organisation_id, at desc);

-- One notice for one person by one way; the to-do row that carries it out is written with it.
create table notice_sends (
    organisation_id uuid not null,
    id uuid not null,
    notice uuid not null,
    member uuid not null,
    way text not null,
    browser uuid,
    state text not null,
    error text,
    due timestamptz not null,
    primary key (organisation_id, id)
);
create index notice_sends_of on notice_sends (organisation_id, notice);

-- What a person wants to hear of, and how. No row: as the product proposes it.
create table notice_choices (
    organisation_id uuid not null,
    member uuid not null,
    kind text not null,
    ways text[] not null,
    primary key (organisation_id, member, kind)
);

create table notice_habits (
    organisation_id uuid not null,
    member uuid not null,
    phone text,
    quiet_from time,
    quiet_until time,
    primary key (organisation_id, member)
);

-- The browsers a person is told in.
create table push_browsers (
    organisation_id uuid not null,
    id uuid not null,
    member uuid not null,
    endpoint text not null,
    key bytea not null,
    secret bytea not null,
    agent text not null,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);
create unique index push_browsers_once on push_browsers (organisation_id, member, endpoint);

select secure_by_organisation('team_notices'), secure_by_organisation('notice_sends'), secure_by_organisation('notice_choices'),
       secure_by_organisation('notice_habits'), secure_by_organisation('push_browsers');
