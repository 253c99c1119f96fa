-- Views over a WooCommerce shop (order tables «HPOS») for SupportBot, on MariaDB 10.11 or MySQL 8.
-- Run by an account that may read the shop's tables and create views. Can be run again.
--
-- Amounts: gross, in the order's own currency, rounded to its smallest unit.
-- Times:   UTC, without an offset (Orders:StoredTimeZone = UTC).
-- Status:  words that are not in the list of the view «order_keys» become 'processing'; the view «unmapped_statuses» counts them.
-- Every view is merged into the query that reads it, so that the shop's own indexes are used: no subquery in a SELECT list.

SET NAMES utf8mb4;

CREATE DATABASE IF NOT EXISTS supportbot CHARACTER SET utf8mb4;

-- The orders that count, with the number that customers know, their account and our status word. The other views stand on it.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.order_keys AS
SELECT
    o.id,
    -- With a plugin for order numbers, instead: n.meta_value AS order_id,
    o.id AS order_id,
    -- Guests have 0 or NULL as customer; both, and accounts that are gone, have no row in users.
    u.ID AS user_id,
    CASE o.status
        WHEN 'wc-pending' THEN 'pending'
        WHEN 'wc-on-hold' THEN 'pending'
        -- The payment was declined; the customer may try again.
        WHEN 'wc-failed' THEN 'pending'
        WHEN 'wc-processing' THEN 'processing'
        WHEN 'wc-ready-for-pickup' THEN 'processing'
        -- «Completed» tells that the shop is done with the order, not that it arrived.
        WHEN 'wc-completed' THEN 'shipped'
        WHEN 'wc-cancelled' THEN 'cancelled'
        -- The money went back; the goods need not have.
        WHEN 'wc-refunded' THEN 'returned'
        -- Words of common shipping plugins. The shop's own go here.
        WHEN 'wc-shipped' THEN 'shipped'
        WHEN 'wc-partial-shipped' THEN 'shipped'
        WHEN 'wc-delivered' THEN 'delivered'
    END AS known_status
FROM shop.wp_wc_orders o
LEFT JOIN shop.wp_users u ON u.ID = o.customer_id
-- With a plugin for order numbers, these lines too (with the plugin's own key). A number that stands twice is shown to nobody.
-- JOIN shop.wp_wc_orders_meta n ON n.order_id = o.id AND n.meta_key = '_order_number' AND n.meta_value <> '' AND NOT EXISTS
--     (SELECT 1 FROM shop.wp_wc_orders_meta x WHERE x.meta_key = '_order_number' AND x.meta_value = n.meta_value AND x.id <> n.id)
-- Refunds and subscriptions are other types in the same table.
WHERE o.type = 'shop_order'
    AND o.status NOT IN ('trash', 'auto-draft', 'draft', 'new', 'checkout-draft', 'wc-checkout-draft');

CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.orders AS
SELECT
    k.order_id,
    k.user_id,
    o.billing_email AS email,
    COALESCE(k.known_status, 'processing') AS status,
    -- Imports leave zero dates behind.
    CASE WHEN YEAR(o.date_created_gmt) > 0 THEN o.date_created_gmt END AS date_purchase,
    -- The day on which the order was completed; the shop knows no other.
    CASE WHEN k.known_status IN ('shipped', 'delivered', 'returned') AND YEAR(d.date_completed_gmt) > 0 THEN d.date_completed_gmt END AS date_shipped
FROM supportbot.order_keys k
JOIN shop.wp_wc_orders o ON o.id = k.id
LEFT JOIN shop.wp_wc_order_operational_data d ON d.order_id = k.id;

-- The unit price is what one piece cost after discounts, with tax. Shipping and fees are no items.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.order_items AS
SELECT
    k.order_id,
    i.order_item_id AS line,
    i.order_item_name AS product_name,
    CAST(q.meta_value AS DECIMAL(20, 6)) AS quantity,
    CAST(ROUND(
        (CAST(n.meta_value AS DECIMAL(26, 8)) + COALESCE(CAST(t.meta_value AS DECIMAL(26, 8)), 0))
        / NULLIF(CAST(q.meta_value AS DECIMAL(20, 6)), 0)
        * CASE
            WHEN o.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
            WHEN o.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
            ELSE 100
        END) AS SIGNED) AS unit_price_minor,
    o.currency
FROM supportbot.order_keys k
JOIN shop.wp_wc_orders o ON o.id = k.id
JOIN shop.wp_woocommerce_order_items i ON i.order_id = k.id AND i.order_item_type = 'line_item'
-- Nothing keeps a key from standing twice; the first one counts.
LEFT JOIN shop.wp_woocommerce_order_itemmeta q ON q.order_item_id = i.order_item_id AND q.meta_id =
    (SELECT MIN(m.meta_id) FROM shop.wp_woocommerce_order_itemmeta m WHERE m.order_item_id = i.order_item_id AND m.meta_key = '_qty')
LEFT JOIN shop.wp_woocommerce_order_itemmeta n ON n.order_item_id = i.order_item_id AND n.meta_id =
    (SELECT MIN(m.meta_id) FROM shop.wp_woocommerce_order_itemmeta m WHERE m.order_item_id = i.order_item_id AND m.meta_key = '_line_total')
LEFT JOIN shop.wp_woocommerce_order_itemmeta t ON t.order_item_id = i.order_item_id AND t.meta_id =
    (SELECT MIN(m.meta_id) FROM shop.wp_woocommerce_order_itemmeta m WHERE m.order_item_id = i.order_item_id AND m.meta_key = '_line_tax');

-- There is no table of payments. A charge is an order with a day of payment, with its whole total (shipping and fees too);
-- a refund is an order of another type that hangs on it, with a negative total.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.payments AS
SELECT
    k.order_id,
    w.kind,
    CASE WHEN w.kind = 'charge' OR g.id IS NOT NULL THEN COALESCE(NULLIF(o.payment_method_title, ''), NULLIF(o.payment_method, '')) END AS method,
    CAST(ROUND(
        ABS(CASE WHEN w.kind = 'charge' THEN o.total_amount ELSE r.total_amount END)
        * CASE
            WHEN o.currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
            WHEN o.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
            ELSE 100
        END) AS SIGNED) AS amount_minor,
    o.currency,
    -- A refund that didn't go through the payment provider is only noted: whether the money went back, the shop can't tell.
    CASE WHEN w.kind = 'charge' THEN 'paid' WHEN g.id IS NOT NULL THEN 'refunded' ELSE 'noted by hand' END AS status,
    CASE
        WHEN w.kind = 'refund' THEN CASE WHEN YEAR(r.date_created_gmt) > 0 THEN r.date_created_gmt END
        WHEN o.payment_method = 'cod' THEN d.date_completed_gmt
        ELSE d.date_paid_gmt
    END AS date_paid
FROM supportbot.order_keys k
JOIN shop.wp_wc_orders o ON o.id = k.id
CROSS JOIN (SELECT 'charge' AS kind UNION ALL SELECT 'refund') w
LEFT JOIN shop.wp_wc_order_operational_data d ON d.order_id = k.id
LEFT JOIN shop.wp_wc_orders r ON w.kind = 'refund' AND r.parent_order_id = k.id AND r.type = 'shop_order_refund' AND r.status <> 'trash'
LEFT JOIN shop.wp_wc_orders_meta g ON g.order_id = r.id AND g.meta_value IN ('1', 'yes', 'true') AND g.id =
    (SELECT MIN(m.id) FROM shop.wp_wc_orders_meta m WHERE m.order_id = r.id AND m.meta_key = '_refunded_payment')
WHERE r.id IS NOT NULL
    OR w.kind = 'charge' AND o.total_amount > 0
        -- Cash on delivery gets a day of payment as soon as the order is being prepared; it counts when the order is completed.
        AND CASE WHEN o.payment_method = 'cod' THEN YEAR(d.date_completed_gmt) ELSE YEAR(d.date_paid_gmt) END > 0;

-- Parcels as the tracking plugins keep them: one PHP-serialised text for all parcels of an order. The bot parses it.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.shipments AS
SELECT
    k.order_id,
    t.meta_value AS tracking_php
FROM supportbot.order_keys k
JOIN shop.wp_wc_orders_meta t ON t.order_id = k.id AND t.meta_key = '_wc_shipment_tracking_items' AND t.meta_value <> '';

-- Every account, staff too. The address is the one for bills.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.users AS
SELECT
    u.ID AS user_id,
    NULLIF(a.meta_value, '') AS first_name,
    NULLIF(b.meta_value, '') AS last_name,
    CASE WHEN YEAR(u.user_registered) > 0 THEN u.user_registered END AS joining_date,
    NULLIF(c.meta_value, '') AS phone,
    u.user_email AS email,
    NULLIF(CONCAT_WS(', ', NULLIF(d.meta_value, ''), NULLIF(e.meta_value, '')), '') AS address,
    NULLIF(f.meta_value, '') AS city,
    NULLIF(g.meta_value, '') AS zip_code
FROM shop.wp_users u
LEFT JOIN shop.wp_usermeta a ON a.user_id = u.ID AND a.umeta_id =
    (SELECT MIN(m.umeta_id) FROM shop.wp_usermeta m WHERE m.user_id = u.ID AND m.meta_key = 'first_name')
LEFT JOIN shop.wp_usermeta b ON b.user_id = u.ID AND b.umeta_id =
    (SELECT MIN(m.umeta_id) FROM shop.wp_usermeta m WHERE m.user_id = u.ID AND m.meta_key = 'last_name')
LEFT JOIN shop.wp_usermeta c ON c.user_id = u.ID AND c.umeta_id =
    (SELECT MIN(m.umeta_id) FROM shop.wp_usermeta m WHERE m.user_id = u.ID AND m.meta_key = 'billing_phone')
LEFT JOIN shop.wp_usermeta d ON d.user_id = u.ID AND d.umeta_id =
    (SELECT MIN(m.umeta_id) FROM shop.wp_usermeta m WHERE m.user_id = u.ID AND m.meta_key = 'billing_address_1')
LEFT JOIN shop.wp_usermeta e ON e.user_id = u.ID AND e.umeta_id =
    (SELECT MIN(m.umeta_id) FROM shop.wp_usermeta m WHERE m.user_id = u.ID AND m.meta_key = 'billing_address_2')
LEFT JOIN shop.wp_usermeta f ON f.user_id = u.ID AND f.umeta_id =
    (SELECT MIN(m.umeta_id) FROM shop.wp_usermeta m WHERE m.user_id = u.ID AND m.meta_key = 'billing_city')
LEFT JOIN shop.wp_usermeta g ON g.user_id = u.ID AND g.umeta_id =
    (SELECT MIN(m.umeta_id) FROM shop.wp_usermeta m WHERE m.user_id = u.ID AND m.meta_key = 'billing_postcode');

-- The shop's status words that only fell back to 'processing'. Put them into the list of the view «order_keys».
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.unmapped_statuses AS
SELECT o.status, COUNT(*) AS orders
FROM supportbot.order_keys k
JOIN shop.wp_wc_orders o ON o.id = k.id
WHERE k.known_status IS NULL
GROUP BY o.status;
