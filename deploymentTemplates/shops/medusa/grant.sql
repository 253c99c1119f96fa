-- The user with whom the bot reads: the views, and nothing else. Run in the shop's database after views.sql; can be run again.
-- Put a password of your own in place of CHANGE-ME.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'supportbot_reader') THEN
        CREATE ROLE supportbot_reader LOGIN PASSWORD 'CHANGE-ME';
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO supportbot_reader', current_database());
END
$$;

ALTER ROLE supportbot_reader SET default_transaction_read_only = on;
ALTER ROLE supportbot_reader SET statement_timeout = '10s';

GRANT USAGE ON SCHEMA supportbot TO supportbot_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA supportbot TO supportbot_reader;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA supportbot TO supportbot_reader;

-- Databases made by PostgreSQL 14 or older let everybody create tables in the schema public. This takes it away; the shop's own
-- user must then own the schema or have the right by name:
-- REVOKE CREATE ON SCHEMA public FROM PUBLIC;
