-- Views over Magento 2 / Adobe Commerce for SupportBot. Can be run again. Reads tables only, changes nothing in the shop.
-- `shop` is the shop's database; names of its own: see README.md.
--
-- Amounts: gross, in the order's currency (not the base currency), in its smallest unit.
-- Times: UTC. Magento's TIMESTAMP columns come in the zone of whoever reads them. Counting seconds from 1970 keeps out of it.
-- Status: by Magento's fixed «state»; the merchant's own «status» words don't matter. «holded» is told as processing. A state
-- that Magento doesn't know falls back to processing, too, and is listed in unmapped_statuses.

CREATE DATABASE IF NOT EXISTS supportbot;

-- The orders that count. To show some stores only, put them here; every other view follows.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.counted_orders AS
SELECT o.entity_id, o.increment_id, o.customer_id, o.customer_email, o.state, o.status, o.is_virtual, o.order_currency_code, o.created_at
FROM `shop`.`sales_order` o
WHERE o.increment_id IS NOT NULL
-- AND o.store_id IN (1, 2)
;

-- Numbers are unique only within a store. Where two stores gave the same one, neither order is shown: items and payments are
-- found by the number and would be told to the wrong customer.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.numbered_orders AS
SELECT o.*
FROM supportbot.counted_orders o
WHERE NOT EXISTS (
    SELECT 1 FROM supportbot.counted_orders twin WHERE twin.increment_id = o.increment_id AND twin.entity_id <> o.entity_id);

CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.duplicate_numbers AS
SELECT o.increment_id AS order_id, COUNT(*) AS orders
FROM supportbot.counted_orders o
GROUP BY o.increment_id
HAVING COUNT(*) > 1;

CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.kinds AS
SELECT 1 AS kind UNION ALL SELECT 2;

-- The address is the default for shipping, else for billing. Lines of a street stand in one field.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.users AS
SELECT
    c.entity_id AS user_id,
    c.firstname AS first_name,
    c.lastname AS last_name,
    TIMESTAMP('1970-01-01 00:00:00') + INTERVAL NULLIF(UNIX_TIMESTAMP(c.created_at), 0) SECOND AS joining_date,
    a.telephone AS phone,
    c.email AS email,
    REPLACE(a.street, '\n', ', ') AS address,
    a.city AS city,
    a.postcode AS zip_code
FROM `shop`.`customer_entity` c
LEFT JOIN `shop`.`customer_address_entity` a ON a.entity_id = COALESCE(c.default_shipping, c.default_billing) AND a.parent_id = c.entity_id
-- WHERE c.website_id = 1
;

-- customer_id is NULL for guests and where the account was deleted. date_shipped is the first shipment's. Magento knows no
-- delivery. A completed order of downloads and the like has nothing to ship and is told as delivered.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.orders AS
SELECT
    o.increment_id AS order_id,
    o.customer_id AS user_id,
    o.customer_email AS email,
    CASE
        -- A status of the shop's own goes here: WHEN o.status = 'arrived' THEN 'delivered'
        WHEN o.state IN ('new', 'pending_payment', 'payment_review') THEN 'pending'
        WHEN o.state = 'canceled' THEN 'cancelled'
        WHEN o.state = 'closed' THEN 'returned'
        WHEN o.state = 'complete' AND o.is_virtual = 1 THEN 'delivered'
        WHEN o.state = 'complete' THEN 'shipped'
        WHEN o.state = 'processing' AND s.entity_id IS NOT NULL THEN 'shipped'
        WHEN o.state = 'processing' AND i.entity_id IS NOT NULL THEN 'invoiced'
        ELSE 'processing'
    END AS status,
    TIMESTAMP('1970-01-01 00:00:00') + INTERVAL NULLIF(UNIX_TIMESTAMP(o.created_at), 0) SECOND AS date_purchase,
    TIMESTAMP('1970-01-01 00:00:00') + INTERVAL NULLIF(UNIX_TIMESTAMP(s.created_at), 0) SECOND AS date_shipped
FROM supportbot.numbered_orders o
-- The first shipment and the first paid invoice: those without an earlier one.
LEFT JOIN `shop`.`sales_shipment` s ON s.order_id = o.entity_id
LEFT JOIN `shop`.`sales_shipment` s0 ON s0.order_id = o.entity_id AND s0.entity_id < s.entity_id
LEFT JOIN `shop`.`sales_invoice` i ON i.order_id = o.entity_id AND i.state = 2
LEFT JOIN `shop`.`sales_invoice` i0 ON i0.order_id = o.entity_id AND i0.state = 2 AND i0.entity_id < i.entity_id
WHERE s0.entity_id IS NULL AND i0.entity_id IS NULL;

-- The variant of a configurable product and the parts of a bundle are rows below their product's and left out. The price is
-- what one piece cost with tax, after the discounts that Magento spread over the rows.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.order_items AS
SELECT
    o.increment_id AS order_id,
    i.item_id AS line,
    i.name AS product_name,
    i.qty_ordered AS quantity,
    CAST(ROUND(
        CASE
            WHEN COALESCE(i.discount_amount, 0) = 0 THEN i.price_incl_tax
            ELSE (i.row_total - i.discount_amount + COALESCE(i.tax_amount, 0) + COALESCE(i.discount_tax_compensation_amount, 0))
                / NULLIF(i.qty_ordered, 0)
        END
        * CASE
            WHEN o.order_currency_code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
            WHEN o.order_currency_code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
            ELSE 100
        END) AS SIGNED) AS unit_price_minor,
    o.order_currency_code AS currency
FROM supportbot.numbered_orders o
JOIN `shop`.`sales_order_item` i ON i.order_id = o.entity_id
WHERE i.parent_item_id IS NULL;

-- Charges are invoices, refunds are credit memos. Open ones have the status open, cancelled ones are left out. The method is the
-- name that the customer saw, else its code.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.payments AS
SELECT
    o.increment_id AS order_id,
    CASE k.kind WHEN 1 THEN 'charge' ELSE 'refund' END AS kind,
    COALESCE(
        CONVERT(CASE WHEN JSON_VALID(p.additional_information) THEN JSON_UNQUOTE(JSON_EXTRACT(p.additional_information, '$.method_title')) END USING utf8mb4),
        CONVERT(p.method USING utf8mb4)) AS method,
    CAST(ROUND(
        COALESCE(i.grand_total, m.grand_total)
        * CASE
            WHEN o.order_currency_code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
            WHEN o.order_currency_code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
            ELSE 100
        END) AS SIGNED) AS amount_minor,
    o.order_currency_code AS currency,
    CASE WHEN COALESCE(i.state, m.state) = 1 THEN 'open' WHEN k.kind = 1 THEN 'paid' ELSE 'refunded' END AS status,
    TIMESTAMP('1970-01-01 00:00:00') + INTERVAL NULLIF(COALESCE(UNIX_TIMESTAMP(i.created_at), UNIX_TIMESTAMP(m.created_at)), 0) SECOND AS date_paid
FROM supportbot.numbered_orders o
CROSS JOIN supportbot.kinds k
LEFT JOIN `shop`.`sales_invoice` i ON k.kind = 1 AND i.order_id = o.entity_id AND i.state IN (1, 2) AND i.grand_total > 0
LEFT JOIN `shop`.`sales_creditmemo` m ON k.kind = 2 AND m.order_id = o.entity_id AND m.state IN (1, 2) AND m.grand_total > 0
LEFT JOIN `shop`.`sales_order_payment` p ON p.parent_id = o.entity_id
LEFT JOIN `shop`.`sales_order_payment` p0 ON p0.parent_id = o.entity_id AND p0.entity_id < p.entity_id
WHERE (i.entity_id IS NOT NULL OR m.entity_id IS NOT NULL) AND p0.entity_id IS NULL;

-- One row for each tracking number. A shipment without one has a row without one.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.shipments AS
SELECT
    o.increment_id AS order_id,
    COALESCE(NULLIF(t.title, ''), t.carrier_code) AS carrier,
    NULLIF(TRIM(t.track_number), '') AS tracking_number,
    TIMESTAMP('1970-01-01 00:00:00') + INTERVAL NULLIF(UNIX_TIMESTAMP(s.created_at), 0) SECOND AS date_shipped
FROM supportbot.numbered_orders o
JOIN `shop`.`sales_shipment` s ON s.order_id = o.entity_id
LEFT JOIN `shop`.`sales_shipment_track` t ON t.parent_id = s.entity_id;

-- Only where a shipment has one tracking number. With several nobody knows what is in which parcel.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.shipment_items AS
SELECT
    o.increment_id AS order_id,
    TRIM(t.track_number) AS tracking_number,
    i.item_id AS line,
    si.qty AS quantity
FROM supportbot.numbered_orders o
JOIN `shop`.`sales_shipment` s ON s.order_id = o.entity_id
JOIN `shop`.`sales_shipment_track` t ON t.parent_id = s.entity_id
LEFT JOIN `shop`.`sales_shipment_track` t0 ON t0.parent_id = s.entity_id AND t0.entity_id <> t.entity_id
JOIN `shop`.`sales_shipment_item` si ON si.parent_id = s.entity_id
JOIN `shop`.`sales_order_item` i ON i.item_id = si.order_item_id AND i.parent_item_id IS NULL
WHERE t0.entity_id IS NULL AND TRIM(t.track_number) <> '';

-- States that only fell back to processing, with the shop's status word behind the stroke.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.unmapped_statuses AS
SELECT CONCAT(COALESCE(o.state, '(none)'), ' / ', COALESCE(o.status, '(none)')) AS status, COUNT(*) AS orders
FROM supportbot.counted_orders o
WHERE o.state IS NULL
    OR o.state NOT IN ('new', 'pending_payment', 'payment_review', 'processing', 'holded', 'complete', 'closed', 'canceled')
GROUP BY o.state, o.status;
