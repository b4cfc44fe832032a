-- What couriers hold of the seller's cash, and every line that made it so.
create table tills (
    organisation_id uuid not null,
    id uuid not null,
    courier uuid not null,
    currency text not null,
    holds bigint not null,
    changed_at timestamptz not null,
    primary key (organisation_id, id)
);
create unique index tills_courier on tills (organisation_id, courier);

create table till_lines (
    organisation_id uuid not null,
    id uuid not null,
    courier uuid not null,
    at timestamptz not null,
    delivery uuid,
    number text,
    currency text not null,
    amount bigint not null,
    counted bigint,
    member uuid,
    note text,
    primary key (organisation_id, id)
);
create unique index till_lines_once on till_lines (organisation_id, delivery) where delivery is not null;
create index till_lines_of on till_lines (organisation_id, courier, at);

select secure_by_organisation('tills'), secure_by_organisation('till_lines');
