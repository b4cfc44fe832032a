-- Who carries parcels for a seller. A phone is their whole account.
create table couriers (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    phone text not null,
    language text not null,
    vehicle text not null,
    way text not null,
    fee bigint not null check (fee >= 0),
    zones text[] not null,
    week text not null,
    is_active boolean not null,
    heard_at timestamptz,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);
create unique index couriers_phone on couriers (organisation_id, phone);

-- No row: as the product ships it.
create table dispatch_settings (
    organisation_id uuid primary key,
    is_automatic boolean not null,
    minutes int not null check (minutes between 1 and 30)
);

-- `deliveries` are what providers deliver to us; these are what couriers deliver to customers.
create table order_deliveries (
    organisation_id uuid not null,
    id uuid not null,
    order_id uuid not null,
    number text not null,
    contact uuid not null,
    conversation uuid,
    city text not null,
    date date,
    slot text,
    due_by timestamptz,
    to_collect bigint not null,
    currency text not null,
    code text not null,
    stage text not null,
    courier uuid,
    seller uuid,
    service text,
    reference text,
    tracking text,
    raw text,
    asked int not null,
    attempts int not null,
    failure text,
    proof text,
    proof_file text,
    proof_by text,
    proof_place text,
    collected bigint,
    is_ready boolean not null,
    has_left_shop boolean not null,
    requested_at timestamptz not null,
    changed_at timestamptz not null,
    delivered_at timestamptz,
    primary key (organisation_id, id)
) with (fillfactor = 80);
create unique index order_deliveries_order on order_deliveries (organisation_id, order_id);
create index order_deliveries_latest on order_deliveries (organisation_id, changed_at desc, id desc);
create index order_deliveries_courier on order_deliveries (organisation_id, courier, changed_at desc) where courier is not null;
create index order_deliveries_services on order_deliveries (service) where service is not null and stage not in ('Delivered', 'Returned', 'Cancelled');

create table delivery_offers (
    organisation_id uuid not null,
    id uuid not null,
    delivery uuid not null,
    courier uuid not null,
    way text not null,
    until timestamptz not null,
    state text not null,
    why text not null,
    problem text,
    offered_at timestamptz not null,
    answered_at timestamptz,
    primary key (organisation_id, id)
) with (fillfactor = 80);
create index delivery_offers_of on delivery_offers (organisation_id, delivery, offered_at);
create index delivery_offers_to on delivery_offers (organisation_id, courier, offered_at desc);
create index delivery_offers_due on delivery_offers (until) where state = 'Open';

-- What was sent to couriers. The words are made when they are sent and not kept: they name customers.
create table courier_messages (
    organisation_id uuid not null,
    id uuid not null,
    courier uuid not null,
    delivery uuid,
    offer uuid,
    kind text not null,
    way text not null,
    state text not null,
    provider_message text,
    problem text,
    at timestamptz not null,
    primary key (organisation_id, id)
);
create index courier_messages_of on courier_messages (organisation_id, courier, at desc);

select secure_by_organisation('couriers'), secure_by_organisation('dispatch_settings'), secure_by_organisation('order_deliveries'),
       secure_by_organisation('delivery_offers'), secure_by_organisation('courier_messages');
