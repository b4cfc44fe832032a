-- True when this person may be written to first now, and then they are counted. One after the other for each number:
-- of many who ask at once no more get through than are left of the day's people.
create function reach_person(organisation uuid, number uuid, person uuid, most int, day interval) returns boolean language plpgsql as
$$
begin
    if exists (select from reached_people r where r.organisation_id = organisation and r.channel = number and r.conversation = person and r.at > now() - day) then
        return true;
    end if;

    if most >= 0 then
        perform pg_advisory_xact_lock(hashtextextended('reach ' || number, 0));
        if (select count(*) from reached_people r where r.organisation_id = organisation and r.channel = number and r.at > now() - day) >= most then
            return false;
        end if;
    end if;

    insert into reached_people (organisation_id, channel, conversation, at) values (organisation, number, person, now())
    on conflict (organisation_id, channel, conversation) do update set at = excluded.at;
    return true;
end $$;
