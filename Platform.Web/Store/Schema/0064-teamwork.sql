-- Tags and snoozing of conversations, and the replies a team keeps ready.
alter table inbox add column tags text[] not null default '{}', add column snoozed_until timestamptz;

create table canned_replies (
    organisation_id uuid not null,
    id uuid not null,
    shortcut text not null,
    text text not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id)
);
create unique index canned_replies_shortcut on canned_replies (organisation_id, lower(shortcut));

select secure_by_organisation('canned_replies');
