-- What is parked is counted every few seconds, also while a million rows wait.
create index todo_parked on todo (parked_at) where parked_at is not null;
