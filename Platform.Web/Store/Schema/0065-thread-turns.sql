-- An order and a reason for calling a person stood in columns that mean something else.
alter table thread add column order_id uuid, add column reason text;
update thread set order_id = member, member = null where kind = 'OrderTaken';
update thread set reason = failure, failure = null where kind = 'Escalated';
