-- Counts the savings of an article: who saves what somebody else changed meanwhile is refused here.
alter table products add column version int not null default 1 constraint products_unchanged check (version > 0);
