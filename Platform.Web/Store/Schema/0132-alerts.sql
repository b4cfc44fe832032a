-- When a seller wants to be warned. No row: as the product proposes it.
create table alert_settings (
    organisation_id uuid primary key,
    watches_stock boolean not null,
    low_stock int not null check (low_stock between 0 and 100000),
    watches_orders boolean not null,
    late_hours int not null check (late_hours between 1 and 720)
);

-- For one article in one size; wins over the general threshold.
create table stock_thresholds (
    organisation_id uuid not null,
    variant uuid not null,
    threshold int not null check (threshold between 0 and 100000),
    primary key (organisation_id, variant)
);

-- Who is warned besides the team, and may ask for the stock by message.
create table alert_phones (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    phone text not null,
    primary key (organisation_id, id)
);
create unique index alert_phones_once on alert_phones (organisation_id, phone);

-- What has been announced and still holds, so that it is announced once.
create table alert_states (
    organisation_id uuid not null,
    kind text not null,
    subject uuid not null,
    at timestamptz not null,
    primary key (organisation_id, kind, subject)
);

-- One message about many things; the to-do row that sends it is written with it.
create table alert_announcements (
    organisation_id uuid not null,
    id uuid not null,
    kind text not null,
    count int not null,
    list text not null,
    at timestamptz not null,
    primary key (organisation_id, id)
);

select secure_by_organisation('alert_settings'), secure_by_organisation('stock_thresholds'), secure_by_organisation('alert_phones'),
       secure_by_organisation('alert_states'), secure_by_organisation('alert_announcements');
