-- A small made-up Magento 2 shop, for the views in deploymentTemplates/shops/magento.
-- Only the columns that the views read, in the types of 2.4.8, with the keys and indexes that matter. Customer 6 is the one
-- whose orders magento.expected.json lists.

SET NAMES utf8mb4;
SET time_zone = '+00:00';

DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
USE shop;

CREATE TABLE sales_order (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    state VARCHAR(32),
    status VARCHAR(32),
    is_virtual SMALLINT UNSIGNED,
    store_id SMALLINT UNSIGNED,
    customer_id INT UNSIGNED,
    customer_is_guest SMALLINT UNSIGNED,
    grand_total DECIMAL(20, 4),
    increment_id VARCHAR(50),
    customer_email VARCHAR(128),
    order_currency_code VARCHAR(3),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE KEY (increment_id, store_id),
    KEY (customer_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sales_order_item (
    item_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT UNSIGNED NOT NULL DEFAULT 0,
    parent_item_id INT UNSIGNED,
    product_type VARCHAR(255),
    name VARCHAR(255),
    qty_ordered DECIMAL(12, 4) DEFAULT 0,
    price_incl_tax DECIMAL(20, 4),
    row_total DECIMAL(20, 4) NOT NULL DEFAULT 0,
    tax_amount DECIMAL(20, 4) DEFAULT 0,
    discount_amount DECIMAL(20, 4) DEFAULT 0,
    discount_tax_compensation_amount DECIMAL(20, 4),
    KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sales_order_payment (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id INT UNSIGNED NOT NULL,
    method VARCHAR(128),
    additional_information TEXT,
    KEY (parent_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sales_invoice (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT UNSIGNED NOT NULL,
    state INT,
    grand_total DECIMAL(20, 4),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sales_creditmemo (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT UNSIGNED NOT NULL,
    state INT,
    grand_total DECIMAL(20, 4),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sales_shipment (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT UNSIGNED NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sales_shipment_item (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id INT UNSIGNED NOT NULL,
    order_item_id INT,
    qty DECIMAL(12, 4),
    KEY (parent_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE sales_shipment_track (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id INT UNSIGNED NOT NULL,
    order_id INT UNSIGNED NOT NULL,
    track_number TEXT,
    title VARCHAR(255),
    carrier_code VARCHAR(32),
    KEY (parent_id),
    KEY (order_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE customer_entity (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    website_id SMALLINT UNSIGNED,
    email VARCHAR(255),
    firstname VARCHAR(255),
    lastname VARCHAR(255),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    default_billing INT UNSIGNED,
    default_shipping INT UNSIGNED,
    password_hash VARCHAR(128),
    UNIQUE KEY (email, website_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE customer_address_entity (
    entity_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    parent_id INT UNSIGNED,
    street TEXT NOT NULL,
    city VARCHAR(255) NOT NULL,
    postcode VARCHAR(255),
    telephone VARCHAR(255) NOT NULL,
    KEY (parent_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- 6 has orders, 7 has none, 8 is somebody else.
INSERT INTO customer_entity (entity_id, website_id, email, firstname, lastname, created_at, default_billing, default_shipping, password_hash) VALUES
    (6, 1, 'mira.holt@example.com', 'Mira', 'Holt', '2023-05-01 10:00:00', 61, 62, 'not for the bot'),
    (7, 1, 'jonas.pell@example.com', 'Jonas', 'Pell', '2024-02-02 12:30:00', NULL, NULL, 'not for the bot'),
    (8, 2, 'ina.roth@example.com', 'Ina', 'Roth', '2024-06-03 08:15:00', 81, NULL, 'not for the bot');
INSERT INTO customer_address_entity (entity_id, parent_id, street, city, postcode, telephone) VALUES
    (61, 6, 'Old Lane 1', 'Bremen', '28195', '+49 421 0000061'),
    (62, 6, CONCAT('Garden Street 12', CHAR(10), 'Back house'), 'Hamburg', '20095', '+49 40 0000062'),
    (81, 8, 'Hill Road 3', 'Vienna', '1010', '+43 1 0000081');

INSERT INTO sales_order (entity_id, increment_id, store_id, state, status, is_virtual, customer_id, customer_is_guest, customer_email, grand_total, order_currency_code, created_at) VALUES
    -- Two of three things shipped, in two parcels.
    (101, '000000101', 1, 'processing', 'processing', 0, 6, 0, 'mira.holt@example.com', 148.2000, 'EUR', '2025-03-04 09:15:00'),
    -- Shipped without a tracking number, a discount of a tenth, 15 euros given back.
    (102, '000000102', 1, 'complete', 'complete', 0, 6, 0, 'mira.holt@example.com', 107.1000, 'EUR', '2025-03-10 18:00:00'),
    -- Fully refunded, a configurable product. Bought on the 31st in Berlin, on the 30th in UTC.
    (103, '000000103', 1, 'closed', 'closed', 0, 6, 0, 'mira.holt@example.com', 84.9000, 'EUR', '2025-03-30 22:30:00'),
    -- Cancelled, because it was edited, and what it became.
    (104, '000000104', 1, 'canceled', 'canceled', 0, 6, 0, 'mira.holt@example.com', 37.0500, 'EUR', '2025-04-02 07:00:00'),
    (111, '000000104-1', 1, 'payment_review', 'fraud', 0, 6, 0, 'mira.holt@example.com', 24.7000, 'EUR', '2025-04-02 07:30:00'),
    -- Paid, not shipped, in dollars.
    (105, '000000105', 1, 'processing', 'processing', 0, 6, 0, 'mira.holt@example.com', 30.0000, 'USD', '2025-04-11 12:00:00'),
    -- Not paid, in yen.
    (106, '000000106', 1, 'new', 'pending', 0, 6, 0, 'mira.holt@example.com', 2400.0000, 'JPY', '2025-04-12 12:00:00'),
    -- A status of the shop's own in a state that is known, the invoice is open.
    (107, '000000107', 1, 'processing', 'awaiting_engraving', 0, 6, 0, 'mira.holt@example.com', 258.0000, 'EUR', '2025-04-20 12:00:00'),
    -- Nothing to ship.
    (108, '000000108', 1, 'complete', 'complete', 1, 6, 0, 'mira.holt@example.com', 50.0000, 'EUR', '2025-04-21 12:00:00'),
    (109, '000000109', 1, 'holded', 'holded', 0, 6, 0, 'mira.holt@example.com', 9.9900, 'EUR', '2025-04-22 12:00:00'),
    -- A state that Magento doesn't know.
    (110, '000000110', 1, 'awaiting_import', 'awaiting_import', 0, 6, 0, 'mira.holt@example.com', 9.9900, 'EUR', '2025-04-23 12:00:00'),
    -- A guest with the e-mail address of customer 6, a deleted account, somebody else.
    (120, '000000120', 1, 'processing', 'processing', 0, NULL, 1, 'mira.holt@example.com', 19.0000, 'EUR', '2025-04-24 12:00:00'),
    (121, '000000121', 1, 'complete', 'complete', 0, NULL, 0, 'gone@example.com', 19.0000, 'EUR', '2025-04-24 13:00:00'),
    (122, '2000000122', 2, 'processing', 'processing', 0, 8, 0, 'ina.roth@example.com', 19.0000, 'EUR', '2025-04-24 14:00:00'),
    -- Must not appear: one without a number, and two of two stores with the same.
    (123, NULL, 1, 'new', 'pending', 0, 6, 0, 'mira.holt@example.com', 19.0000, 'EUR', '2025-04-25 12:00:00'),
    (124, '000000124', 1, 'processing', 'processing', 0, 6, 0, 'mira.holt@example.com', 19.0000, 'EUR', '2025-04-25 13:00:00'),
    (125, '000000124', 2, 'processing', 'processing', 0, 8, 0, 'ina.roth@example.com', 19.0000, 'EUR', '2025-04-25 14:00:00');

INSERT INTO sales_order_item (item_id, order_id, parent_item_id, product_type, name, qty_ordered, price_incl_tax, row_total, tax_amount, discount_amount, discount_tax_compensation_amount) VALUES
    (1011, 101, NULL, 'simple', 'Linen shirt', 2, 29.9000, 50.2500, 9.5500, 0, 0),
    (1012, 101, NULL, 'simple', 'Oak tray', 1, 24.5000, 20.5900, 3.9100, 0, 0),
    (1013, 101, NULL, 'simple', 'Wool blanket', 1, 59.0000, 49.5800, 9.4200, 0, 0),
    (1021, 102, NULL, 'simple', 'Desk lamp', 1, 119.0000, 100.0000, 17.1000, 11.9000, 1.9000),
    (1031, 103, NULL, 'configurable', 'Running shoes', 1, 80.0000, 67.2300, 12.7700, 0, 0),
    (1032, 103, 1031, 'simple', 'Running shoes, 42', 1, NULL, 0, 0, 0, NULL),
    (1041, 104, NULL, 'simple', 'Tea pot', 3, 12.3500, 31.1300, 5.9200, 0, 0),
    (1111, 111, NULL, 'simple', 'Tea pot', 2, 12.3500, 20.7600, 3.9400, 0, 0),
    (1051, 105, NULL, 'simple', 'Poster', 2, 15.0000, 30.0000, 0, 0, 0),
    (1061, 106, NULL, 'simple', 'Notebook', 2, 1200.0000, 2182.0000, 218.0000, 0, 0),
    (1071, 107, NULL, 'simple', 'Ring', 1, 250.0000, 210.0800, 39.9200, 0, 0),
    (1072, 107, NULL, 'simple', 'Ribbon by the metre', 2.5000, 3.2000, 6.7200, 1.2800, 0, 0),
    (1081, 108, NULL, 'virtual', 'Drawing course', 1, 50.0000, 42.0200, 7.9800, 0, 0),
    (1091, 109, NULL, 'simple', 'Soap', 1, 9.9900, 8.3900, 1.6000, 0, 0),
    (1101, 110, NULL, 'simple', 'Soap', 1, 9.9900, 8.3900, 1.6000, 0, 0),
    (1201, 120, NULL, 'simple', 'Candle', 1, 19.0000, 15.9700, 3.0300, 0, 0),
    (1211, 121, NULL, 'simple', 'Candle', 1, 19.0000, 15.9700, 3.0300, 0, 0),
    (1221, 122, NULL, 'simple', 'Candle', 1, 19.0000, 15.9700, 3.0300, 0, 0),
    (1231, 123, NULL, 'simple', 'Candle', 1, 19.0000, 15.9700, 3.0300, 0, 0),
    (1241, 124, NULL, 'simple', 'Candle', 1, 19.0000, 15.9700, 3.0300, 0, 0),
    (1251, 125, NULL, 'simple', 'Secret of customer 8', 1, 19.0000, 15.9700, 3.0300, 0, 0);

INSERT INTO sales_order_payment (parent_id, method, additional_information) VALUES
    (101, 'paypal_express', '{"method_title":"PayPal Express Checkout","payer_id":"not for the bot"}'),
    (102, 'banktransfer', '{"method_title":"Bank Transfer Payment"}'),
    (103, 'paypal_express', '{"method_title":"PayPal Express Checkout"}'),
    (104, 'checkmo', '{"method_title":"Check \\/ Money order"}'),
    (111, 'checkmo', '{"method_title":"Check \\/ Money order"}'),
    (105, 'braintree', 'a:1:{s:4:"old:";s:4:"text";}'),
    (106, 'banktransfer', NULL),
    (107, 'banktransfer', NULL),
    (108, 'paypal_express', '{"method_title":"PayPal Express Checkout"}'),
    (120, 'checkmo', NULL),
    (121, 'checkmo', NULL),
    (122, 'checkmo', NULL);

-- State 1 is open, 2 paid, 3 cancelled.
INSERT INTO sales_invoice (order_id, state, grand_total, created_at) VALUES
    (101, 2, 148.2000, '2025-03-04 09:20:00'),
    (102, 2, 107.1000, '2025-03-12 08:00:00'),
    (103, 2, 84.9000, '2025-03-31 06:00:00'),
    (104, 3, 37.0500, '2025-04-02 07:10:00'),
    (105, 2, 10.0000, '2025-04-11 12:05:00'),
    (105, 2, 20.0000, '2025-04-11 12:06:00'),
    (107, 1, 258.0000, '2025-04-20 12:05:00'),
    (108, 2, 50.0000, '2025-04-21 12:01:00'),
    (120, 2, 19.0000, '2025-04-24 12:05:00'),
    (122, 2, 19.0000, '2025-04-24 14:05:00');

-- State 1 is open, 2 refunded, 3 cancelled.
INSERT INTO sales_creditmemo (order_id, state, grand_total, created_at) VALUES
    (102, 2, 15.0000, '2025-03-20 10:00:00'),
    (103, 2, 84.9000, '2025-04-15 10:00:00'),
    (103, 3, 84.9000, '2025-04-14 10:00:00');

INSERT INTO sales_shipment (entity_id, order_id, created_at) VALUES
    (501, 101, '2025-03-05 14:00:00'),
    (502, 101, '2025-03-06 15:00:00'),
    (503, 102, '2025-03-12 09:00:00'),
    (504, 103, '2025-04-01 09:00:00');
INSERT INTO sales_shipment_track (parent_id, order_id, track_number, title, carrier_code) VALUES
    (501, 101, '00340434161094000101', 'DHL', 'dhl'),
    (502, 101, '05112345670102', 'DPD Classic', 'custom'),
    (504, 103, '1Z0000000000000103', '', 'ups'),
    (504, 103, '1Z0000000000000104', '', 'ups');
INSERT INTO sales_shipment_item (parent_id, order_item_id, qty) VALUES
    (501, 1011, 2),
    (502, 1012, 1),
    (503, 1021, 1),
    (504, 1031, 1);
