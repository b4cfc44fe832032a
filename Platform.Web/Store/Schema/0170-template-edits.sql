-- When a template was changed from here: providers allow it once a day and ten times in thirty days.
alter table channel_templates add column edited_at timestamptz[] not null default '{}';
