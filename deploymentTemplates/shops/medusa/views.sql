-- Views over a Medusa 2 shop (PostgreSQL 13 or later), checked against the schemas of Medusa 2.21.2 and 2.0.0.
-- Run as the owner of the shop's tables; can be run again.
--
-- Amounts: gross, in the order's currency. A line's unit price has its taxes in it and its discounts taken off.
-- Times: timestamptz, so they carry their zone.
-- Order numbers are whole numbers here as in the shop: as text they couldn't be found by the shop's index.
-- Medusa's own status says nothing about payment and shipping, so ours comes from payments, parcels and returns.
-- Orders whose status word is not in the list of supportbot.orders, and of which nothing else is known, fall back to 'processing';
-- unmapped_statuses lists the words.

CREATE SCHEMA IF NOT EXISTS supportbot;

-- An amount in the smallest unit of its currency, by the digits of ISO 4217.
CREATE OR REPLACE FUNCTION supportbot.minor_units(amount numeric, currency text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT round(amount * CASE
        WHEN upper(currency) IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
        WHEN upper(currency) IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
        ELSE 100
    END)::bigint
$$;

-- Accounts only: a guest has a row of the same table. By to_jsonb because Medusa 2.0 deleted addresses for good and has no such column.
CREATE OR REPLACE VIEW supportbot.users AS
SELECT c.id AS user_id,
       c.first_name,
       c.last_name,
       c.created_at AS joining_date,
       COALESCE(c.phone, a.phone) AS phone,
       c.email,
       NULLIF(concat_ws(', ', NULLIF(a.address_1, ''), NULLIF(a.address_2, '')), '') AS address,
       a.city,
       a.postal_code AS zip_code
FROM public.customer c
LEFT JOIN public.customer_address a ON a.customer_id = c.id AND a.is_default_shipping AND to_jsonb(a) ->> 'deleted_at' IS NULL
WHERE c.has_account AND c.deleted_at IS NULL;

-- user_id is NULL for guests and for deleted accounts.
-- delivered: every parcel is marked as delivered and nothing is left to send. returned: every piece came back.
-- date_shipped: the day of the first parcel. date_delivered: the day of the last one, once all are delivered.
-- sales_channel_id: for Orders:Filters, where the database serves several storefronts.
CREATE OR REPLACE VIEW supportbot.orders AS
SELECT o.display_id AS order_id,
       c.id AS user_id,
       o.email,
       CASE
           WHEN o.status::text = 'canceled' THEN 'cancelled'
           WHEN i.are_returned THEN 'returned'
           WHEN f.are_delivered AND i.are_sent THEN 'delivered'
           WHEN f.is_shipped THEN 'shipped'
           WHEN f.is_packed OR EXISTS (
               SELECT
               FROM public.order_payment_collection op
               JOIN public.payment_collection pc ON pc.id = op.payment_collection_id AND pc.deleted_at IS NULL
               WHERE op.order_id = o.id AND op.deleted_at IS NULL AND (pc.captured_amount > 0 OR pc.amount = 0)
           ) THEN 'processing'
           WHEN o.status::text IN ('pending', 'completed', 'archived', 'requires_action') THEN 'pending'
           ELSE 'processing'
       END AS status,
       o.created_at AS date_purchase,
       f.first_shipped AS date_shipped,
       CASE WHEN f.are_delivered AND i.are_sent THEN f.last_delivered END AS date_delivered,
       o.sales_channel_id
FROM public."order" o
LEFT JOIN public.customer c ON c.id = o.customer_id AND c.has_account AND c.deleted_at IS NULL
LEFT JOIN LATERAL (
    SELECT bool_and(x.return_received_quantity + x.return_dismissed_quantity >= x.quantity) AS are_returned,
           bool_and(x.fulfilled_quantity >= x.quantity) AS are_sent
    FROM public.order_item x
    WHERE x.order_id = o.id AND x.version = o.version AND x.quantity > 0 AND x.deleted_at IS NULL
) i ON true
LEFT JOIN LATERAL (
    SELECT count(*) > 0 AS is_packed,
           bool_or(x.shipped_at IS NOT NULL OR x.delivered_at IS NOT NULL) AS is_shipped,
           bool_and(x.delivered_at IS NOT NULL) AS are_delivered,
           min(x.shipped_at) AS first_shipped,
           max(x.delivered_at) AS last_delivered
    FROM public.order_fulfillment l
    JOIN public.fulfillment x ON x.id = l.fulfillment_id AND x.canceled_at IS NULL AND x.deleted_at IS NULL
    WHERE l.order_id = o.id AND l.deleted_at IS NULL
) f ON true
WHERE o.deleted_at IS NULL AND NOT o.is_draft_order AND o.status::text <> 'draft';

-- The lines of the order's current version, without those that an edit took out.
CREATE OR REPLACE VIEW supportbot.order_items AS
SELECT o.display_id AS order_id,
       l.line,
       l.product_name,
       l.quantity,
       supportbot.minor_units((l.net_price - l.net_discount / l.quantity) * (1 + l.tax), o.currency_code) AS unit_price_minor,
       upper(o.currency_code) AS currency,
       l.thumbnail AS image_url
FROM public."order" o
CROSS JOIN LATERAL (
    SELECT row_number() OVER (ORDER BY y.created_at, y.id) AS line,
           COALESCE(NULLIF(y.product_title, ''), y.title)
               || CASE
                   WHEN y.variant_title IS NULL OR lower(y.variant_title) IN ('', 'default', 'default variant', 'default title', lower(y.product_title)) THEN ''
                   ELSE ' (' || y.variant_title || ')'
               END AS product_name,
           x.quantity,
           tax.rate AS tax,
           COALESCE(x.unit_price, y.unit_price) / CASE WHEN y.is_tax_inclusive THEN 1 + tax.rate ELSE 1 END AS net_price,
           discount.net AS net_discount,
           y.thumbnail
    FROM public.order_item x
    JOIN public.order_line_item y ON y.id = x.item_id AND y.deleted_at IS NULL
    CROSS JOIN LATERAL (
        SELECT COALESCE(sum(t.rate), 0) / 100 AS rate
        FROM public.order_line_item_tax_line t
        WHERE t.item_id = y.id AND t.deleted_at IS NULL
    ) tax
    -- By to_jsonb because Medusa before 2.12 hasn't all of these columns.
    CROSS JOIN LATERAL (
        SELECT COALESCE(sum(d.amount / CASE WHEN (to_jsonb(d) ->> 'is_tax_inclusive')::boolean THEN 1 + tax.rate ELSE 1 END), 0) AS net
        FROM public.order_line_item_adjustment d
        WHERE d.item_id = y.id AND d.deleted_at IS NULL AND COALESCE((to_jsonb(d) ->> 'version')::integer, x.version) = x.version
    ) discount
    WHERE x.order_id = o.id AND x.version = o.version AND x.quantity > 0 AND x.deleted_at IS NULL
) l
WHERE o.deleted_at IS NULL AND NOT o.is_draft_order AND o.status::text <> 'draft';

-- Money that has gone over. The method is the provider's name without what Medusa puts around it; payments entered by hand
-- (provider «system») have none.
CREATE OR REPLACE VIEW supportbot.payments AS
SELECT o.display_id AS order_id,
       m.kind,
       NULLIF(regexp_replace(m.provider_id, '^pp_([^_]+).*$', '\1'), 'system') AS method,
       supportbot.minor_units(m.amount, m.currency_code) AS amount_minor,
       upper(m.currency_code) AS currency,
       'completed' AS status,
       m.created_at AS date_paid
FROM public."order" o
CROSS JOIN LATERAL (
    SELECT 'charge' AS kind, p.provider_id, p.currency_code, x.amount, x.created_at
    FROM public.order_payment_collection l
    JOIN public.payment p ON p.payment_collection_id = l.payment_collection_id AND p.deleted_at IS NULL
    JOIN public.capture x ON x.payment_id = p.id AND x.deleted_at IS NULL AND x.amount > 0
    WHERE l.order_id = o.id AND l.deleted_at IS NULL
    UNION ALL
    SELECT 'refund', p.provider_id, p.currency_code, x.amount, x.created_at
    FROM public.order_payment_collection l
    JOIN public.payment p ON p.payment_collection_id = l.payment_collection_id AND p.deleted_at IS NULL
    JOIN public.refund x ON x.payment_id = p.id AND x.deleted_at IS NULL AND x.amount > 0
    WHERE l.order_id = o.id AND l.deleted_at IS NULL
) m
WHERE o.deleted_at IS NULL AND NOT o.is_draft_order AND o.status::text <> 'draft';

-- Parcels that have left, one row for each tracking number. Medusa has no carrier; the name of the shipping option stands for it.
-- The admin enters '#' where there is no link.
CREATE OR REPLACE VIEW supportbot.shipments AS
SELECT o.display_id AS order_id,
       p.carrier,
       p.tracking_number,
       p.tracking_url,
       p.date_shipped,
       p.date_delivered
FROM public."order" o
CROSS JOIN LATERAL (
    SELECT s.name AS carrier,
           NULLIF(t.tracking_number, '') AS tracking_number,
           CASE WHEN t.tracking_url ~* '^https?://' THEN t.tracking_url END AS tracking_url,
           f.shipped_at AS date_shipped,
           f.delivered_at AS date_delivered
    FROM public.order_fulfillment l
    JOIN public.fulfillment f ON f.id = l.fulfillment_id AND f.canceled_at IS NULL AND f.deleted_at IS NULL
        AND (f.shipped_at IS NOT NULL OR f.delivered_at IS NOT NULL)
    LEFT JOIN public.fulfillment_label t ON t.fulfillment_id = f.id AND t.deleted_at IS NULL
    LEFT JOIN public.shipping_option s ON s.id = f.shipping_option_id
    WHERE l.order_id = o.id AND l.deleted_at IS NULL
    -- Keeps these joins together, so that the planner starts from a customer's orders: joins of more than eight tables it doesn't reorder.
    OFFSET 0
) p
WHERE o.deleted_at IS NULL AND NOT o.is_draft_order AND o.status::text <> 'draft';

-- Only for fulfilments with one tracking number: of several, Medusa doesn't say which item went with which.
-- A line made of several stock items has a row for each of them; the smallest number of pieces is the line's.
CREATE OR REPLACE VIEW supportbot.shipment_items AS
SELECT o.display_id AS order_id,
       p.tracking_number,
       p.line,
       p.quantity
FROM public."order" o
CROSS JOIN LATERAL (
    SELECT min(t.tracking_number) AS tracking_number, n.line, min(x.quantity) AS quantity
    FROM public.order_fulfillment l
    JOIN public.fulfillment f ON f.id = l.fulfillment_id AND f.canceled_at IS NULL AND f.deleted_at IS NULL
        AND (f.shipped_at IS NOT NULL OR f.delivered_at IS NOT NULL)
    JOIN public.fulfillment_label t ON t.fulfillment_id = f.id AND t.deleted_at IS NULL AND t.tracking_number <> ''
        AND NOT EXISTS (SELECT FROM public.fulfillment_label other WHERE other.fulfillment_id = f.id AND other.id <> t.id AND other.deleted_at IS NULL)
    JOIN public.fulfillment_item x ON x.fulfillment_id = f.id AND x.deleted_at IS NULL
    JOIN (
        SELECT z.id, row_number() OVER (ORDER BY z.created_at, z.id) AS line
        FROM public.order_item y
        JOIN public.order_line_item z ON z.id = y.item_id AND z.deleted_at IS NULL
        WHERE y.order_id = o.id AND y.version = o.version AND y.quantity > 0 AND y.deleted_at IS NULL
    ) n ON n.id = x.line_item_id
    WHERE l.order_id = o.id AND l.deleted_at IS NULL
    GROUP BY f.id, n.line
) p
WHERE o.deleted_at IS NULL AND NOT o.is_draft_order AND o.status::text <> 'draft';

-- 'open' is a return that staff have begun to write.
CREATE OR REPLACE VIEW supportbot.returns AS
SELECT o.display_id AS order_id,
       CASE r.status::text WHEN 'partially_received' THEN 'partly received' WHEN 'canceled' THEN 'cancelled' ELSE r.status::text END AS status,
       r.requested_at AS date_requested,
       r.received_at AS date_received
FROM public."order" o
JOIN public."return" r ON r.order_id = o.id AND r.deleted_at IS NULL AND r.status::text <> 'open'
WHERE o.deleted_at IS NULL AND NOT o.is_draft_order AND o.status::text <> 'draft';

-- For the operator: status words of the shop that only fell back.
CREATE OR REPLACE VIEW supportbot.unmapped_statuses AS
SELECT o.status::text AS status, count(*) AS orders
FROM public."order" o
WHERE o.deleted_at IS NULL AND o.status::text NOT IN ('pending', 'completed', 'draft', 'archived', 'canceled', 'requires_action')
GROUP BY o.status::text;
