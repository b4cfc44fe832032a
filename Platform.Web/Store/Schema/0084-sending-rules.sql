-- When each number, and each number towards each person, may send next. Nothing is lost with it but a moment's patience.
create unlogged table sending_pace (
    organisation_id uuid not null,
    lane uuid not null,
    due timestamptz not null,
    primary key (organisation_id, lane)
);
create index sending_pace_old on sending_pace (due);

-- Nought when all lanes are free, which takes a place in each; else how long to wait, which takes none.
create function take_pace(organisation uuid, lanes uuid[], every interval[], burst int[]) returns interval language plpgsql as
$$
declare
    moment timestamptz := clock_timestamp();
    wait interval := interval '0';
begin
    insert into sending_pace (organisation_id, lane, due) select organisation, l, moment from unnest(lanes) l order by l on conflict do nothing;
    perform 1 from sending_pace where organisation_id = organisation and lane = any(lanes) order by lane for update;
    moment := clock_timestamp();
    select greatest(wait, max(p.due - moment - w.every * (w.burst - 1))) into wait
    from unnest(lanes, every, burst) w(lane, every, burst) join sending_pace p on p.organisation_id = organisation and p.lane = w.lane;
    if wait = interval '0' then
        update sending_pace p set due = greatest(p.due, moment) + w.every
        from unnest(lanes, every, burst) w(lane, every, burst) where p.organisation_id = organisation and p.lane = w.lane;
    end if;
    return wait;
end $$;

-- Who was written to first, that is outside the hours after their own last word: providers count these people over a day.
create table reached_people (
    organisation_id uuid not null,
    channel uuid not null,
    conversation uuid not null,
    at timestamptz not null,
    primary key (organisation_id, channel, conversation)
);
create index reached_people_lately on reached_people (organisation_id, channel, at);

-- The seller still writes in the WhatsApp Business app of their phone, and the provider carries such a number more slowly.
alter table channels add column keeps_phone_app boolean not null default false;

select secure_by_organisation('sending_pace'), secure_by_organisation('reached_people');
