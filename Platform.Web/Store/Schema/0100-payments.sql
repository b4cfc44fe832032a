-- A seller's account at a payment gateway; one of each kind.
create table gateway_accounts (
    organisation_id uuid not null,
    id uuid not null,
    gateway text not null,
    secrets bytea not null,
    is_on boolean not null,
    problem text,
    problem_at timestamptz,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);
create unique index gateway_accounts_once on gateway_accounts (organisation_id, gateway);

create table payments (
    organisation_id uuid not null,
    id uuid not null,
    order_id uuid,
    title text not null,
    conversation uuid,
    currency text not null,
    amount bigint not null,
    phase text not null,
    until timestamptz not null,
    is_reminded boolean not null,
    gateway text,
    received bigint not null,
    refunded bigint not null,
    alert text,
    alert_at timestamptz,
    requested_at timestamptz not null,
    paid_at timestamptz,
    primary key (organisation_id, id)
) with (fillfactor = 80);
create index payments_in_order on payments (organisation_id, requested_at desc, id desc);
create index payments_of_order on payments (organisation_id, order_id) where order_id is not null;
-- Two who ask for the same money at once: one of them does.
create unique index payments_one_open on payments (organisation_id, order_id) where order_id is not null and phase = 'Open';
create index payments_alerts on payments (organisation_id, alert_at desc) where alert is not null;

-- One visit to one gateway.
create table payment_attempts (
    organisation_id uuid not null,
    id uuid not null,
    payment uuid not null,
    account uuid not null,
    gateway text not null,
    provider_id text not null,
    link text,
    until timestamptz,
    proof text,
    state text not null,
    received text,
    transaction text,
    code text,
    opened_at timestamptz not null,
    primary key (organisation_id, id)
) with (fillfactor = 80);
create index payment_attempts_of on payment_attempts (organisation_id, payment);

create table payment_refunds (
    organisation_id uuid not null,
    id uuid not null,
    payment uuid not null,
    attempt uuid not null,
    currency text not null,
    amount bigint not null,
    reason text not null,
    state text not null,
    code text,
    requested_at timestamptz not null,
    primary key (organisation_id, id)
);
create index payment_refunds_of on payment_refunds (organisation_id, payment);

select secure_by_organisation('gateway_accounts'), secure_by_organisation('payments'), secure_by_organisation('payment_attempts'), secure_by_organisation('payment_refunds');
