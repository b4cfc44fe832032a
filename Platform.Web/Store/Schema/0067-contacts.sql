-- What a shop knows of a person besides what was said; two who turned out to be one keep both their rows, so that they can be told apart again.
alter table contacts
    add column email text,
    add column language text,
    add column city text,
    add column merged_into uuid;
create index contacts_in_order on contacts (organisation_id, created_at desc, id desc) where merged_into is null;
create index contacts_merged on contacts (organisation_id, merged_into) where merged_into is not null;
create index contact_addresses_whose on contact_addresses (organisation_id, contact_id);

-- Properties a shop defines for its contacts, each with a kind.
create table contact_fields (
    organisation_id uuid not null,
    id uuid not null,
    name text not null,
    kind text not null,
    choices text[] not null,
    position int not null,
    primary key (organisation_id, id)
);
create unique index contact_fields_name on contact_fields (organisation_id, lower(name));

create table contact_values (
    organisation_id uuid not null,
    contact uuid not null,
    field uuid not null,
    value text not null,
    primary key (organisation_id, contact, field),
    foreign key (organisation_id, field) references contact_fields on delete cascade
);
select secure_by_organisation('contact_fields'), secure_by_organisation('contact_values');

-- How the shop calls a customer goes before how they call themselves.
alter table inbox add column is_named boolean not null default false;

-- Who may be the same person: the same number, or the same full name.
create function find_likely_same(asked uuid) returns table (contact uuid)
language sql stable security definer set search_path = public, pg_temp as
$$
    with one as (select id, organisation_id, name, phone from contacts where organisation_id = asking_organisation() and id = asked)
    (select other.id from one join contacts other on other.organisation_id = one.organisation_id and other.phone = one.phone
     where other.id <> one.id and other.merged_into is null limit 5)
    union
    (select other.id from one join contacts other on other.organisation_id = one.organisation_id and folded(other.name) = folded(one.name)
     where other.id <> one.id and other.merged_into is null and position(' ' in one.name) > 0 limit 5)
$$;

do $$
begin
    execute format('revoke execute on function find_likely_same from public');
    execute format('grant execute on function find_likely_same to %I, %I', role_named('app'), role_named('across'));
end $$;
