-- What messages brought besides words, and what was said of them afterwards.
create table message_brought (
    organisation_id uuid not null,
    message uuid not null,
    conversation uuid not null,
    content text not null,
    primary key (organisation_id, message)
);
create table message_marks (
    organisation_id uuid not null,
    id uuid not null,
    conversation uuid not null,
    target text not null,
    emoji text,
    text text,
    is_revoked boolean not null,
    primary key (organisation_id, id)
);
create index message_marks_of on message_marks (organisation_id, conversation);

-- Two who turned out to be one: whose address this was before, so that they can be told apart again without losing anything.
alter table contact_addresses add column was_contact uuid, add column was_conversation uuid, add column is_apart boolean not null default false;
create index contact_addresses_before on contact_addresses (organisation_id, was_conversation) where was_conversation is not null;

-- How the provider sees the account.
alter table channels
    add column quality text,
    add column people_a_day int,
    add column token_expires_at timestamptz,
    add column problem_until text,
    add column problem_at timestamptz,
    add column is_default boolean not null default false;

-- Whom a webhook spoke of, so that each organisation sees its own in the log and nobody else's.
create table delivery_readers (
    organisation_id uuid not null,
    delivery uuid not null,
    primary key (organisation_id, delivery)
);
create index delivery_readers_of on delivery_readers (delivery);

select secure_by_organisation('delivery_readers'), secure_by_organisation('message_brought'), secure_by_organisation('message_marks');
