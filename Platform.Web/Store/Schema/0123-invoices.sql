-- What was issued. The words on it are in the fact and in the kept file; here is what lists and sums need.
create table invoices (
    organisation_id uuid not null,
    id uuid not null,
    kind text not null,
    year int not null,
    number int not null,
    issued_on date not null,
    order_id uuid not null,
    order_number text not null,
    corrects uuid,
    currency text not null,
    total bigint not null,
    vat bigint not null,
    primary key (organisation_id, id)
);
create index invoices_in_order on invoices (organisation_id, year, kind, number desc);
create index invoices_of on invoices (organisation_id, order_id);

-- Who has which number, and for what. Written in the transaction that issues: neither a number nor a cause is ever used twice.
create table invoice_numbers (
    organisation_id uuid not null,
    kind text not null,
    year int not null,
    number int not null,
    cause text not null,
    primary key (organisation_id, kind, year, number)
);
create unique index invoice_numbers_cause on invoice_numbers (organisation_id, cause);

create table invoice_settings (
    organisation_id uuid primary key,
    issue text not null,
    vat_status text not null,
    vat_percent numeric(6, 3),
    legal_name text not null,
    legal_form text not null,
    address text not null,
    mentions text not null,
    exemption text not null,
    footer text not null
);

select secure_by_organisation('invoices'), secure_by_organisation('invoice_numbers'), secure_by_organisation('invoice_settings');
