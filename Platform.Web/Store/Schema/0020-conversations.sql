-- Who writes to us: one contact and one conversation per person and channel, whatever the provider calls them.
create table contacts (
    organisation_id uuid not null,
    id uuid not null,
    name text,
    phone text,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);

-- A person may be known by a number, by the provider's own id, or by both. The key is a keyed hash; the address itself is for sending.
create table contact_addresses (
    organisation_id uuid not null,
    channel_id uuid not null,
    fingerprint bytea not null,
    contact_id uuid not null,
    conversation_id uuid not null,
    kind text not null,
    address text not null,
    created_at timestamptz not null default now(),
    primary key (organisation_id, channel_id, fingerprint)
);
create index contact_addresses_of on contact_addresses (organisation_id, conversation_id);

-- The line of a conversation in the list.
create table inbox (
    organisation_id uuid not null,
    conversation uuid not null,
    contact uuid not null,
    channel uuid not null,
    name text,
    phone text,
    preview text not null,
    preview_kind text not null,
    preview_by text not null,
    preview_message uuid not null,
    preview_state text,
    last_at timestamptz not null,
    last_heard_at timestamptz,
    waiting_since timestamptz,
    unread int not null,
    handler uuid,
    is_closed boolean not null,
    primary key (organisation_id, conversation)
) with (fillfactor = 80);
create index inbox_in_order on inbox (organisation_id, is_closed, last_at desc, conversation desc);
create index inbox_waiting on inbox (organisation_id, waiting_since) where waiting_since is not null;

-- One bubble. The provider's id is what makes a message the same message: its key is the guard against doubles.
create table thread (
    organisation_id uuid not null,
    message uuid not null,
    conversation uuid not null,
    channel uuid not null,
    version bigint not null,
    at timestamptz not null,
    "by" text not null,
    member uuid,
    kind text not null,
    text text not null,
    state text,
    failure text,
    provider_message text,
    primary key (organisation_id, message)
) with (fillfactor = 80);
create unique index thread_message_once on thread (organisation_id, channel, provider_message) where provider_message is not null;
create index thread_in_order on thread (organisation_id, conversation, at desc, version desc);

-- Receipts that came before the message they speak of.
create table early_receipts (
    organisation_id uuid not null,
    channel_id uuid not null,
    provider_message text not null,
    receipt text not null,
    code text,
    received_at timestamptz not null default now(),
    primary key (organisation_id, channel_id, provider_message, receipt)
);

-- What a person has typed and not yet sent, kept on every device.
create table drafts (
    organisation_id uuid not null,
    conversation uuid not null,
    member uuid not null,
    text text not null,
    saved_at timestamptz not null,
    primary key (organisation_id, conversation, member)
);

select secure_by_organisation('contacts'), secure_by_organisation('contact_addresses'), secure_by_organisation('inbox'),
       secure_by_organisation('thread'), secure_by_organisation('early_receipts'), secure_by_organisation('drafts');
