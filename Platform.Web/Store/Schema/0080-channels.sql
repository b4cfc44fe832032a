-- Providers differ in what an account is: some live on a server of their own, some say in the address whose webhook it is.
alter table channels add column server text;
alter table deliveries add column door text;
