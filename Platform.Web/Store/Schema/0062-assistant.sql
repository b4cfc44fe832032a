-- The assistant asks for a person.
alter table inbox add column escalated text;
create index inbox_escalated on inbox (organisation_id, last_at desc) where escalated is not null;

-- How the assistant behaves for one seller. No row: as the product ships it, switched on.
create table assistant_settings (
    organisation_id uuid primary key,
    is_on boolean not null,
    name text not null,
    tone text not null,
    greeting text,
    maximum_discount int not null check (maximum_discount between 0 and 100),
    escalate_on text[] not null,
    silence_ms int not null check (silence_ms between 0 and 60000),
    longest_wait_ms int not null check (longest_wait_ms between 0 and 60000),
    monthly_budget bigint,
    updated_at timestamptz not null
);

create table knowledge (
    organisation_id uuid not null,
    id uuid not null,
    position int not null,
    question text not null,
    answer text not null,
    primary key (organisation_id, id)
);

create table delivery_zones (
    organisation_id uuid not null,
    id uuid not null,
    position int not null,
    name text not null,
    cities text[] not null,
    fee bigint not null check (fee >= 0),
    free_from bigint,
    min_days int not null check (min_days >= 0),
    max_days int not null check (max_days >= min_days),
    slots text[] not null,
    primary key (organisation_id, id)
);

-- How each answer came about, and what people thought of it.
create table assistant_turns (
    organisation_id uuid not null,
    id uuid not null,
    conversation uuid not null,
    at timestamptz not null,
    outcome text not null,
    model text not null,
    tools text not null,
    input_tokens int not null,
    output_tokens int not null,
    cost_micros bigint not null,
    milliseconds int not null,
    dropped int not null,
    rating int,
    rated_by uuid,
    primary key (organisation_id, id)
);
create index assistant_turns_in_order on assistant_turns (organisation_id, at desc);

select secure_by_organisation('assistant_settings'), secure_by_organisation('knowledge'), secure_by_organisation('delivery_zones'), secure_by_organisation('assistant_turns');
