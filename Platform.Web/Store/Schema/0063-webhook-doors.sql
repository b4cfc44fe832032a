-- What a webhook's address said beside naming the provider: whose it is, or what we asked to be told again.
alter table deliveries add column door text;
