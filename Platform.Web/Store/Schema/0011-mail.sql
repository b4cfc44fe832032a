-- Emails wait here, written in the transaction of what they tell about; a row leaves with its email.
create table outgoing_emails (
    id uuid primary key,
    recipient text not null,
    subject text not null,
    html text not null,
    text text not null,
    due timestamptz not null,
    attempts int not null default 0,
    error text,
    parked_at timestamptz,
    created_at timestamptz not null
);
create index outgoing_emails_due on outgoing_emails (due) where parked_at is null;

-- Where emails land while no mail server is configured: the demo's mailbox page reads it.
create table mailbox (
    id uuid primary key,
    recipient text not null,
    subject text not null,
    html text not null,
    text text not null,
    at timestamptz not null
);

select grant_across('outgoing_emails'), grant_across('mailbox');
