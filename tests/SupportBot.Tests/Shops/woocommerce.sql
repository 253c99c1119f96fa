-- A small WooCommerce shop (order tables «HPOS»): only the columns that the views read, and made-up rows.
-- Customer 6 has orders of every kind, 7 has one, 8 has none; 9 was deleted.
SET NAMES utf8mb4;
-- So that zero dates can be stored, as in shops that were imported.
SET SESSION sql_mode = '';

DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
USE shop;

CREATE TABLE wp_wc_orders (
    id BIGINT UNSIGNED PRIMARY KEY,
    status VARCHAR(20) NULL,
    currency VARCHAR(10) NULL,
    type VARCHAR(20) NULL,
    total_amount DECIMAL(26, 8) NULL,
    customer_id BIGINT UNSIGNED NULL,
    billing_email VARCHAR(320) NULL,
    date_created_gmt DATETIME NULL,
    parent_order_id BIGINT UNSIGNED NULL,
    payment_method VARCHAR(100) NULL,
    payment_method_title TEXT NULL,
    INDEX customer_id_billing_email (customer_id, billing_email(171)),
    INDEX type_status_date (type, status, date_created_gmt),
    INDEX parent_order_id (parent_order_id)
);

CREATE TABLE wp_wc_order_operational_data (
    id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    order_id BIGINT UNSIGNED NULL,
    date_paid_gmt DATETIME NULL,
    date_completed_gmt DATETIME NULL,
    UNIQUE INDEX order_id (order_id)
);

CREATE TABLE wp_wc_orders_meta (
    id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    order_id BIGINT UNSIGNED NULL,
    meta_key VARCHAR(255) NULL,
    meta_value TEXT NULL,
    INDEX meta_key_value (meta_key(50), meta_value(20)),
    INDEX order_id_meta_key_meta_value (order_id, meta_key(100), meta_value(82))
);

CREATE TABLE wp_woocommerce_order_items (
    order_item_id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    order_item_name TEXT NOT NULL,
    order_item_type VARCHAR(200) NOT NULL DEFAULT '',
    order_id BIGINT UNSIGNED NOT NULL,
    INDEX order_id (order_id)
);

CREATE TABLE wp_woocommerce_order_itemmeta (
    meta_id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    order_item_id BIGINT UNSIGNED NOT NULL,
    meta_key VARCHAR(255) NULL,
    meta_value LONGTEXT NULL,
    INDEX order_item_id (order_item_id),
    INDEX meta_key (meta_key(32))
);

CREATE TABLE wp_users (
    ID BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    user_email VARCHAR(100) NOT NULL DEFAULT '',
    user_registered DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00',
    INDEX user_email (user_email)
);

CREATE TABLE wp_usermeta (
    umeta_id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
    user_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
    meta_key VARCHAR(255) NULL,
    meta_value LONGTEXT NULL,
    INDEX user_id (user_id),
    INDEX meta_key (meta_key(191))
);

INSERT INTO wp_users (ID, user_email, user_registered) VALUES
    (6, 'mara.lindqvist@example.com', '2024-05-03 08:00:00'),
    (7, 'otto.brandt@example.com', '2025-01-10 12:00:00'),
    (8, 'ines.novak@example.com', '0000-00-00 00:00:00');

INSERT INTO wp_usermeta (user_id, meta_key, meta_value) VALUES
    (6, 'first_name', 'Mara'), (6, 'last_name', 'Lindqvist'), (6, 'billing_phone', '+49 30 5550101'),
    (6, 'billing_address_1', 'Lindenallee 4'), (6, 'billing_address_2', 'Hinterhaus'), (6, 'billing_city', 'Berlin'), (6, 'billing_postcode', '10115'),
    (6, 'first_name', 'Twice'),
    (7, 'first_name', 'Otto'), (7, 'last_name', 'Brandt'), (7, 'billing_address_1', ''),
    (8, 'first_name', 'Ines');

INSERT INTO wp_wc_orders (id, status, currency, type, total_amount, customer_id, billing_email, date_created_gmt, parent_order_id, payment_method, payment_method_title) VALUES
    -- Two items, one parcel; in Berlin it is already the 3rd.
    (1001, 'wc-completed', 'EUR', 'shop_order', 56.90, 6, 'mara.lindqvist@example.com', '2026-03-02 23:30:00', NULL, 'stripe', 'Credit card'),
    -- Two parcels; a word of a shipping plugin.
    (1004, 'wc-partial-shipped', 'EUR', 'shop_order', 95.00, 6, 'mara.lindqvist@example.com', '2026-04-10 10:00:00', NULL, 'paypal', 'PayPal'),
    -- Partly refunded through the provider.
    (1007, 'wc-completed', 'EUR', 'shop_order', 100.00, 6, 'mara.lindqvist@example.com', '2026-05-11 07:45:00', NULL, 'paypal', 'PayPal'),
    (1008, 'wc-completed', 'EUR', 'shop_order_refund', -50.00, 0, NULL, '2026-05-20 08:15:00', 1007, NULL, NULL),
    -- Fully refunded by hand.
    (1010, 'wc-refunded', 'EUR', 'shop_order', 44.90, 6, 'mara.lindqvist@example.com', '2026-01-12 18:20:00', NULL, 'stripe', 'Credit card'),
    (1011, 'wc-completed', 'EUR', 'shop_order_refund', -44.90, 0, NULL, '2026-01-28 10:00:00', 1010, NULL, NULL),
    -- Cancelled before it was paid.
    (1013, 'wc-cancelled', 'EUR', 'shop_order', 90.00, 6, 'mara.lindqvist@example.com', '2026-02-20 09:00:00', NULL, 'bacs', 'Direct bank transfer'),
    -- No smaller unit, not paid.
    (1015, 'wc-on-hold', 'JPY', 'shop_order', 6600, 6, 'mara.lindqvist@example.com', '2026-06-01 02:00:00', NULL, 'bacs', 'Direct bank transfer'),
    -- Cash on delivery, without a title.
    (1018, 'wc-completed', 'GBP', 'shop_order', 63.99, 6, 'mara.lindqvist@example.com', '2026-02-01 12:00:00', NULL, 'cod', ''),
    -- A word of the shop, three digits.
    (1021, 'wc-awaiting-parts', 'KWD', 'shop_order', 10.000, 6, 'mara.lindqvist@example.com', '2026-06-10 05:00:00', NULL, 'knet', 'KNET'),
    -- By weight; cash on delivery is not paid yet.
    (1023, 'wc-processing', 'EUR', 'shop_order', 9.63, 6, 'mara.lindqvist@example.com', '2026-06-12 14:00:00', NULL, 'cod', 'Cash on delivery'),
    -- Imported, zero dates.
    (1024, 'wc-completed', 'EUR', 'shop_order', 5.00, 6, 'mara.lindqvist@example.com', '0000-00-00 00:00:00', NULL, '', ''),
    -- Checkout begun: must not appear.
    (1030, 'wc-checkout-draft', 'EUR', 'shop_order', 12.00, 6, 'mara.lindqvist@example.com', '2026-06-13 10:00:00', NULL, '', ''),
    -- In the bin: must not appear.
    (1031, 'trash', 'EUR', 'shop_order', 12.00, 6, 'mara.lindqvist@example.com', '2026-06-13 10:05:00', NULL, '', ''),
    -- Begun by staff: must not appear.
    (1032, 'auto-draft', 'EUR', 'shop_order', 0, 6, 'mara.lindqvist@example.com', '2026-06-13 10:10:00', NULL, '', ''),
    -- A subscription: must not appear.
    (1033, 'wc-active', 'EUR', 'shop_subscription', 12.00, 6, 'mara.lindqvist@example.com', '2026-06-13 10:15:00', NULL, 'stripe', 'Credit card'),
    -- Guest with the address of account 6.
    (1040, 'wc-processing', 'EUR', 'shop_order', 12.00, 0, 'mara.lindqvist@example.com', '2026-06-14 10:00:00', NULL, 'stripe', 'Credit card'),
    -- Guest.
    (1041, 'wc-pending', 'EUR', 'shop_order', 12.00, NULL, 'guest@example.com', '2026-06-14 11:00:00', NULL, 'stripe', 'Credit card'),
    -- Payment declined.
    (1042, 'wc-failed', 'EUR', 'shop_order', 20.00, 7, 'otto.brandt@example.com', '2026-06-14 12:00:00', NULL, 'stripe', 'Credit card'),
    -- The account was deleted.
    (1043, 'wc-completed', 'EUR', 'shop_order', 20.00, 9, 'gone@example.com', '2025-06-14 12:00:00', NULL, 'stripe', 'Credit card');

INSERT INTO wp_wc_order_operational_data (order_id, date_paid_gmt, date_completed_gmt) VALUES
    (1001, '2026-03-02 23:31:00', '2026-03-05 09:00:00'),
    (1004, '2026-04-10 10:02:00', NULL),
    (1007, '2026-05-11 07:46:00', '2026-05-12 15:00:00'),
    (1008, NULL, NULL),
    (1010, '2026-01-12 18:21:00', '2026-01-15 11:00:00'),
    (1011, NULL, NULL),
    (1013, NULL, NULL),
    (1015, NULL, NULL),
    (1018, '2026-02-01 12:00:05', '2026-02-04 16:30:00'),
    (1021, '2026-06-10 05:01:00', NULL),
    (1023, '2026-06-12 14:00:05', NULL),
    (1024, NULL, '0000-00-00 00:00:00'),
    (1030, NULL, NULL),
    (1031, '2026-06-13 10:06:00', NULL),
    (1032, NULL, NULL),
    (1033, '2026-06-13 10:16:00', NULL),
    (1040, '2026-06-14 10:01:00', NULL),
    (1041, NULL, NULL),
    (1042, NULL, NULL),
    (1043, '2025-06-14 12:01:00', '2025-06-16 12:00:00');

INSERT INTO wp_woocommerce_order_items (order_item_id, order_item_name, order_item_type, order_id) VALUES
    (1, 'Wooden Train Set', 'line_item', 1001),
    (2, 'Picture Book', 'line_item', 1001),
    (3, 'Flat rate', 'shipping', 1001),
    (4, 'Garden Hose 20 m', 'line_item', 1004),
    (5, 'Sprinkler', 'line_item', 1004),
    (6, 'Linen Shirt - Blue, M', 'line_item', 1007),
    (7, 'Linen Shirt - Blue, M', 'line_item', 1008),
    (8, 'Desk Lamp', 'line_item', 1010),
    (9, 'Rain Jacket', 'line_item', 1013),
    (10, 'Tea Bowl', 'line_item', 1015),
    (11, 'Chair', 'line_item', 1018),
    (12, 'Filter', 'line_item', 1021),
    (13, 'Mountain Cheese (kg)', 'line_item', 1023),
    (14, 'Imported Item', 'line_item', 1024),
    (15, 'Picture Book', 'line_item', 1030),
    (16, 'Picture Book', 'line_item', 1031),
    (17, 'Picture Book', 'line_item', 1033),
    (18, 'Picture Book', 'line_item', 1040),
    (19, 'Picture Book', 'line_item', 1041),
    (20, 'Notebook', 'line_item', 1042),
    (21, 'Notebook', 'line_item', 1043);

INSERT INTO wp_woocommerce_order_itemmeta (order_item_id, meta_key, meta_value) VALUES
    (1, '_qty', '2'), (1, '_line_total', '33.61'), (1, '_line_tax', '6.39'),
    (2, '_qty', '1'), (2, '_line_total', '11.21'), (2, '_line_tax', '0.79'),
    (4, '_qty', '3'), (4, '_line_total', '63.03'), (4, '_line_tax', '11.97'),
    (5, '_qty', '1'), (5, '_line_total', '16.80'), (5, '_line_tax', '3.20'),
    (6, '_qty', '2'), (6, '_line_total', '84.03'), (6, '_line_tax', '15.97'),
    (7, '_qty', '-1'), (7, '_line_total', '-42.02'), (7, '_line_tax', '-7.98'),
    (8, '_qty', '1'), (8, '_line_total', '33.613445'), (8, '_line_tax', '6.386555'),
    (9, '_qty', '1'), (9, '_line_total', '75.63'), (9, '_line_tax', '14.37'),
    (10, '_qty', '2'), (10, '_line_total', '6000'), (10, '_line_tax', '600'),
    (11, '_qty', '1'), (11, '_line_total', '49.99'), (11, '_line_tax', '10'),
    (12, '_qty', '3'), (12, '_line_total', '10'), (12, '_line_tax', '0'),
    (13, '_qty', '0.75'), (13, '_line_total', '9'), (13, '_line_tax', '0.63'),
    (14, '_qty', '1'), (14, '_line_total', '5'),
    (15, '_qty', '1'), (15, '_line_total', '11.21'), (15, '_line_tax', '0.79'),
    (16, '_qty', '1'), (16, '_line_total', '11.21'), (16, '_line_tax', '0.79'),
    (17, '_qty', '1'), (17, '_line_total', '11.21'), (17, '_line_tax', '0.79'),
    (18, '_qty', '1'), (18, '_line_total', '11.21'), (18, '_line_tax', '0.79'),
    (19, '_qty', '1'), (19, '_line_total', '11.21'), (19, '_line_tax', '0.79'),
    (20, '_qty', '4'), (20, '_line_total', '16.81'), (20, '_line_tax', '3.19'),
    (21, '_qty', '4'), (21, '_line_total', '16.81'), (21, '_line_tax', '3.19'),
    -- A plugin wrote one key twice.
    (1, '_qty', '7');

INSERT INTO wp_wc_orders_meta (order_id, meta_key, meta_value) VALUES
    (1001, '_wc_shipment_tracking_items', 'a:1:{i:0;a:6:{s:17:"tracking_provider";s:6:"dhl-de";s:24:"custom_tracking_provider";s:0:"";s:20:"custom_tracking_link";s:0:"";s:15:"tracking_number";s:20:"00340434161094000017";s:12:"date_shipped";s:10:"1772668800";s:11:"tracking_id";s:10:"a3f09c51e7";}}'),
    (1004, '_wc_shipment_tracking_items', 'a:2:{i:0;a:6:{s:17:"tracking_provider";s:6:"dpd-de";s:24:"custom_tracking_provider";s:0:"";s:20:"custom_tracking_link";s:0:"";s:15:"tracking_number";s:14:"09981122334455";s:12:"date_shipped";i:1776067200;s:11:"tracking_id";s:2:"b1";}i:1;a:6:{s:17:"tracking_provider";s:0:"";s:24:"custom_tracking_provider";s:19:"Blitzkurier Müller";s:20:"custom_tracking_link";s:31:"https://blitz.example/p/BM-7781";s:15:"tracking_number";s:7:"BM-7781";s:12:"date_shipped";i:1776240000;s:11:"tracking_id";s:2:"b2";}}'),
    (1007, '_wc_shipment_tracking_items', ''),
    (1008, '_refund_amount', '50.00'), (1008, '_refunded_payment', '1'), (1008, '_refund_reason', 'One shirt back'),
    (1011, '_refund_amount', '44.90'), (1011, '_refunded_payment', '');
