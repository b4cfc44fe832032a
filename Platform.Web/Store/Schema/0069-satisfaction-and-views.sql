-- Whether customers are asked how the talk went, and with which words; no row: they are not.
create table satisfaction_settings (
    organisation_id uuid primary key,
    is_on boolean not null,
    question text not null
);
select secure_by_organisation('satisfaction_settings');

alter table inbox add column rating int;

-- Each view of the list is read in its own order, and counted, without walking past the others' conversations.
create index inbox_handled on inbox (organisation_id, handler, is_closed, last_at desc, conversation desc) where handler is not null;
create index inbox_snoozed on inbox (organisation_id, last_at desc, conversation desc) where snoozed_until is not null;
create index inbox_unread on inbox (organisation_id, last_at desc, conversation desc) where unread > 0;
create index inbox_unanswered on inbox (organisation_id, last_at desc, conversation desc) where waiting_since is not null;
