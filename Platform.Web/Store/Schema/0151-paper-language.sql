alter table invoice_settings add column language text not null default 'French';
