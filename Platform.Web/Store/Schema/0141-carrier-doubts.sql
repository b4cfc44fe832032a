-- A call that ended says so; one that did not, or was lost on the way, may have booked something.
alter table carrier_calls alter column until drop not null, add column is_doubted boolean not null default false;
