-- Work outside, written with the facts that ask for it: outbox, retry queue and dead letters in one.
-- A row is leased, never locked across a call to a provider; its token fences off whoever held it before.
create table todo (
    id bigint generated always as identity primary key,
    organisation_id uuid,
    reaction text not null,
    stream uuid not null,
    version bigint not null,
    due timestamptz not null default now(),
    attempts int not null default 0,
    token bigint not null default 0,
    parked_at timestamptz,
    error text,
    created_at timestamptz not null default now()
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
create index todo_due on todo (due, id) where parked_at is null;
create index todo_order on todo (reaction, stream, id);

select secure_by_organisation('todo');

create function hold_lease(held_todo bigint, held_token bigint) returns void language plpgsql security definer set search_path = public as
$$
begin
    perform 1 from todo where id = held_todo and token = held_token for share;
    if not found then
        raise exception 'The lease of to-do % is lost', held_todo using errcode = 'PL001';
    end if;
end $$;
