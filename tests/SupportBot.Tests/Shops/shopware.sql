-- A small made-up Shopware 6 shop, for the views in deploymentTemplates/shops/shopware.
-- Only the columns that the views read, in the types of 6.6.7, with the keys and indexes that matter (foreign keys as plain
-- indexes). The default of the version columns is ours, to keep the rows short: it is the version that counts. Customer c6 is
-- the one whose orders shopware.expected.json lists.

SET NAMES utf8mb4;

DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
USE shop;

CREATE TABLE currency (
    id BINARY(16) NOT NULL PRIMARY KEY,
    iso_code CHAR(3) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE state_machine_state (
    id BINARY(16) NOT NULL PRIMARY KEY,
    technical_name VARCHAR(255) NOT NULL,
    state_machine_id BINARY(16) NOT NULL,
    UNIQUE KEY (technical_name, state_machine_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE state_machine_history (
    id BINARY(16) NOT NULL PRIMARY KEY,
    entity_name VARCHAR(100) NOT NULL,
    referenced_id BINARY(16) NOT NULL,
    referenced_version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    to_state_id BINARY(16) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    KEY (referenced_id, referenced_version_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE customer (
    id BINARY(16) NOT NULL PRIMARY KEY,
    sales_channel_id BINARY(16) NOT NULL,
    default_shipping_address_id BINARY(16) NOT NULL,
    first_name VARCHAR(255) NOT NULL,
    last_name VARCHAR(255) NOT NULL,
    password VARCHAR(1024),
    email VARCHAR(254) NOT NULL,
    guest TINYINT(1) NOT NULL DEFAULT 0,
    created_at DATETIME(3) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE customer_address (
    id BINARY(16) NOT NULL PRIMARY KEY,
    customer_id BINARY(16) NOT NULL,
    street VARCHAR(255) NOT NULL,
    zipcode VARCHAR(50),
    city VARCHAR(70) NOT NULL,
    phone_number VARCHAR(40),
    KEY (customer_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE `order` (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    state_id BINARY(16) NOT NULL,
    order_number VARCHAR(64),
    currency_id BINARY(16) NOT NULL,
    language_id BINARY(16) NOT NULL,
    sales_channel_id BINARY(16) NOT NULL,
    price JSON NOT NULL,
    order_date_time DATETIME(3) NOT NULL,
    tax_status VARCHAR(255) GENERATED ALWAYS AS (JSON_UNQUOTE(JSON_EXTRACT(price, '$.taxStatus'))) VIRTUAL,
    PRIMARY KEY (id, version_id),
    KEY (state_id),
    KEY (order_number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_customer (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    customer_id BINARY(16),
    order_id BINARY(16) NOT NULL,
    order_version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    email VARCHAR(254) NOT NULL,
    PRIMARY KEY (id, version_id),
    KEY (customer_id),
    KEY (order_id, order_version_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_line_item (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    order_id BINARY(16) NOT NULL,
    order_version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    parent_id BINARY(16),
    label VARCHAR(255) NOT NULL,
    quantity INT NOT NULL,
    price JSON NOT NULL,
    unit_price DOUBLE GENERATED ALWAYS AS (JSON_UNQUOTE(JSON_EXTRACT(price, '$.unitPrice'))) VIRTUAL,
    total_price DOUBLE GENERATED ALWAYS AS (JSON_UNQUOTE(JSON_EXTRACT(price, '$.totalPrice'))) VIRTUAL,
    position INT NOT NULL DEFAULT 1,
    PRIMARY KEY (id, version_id),
    KEY (order_id, order_version_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_delivery (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    order_id BINARY(16) NOT NULL,
    order_version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    state_id BINARY(16) NOT NULL,
    shipping_method_id BINARY(16) NOT NULL,
    tracking_codes JSON NOT NULL,
    shipping_date_latest DATE NOT NULL,
    shipping_costs JSON NOT NULL,
    PRIMARY KEY (id, version_id),
    KEY (state_id),
    KEY (order_id, order_version_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_transaction (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    order_id BINARY(16) NOT NULL,
    order_version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    state_id BINARY(16) NOT NULL,
    payment_method_id BINARY(16) NOT NULL,
    amount JSON NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id, version_id),
    KEY (state_id),
    KEY (order_id, order_version_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_transaction_capture (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    order_transaction_id BINARY(16) NOT NULL,
    order_transaction_version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    PRIMARY KEY (id, version_id),
    KEY (order_transaction_id, order_transaction_version_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE order_transaction_capture_refund (
    id BINARY(16) NOT NULL,
    version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    capture_id BINARY(16) NOT NULL,
    capture_version_id BINARY(16) NOT NULL DEFAULT X'0FA91CE3E96A4BC2BE4BD9CE752C3425',
    state_id BINARY(16) NOT NULL,
    amount JSON NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id, version_id),
    KEY (capture_id, capture_version_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE payment_method_translation (
    payment_method_id BINARY(16) NOT NULL,
    language_id BINARY(16) NOT NULL,
    name VARCHAR(255),
    PRIMARY KEY (payment_method_id, language_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE shipping_method_translation (
    shipping_method_id BINARY(16) NOT NULL,
    language_id BINARY(16) NOT NULL,
    name VARCHAR(255),
    tracking_url MEDIUMTEXT,
    PRIMARY KEY (shipping_method_id, language_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Ids are short hexadecimal numbers with zeros before them.
INSERT INTO currency (id, iso_code) VALUES
    (UNHEX(LPAD('b1', 32, '0')), 'EUR'), (UNHEX(LPAD('b2', 32, '0')), 'USD'), (UNHEX(LPAD('b3', 32, '0')), 'JPY');

-- a: of orders, d: of deliveries, e: of payments, f: of refunds.
INSERT INTO state_machine_state (id, technical_name, state_machine_id) VALUES
    (UNHEX(LPAD('a1', 32, '0')), 'open', UNHEX(LPAD('a0', 32, '0'))),
    (UNHEX(LPAD('a2', 32, '0')), 'in_progress', UNHEX(LPAD('a0', 32, '0'))),
    (UNHEX(LPAD('a3', 32, '0')), 'completed', UNHEX(LPAD('a0', 32, '0'))),
    (UNHEX(LPAD('a4', 32, '0')), 'cancelled', UNHEX(LPAD('a0', 32, '0'))),
    (UNHEX(LPAD('a5', 32, '0')), 'ready_for_pickup', UNHEX(LPAD('a0', 32, '0'))),
    (UNHEX(LPAD('d1', 32, '0')), 'open', UNHEX(LPAD('d0', 32, '0'))),
    (UNHEX(LPAD('d2', 32, '0')), 'shipped', UNHEX(LPAD('d0', 32, '0'))),
    (UNHEX(LPAD('d3', 32, '0')), 'shipped_partially', UNHEX(LPAD('d0', 32, '0'))),
    (UNHEX(LPAD('d4', 32, '0')), 'returned', UNHEX(LPAD('d0', 32, '0'))),
    (UNHEX(LPAD('d6', 32, '0')), 'cancelled', UNHEX(LPAD('d0', 32, '0'))),
    (UNHEX(LPAD('e1', 32, '0')), 'open', UNHEX(LPAD('e0', 32, '0'))),
    (UNHEX(LPAD('e2', 32, '0')), 'paid', UNHEX(LPAD('e0', 32, '0'))),
    (UNHEX(LPAD('e3', 32, '0')), 'refunded', UNHEX(LPAD('e0', 32, '0'))),
    (UNHEX(LPAD('e4', 32, '0')), 'refunded_partially', UNHEX(LPAD('e0', 32, '0'))),
    (UNHEX(LPAD('e5', 32, '0')), 'failed', UNHEX(LPAD('e0', 32, '0'))),
    (UNHEX(LPAD('e6', 32, '0')), 'cancelled', UNHEX(LPAD('e0', 32, '0'))),
    (UNHEX(LPAD('e7', 32, '0')), 'authorized', UNHEX(LPAD('e0', 32, '0'))),
    (UNHEX(LPAD('f1', 32, '0')), 'completed', UNHEX(LPAD('f0', 32, '0'))),
    (UNHEX(LPAD('f2', 32, '0')), 'failed', UNHEX(LPAD('f0', 32, '0')));

-- The shop's language and a second one, 1de. What isn't translated is told in the first.
INSERT INTO shipping_method_translation (shipping_method_id, language_id, name, tracking_url) VALUES
    (UNHEX(LPAD('51', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', 'Standard', 'https://parcels.example.com/?number=%s'),
    (UNHEX(LPAD('51', 32, '0')), UNHEX(LPAD('1de', 32, '0')), 'Standardversand', NULL),
    (UNHEX(LPAD('52', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', 'Express', NULL);
INSERT INTO payment_method_translation (payment_method_id, language_id, name) VALUES
    (UNHEX(LPAD('61', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', 'Invoice'),
    (UNHEX(LPAD('61', 32, '0')), UNHEX(LPAD('1de', 32, '0')), 'Rechnung'),
    (UNHEX(LPAD('62', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', 'PayPal');

-- c6 has orders, c7 has none, c8 is somebody else, c9 is a guest with the e-mail address of c6.
INSERT INTO customer (id, sales_channel_id, default_shipping_address_id, first_name, last_name, password, email, guest, created_at) VALUES
    (UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('71', 32, '0')), UNHEX(LPAD('c61', 32, '0')), 'Mira', 'Holt', 'not for the bot', 'mira.holt@example.com', 0, '2023-05-01 10:00:00.000'),
    (UNHEX(LPAD('c7', 32, '0')), UNHEX(LPAD('71', 32, '0')), UNHEX(LPAD('c71', 32, '0')), 'Jonas', 'Pell', 'not for the bot', 'jonas.pell@example.com', 0, '2024-02-02 12:30:00.000'),
    (UNHEX(LPAD('c8', 32, '0')), UNHEX(LPAD('71', 32, '0')), UNHEX(LPAD('c81', 32, '0')), 'Ina', 'Roth', 'not for the bot', 'ina.roth@example.com', 0, '2024-06-03 08:15:00.000'),
    (UNHEX(LPAD('c9', 32, '0')), UNHEX(LPAD('71', 32, '0')), UNHEX(LPAD('c91', 32, '0')), 'Mira', 'Holt', NULL, 'mira.holt@example.com', 1, '2025-04-24 12:00:00.000');
INSERT INTO customer_address (id, customer_id, street, zipcode, city, phone_number) VALUES
    (UNHEX(LPAD('c61', 32, '0')), UNHEX(LPAD('c6', 32, '0')), 'Garden Street 12', '20095', 'Hamburg', '+49 40 0000062'),
    (UNHEX(LPAD('c71', 32, '0')), UNHEX(LPAD('c7', 32, '0')), 'Mill Lane 4', NULL, 'Leipzig', NULL),
    (UNHEX(LPAD('c81', 32, '0')), UNHEX(LPAD('c8', 32, '0')), 'Hill Road 3', '1010', 'Vienna', '+43 1 0000081'),
    (UNHEX(LPAD('c91', 32, '0')), UNHEX(LPAD('c9', 32, '0')), 'Garden Street 12', '20095', 'Hamburg', NULL);

INSERT INTO `order` (id, state_id, order_number, currency_id, language_id, sales_channel_id, price, order_date_time) VALUES
    -- Partly shipped, in two parcels, a voucher, the first try to pay failed, a discount on shipping.
    (UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('a2', 32, '0')), '10101', UNHEX(LPAD('b1', 32, '0')), UNHEX(LPAD('1de', 32, '0')), UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 57.7, "netPrice": 48.49, "taxStatus": "gross"}', '2025-03-04 09:15:00.000'),
    -- Net prices, shipped, a part of the money given back.
    (UNHEX(LPAD('102', 32, '0')), UNHEX(LPAD('a3', 32, '0')), '10102', UNHEX(LPAD('b1', 32, '0')), UNHEX(LPAD('1de', 32, '0')), UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 238.0, "netPrice": 200.0, "taxStatus": "net"}', '2025-03-10 18:00:00.000'),
    -- Sent back, all the money given back, a bundle. Bought on the 31st in Berlin, on the 30th in UTC.
    (UNHEX(LPAD('103', 32, '0')), UNHEX(LPAD('a3', 32, '0')), '10103', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 84.9, "netPrice": 71.34, "taxStatus": "gross"}', '2025-03-30 22:30:00.000'),
    (UNHEX(LPAD('104', 32, '0')), UNHEX(LPAD('a4', 32, '0')), '10104', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 37.05, "netPrice": 31.13, "taxStatus": "gross"}', '2025-04-02 07:00:00.000'),
    -- Paid, not shipped, in dollars, without tax.
    (UNHEX(LPAD('105', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10105', UNHEX(LPAD('b2', 32, '0')), UNHEX(LPAD('1de', 32, '0')), UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 30.0, "netPrice": 30.0, "taxStatus": "tax-free"}', '2025-04-11 12:00:00.000'),
    -- Not paid, in yen.
    (UNHEX(LPAD('106', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10106', UNHEX(LPAD('b3', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 2400.0, "netPrice": 2182.0, "taxStatus": "gross"}', '2025-04-12 12:00:00.000'),
    -- A state of the shop's own.
    (UNHEX(LPAD('107', 32, '0')), UNHEX(LPAD('a5', 32, '0')), '10107', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 250.0, "netPrice": 210.08, "taxStatus": "gross"}', '2025-04-20 12:00:00.000'),
    -- All the money given back before anything was sent.
    (UNHEX(LPAD('108', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10108', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 9.99, "netPrice": 8.39, "taxStatus": "gross"}', '2025-04-21 12:00:00.000'),
    -- A part of the money given back, how much isn't known.
    (UNHEX(LPAD('109', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10109', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 9.99, "netPrice": 8.39, "taxStatus": "gross"}', '2025-04-22 12:00:00.000'),
    -- Nothing to ship, the money is promised.
    (UNHEX(LPAD('110', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10110', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 50.0, "netPrice": 42.02, "taxStatus": "gross"}', '2025-04-23 12:00:00.000'),
    -- A guest with the e-mail address of c6, a deleted account, somebody else.
    (UNHEX(LPAD('120', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10120', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 19.0, "netPrice": 15.97, "taxStatus": "gross"}', '2025-04-24 12:00:00.000'),
    (UNHEX(LPAD('121', 32, '0')), UNHEX(LPAD('a3', 32, '0')), '10121', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 19.0, "netPrice": 15.97, "taxStatus": "gross"}', '2025-04-24 13:00:00.000'),
    (UNHEX(LPAD('122', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10122', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 19.0, "netPrice": 15.97, "taxStatus": "gross"}', '2025-04-24 14:00:00.000'),
    -- Must not appear: one without a number, and two of two sales channels with the same.
    (UNHEX(LPAD('123', 32, '0')), UNHEX(LPAD('a1', 32, '0')), NULL, UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 19.0, "netPrice": 15.97, "taxStatus": "gross"}', '2025-04-25 12:00:00.000'),
    (UNHEX(LPAD('124', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10124', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 19.0, "netPrice": 15.97, "taxStatus": "gross"}', '2025-04-25 13:00:00.000'),
    (UNHEX(LPAD('125', 32, '0')), UNHEX(LPAD('a1', 32, '0')), '10124', UNHEX(LPAD('b1', 32, '0')), X'2FBB5FE2E29A4D70AA5854CE7CE3E20B', UNHEX(LPAD('72', 32, '0')), '{"totalPrice": 19.0, "netPrice": 15.97, "taxStatus": "gross"}', '2025-04-25 14:00:00.000');

INSERT INTO order_customer (id, customer_id, order_id, email) VALUES
    (UNHEX(LPAD('c101', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('101', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c102', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('102', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c103', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('103', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c104', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('104', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c105', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('105', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c106', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('106', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c107', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('107', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c108', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('108', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c109', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('109', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c110', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('110', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c120', 32, '0')), UNHEX(LPAD('c9', 32, '0')), UNHEX(LPAD('120', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c121', 32, '0')), NULL, UNHEX(LPAD('121', 32, '0')), 'gone@example.com'),
    (UNHEX(LPAD('c122', 32, '0')), UNHEX(LPAD('c8', 32, '0')), UNHEX(LPAD('122', 32, '0')), 'ina.roth@example.com'),
    (UNHEX(LPAD('c123', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('123', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c124', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('124', 32, '0')), 'mira.holt@example.com'),
    (UNHEX(LPAD('c125', 32, '0')), UNHEX(LPAD('c8', 32, '0')), UNHEX(LPAD('125', 32, '0')), 'ina.roth@example.com');

INSERT INTO order_line_item (id, order_id, parent_id, label, quantity, price, position) VALUES
    (UNHEX(LPAD('1011', 32, '0')), UNHEX(LPAD('101', 32, '0')), NULL, 'Linen shirt', 2, '{"unitPrice": 29.9, "totalPrice": 59.8, "calculatedTaxes": [{"tax": 9.55, "taxRate": 19.0, "price": 59.8}]}', 1),
    (UNHEX(LPAD('1012', 32, '0')), UNHEX(LPAD('101', 32, '0')), NULL, 'Spring voucher', 1, '{"unitPrice": -5.0, "totalPrice": -5.0, "calculatedTaxes": [{"tax": -0.8, "taxRate": 19.0, "price": -5.0}]}', 2),
    (UNHEX(LPAD('1021', 32, '0')), UNHEX(LPAD('102', 32, '0')), NULL, 'Desk lamp', 2, '{"unitPrice": 100.0, "totalPrice": 200.0, "calculatedTaxes": [{"tax": 38.0, "taxRate": 19.0, "price": 200.0}]}', 1),
    (UNHEX(LPAD('1031', 32, '0')), UNHEX(LPAD('103', 32, '0')), NULL, 'Running set', 1, '{"unitPrice": 80.0, "totalPrice": 80.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1032', 32, '0')), UNHEX(LPAD('103', 32, '0')), UNHEX(LPAD('1031', 32, '0')), 'Running shoes', 1, '{"unitPrice": 75.0, "totalPrice": 75.0, "calculatedTaxes": []}', 2),
    (UNHEX(LPAD('1033', 32, '0')), UNHEX(LPAD('103', 32, '0')), UNHEX(LPAD('1031', 32, '0')), 'Laces', 1, '{"unitPrice": 5.0, "totalPrice": 5.0, "calculatedTaxes": []}', 3),
    (UNHEX(LPAD('1041', 32, '0')), UNHEX(LPAD('104', 32, '0')), NULL, 'Tea pot', 3, '{"unitPrice": 12.35, "totalPrice": 37.05, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1051', 32, '0')), UNHEX(LPAD('105', 32, '0')), NULL, 'Poster', 2, '{"unitPrice": 15.0, "totalPrice": 30.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1061', 32, '0')), UNHEX(LPAD('106', 32, '0')), NULL, 'Notebook', 2, '{"unitPrice": 1200.0, "totalPrice": 2400.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1071', 32, '0')), UNHEX(LPAD('107', 32, '0')), NULL, 'Ring', 1, '{"unitPrice": 250.0, "totalPrice": 250.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1081', 32, '0')), UNHEX(LPAD('108', 32, '0')), NULL, 'Soap', 1, '{"unitPrice": 9.99, "totalPrice": 9.99, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1091', 32, '0')), UNHEX(LPAD('109', 32, '0')), NULL, 'Soap', 1, '{"unitPrice": 9.99, "totalPrice": 9.99, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1101', 32, '0')), UNHEX(LPAD('110', 32, '0')), NULL, 'Drawing course', 1, '{"unitPrice": 50.0, "totalPrice": 50.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1201', 32, '0')), UNHEX(LPAD('120', 32, '0')), NULL, 'Candle', 1, '{"unitPrice": 19.0, "totalPrice": 19.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1221', 32, '0')), UNHEX(LPAD('122', 32, '0')), NULL, 'Candle', 1, '{"unitPrice": 19.0, "totalPrice": 19.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1241', 32, '0')), UNHEX(LPAD('124', 32, '0')), NULL, 'Candle', 1, '{"unitPrice": 19.0, "totalPrice": 19.0, "calculatedTaxes": []}', 1),
    (UNHEX(LPAD('1251', 32, '0')), UNHEX(LPAD('125', 32, '0')), NULL, 'Secret of customer c8', 1, '{"unitPrice": 19.0, "totalPrice": 19.0, "calculatedTaxes": []}', 1);

INSERT INTO order_delivery (id, order_id, state_id, shipping_method_id, tracking_codes, shipping_date_latest, shipping_costs) VALUES
    (UNHEX(LPAD('d1010', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('d1', 32, '0')), UNHEX(LPAD('51', 32, '0')), '[]', '2025-03-08', '{"unitPrice": -2.0, "totalPrice": -2.0}'),
    (UNHEX(LPAD('d1011', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('d3', 32, '0')), UNHEX(LPAD('51', 32, '0')), '["00340434161094000101", "00340434161094000102"]', '2025-03-08', '{"unitPrice": 4.9, "totalPrice": 4.9}'),
    (UNHEX(LPAD('d1021', 32, '0')), UNHEX(LPAD('102', 32, '0')), UNHEX(LPAD('d2', 32, '0')), UNHEX(LPAD('52', 32, '0')), '["EX102"]', '2025-03-14', '{"unitPrice": 0.0, "totalPrice": 0.0}'),
    (UNHEX(LPAD('d1031', 32, '0')), UNHEX(LPAD('103', 32, '0')), UNHEX(LPAD('d4', 32, '0')), UNHEX(LPAD('51', 32, '0')), '["00340434161094000103"]', '2025-04-03', '{"unitPrice": 4.9, "totalPrice": 4.9}'),
    (UNHEX(LPAD('d1041', 32, '0')), UNHEX(LPAD('104', 32, '0')), UNHEX(LPAD('d6', 32, '0')), UNHEX(LPAD('51', 32, '0')), '[]', '2025-04-05', '{"unitPrice": 0.0, "totalPrice": 0.0}'),
    (UNHEX(LPAD('d1051', 32, '0')), UNHEX(LPAD('105', 32, '0')), UNHEX(LPAD('d1', 32, '0')), UNHEX(LPAD('52', 32, '0')), '[]', '2025-04-15', '{"unitPrice": 0.0, "totalPrice": 0.0}'),
    (UNHEX(LPAD('d1061', 32, '0')), UNHEX(LPAD('106', 32, '0')), UNHEX(LPAD('d1', 32, '0')), UNHEX(LPAD('51', 32, '0')), '[]', '2025-04-18', '{"unitPrice": 0.0, "totalPrice": 0.0}'),
    (UNHEX(LPAD('d1071', 32, '0')), UNHEX(LPAD('107', 32, '0')), UNHEX(LPAD('d1', 32, '0')), UNHEX(LPAD('51', 32, '0')), '[]', '2025-04-24', '{"unitPrice": 0.0, "totalPrice": 0.0}'),
    (UNHEX(LPAD('d1081', 32, '0')), UNHEX(LPAD('108', 32, '0')), UNHEX(LPAD('d6', 32, '0')), UNHEX(LPAD('51', 32, '0')), '[]', '2025-04-25', '{"unitPrice": 0.0, "totalPrice": 0.0}'),
    (UNHEX(LPAD('d1091', 32, '0')), UNHEX(LPAD('109', 32, '0')), UNHEX(LPAD('d1', 32, '0')), UNHEX(LPAD('51', 32, '0')), '[]', '2025-04-26', '{"unitPrice": 0.0, "totalPrice": 0.0}'),
    (UNHEX(LPAD('d1201', 32, '0')), UNHEX(LPAD('120', 32, '0')), UNHEX(LPAD('d1', 32, '0')), UNHEX(LPAD('51', 32, '0')), '[]', '2025-04-28', '{"unitPrice": 0.0, "totalPrice": 0.0}');

INSERT INTO order_transaction (id, order_id, state_id, payment_method_id, amount, created_at) VALUES
    (UNHEX(LPAD('e1011', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('e5', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 57.7, "totalPrice": 57.7}', '2025-03-04 09:15:00.000'),
    (UNHEX(LPAD('e1012', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('e2', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 57.7, "totalPrice": 57.7}', '2025-03-04 09:18:00.000'),
    (UNHEX(LPAD('e1021', 32, '0')), UNHEX(LPAD('102', 32, '0')), UNHEX(LPAD('e4', 32, '0')), UNHEX(LPAD('61', 32, '0')), '{"unitPrice": 238.0, "totalPrice": 238.00000000000003}', '2025-03-10 18:00:00.000'),
    (UNHEX(LPAD('e1031', 32, '0')), UNHEX(LPAD('103', 32, '0')), UNHEX(LPAD('e3', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 84.9, "totalPrice": 84.9}', '2025-03-30 22:30:00.000'),
    (UNHEX(LPAD('e1041', 32, '0')), UNHEX(LPAD('104', 32, '0')), UNHEX(LPAD('e6', 32, '0')), UNHEX(LPAD('61', 32, '0')), '{"unitPrice": 37.05, "totalPrice": 37.05}', '2025-04-02 07:00:00.000'),
    (UNHEX(LPAD('e1051', 32, '0')), UNHEX(LPAD('105', 32, '0')), UNHEX(LPAD('e2', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 30.0, "totalPrice": 30.0}', '2025-04-11 12:00:00.000'),
    (UNHEX(LPAD('e1061', 32, '0')), UNHEX(LPAD('106', 32, '0')), UNHEX(LPAD('e1', 32, '0')), UNHEX(LPAD('61', 32, '0')), '{"unitPrice": 2400.0, "totalPrice": 2400.0}', '2025-04-12 12:00:00.000'),
    (UNHEX(LPAD('e1071', 32, '0')), UNHEX(LPAD('107', 32, '0')), UNHEX(LPAD('e2', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 250.0, "totalPrice": 250.0}', '2025-04-20 12:00:00.000'),
    (UNHEX(LPAD('e1081', 32, '0')), UNHEX(LPAD('108', 32, '0')), UNHEX(LPAD('e3', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 9.99, "totalPrice": 9.99}', '2025-04-21 12:00:00.000'),
    (UNHEX(LPAD('e1091', 32, '0')), UNHEX(LPAD('109', 32, '0')), UNHEX(LPAD('e4', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 9.99, "totalPrice": 9.99}', '2025-04-22 12:00:00.000'),
    (UNHEX(LPAD('e1101', 32, '0')), UNHEX(LPAD('110', 32, '0')), UNHEX(LPAD('e7', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 50.0, "totalPrice": 50.0}', '2025-04-23 12:00:00.000'),
    (UNHEX(LPAD('e1201', 32, '0')), UNHEX(LPAD('120', 32, '0')), UNHEX(LPAD('e2', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 19.0, "totalPrice": 19.0}', '2025-04-24 12:00:00.000');

-- Of the two refunds that were written down for 102 one failed.
INSERT INTO order_transaction_capture (id, order_transaction_id) VALUES
    (UNHEX(LPAD('f1020', 32, '0')), UNHEX(LPAD('e1021', 32, '0')));
INSERT INTO order_transaction_capture_refund (id, capture_id, state_id, amount, created_at) VALUES
    (UNHEX(LPAD('f1021', 32, '0')), UNHEX(LPAD('f1020', 32, '0')), UNHEX(LPAD('f2', 32, '0')), '{"totalPrice": 20.0}', '2025-03-20 09:00:00.000'),
    (UNHEX(LPAD('f1022', 32, '0')), UNHEX(LPAD('f1020', 32, '0')), UNHEX(LPAD('f1', 32, '0')), '{"totalPrice": 20.0}', '2025-03-20 10:00:00.000');

INSERT INTO state_machine_history (id, entity_name, referenced_id, to_state_id, created_at) VALUES
    (UNHEX(LPAD('1', 32, '0')), 'order_transaction', UNHEX(LPAD('e1012', 32, '0')), UNHEX(LPAD('e2', 32, '0')), '2025-03-04 09:20:00.000'),
    (UNHEX(LPAD('2', 32, '0')), 'order_delivery', UNHEX(LPAD('d1011', 32, '0')), UNHEX(LPAD('d3', 32, '0')), '2025-03-05 14:00:00.000'),
    (UNHEX(LPAD('3', 32, '0')), 'order_transaction', UNHEX(LPAD('e1021', 32, '0')), UNHEX(LPAD('e2', 32, '0')), '2025-03-12 08:00:00.000'),
    (UNHEX(LPAD('4', 32, '0')), 'order_delivery', UNHEX(LPAD('d1021', 32, '0')), UNHEX(LPAD('d3', 32, '0')), '2025-03-12 09:00:00.000'),
    (UNHEX(LPAD('5', 32, '0')), 'order_delivery', UNHEX(LPAD('d1021', 32, '0')), UNHEX(LPAD('d2', 32, '0')), '2025-03-13 09:00:00.000'),
    (UNHEX(LPAD('6', 32, '0')), 'order_transaction', UNHEX(LPAD('e1021', 32, '0')), UNHEX(LPAD('e4', 32, '0')), '2025-03-20 10:00:00.000'),
    (UNHEX(LPAD('7', 32, '0')), 'order_transaction', UNHEX(LPAD('e1031', 32, '0')), UNHEX(LPAD('e2', 32, '0')), '2025-03-30 22:31:00.000'),
    (UNHEX(LPAD('8', 32, '0')), 'order_delivery', UNHEX(LPAD('d1031', 32, '0')), UNHEX(LPAD('d2', 32, '0')), '2025-04-01 09:00:00.000'),
    (UNHEX(LPAD('9', 32, '0')), 'order_delivery', UNHEX(LPAD('d1031', 32, '0')), UNHEX(LPAD('d4', 32, '0')), '2025-04-14 10:00:00.000'),
    (UNHEX(LPAD('10', 32, '0')), 'order_transaction', UNHEX(LPAD('e1031', 32, '0')), UNHEX(LPAD('e3', 32, '0')), '2025-04-15 10:00:00.000'),
    (UNHEX(LPAD('11', 32, '0')), 'order_transaction', UNHEX(LPAD('e1051', 32, '0')), UNHEX(LPAD('e2', 32, '0')), '2025-04-11 12:05:00.000'),
    (UNHEX(LPAD('12', 32, '0')), 'order_transaction', UNHEX(LPAD('e1081', 32, '0')), UNHEX(LPAD('e2', 32, '0')), '2025-04-21 12:05:00.000'),
    (UNHEX(LPAD('13', 32, '0')), 'order_transaction', UNHEX(LPAD('e1081', 32, '0')), UNHEX(LPAD('e3', 32, '0')), '2025-04-22 08:00:00.000'),
    -- Set to shipped by mistake and back to open.
    (UNHEX(LPAD('14', 32, '0')), 'order_delivery', UNHEX(LPAD('d1051', 32, '0')), UNHEX(LPAD('d2', 32, '0')), '2025-04-12 09:00:00.000'),
    (UNHEX(LPAD('15', 32, '0')), 'order_delivery', UNHEX(LPAD('d1051', 32, '0')), UNHEX(LPAD('d1', 32, '0')), '2025-04-12 09:01:00.000');

-- The copy of 101 that somebody is editing: the same ids and number in another version. Must not appear.
INSERT INTO `order` (id, version_id, state_id, order_number, currency_id, language_id, sales_channel_id, price, order_date_time) VALUES
    (UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('a4', 32, '0')), '10101', UNHEX(LPAD('b1', 32, '0')), UNHEX(LPAD('1de', 32, '0')), UNHEX(LPAD('71', 32, '0')), '{"totalPrice": 1.0, "netPrice": 1.0, "taxStatus": "gross"}', '2025-03-04 09:15:00.000');
INSERT INTO order_customer (id, version_id, customer_id, order_id, order_version_id, email) VALUES
    (UNHEX(LPAD('c101', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('c6', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('9999', 32, '0')), 'mira.holt@example.com');
INSERT INTO order_line_item (id, version_id, order_id, order_version_id, label, quantity, price) VALUES
    (UNHEX(LPAD('1011', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('9999', 32, '0')), 'Copy', 1, '{"unitPrice": 1.0, "totalPrice": 1.0, "calculatedTaxes": []}');
INSERT INTO order_delivery (id, version_id, order_id, order_version_id, state_id, shipping_method_id, tracking_codes, shipping_date_latest, shipping_costs) VALUES
    (UNHEX(LPAD('d1011', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('d4', 32, '0')), UNHEX(LPAD('51', 32, '0')), '["COPY"]', '2025-03-08', '{"unitPrice": 4.9, "totalPrice": 4.9}');
INSERT INTO order_transaction (id, version_id, order_id, order_version_id, state_id, payment_method_id, amount, created_at) VALUES
    (UNHEX(LPAD('e1012', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('101', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('e2', 32, '0')), UNHEX(LPAD('62', 32, '0')), '{"unitPrice": 1.0, "totalPrice": 1.0}', '2025-03-04 09:18:00.000');
INSERT INTO state_machine_history (id, entity_name, referenced_id, referenced_version_id, to_state_id, created_at) VALUES
    (UNHEX(LPAD('16', 32, '0')), 'order_delivery', UNHEX(LPAD('d1011', 32, '0')), UNHEX(LPAD('9999', 32, '0')), UNHEX(LPAD('d2', 32, '0')), '2025-01-01 00:00:00.000');
