-- The bot's account: it reads the views and nothing else. Change the password, and '%' to the bot's own address.
CREATE USER IF NOT EXISTS 'supportbot_reader'@'%' IDENTIFIED BY 'CHANGE-ME';
-- The database «supportbot» holds views only; they read the shop's tables with the rights of who created them.
GRANT SELECT ON supportbot.* TO 'supportbot_reader'@'%';
