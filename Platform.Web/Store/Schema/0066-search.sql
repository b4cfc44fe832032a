-- Search over what was said and over people. Index operators may not look past row-level security, so the searching is done by
-- functions of the owner, each of which sees the caller's organisation only.
create extension if not exists pg_trgm;

-- Accents, Arabic vowels and the spellings of one letter make no difference, nor do the digits that stand for letters in Darija or the Arabic article.
create function folded(words text) returns text language sql immutable strict parallel safe as
$$
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        lower(translate(words,
            'ÀÂÄÁÃÅÇÈÊËÉÌÎÏÍÑÒÔÖÓÕÙÛÜÚÝàâäáãåçèêëéìîïíñòôöóõùûüúýÿأإآٱىةؤئگ٠١٢٣٤٥٦٧٨٩ـًٌٍَُِّْ',
            'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyاااايهويك0123456789')),
        '(?<=[a-z])7|7(?=[a-z])', 'h', 'g'), '(?<=[a-z])9|9(?=[a-z])', 'q', 'g'), '(?<=[a-z])5|5(?=[a-z])', 'kh', 'g'), '(?<![ء-ي])ال(?=[ء-ي]{3})', '', 'g')
$$;

-- The organisation is a word of each text, so that the index itself keeps organisations apart.
create function searchable(organisation uuid, words text) returns tsvector language sql immutable strict parallel safe as
$$
    select strip(to_tsvector('pg_catalog.simple', public.folded(words)) || to_tsvector('pg_catalog.french', public.folded(words)))
        || array_to_tsvector(array['of' || replace(organisation::text, '-', '')])
$$;

create function sought(organisation uuid, words text) returns tsquery language sql stable strict parallel safe as
$$
    select (string_agg('(' || quote_literal(word) || ':*' || coalesce(' | ' || nullif(plainto_tsquery('pg_catalog.french', word)::text, ''), '') || ')', ' & ')
        || ' & of' || replace(organisation::text, '-', ''))::tsquery
    from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', public.folded(words)))) word
$$;

create index thread_words on thread using gin (searchable(organisation_id, text)) where text <> '';
create index contacts_names on contacts using gin (folded(name) gin_trgm_ops) where name is not null;
create index contacts_phones on contacts using gin (phone gin_trgm_ops) where phone is not null;
create index inbox_of on inbox (organisation_id, contact);

create function asking_organisation() returns uuid language sql stable as
$$ select nullif(current_setting('platform.organisation', true), '')::uuid $$;

-- The last message of each conversation that has all these words, newest first.
create function find_messages(words text, most int) returns table (conversation uuid, message uuid, at timestamptz, text text, folded text)
language sql stable security definer set search_path = public, pg_temp as
$$
    select found.conversation, found.message, found.at, found.text, folded(found.text)
    from (
        select distinct on (hit.conversation) hit.*
        from (
            select t.conversation, t.message, t.at, t.text from thread t
            where t.organisation_id = asking_organisation() and t.text <> '' and searchable(t.organisation_id, t.text) @@ sought(asking_organisation(), words)
            order by t.at desc limit most * 20) hit
        order by hit.conversation, hit.at desc) found
    order by found.at desc limit most
$$;

-- People whose name or number is anything like these words, the likest first; the caller decides who may be meant.
create function find_contacts(words text, most int) returns table (contact uuid, folded_name text, phone text)
language sql stable security definer set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.3 as
$$
    select c.id, folded(c.name), c.phone
    from contacts c, (select nullif(ltrim(regexp_replace(words, '[^0-9]', '', 'g'), '0'), '') digits) asked
    where c.organisation_id = asking_organisation()
      and (folded(c.name) %> folded(words) or (length(digits) >= 3 and (c.phone like '%' || digits || '%' or (length(digits) >= 6 and c.phone %> digits))))
    order by greatest(word_similarity(folded(words), folded(c.name)), word_similarity(digits, c.phone)) desc, c.created_at desc limit most
$$;

do $$
begin
    execute format('revoke execute on function find_messages, find_contacts from public');
    execute format('grant execute on function find_messages, find_contacts to %I, %I', role_named('app'), role_named('across'));
end $$;

-- The advert that brought a customer, to narrow the list by.
alter table inbox add column source text;

-- What messages brought is kept by a later file: where it is not yet there, nobody has come by an advert.
do $$
begin
    if to_regclass('message_brought') is null then return; end if;
    update inbox set source = brought.source
    from (
        select distinct on (b.organisation_id, b.conversation) b.organisation_id, b.conversation,
            coalesce(b.content::jsonb #>> '{Advert,Headline}', b.content::jsonb #>> '{Advert,Id}', b.content::jsonb #>> '{Advert,Kind}') source
        from message_brought b join thread t on t.organisation_id = b.organisation_id and t.message = b.message
        where b.content::jsonb ? 'Advert'
        order by b.organisation_id, b.conversation, t.at desc) brought
    where inbox.organisation_id = brought.organisation_id and inbox.conversation = brought.conversation;
end $$;
