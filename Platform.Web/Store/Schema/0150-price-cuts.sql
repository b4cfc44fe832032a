-- What was given back after the goods had been handed over lowers the price and is not owed again.
alter table orders add column reduced bigint not null default 0;
update orders set reduced = greatest(0, least(refunded, total - paid + refunded)) where status = 'Delivered' and refunded > 0;
