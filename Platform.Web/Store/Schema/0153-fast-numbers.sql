-- Providers carry a busy seller's number a thousand messages a second; what they told of it so far was forgotten.
alter table channels add column is_fast boolean not null default false;
