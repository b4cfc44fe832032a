-- What a seller sells. The shelf is counted per variant; what customers have accepted is reserved and cannot be promised twice.
create table products (
    organisation_id uuid not null,
    id uuid not null,
    title text not null,
    description text not null,
    category text,
    tags text[] not null,
    other_option text,
    is_active boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id)
);
create index products_by_title on products (organisation_id, lower(title), id);

create table variants (
    organisation_id uuid not null,
    id uuid not null,
    product_id uuid not null,
    position int not null,
    sku text,
    size text,
    colour text,
    other text,
    price bigint not null check (price >= 0),
    compare_at bigint,
    weight_grams int,
    stock int not null check (stock >= 0),
    reserved int not null default 0 check (reserved >= 0),
    primary key (organisation_id, id),
    foreign key (organisation_id, product_id) references products (organisation_id, id) on delete cascade
);
create index variants_of on variants (organisation_id, product_id, position);
create unique index variants_sku on variants (organisation_id, lower(sku)) where sku is not null;

create table product_photos (
    organisation_id uuid not null,
    id uuid not null,
    product_id uuid not null,
    position int not null,
    type text not null,
    bytes bytea not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, product_id) references products (organisation_id, id) on delete cascade
);
create index product_photos_of on product_photos (organisation_id, product_id, position);

select secure_by_organisation('products'), secure_by_organisation('variants'), secure_by_organisation('product_photos');

-- In the order of their ids, so that two orders for the same two articles never wait for each other.
create function reserve_stock(organisation uuid, wanted_ids uuid[], wanted_counts int[]) returns void language plpgsql as
$$
declare
    line record;
begin
    for line in select w.id, sum(w.n)::int as n from unnest(wanted_ids, wanted_counts) w(id, n) group by w.id order by w.id loop
        update variants set reserved = reserved + line.n where organisation_id = organisation and id = line.id and stock - reserved >= line.n;
        if not found then
            raise exception 'Not enough of %', line.id using errcode = 'PL002';
        end if;
    end loop;
end $$;

create function release_stock(organisation uuid, released_ids uuid[], released_counts int[]) returns void language plpgsql as
$$
declare
    line record;
begin
    for line in select w.id, sum(w.n)::int as n from unnest(released_ids, released_counts) w(id, n) group by w.id order by w.id loop
        update variants set reserved = greatest(reserved - line.n, 0) where organisation_id = organisation and id = line.id;
    end loop;
end $$;
