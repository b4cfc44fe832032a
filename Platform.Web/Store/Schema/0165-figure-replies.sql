-- What the assistant answered is listed one by one from now on: where there is a past, it is counted afresh with it.
insert into figure_runs (generation, tx, seq, facts, started_at)
select max(generation) + 1, 0, 0, 0, now() from figure_runs where exists (select from mt_events) having bool_and(live_at is not null);
