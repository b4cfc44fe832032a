-- Figures are counted from the facts by the hour, so that the organisation's clock can change and its days with it.
-- A run counts everything once; one run is live, and another may be counting afresh beside it.
create table figure_runs (
    generation int primary key,
    tx bigint not null,
    seq bigint not null,
    facts bigint not null,
    started_at timestamptz not null,
    live_at timestamptz,
    differences bigint
);

create table figure_hours (
    organisation_id uuid not null,
    generation int not null,
    hour timestamptz not null,
    measure text not null,
    key text not null,
    times bigint not null,
    amount bigint not null,
    primary key (organisation_id, generation, hour, measure, key)
) with (fillfactor = 80);

-- What of each chat and order the counts depend on: a fact changes it, and the counts move by the difference.
create table figure_chats (
    organisation_id uuid not null,
    generation int not null,
    id uuid not null,
    begun_at timestamptz not null,
    is_from_advert boolean not null,
    waiting_since timestamptz,
    is_assisted boolean not null,
    is_helped boolean not null,
    has_ordered boolean not null,
    primary key (organisation_id, generation, id)
) with (fillfactor = 80);
create index figure_chats_begun on figure_chats (organisation_id, generation, begun_at desc, id desc);

create table figure_orders (
    organisation_id uuid not null,
    generation int not null,
    id uuid not null,
    number text not null,
    taken_by text not null,
    chat_begun_at timestamptz,
    is_from_advert boolean not null,
    placed_at timestamptz not null,
    confirmed_at timestamptz,
    delivered_at timestamptz,
    failed_at timestamptz,
    is_void boolean not null,
    currency text not null,
    fee bigint not null,
    discount bigint not null,
    lines text not null,
    primary key (organisation_id, generation, id)
) with (fillfactor = 80);
create index figure_orders_placed on figure_orders (organisation_id, generation, placed_at desc, id desc);
create index figure_orders_confirmed on figure_orders (organisation_id, generation, confirmed_at desc, id desc);
create index figure_orders_delivered on figure_orders (organisation_id, generation, delivered_at desc, id desc);
create index figure_orders_failed on figure_orders (organisation_id, generation, failed_at desc, id desc);

select grant_across('figure_runs'), secure_by_organisation('figure_hours'), secure_by_organisation('figure_chats'), secure_by_organisation('figure_orders');

insert into figure_runs (generation, tx, seq, facts, started_at, live_at) values (1, 0, 0, 0, now(), now());

-- Which counts are shown; the role that serves people sees no more of the runs than this.
create function live_figures() returns int language sql stable security definer set search_path = public as
$$ select max(generation) from figure_runs where live_at is not null $$;
