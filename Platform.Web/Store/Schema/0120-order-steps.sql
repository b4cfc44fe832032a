alter table orders
    add column paid bigint not null default 0,
    add column refunded bigint not null default 0,
    add column picked uuid[] not null default '{}',
    add column is_back boolean not null default false;

create index orders_on_board on orders (organisation_id, status, placed_at desc, id desc);

-- What was promised has been handed over: the shop has it no longer.
create function ship_stock(organisation uuid, shipped_ids uuid[], shipped_counts int[]) returns void language plpgsql as
$$
declare
    line record;
begin
    for line in select w.id, sum(w.n)::int as n from unnest(shipped_ids, shipped_counts) w(id, n) group by w.id order by w.id loop
        update variants set stock = greatest(stock - line.n, 0), reserved = greatest(reserved - line.n, 0) where organisation_id = organisation and id = line.id;
    end loop;
end $$;

-- What a customer gave back can be sold again.
create function restock(organisation uuid, returned_ids uuid[], returned_counts int[]) returns void language plpgsql as
$$
declare
    line record;
begin
    for line in select w.id, sum(w.n)::int as n from unnest(returned_ids, returned_counts) w(id, n) group by w.id order by w.id loop
        update variants set stock = stock + line.n where organisation_id = organisation and id = line.id;
    end loop;
end $$;
