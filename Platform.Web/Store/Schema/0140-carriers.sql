-- A seller's account at a delivery service; one of each kind.
create table carrier_accounts (
    organisation_id uuid not null,
    id uuid not null,
    carrier text not null,
    secrets bytea not null,
    is_on boolean not null,
    pickup text,
    problem text,
    problem_at timestamptz,
    created_at timestamptz not null,
    primary key (organisation_id, id)
);
create unique index carrier_accounts_once on carrier_accounts (organisation_id, carrier);

-- The carrier's own list of pickup places and districts, as it was read last.
create table carrier_places (
    organisation_id uuid not null,
    account uuid not null,
    kind text not null,
    id text not null,
    name text not null,
    city text,
    position int not null,
    primary key (organisation_id, account, kind, id)
);

-- Which of its districts each of the seller's cities is; cities as they are compared.
create table carrier_cities (
    organisation_id uuid not null,
    account uuid not null,
    city text not null,
    place text not null,
    primary key (organisation_id, account, city)
);

-- One node at a time talks to a carrier about one booking, and what it is called there in our words.
create table carrier_calls (
    organisation_id uuid not null,
    booking uuid not null,
    delivery uuid not null,
    account uuid not null,
    reference text not null,
    until timestamptz not null,
    primary key (organisation_id, booking)
);
create index carrier_calls_reference on carrier_calls (organisation_id, account, reference);

-- When a shipment was last asked about.
create table shipment_looks (
    organisation_id uuid not null,
    delivery uuid not null,
    looked_at timestamptz not null,
    primary key (organisation_id, delivery)
);

alter table dispatch_settings add column service text, add column asks_service boolean not null default false;
alter table order_deliveries
    add column sought text, add column declined text, add column problem text, add column service_fee bigint, add column label text,
    add column service_courier text, add column service_phone text, add column is_recalled boolean not null default false;

select secure_by_organisation('carrier_accounts'), secure_by_organisation('carrier_places'), secure_by_organisation('carrier_cities'),
       secure_by_organisation('carrier_calls'), secure_by_organisation('shipment_looks');
