-- A small PrestaShop 8 shop: only the columns that the views read, and made-up rows.
-- Customer 6 has orders of every kind, 7 has one, 8 has none, 9 is a guest with the address of 6, 10 was marked as deleted, 11 is gone.
SET NAMES utf8mb4;
-- The shop itself stores zero dates.
SET SESSION sql_mode = '';

DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE shop;

CREATE TABLE ps_configuration (
    id_configuration INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    id_shop INT UNSIGNED NULL,
    name VARCHAR(254) NOT NULL,
    value TEXT NULL,
    INDEX name (name)
);

CREATE TABLE ps_customer (
    id_customer INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    firstname VARCHAR(255) NOT NULL,
    lastname VARCHAR(255) NOT NULL,
    email VARCHAR(255) NOT NULL,
    is_guest TINYINT(1) NOT NULL DEFAULT 0,
    deleted TINYINT(1) NOT NULL DEFAULT 0,
    date_add DATETIME NOT NULL,
    INDEX customer_email (email)
);

CREATE TABLE ps_address (
    id_address INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    id_customer INT UNSIGNED NOT NULL DEFAULT 0,
    address1 VARCHAR(128) NOT NULL,
    address2 VARCHAR(128) NULL,
    postcode VARCHAR(12) NULL,
    city VARCHAR(64) NOT NULL,
    phone VARCHAR(32) NULL,
    phone_mobile VARCHAR(32) NULL,
    active TINYINT UNSIGNED NOT NULL DEFAULT 1,
    deleted TINYINT UNSIGNED NOT NULL DEFAULT 0,
    INDEX address_customer (id_customer)
);

CREATE TABLE ps_currency (
    id_currency INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    iso_code VARCHAR(3) NOT NULL DEFAULT '0'
);

CREATE TABLE ps_carrier (
    id_carrier INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(64) NOT NULL,
    url VARCHAR(255) NULL
);

CREATE TABLE ps_orders (
    id_order INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    reference VARCHAR(9) NULL,
    id_shop INT UNSIGNED NOT NULL DEFAULT 1,
    id_lang INT UNSIGNED NOT NULL,
    id_customer INT UNSIGNED NOT NULL,
    id_currency INT UNSIGNED NOT NULL,
    current_state INT UNSIGNED NOT NULL,
    date_add DATETIME NOT NULL,
    INDEX reference (reference),
    INDEX id_customer (id_customer),
    INDEX current_state (current_state),
    INDEX date_add (date_add)
);

CREATE TABLE ps_order_detail (
    id_order_detail INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    id_order INT UNSIGNED NOT NULL,
    product_name TEXT NOT NULL,
    product_quantity INT UNSIGNED NOT NULL DEFAULT 0,
    unit_price_tax_incl DECIMAL(20, 6) NOT NULL DEFAULT 0,
    INDEX order_detail_order (id_order)
);

CREATE TABLE ps_order_state (
    id_order_state INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    invoice TINYINT UNSIGNED NULL DEFAULT 0,
    delivery TINYINT UNSIGNED NOT NULL DEFAULT 0,
    shipped TINYINT UNSIGNED NOT NULL DEFAULT 0,
    paid TINYINT UNSIGNED NOT NULL DEFAULT 0
);

CREATE TABLE ps_order_state_lang (
    id_order_state INT UNSIGNED NOT NULL,
    id_lang INT UNSIGNED NOT NULL,
    name VARCHAR(64) NOT NULL,
    template VARCHAR(64) NOT NULL,
    PRIMARY KEY (id_order_state, id_lang)
);

CREATE TABLE ps_order_history (
    id_order_history INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    id_order INT UNSIGNED NOT NULL,
    id_order_state INT UNSIGNED NOT NULL,
    date_add DATETIME NOT NULL,
    INDEX order_history_order (id_order),
    INDEX id_order_state (id_order_state)
);

CREATE TABLE ps_order_carrier (
    id_order_carrier INT AUTO_INCREMENT PRIMARY KEY,
    id_order INT UNSIGNED NOT NULL,
    id_carrier INT UNSIGNED NOT NULL,
    tracking_number VARCHAR(64) NULL,
    INDEX id_order (id_order)
);

CREATE TABLE ps_order_payment (
    id_order_payment INT AUTO_INCREMENT PRIMARY KEY,
    order_reference VARCHAR(9) NULL,
    id_currency INT UNSIGNED NOT NULL,
    amount DECIMAL(20, 6) NOT NULL,
    payment_method VARCHAR(255) NOT NULL,
    date_add DATETIME NOT NULL,
    INDEX order_reference (order_reference)
);

CREATE TABLE ps_order_slip (
    id_order_slip INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    id_order INT UNSIGNED NOT NULL,
    total_products_tax_excl DECIMAL(20, 6) NULL,
    total_products_tax_incl DECIMAL(20, 6) NULL,
    total_shipping_tax_incl DECIMAL(20, 6) NULL,
    amount DECIMAL(20, 6) NOT NULL DEFAULT 0,
    shipping_cost_amount DECIMAL(20, 6) NOT NULL DEFAULT 0,
    order_slip_type TINYINT UNSIGNED NOT NULL DEFAULT 0,
    date_add DATETIME NOT NULL,
    INDEX id_order (id_order)
);

CREATE TABLE ps_order_return (
    id_order_return INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    id_order INT UNSIGNED NOT NULL,
    state TINYINT UNSIGNED NOT NULL DEFAULT 1,
    date_add DATETIME NOT NULL,
    INDEX id_order (id_order)
);

CREATE TABLE ps_order_return_state_lang (
    id_order_return_state INT UNSIGNED NOT NULL,
    id_lang INT UNSIGNED NOT NULL,
    name VARCHAR(64) NOT NULL,
    PRIMARY KEY (id_order_return_state, id_lang)
);

-- One shop of several has its own value.
INSERT INTO ps_configuration (id_shop, name, value) VALUES
    (NULL, 'PS_OS_DELIVERED', '5'), (2, 'PS_OS_DELIVERED', '5'), (NULL, 'PS_OS_CANCELED', '6'), (NULL, 'PS_OS_REFUND', '7'), (NULL, 'PS_SHOP_NAME', 'Made-up shop');

INSERT INTO ps_customer (id_customer, firstname, lastname, email, is_guest, deleted, date_add) VALUES
    (6, 'Mara', 'Lindqvist', 'mara.lindqvist@example.com', 0, 0, '2024-05-03 10:00:00'),
    (7, 'Otto', 'Brandt', 'otto.brandt@example.com', 0, 0, '2025-01-10 13:00:00'),
    (8, 'Ines', 'Novak', 'ines.novak@example.com', 0, 0, '0000-00-00 00:00:00'),
    (9, 'Mara', 'Lindqvist', 'mara.lindqvist@example.com', 1, 0, '2026-06-14 12:00:00'),
    (10, 'Gone', 'Person', 'gone@example.com', 0, 1, '2023-01-01 00:00:00');

INSERT INTO ps_address (id_address, id_customer, address1, address2, postcode, city, phone, phone_mobile, active, deleted) VALUES
    (31, 6, 'Alte Gasse 1', '', '20095', 'Hamburg', '', '', 1, 0),
    (32, 6, 'Lindenallee 4', 'Hinterhaus', '10115', 'Berlin', '', '+49 30 5550101', 1, 0),
    (33, 6, 'Deleted 9', '', '00000', 'Nowhere', '1', '', 1, 1);

INSERT INTO ps_currency (id_currency, iso_code) VALUES (1, 'EUR'), (2, 'JPY'), (3, 'GBP');

INSERT INTO ps_carrier (id_carrier, name, url) VALUES (1, '0', ''), (2, 'Parcel Post', 'https://track.example/?n=@'), (3, 'Express', NULL);

-- The system's own states, then two of the merchant's.
INSERT INTO ps_order_state (id_order_state, invoice, delivery, shipped, paid) VALUES
    (1, 0, 0, 0, 0), (2, 1, 0, 0, 1), (3, 1, 1, 0, 1), (4, 1, 1, 1, 1), (5, 1, 1, 1, 1), (6, 0, 0, 0, 0), (7, 1, 0, 0, 0),
    (8, 0, 0, 0, 0), (9, 1, 0, 0, 1), (10, 0, 0, 0, 0), (11, 1, 0, 0, 1), (12, 0, 0, 0, 0), (13, 0, 0, 0, 0),
    (14, 0, 0, 0, 0), (15, 1, 1, 1, 1);

INSERT INTO ps_order_state_lang (id_order_state, id_lang, name, template) VALUES
    (1, 1, 'Awaiting check payment', 'cheque'), (2, 1, 'Payment accepted', 'payment'), (3, 1, 'Processing in progress', 'preparation'),
    (4, 1, 'Shipped', 'shipped'), (5, 1, 'Delivered', ''), (6, 1, 'Canceled', 'order_canceled'), (7, 1, 'Refunded', 'refund'),
    (8, 1, 'Payment error', 'payment_error'), (9, 1, 'On backorder (paid)', 'outofstock'), (10, 1, 'Awaiting bank wire payment', 'bankwire'),
    (11, 1, 'Remote payment accepted', 'payment'), (12, 1, 'On backorder (not paid)', 'outofstock'), (13, 1, 'Awaiting Cash On Delivery validation', 'cashondelivery'),
    (14, 1, 'Ready for pickup', ''), (15, 1, 'In transit', ''),
    (6, 2, 'Storniert', 'order_canceled'), (10, 2, 'Warten auf Zahlung', 'bankwire'), (14, 2, 'Abholbereit', '');

INSERT INTO ps_order_return_state_lang (id_order_return_state, id_lang, name) VALUES
    (1, 1, 'Waiting for confirmation'), (3, 1, 'Package received'), (3, 2, 'Paket eingegangen');

INSERT INTO ps_orders (id_order, reference, id_shop, id_lang, id_customer, id_currency, current_state, date_add) VALUES
    -- Delivered, two items, one parcel.
    (21, 'QWERTYUIO', 1, 1, 6, 1, 5, '2026-03-02 23:30:00'),
    -- One cart, split by carriers: the first is shipped, the second isn't.
    (23, 'SPLITCART', 1, 1, 6, 1, 4, '2026-04-10 10:00:00'),
    (24, 'SPLITCART', 1, 1, 6, 1, 3, '2026-04-10 10:00:00'),
    -- One order in two parcels.
    (26, 'TWOPARCEL', 1, 1, 6, 1, 4, '2026-04-20 09:00:00'),
    -- Partly refunded, twice.
    (28, 'PARTSLIPX', 1, 1, 6, 1, 5, '2026-05-11 07:45:00'),
    -- Fully refunded, the goods came back.
    (30, 'REFUNDALL', 1, 2, 6, 1, 7, '2026-01-12 18:20:00'),
    -- Cancelled before it was paid.
    (32, 'CANCELLED', 1, 2, 6, 1, 6, '2026-02-20 09:00:00'),
    -- No smaller unit, not paid.
    (34, 'YENORDERS', 1, 2, 6, 2, 10, '2026-06-01 02:00:00'),
    -- Another currency, two payments, not yet prepared.
    (36, 'POUNDORDR', 1, 1, 6, 3, 2, '2026-02-01 12:00:00'),
    -- A state of the merchant's that tells nothing by its flags.
    (38, 'PICKMEUPX', 1, 1, 6, 1, 14, '2026-06-10 05:00:00'),
    -- Imported, zero dates; a state of the merchant's that is shipped.
    (40, 'ZERODATES', 2, 1, 6, 1, 15, '0000-00-00 00:00:00'),
    -- Broke off while it was stored: must not appear.
    (42, 'BROKENOFF', 1, 1, 6, 1, 0, '2026-06-13 10:00:00'),
    -- One reference at two customers, as imports make it: must not appear.
    (44, 'SAMESAMES', 1, 1, 6, 1, 2, '2026-06-13 10:05:00'),
    (45, 'SAMESAMES', 1, 1, 7, 1, 2, '2026-06-13 10:06:00'),
    -- Guest with the address of account 6.
    (46, 'GUESTGUES', 1, 1, 9, 1, 2, '2026-06-14 12:00:00'),
    -- The accounts are deleted.
    (48, 'DELETEDAC', 1, 1, 10, 1, 4, '2025-06-14 12:00:00'),
    (50, 'GONEGONEG', 1, 1, 11, 1, 4, '2025-06-14 13:00:00'),
    (52, 'OTTOSORDR', 1, 1, 7, 1, 1, '2026-06-14 14:00:00');

INSERT INTO ps_order_detail (id_order_detail, id_order, product_name, product_quantity, unit_price_tax_incl) VALUES
    (61, 21, 'Wooden Train Set', 2, 20.000000), (62, 21, 'Picture Book', 1, 11.995000),
    (63, 23, 'Garden Hose 20 m', 3, 25.000000), (64, 24, 'Garden Shed', 1, 45.000000),
    (65, 26, 'Bookshelf', 2, 60.000000),
    (66, 28, 'Linen Shirt (Size: M)', 2, 24.000000),
    (67, 30, 'Desk Lamp', 1, 40.000000),
    (68, 32, 'Rain Jacket', 1, 90.000000),
    (69, 34, 'Tea Bowl', 2, 3300.000000),
    (70, 36, 'Chair', 1, 59.990000),
    (71, 38, 'Flower Pot', 4, 5.250000),
    (72, 40, 'Imported Item', 1, 5.000000),
    (73, 42, 'Picture Book', 1, 11.995000), (74, 44, 'Picture Book', 1, 11.995000), (75, 45, 'Notebook', 1, 5.000000),
    (76, 46, 'Notebook', 1, 5.000000), (77, 48, 'Notebook', 1, 5.000000), (78, 50, 'Notebook', 1, 5.000000), (79, 52, 'Notebook', 1, 5.000000);

INSERT INTO ps_order_history (id_order, id_order_state, date_add) VALUES
    (21, 2, '2026-03-02 23:31:00'), (21, 3, '2026-03-03 08:00:00'), (21, 4, '2026-03-05 10:00:00'), (21, 4, '2026-03-06 10:00:00'), (21, 5, '2026-03-07 14:00:00'),
    (23, 2, '2026-04-10 10:01:00'), (24, 2, '2026-04-10 10:01:00'), (23, 4, '2026-04-12 11:00:00'), (24, 3, '2026-04-12 12:00:00'),
    (26, 2, '2026-04-20 09:01:00'), (26, 4, '2026-04-22 16:00:00'),
    (28, 2, '2026-05-11 07:46:00'), (28, 4, '2026-05-12 15:00:00'), (28, 5, '2026-05-14 12:00:00'),
    (30, 2, '2026-01-12 18:21:00'), (30, 4, '2026-01-15 11:00:00'), (30, 5, '2026-01-17 11:00:00'), (30, 7, '2026-01-28 10:00:00'),
    (32, 10, '2026-02-20 09:00:00'), (32, 6, '2026-02-25 09:00:00'), (34, 10, '2026-06-01 02:00:00'), (36, 2, '2026-02-01 12:01:00'),
    (38, 2, '2026-06-10 05:01:00'), (38, 14, '2026-06-11 09:00:00'), (40, 15, '0000-00-00 00:00:00'),
    (44, 2, '2026-06-13 10:05:00'), (45, 2, '2026-06-13 10:06:00'), (46, 2, '2026-06-14 12:01:00'), (48, 4, '2025-06-16 12:00:00'), (50, 4, '2025-06-16 13:00:00'), (52, 1, '2026-06-14 14:00:00');

INSERT INTO ps_order_carrier (id_order_carrier, id_order, id_carrier, tracking_number) VALUES
    (81, 21, 2, '00340434161094000017'), (82, 23, 2, 'RR123456785DE'), (83, 24, 3, ''), (84, 26, 2, '09981122334455'), (85, 26, 3, 'EX-7781'),
    (86, 28, 1, ''), (87, 30, 2, '00340434161094000024'), (88, 32, 2, ''), (89, 34, 3, NULL), (90, 36, 3, ''), (91, 38, 1, ''), (92, 40, 1, ''), (93, 46, 2, '');

INSERT INTO ps_order_payment (order_reference, id_currency, amount, payment_method, date_add) VALUES
    ('QWERTYUIO', 1, 56.900000, 'Credit card', '2026-03-02 23:31:00'),
    ('SPLITCART', 1, 120.000000, 'PayPal', '2026-04-10 10:01:00'),
    ('TWOPARCEL', 1, 120.000000, 'PayPal', '2026-04-20 09:01:00'),
    ('PARTSLIPX', 1, 48.000000, 'Bank transfer', '2026-05-11 07:46:00'),
    ('REFUNDALL', 1, 44.900000, 'Credit card', '2026-01-12 18:21:00'),
    ('POUNDORDR', 3, 30.000000, 'Credit card', '2026-02-01 12:01:00'),
    ('POUNDORDR', 3, 29.990000, 'Gift card', '2026-02-01 12:02:00'),
    ('PICKMEUPX', 1, 21.000000, 'Credit card', '2026-06-10 05:01:00'),
    ('ZERODATES', 1, 5.000000, '', '0000-00-00 00:00:00'),
    ('SAMESAMES', 1, 11.990000, 'Credit card', '2026-06-13 10:05:00'),
    ('SAMESAMES', 1, 5.000000, 'Credit card', '2026-06-13 10:06:00');

-- Made in a shop that shows net prices: «amount» is net, the gross amount stands elsewhere. The second is over an amount that staff chose.
-- The last is less a voucher: its gross amount can't be told.
INSERT INTO ps_order_slip (id_order, total_products_tax_excl, total_products_tax_incl, total_shipping_tax_incl, amount, shipping_cost_amount, order_slip_type, date_add) VALUES
    (28, 20.168067, 24.000000, 0.000000, 20.168067, 0.000000, 0, '2026-05-20 08:15:00'),
    (28, 20.168067, 24.000000, 0.000000, 5.000000, 0.000000, 2, '2026-05-21 08:15:00'),
    (30, 33.613445, 40.000000, 4.900000, 33.613445, 4.900000, 2, '2026-01-28 10:00:00'),
    (40, 4.000000, 5.000000, 0.000000, 5.000000, 0.000000, 1, '2026-01-30 10:00:00');

INSERT INTO ps_order_return (id_order, state, date_add) VALUES
    (28, 1, '2026-05-18 09:00:00'), (30, 3, '2026-01-20 09:00:00');
