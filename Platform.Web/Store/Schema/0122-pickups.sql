-- When whoever drives comes by. One row per day of the week (0 is Sunday).
create table pickup_days (
    organisation_id uuid not null,
    day int not null check (day between 0 and 6),
    times time[] not null,
    primary key (organisation_id, day)
);
select secure_by_organisation('pickup_days');
