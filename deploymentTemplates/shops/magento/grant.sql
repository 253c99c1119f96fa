-- The bot's own user: it may read the views and nothing else. Put a password in; '%' may be the bot's host instead.
CREATE USER IF NOT EXISTS 'supportbot_reader'@'%' IDENTIFIED BY 'CHANGE-ME';

GRANT SELECT ON supportbot.users TO 'supportbot_reader'@'%';
GRANT SELECT ON supportbot.orders TO 'supportbot_reader'@'%';
GRANT SELECT ON supportbot.order_items TO 'supportbot_reader'@'%';
GRANT SELECT ON supportbot.payments TO 'supportbot_reader'@'%';
GRANT SELECT ON supportbot.shipments TO 'supportbot_reader'@'%';
GRANT SELECT ON supportbot.shipment_items TO 'supportbot_reader'@'%';
GRANT SELECT ON supportbot.unmapped_statuses TO 'supportbot_reader'@'%';
GRANT SELECT ON supportbot.duplicate_numbers TO 'supportbot_reader'@'%';
