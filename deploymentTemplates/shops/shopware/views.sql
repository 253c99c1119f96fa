-- Views over Shopware 6 for SupportBot. Can be run again. Reads tables only, changes nothing in the shop.
-- `shop` is the shop's database; names of its own: see README.md.
--
-- Amounts: gross, in the order's currency, in its smallest unit. Where an order has net prices, the line's tax is added.
-- Times: UTC, as stored.
-- Status: order, delivery and payment have a state each; «orders» says how they make one. A state of the order that Shopware
-- itself doesn't have falls back to processing. Such states, and unknown ones of deliveries and payments, are listed in
-- unmapped_statuses.
-- Versions: the administration keeps copies of orders that are being edited. 0x0FA9… is the version that counts, in each table.

CREATE DATABASE IF NOT EXISTS supportbot;

-- The orders that count. To show some sales channels only, put them here; every other view follows.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.counted_orders AS
SELECT o.id, o.version_id, o.order_number, o.state_id, o.currency_id, o.language_id, o.order_date_time, o.tax_status
FROM `shop`.`order` o
WHERE o.version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425
    AND o.order_number IS NOT NULL
-- AND o.sales_channel_id IN (0x00112233445566778899AABBCCDDEEFF)
;

-- Sales channels can have number ranges of their own. Where a number was given twice, neither order is shown: items and payments
-- are found by the number, and would be told to the wrong customer.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.numbered_orders AS
SELECT o.*
FROM supportbot.counted_orders o
WHERE NOT EXISTS (
    SELECT 1 FROM supportbot.counted_orders twin WHERE twin.order_number = o.order_number AND twin.id <> o.id);

CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.duplicate_numbers AS
SELECT o.order_number AS order_id, COUNT(*) AS orders
FROM supportbot.counted_orders o
GROUP BY o.order_number
HAVING COUNT(*) > 1;

-- Deliveries with their state. A discount on shipping is a delivery with negative costs and no parcel: left out.
-- «priority»: which one tells how the order stands.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.deliveries AS
SELECT
    d.id, d.order_id, d.order_version_id, d.shipping_method_id, d.tracking_codes, d.shipping_date_latest,
    s.technical_name AS state,
    CASE
        WHEN s.technical_name IN ('shipped', 'shipped_partially', 'returned_partially') THEN 1
        WHEN s.technical_name = 'returned' THEN 2
        WHEN s.technical_name = 'cancelled' THEN 4
        ELSE 3
    END AS priority
FROM `shop`.`order_delivery` d
JOIN `shop`.`state_machine_state` s ON s.id = d.state_id
WHERE d.version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425
    AND COALESCE(CAST(JSON_UNQUOTE(JSON_EXTRACT(d.shipping_costs, '$.totalPrice')) AS DECIMAL(20, 4)), 0) >= 0;

-- Payments with their state. Each new try is a row of its own. Those that came to nothing are left out.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.transactions AS
SELECT t.id, t.version_id, t.order_id, t.order_version_id, t.payment_method_id, t.amount, t.created_at, s.technical_name AS state
FROM `shop`.`order_transaction` t
JOIN `shop`.`state_machine_state` s ON s.id = t.state_id
WHERE t.version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425
    AND s.technical_name NOT IN ('failed', 'cancelled');

-- When a delivery or payment came into a state.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.history AS
SELECT h.id, h.referenced_id, h.entity_name, h.created_at, s.technical_name AS state
FROM `shop`.`state_machine_history` h
JOIN `shop`.`state_machine_state` s ON s.id = h.to_state_id
WHERE h.referenced_version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425;

-- Refunds that a payment app wrote down one by one.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.written_refunds AS
SELECT r.id, c.order_transaction_id, r.amount, r.created_at, s.technical_name AS state
FROM `shop`.`order_transaction_capture_refund` r
JOIN `shop`.`order_transaction_capture` c ON c.id = r.capture_id AND c.version_id = r.capture_version_id
JOIN `shop`.`state_machine_state` s ON s.id = r.state_id
WHERE r.version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425
    AND c.order_transaction_version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425
    AND s.technical_name NOT IN ('failed', 'cancelled');

CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.kinds AS
SELECT 1 AS kind UNION ALL SELECT 2 UNION ALL SELECT 3;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.places AS
SELECT 0 AS place UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12
UNION ALL SELECT 13 UNION ALL SELECT 14 UNION ALL SELECT 15 UNION ALL SELECT 16 UNION ALL SELECT 17 UNION ALL SELECT 18
UNION ALL SELECT 19;

-- user_id is the binary column itself, so that the shop's index serves. The bot says it as 32 lower-case hexadecimal digits.
-- A guest has a row of their own for each order. Those are no accounts.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.users AS
SELECT
    c.id AS user_id,
    c.first_name AS first_name,
    c.last_name AS last_name,
    c.created_at AS joining_date,
    a.phone_number AS phone,
    c.email AS email,
    a.street AS address,
    a.city AS city,
    a.zipcode AS zip_code
FROM `shop`.`customer` c
LEFT JOIN `shop`.`customer_address` a ON a.id = c.default_shipping_address_id
WHERE c.guest = 0
-- AND c.sales_channel_id IN (0x00112233445566778899AABBCCDDEEFF)
;

-- user_id is NULL for guests and where the account was deleted. date_shipped is when the delivery was first set to shipped.
-- Shopware knows no delivery to the door.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.orders AS
SELECT
    o.order_number AS order_id,
    c.id AS user_id,
    oc.email AS email,
    CASE
        -- A state of the shop's own goes here: WHEN d.state = 'arrived' THEN 'delivered'
        WHEN s.technical_name = 'cancelled' THEN 'cancelled'
        WHEN d.state = 'returned' THEN 'returned'
        WHEN d.state IN ('shipped', 'shipped_partially', 'returned_partially') THEN 'shipped'
        WHEN s.technical_name = 'completed' THEN 'shipped'
        -- All the money went back before anything was sent.
        WHEN s.technical_name IN ('open', 'in_progress') AND t.state = 'refunded' THEN 'cancelled'
        WHEN s.technical_name = 'in_progress' THEN 'processing'
        WHEN s.technical_name = 'open' AND t.state IN ('paid', 'refunded_partially') THEN 'invoiced'
        -- The money is promised, and taken when the goods go out.
        WHEN s.technical_name = 'open' AND t.state = 'authorized' THEN 'processing'
        WHEN s.technical_name = 'open' THEN 'pending'
        ELSE 'processing'
    END AS status,
    o.order_date_time AS date_purchase,
    h.created_at AS date_shipped
FROM supportbot.numbered_orders o
JOIN `shop`.`state_machine_state` s ON s.id = o.state_id
LEFT JOIN `shop`.`order_customer` oc ON oc.order_id = o.id AND oc.order_version_id = o.version_id
    AND oc.version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425
LEFT JOIN `shop`.`customer` c ON c.id = oc.customer_id AND c.guest = 0
-- One delivery, the newest payment, the first time of shipping: those without one before them.
LEFT JOIN supportbot.deliveries d ON d.order_id = o.id AND d.order_version_id = o.version_id
LEFT JOIN supportbot.deliveries d0 ON d0.order_id = o.id AND d0.order_version_id = o.version_id
    AND (d0.priority < d.priority OR (d0.priority = d.priority AND d0.id < d.id))
LEFT JOIN supportbot.transactions t ON t.order_id = o.id AND t.order_version_id = o.version_id
LEFT JOIN supportbot.transactions t0 ON t0.order_id = o.id AND t0.order_version_id = o.version_id
    AND (t0.created_at > t.created_at OR (t0.created_at = t.created_at AND t0.id > t.id))
LEFT JOIN supportbot.history h ON h.referenced_id = d.id AND h.entity_name = 'order_delivery'
    AND h.state IN ('shipped', 'shipped_partially')
    AND d.state IN ('shipped', 'shipped_partially', 'returned', 'returned_partially')
LEFT JOIN supportbot.history h0 ON h0.referenced_id = d.id AND h0.entity_name = 'order_delivery'
    AND h0.state IN ('shipped', 'shipped_partially')
    AND (h0.created_at < h.created_at OR (h0.created_at = h.created_at AND h0.id < h.id))
WHERE d0.id IS NULL AND t0.id IS NULL AND h0.id IS NULL;

-- Parts of a bundle stand below it and are left out: the bundle has their price. Discounts are lines with a negative price.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.order_items AS
SELECT
    o.order_number AS order_id,
    i.position AS line,
    i.label AS product_name,
    i.quantity AS quantity,
    CAST(ROUND(
        CASE o.tax_status
            WHEN 'net' THEN (
                CAST(i.total_price AS DECIMAL(20, 6))
                + COALESCE(CAST(JSON_UNQUOTE(JSON_EXTRACT(i.price, '$.calculatedTaxes[0].tax')) AS DECIMAL(20, 6)), 0)
                + COALESCE(CAST(JSON_UNQUOTE(JSON_EXTRACT(i.price, '$.calculatedTaxes[1].tax')) AS DECIMAL(20, 6)), 0)
                + COALESCE(CAST(JSON_UNQUOTE(JSON_EXTRACT(i.price, '$.calculatedTaxes[2].tax')) AS DECIMAL(20, 6)), 0)
                ) / NULLIF(i.quantity, 0)
            ELSE CAST(i.unit_price AS DECIMAL(20, 6))
        END
        * CASE
            WHEN cur.iso_code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
            WHEN cur.iso_code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
            ELSE 100
        END) AS SIGNED) AS unit_price_minor,
    cur.iso_code AS currency
FROM supportbot.numbered_orders o
JOIN `shop`.`currency` cur ON cur.id = o.currency_id
JOIN `shop`.`order_line_item` i ON i.order_id = o.id AND i.order_version_id = o.version_id
WHERE i.version_id = 0x0FA91CE3E96A4BC2BE4BD9CE752C3425
    AND i.parent_id IS NULL;

-- A charge for each payment that is not failed or cancelled. Money that has come is «paid», else the status is Shopware's word.
-- A refund for each that a payment app wrote down, else one for a payment set to refunded (the whole amount) or
-- refunded_partially (no amount: Shopware doesn't know it). The name of the method is in the order's language, else in the
-- shop's.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.payments AS
SELECT
    o.order_number AS order_id,
    CASE k.kind WHEN 1 THEN 'charge' ELSE 'refund' END AS kind,
    COALESCE(m.name, m0.name) AS method,
    CASE
        WHEN k.kind = 2 AND t.state = 'refunded_partially' THEN NULL
        ELSE CAST(ROUND(
            CAST(JSON_UNQUOTE(JSON_EXTRACT(CASE k.kind WHEN 3 THEN r.amount ELSE t.amount END, '$.totalPrice')) AS DECIMAL(20, 6))
            * CASE
                WHEN cur.iso_code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
                WHEN cur.iso_code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
                ELSE 100
            END) AS SIGNED)
    END AS amount_minor,
    cur.iso_code AS currency,
    CASE
        WHEN k.kind = 1 AND t.state IN ('paid', 'refunded', 'refunded_partially', 'chargeback') THEN 'paid'
        WHEN k.kind = 1 THEN t.state
        WHEN k.kind = 3 AND r.state <> 'completed' THEN r.state
        ELSE 'refunded'
    END AS status,
    CASE k.kind WHEN 3 THEN r.created_at ELSE h.created_at END AS date_paid
FROM supportbot.numbered_orders o
JOIN `shop`.`currency` cur ON cur.id = o.currency_id
JOIN supportbot.transactions t ON t.order_id = o.id AND t.order_version_id = o.version_id
CROSS JOIN supportbot.kinds k
LEFT JOIN supportbot.written_refunds r ON k.kind = 3 AND r.order_transaction_id = t.id
LEFT JOIN supportbot.history h ON k.kind < 3 AND h.referenced_id = t.id AND h.entity_name = 'order_transaction'
    AND h.state = CASE k.kind WHEN 1 THEN 'paid' ELSE t.state END
    AND t.state IN ('paid', 'refunded', 'refunded_partially', 'chargeback')
LEFT JOIN supportbot.history h0 ON h0.referenced_id = t.id AND h0.entity_name = 'order_transaction'
    AND h0.state = h.state AND (h0.created_at < h.created_at OR (h0.created_at = h.created_at AND h0.id < h.id))
LEFT JOIN `shop`.`payment_method_translation` m ON m.payment_method_id = t.payment_method_id AND m.language_id = o.language_id
LEFT JOIN `shop`.`payment_method_translation` m0 ON m0.payment_method_id = t.payment_method_id
    AND m0.language_id = 0x2FBB5FE2E29A4D70AA5854CE7CE3E20B
WHERE h0.id IS NULL
    AND (k.kind = 1
        OR (k.kind = 3 AND r.id IS NOT NULL)
        OR (k.kind = 2 AND t.state IN ('refunded', 'refunded_partially')
            AND NOT EXISTS (SELECT 1 FROM supportbot.written_refunds w WHERE w.order_transaction_id = t.id)));

-- One row for each tracking number (the first 20 of a delivery). A delivery without one has a row without one. The carrier is
-- the name of the shipping method. date_estimated is what the shop promised at checkout.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.shipments AS
SELECT
    o.order_number AS order_id,
    COALESCE(m.name, m0.name) AS carrier,
    NULLIF(JSON_UNQUOTE(JSON_EXTRACT(d.tracking_codes, CONCAT('$[', p.place, ']'))), '') AS tracking_number,
    REPLACE(
        NULLIF(COALESCE(m.tracking_url, m0.tracking_url), ''), '%s',
        NULLIF(JSON_UNQUOTE(JSON_EXTRACT(d.tracking_codes, CONCAT('$[', p.place, ']'))), '')) AS tracking_url,
    d.shipping_date_latest AS date_estimated,
    h.created_at AS date_shipped
FROM supportbot.numbered_orders o
JOIN supportbot.deliveries d ON d.order_id = o.id AND d.order_version_id = o.version_id
JOIN supportbot.places p ON p.place < GREATEST(1, COALESCE(JSON_LENGTH(d.tracking_codes), 0))
LEFT JOIN `shop`.`shipping_method_translation` m ON m.shipping_method_id = d.shipping_method_id AND m.language_id = o.language_id
LEFT JOIN `shop`.`shipping_method_translation` m0 ON m0.shipping_method_id = d.shipping_method_id
    AND m0.language_id = 0x2FBB5FE2E29A4D70AA5854CE7CE3E20B
LEFT JOIN supportbot.history h ON h.referenced_id = d.id AND h.entity_name = 'order_delivery'
    AND h.state IN ('shipped', 'shipped_partially')
    AND d.state IN ('shipped', 'shipped_partially', 'returned', 'returned_partially')
LEFT JOIN supportbot.history h0 ON h0.referenced_id = d.id AND h0.entity_name = 'order_delivery'
    AND h0.state IN ('shipped', 'shipped_partially')
    AND (h0.created_at < h.created_at OR (h0.created_at = h.created_at AND h0.id < h.id))
WHERE h0.id IS NULL
    AND d.state <> 'cancelled';

-- Deliveries that the shop set to returned, wholly or in part, and when it first did.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.returns AS
SELECT
    o.order_number AS order_id,
    d.state AS status,
    h.created_at AS date_received
FROM supportbot.numbered_orders o
JOIN supportbot.deliveries d ON d.order_id = o.id AND d.order_version_id = o.version_id
LEFT JOIN supportbot.history h ON h.referenced_id = d.id AND h.entity_name = 'order_delivery' AND h.state = d.state
LEFT JOIN supportbot.history h0 ON h0.referenced_id = d.id AND h0.entity_name = 'order_delivery' AND h0.state = d.state
    AND (h0.created_at < h.created_at OR (h0.created_at = h.created_at AND h0.id < h.id))
WHERE h0.id IS NULL
    AND d.state IN ('returned', 'returned_partially');

CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.unmapped_statuses AS
SELECT CONCAT('order: ', s.technical_name) AS status, COUNT(*) AS orders
FROM supportbot.counted_orders o
JOIN `shop`.`state_machine_state` s ON s.id = o.state_id
WHERE s.technical_name NOT IN ('open', 'in_progress', 'completed', 'cancelled')
GROUP BY s.technical_name
UNION ALL
SELECT CONCAT('delivery: ', d.state), COUNT(*)
FROM supportbot.counted_orders o
JOIN supportbot.deliveries d ON d.order_id = o.id AND d.order_version_id = o.version_id
WHERE d.state NOT IN ('open', 'shipped', 'shipped_partially', 'returned', 'returned_partially', 'cancelled')
GROUP BY d.state
UNION ALL
SELECT CONCAT('payment: ', t.state), COUNT(*)
FROM supportbot.counted_orders o
JOIN supportbot.transactions t ON t.order_id = o.id AND t.order_version_id = o.version_id
WHERE t.state NOT IN (
    'open', 'in_progress', 'authorized', 'paid', 'paid_partially', 'reminded', 'unconfirmed', 'refunded', 'refunded_partially', 'chargeback')
GROUP BY t.state;
