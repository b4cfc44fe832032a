-- PostgreSQL puts what is to be found on a pile, and who makes it too high sorts it in for everybody: with the usual four megabytes
-- one message in eight thousand, for a tenth of a second and more. With the smallest pile that takes a few milliseconds, and still less work than none at all.
alter index thread_words set (gin_pending_list_limit = 64);
alter index contacts_names set (gin_pending_list_limit = 64);
alter index contacts_phones set (gin_pending_list_limit = 64);
select gin_clean_pending_list('thread_words'), gin_clean_pending_list('contacts_names'), gin_clean_pending_list('contacts_phones');
