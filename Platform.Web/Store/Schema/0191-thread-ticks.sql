-- A message's ticks change three or four times. No index speaks of them, so a tick is written in place
-- and the words of the message are not indexed anew each time.
drop index thread_failed;
drop index thread_sent;
create index thread_failed on thread (organisation_id, at desc) where failure is not null;
create index thread_sent on thread (organisation_id, at desc) where "by" in ('Member', 'Assistant', 'Shop');
