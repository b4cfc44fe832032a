-- Counts and sums of a column are read from the index alone.
drop index orders_on_board;
create index orders_on_board on orders (organisation_id, status, placed_at desc, id desc) include (currency, total);
