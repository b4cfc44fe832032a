-- What is forgotten is found without reading what stays: raw webhooks that still have a body, and who is named in a webhook.
create index deliveries_with_body on deliveries (received_at) where octet_length(body) > 0;
create index delivery_people_of on delivery_people (delivery);
