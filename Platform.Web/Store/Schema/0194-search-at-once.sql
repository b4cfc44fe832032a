-- Each message goes into the search by itself. On the pile that PostgreSQL keeps otherwise, one in thousands sorts in all the others,
-- and holds up the chat it belongs to, and with two processors everybody, for a tenth of a second or more.
alter index thread_words set (fastupdate = off);
alter index contacts_names set (fastupdate = off);
alter index contacts_phones set (fastupdate = off);
select gin_clean_pending_list('thread_words'), gin_clean_pending_list('contacts_names'), gin_clean_pending_list('contacts_phones');
