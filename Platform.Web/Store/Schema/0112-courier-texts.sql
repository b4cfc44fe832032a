-- Reports of texts name the message and nothing else; replies name a number.
create index courier_messages_texts on courier_messages (provider_message) where way <> 'WhatsApp';
create index couriers_by_phone on couriers (phone);
create index delivery_offers_id on delivery_offers (id);
