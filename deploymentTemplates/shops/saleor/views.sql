-- Views over a Saleor 3 shop (PostgreSQL 13 or later), checked against the models of Saleor 3.23.28.
-- Run as the owner of the shop's tables; can be run again.
--
-- Amounts: gross, in the order's currency. A line's unit price is after discounts.
-- Times: timestamptz, so they carry their zone.
-- Order numbers and user ids are whole numbers here as in the shop: as text they couldn't be found by the shop's indexes.
-- Status words that are not in the list of supportbot.orders fall back to 'processing'; unmapped_statuses lists them.

CREATE SCHEMA IF NOT EXISTS supportbot;

-- An amount in the smallest unit of its currency, by the digits of ISO 4217.
CREATE OR REPLACE FUNCTION supportbot.minor_units(amount numeric, currency text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT round(amount * CASE
        WHEN upper(currency) IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
        WHEN upper(currency) IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
        ELSE 100
    END)::bigint
$$;

-- Accounts that can sign in. The address is the default for shipping, else the one for bills.
CREATE OR REPLACE VIEW supportbot.users AS
SELECT u.id AS user_id,
       NULLIF(u.first_name, '') AS first_name,
       NULLIF(u.last_name, '') AS last_name,
       u.date_joined AS joining_date,
       NULLIF(a.phone, '') AS phone,
       u.email,
       NULLIF(concat_ws(', ', NULLIF(a.street_address_1, ''), NULLIF(a.street_address_2, '')), '') AS address,
       NULLIF(a.city, '') AS city,
       NULLIF(a.postal_code, '') AS zip_code
FROM public.account_user u
LEFT JOIN public.account_address a ON a.id = COALESCE(u.default_shipping_address_id, u.default_billing_address_id)
WHERE u.is_active;

-- Drafts are not orders yet. user_id is NULL for guests and for deleted accounts.
-- date_shipped: the day on which the first parcel was entered. Saleor knows no delivery.
-- channel: for Orders:Filters, where the database serves several storefronts.
CREATE OR REPLACE VIEW supportbot.orders AS
SELECT o.number AS order_id,
       o.user_id,
       NULLIF(o.user_email, '') AS email,
       CASE
           WHEN o.status = 'unconfirmed' THEN 'pending'
           -- A refund takes the charge status back although the order was paid.
           WHEN o.status = 'unfulfilled' AND (
               o.charge_status IN ('full', 'overcharged')
               OR EXISTS (SELECT FROM public.payment_transactionitem i WHERE i.order_id = o.id AND i.refunded_value > 0)
               OR EXISTS (SELECT FROM public.payment_payment p WHERE p.order_id = o.id AND p.charge_status IN ('partially-refunded', 'fully-refunded'))
           ) THEN 'processing'
           WHEN o.status = 'unfulfilled' THEN 'pending'
           WHEN o.status IN ('partially fulfilled', 'fulfilled', 'partially_returned') THEN 'shipped'
           WHEN o.status = 'returned' THEN 'returned'
           WHEN o.status IN ('canceled', 'expired') THEN 'cancelled'
           ELSE 'processing'
       END AS status,
       o.created_at AS date_purchase,
       (SELECT min(f.created_at) FROM public.order_fulfillment f WHERE f.order_id = o.id AND f.status = 'fulfilled') AS date_shipped,
       c.slug AS channel
FROM public.order_order o
LEFT JOIN public.channel_channel c ON c.id = o.channel_id
WHERE o.status <> 'draft';

-- Names are in the language of the order. Where a variant has no name of its own, Saleor stores its SKU or id there; that is left out.
CREATE OR REPLACE VIEW supportbot.order_items AS
SELECT o.number AS order_id,
       l.line,
       COALESCE(NULLIF(l.translated_product_name, ''), l.product_name)
           || CASE
               WHEN l.variant_name IN ('', l.product_name) OR l.variant_name = l.product_sku OR l.variant_name LIKE 'ID:%' THEN ''
               ELSE ' (' || COALESCE(NULLIF(l.translated_variant_name, ''), l.variant_name) || ')'
           END AS product_name,
       l.quantity,
       supportbot.minor_units(l.unit_price_gross_amount, l.currency) AS unit_price_minor,
       l.currency
FROM public.order_order o
CROSS JOIN LATERAL (
    SELECT row_number() OVER (ORDER BY x.created_at, x.id) AS line,
           x.product_name, x.translated_product_name, x.variant_name, x.translated_variant_name, x.product_sku,
           x.quantity, x.unit_price_gross_amount, x.currency
    FROM public.order_orderline x
    WHERE x.order_id = o.id
) l
WHERE o.status <> 'draft';

-- Money that has gone over, from both ways in which Saleor books it: transactions, and the older payments of gateways.
CREATE OR REPLACE VIEW supportbot.payments AS
SELECT o.number AS order_id,
       p.kind,
       p.method,
       supportbot.minor_units(p.amount, p.currency) AS amount_minor,
       p.currency,
       'completed' AS status,
       p.created_at AS date_paid
FROM public.order_order o
CROSS JOIN LATERAL (
    SELECT CASE e.type WHEN 'charge_success' THEN 'charge' ELSE 'refund' END AS kind,
           COALESCE(NULLIF(i.payment_method_name, ''), NULLIF(i.name, '')) AS method,
           e.amount_value - COALESCE(reversed.amount, 0) AS amount,
           e.currency,
           e.created_at
    FROM public.payment_transactionitem i
    JOIN public.payment_transactionevent e ON e.transaction_id = i.id
    -- A refund that came back to the shop.
    LEFT JOIN LATERAL (
        SELECT sum(r.amount_value) AS amount
        FROM public.payment_transactionevent r
        WHERE r.transaction_id = e.transaction_id AND r.include_in_calculations AND e.type = 'refund_success'
          AND r.type = 'refund_reverse' AND r.psp_reference = e.psp_reference AND r.psp_reference <> ''
    ) reversed ON true
    WHERE i.order_id = o.id AND e.type IN ('charge_success', 'refund_success') AND e.include_in_calculations
      -- Apps that set a transaction's sums themselves leave negative charges beside a refund.
      AND e.amount_value > COALESCE(reversed.amount, 0)
      -- Of one payment reference the last report counts, and a failure that isn't older takes it back.
      AND NOT EXISTS (
          SELECT FROM public.payment_transactionevent n
          WHERE n.transaction_id = e.transaction_id AND n.include_in_calculations
            AND n.psp_reference = e.psp_reference AND n.psp_reference <> ''
            AND ((n.type = e.type AND (n.created_at, n.id) > (e.created_at, e.id))
                OR (n.type = replace(e.type, '_success', '_failure') AND n.created_at >= e.created_at)))
    UNION ALL
    SELECT CASE t.kind WHEN 'capture' THEN 'charge' ELSE 'refund' END,
           COALESCE(NULLIF(y.payment_method_type, ''), regexp_replace(y.gateway, '^.*[.:]', '')),
           t.amount,
           t.currency,
           t.created_at
    FROM public.payment_payment y
    JOIN public.payment_transaction t ON t.payment_id = y.id
    WHERE y.order_id = o.id AND t.kind IN ('capture', 'refund') AND t.is_success AND NOT t.action_required AND t.amount > 0
) p
WHERE o.status <> 'draft';

-- Parcels. Saleor has no carrier; the name of the shipping method stands for it. Instead of a number, staff may enter a link.
CREATE OR REPLACE VIEW supportbot.shipments AS
SELECT o.number AS order_id,
       NULLIF(o.shipping_method_name, '') AS carrier,
       CASE WHEN f.tracking_number !~ '^[-[:alnum:]_]+://' THEN NULLIF(f.tracking_number, '') END AS tracking_number,
       CASE WHEN f.tracking_number ~* '^https?://' THEN f.tracking_number END AS tracking_url,
       f.created_at AS date_shipped
FROM public.order_order o
JOIN public.order_fulfillment f ON f.order_id = o.id AND f.status = 'fulfilled'
WHERE o.status <> 'draft';

-- Only for parcels with a number. A line from two stocks may stand twice in a parcel.
CREATE OR REPLACE VIEW supportbot.shipment_items AS
SELECT o.number AS order_id,
       f.tracking_number,
       l.line,
       x.quantity
FROM public.order_order o
JOIN public.order_fulfillment f ON f.order_id = o.id AND f.status = 'fulfilled'
    AND f.tracking_number <> '' AND f.tracking_number !~ '^[-[:alnum:]_]+://'
JOIN public.order_fulfillmentline x ON x.fulfillment_id = f.id
CROSS JOIN LATERAL (
    SELECT count(*) AS line
    FROM public.order_orderline mine
    JOIN public.order_orderline upto ON upto.order_id = mine.order_id AND (upto.created_at, upto.id) <= (mine.created_at, mine.id)
    WHERE mine.id = x.order_line_id
) l
WHERE o.status <> 'draft';

-- Saleor knows no request: staff enter a return when they take it back.
CREATE OR REPLACE VIEW supportbot.returns AS
SELECT o.number AS order_id,
       CASE f.status WHEN 'refunded_and_returned' THEN 'received and refunded' ELSE 'received' END AS status,
       f.created_at AS date_received
FROM public.order_order o
JOIN public.order_fulfillment f ON f.order_id = o.id AND f.status IN ('returned', 'refunded_and_returned')
WHERE o.status <> 'draft';

-- For the operator: status words of the shop that only fell back.
CREATE OR REPLACE VIEW supportbot.unmapped_statuses AS
SELECT o.status, count(*) AS orders
FROM public.order_order o
WHERE o.status NOT IN ('draft', 'unconfirmed', 'unfulfilled', 'partially fulfilled', 'fulfilled', 'partially_returned', 'returned', 'canceled', 'expired')
GROUP BY o.status;
