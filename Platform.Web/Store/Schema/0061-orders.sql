create table orders (
    organisation_id uuid not null,
    id uuid not null,
    number text not null,
    contact uuid not null,
    conversation uuid,
    source text not null,
    status text not null,
    currency text not null,
    goods bigint not null,
    fee bigint not null,
    discount bigint not null,
    total bigint not null,
    lines text not null,
    name text not null,
    phone text,
    city text not null,
    quarter text,
    address text,
    date date,
    slot text,
    note text,
    reason text,
    placed_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (organisation_id, id)
) with (fillfactor = 80);
create unique index orders_number on orders (organisation_id, number);
create index orders_in_order on orders (organisation_id, placed_at desc, id desc);
create index orders_of on orders (organisation_id, contact, placed_at desc);

create table order_numbers (
    organisation_id uuid primary key,
    last bigint not null
);

select secure_by_organisation('orders'), secure_by_organisation('order_numbers');
