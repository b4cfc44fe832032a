-- What happened once and stays so, one by one, for whoever wants to see what a figure counted.
create table figure_moments (
    organisation_id uuid not null,
    generation int not null,
    measure text not null,
    chat uuid not null,
    version bigint not null,
    at timestamptz not null,
    amount bigint not null,
    primary key (organisation_id, generation, measure, chat, version)
);
create index figure_moments_in_order on figure_moments (organisation_id, generation, measure, at desc, chat desc);
select secure_by_organisation('figure_moments');

-- Where there is a past, it is counted afresh with them.
insert into figure_runs (generation, tx, seq, facts, started_at)
select max(generation) + 1, 0, 0, 0, now() from figure_runs where exists (select from mt_events) having bool_and(live_at is not null);
