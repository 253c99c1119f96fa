-- Views over a PrestaShop 8 shop for SupportBot, on MariaDB 10.11 or MySQL 8.
-- Run by an account that may read the shop's tables and create views. Can be run again.
--
-- Amounts: gross, in the order's own currency, rounded to its smallest unit.
-- Times:   the shop's own zone (PS_TIMEZONE), without an offset; set Orders:TimeZone to it and leave Orders:StoredTimeZone out.
-- Status:  by the flags and mail templates of the shop's states, never by their names. A state that tells nothing by them
--          becomes 'processing'; the view «unmapped_statuses» counts these.
-- Order:   one reference is one order. A cart that the shop split by carriers or warehouses gives several of its orders with
--          one reference and one payment (in mails «ABCDEFGHI#1», «ABCDEFGHI#2»); they are shown as one order with several parcels.
-- The views are merged into the query that reads them, so that the shop's own indexes are used: none but «states» has a subquery in its
-- SELECT list, and that one is small.

SET NAMES utf8mb4;

CREATE DATABASE IF NOT EXISTS supportbot CHARACTER SET utf8mb4;

-- Our word for each of the shop's states, and how far along it is. A few dozen rows.
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.states AS
SELECT
    w.id_order_state,
    w.known_status,
    CASE w.known_status
        WHEN 'pending' THEN 1 WHEN 'invoiced' THEN 2 WHEN 'shipped' THEN 4 WHEN 'delivered' THEN 5 WHEN 'returned' THEN 6 WHEN 'cancelled' THEN 7
        ELSE 3
    END AS step
FROM (
    SELECT
        s.id_order_state,
        CASE
            -- The shop's own states go here: WHEN s.id_order_state = 17 THEN 'shipped'
            WHEN EXISTS (SELECT 1 FROM shop.ps_configuration c WHERE c.name = 'PS_OS_CANCELED' AND c.value = s.id_order_state)
                OR EXISTS (SELECT 1 FROM shop.ps_order_state_lang l WHERE l.id_order_state = s.id_order_state AND l.template = 'order_canceled')
                THEN 'cancelled'
            -- The money went back; the goods need not have.
            WHEN EXISTS (SELECT 1 FROM shop.ps_configuration c WHERE c.name = 'PS_OS_REFUND' AND c.value = s.id_order_state)
                OR EXISTS (SELECT 1 FROM shop.ps_order_state_lang l WHERE l.id_order_state = s.id_order_state AND l.template = 'refund')
                THEN 'returned'
            WHEN EXISTS (SELECT 1 FROM shop.ps_configuration c WHERE c.name = 'PS_OS_DELIVERED' AND c.value = s.id_order_state) THEN 'delivered'
            WHEN s.shipped = 1 THEN 'shipped'
            WHEN s.delivery = 1 THEN 'processing'
            WHEN s.paid = 1 THEN 'invoiced'
            WHEN EXISTS (
                SELECT 1 FROM shop.ps_order_state_lang l
                WHERE l.id_order_state = s.id_order_state AND l.template IN ('cheque', 'bankwire', 'cashondelivery', 'payment_error', 'outofstock'))
                THEN 'pending'
        END AS known_status
    FROM shop.ps_order_state s
) w;

-- The references that count, with the customer's account. The other views stand on it.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.order_keys AS
SELECT
    o.reference AS order_id,
    -- A guest is a customer of its own for each purchase, never an account.
    a.id_customer AS user_id,
    o.id_shop AS shop_id
FROM shop.ps_orders o
LEFT JOIN shop.ps_customer a ON a.id_customer = o.id_customer AND a.is_guest = 0 AND a.deleted = 0
-- Without a state the checkout broke off while the order was being stored.
WHERE o.reference <> ''
    AND o.current_state <> 0
    -- The first of its reference. Nothing keeps a reference from standing at two customers' orders; then it is shown to nobody.
    AND NOT EXISTS (
        SELECT 1 FROM shop.ps_orders e
        WHERE e.reference = o.reference AND (e.id_customer <> o.id_customer OR e.current_state <> 0 AND e.id_order < o.id_order));

-- Of a split cart the row tells the state of the order that is least far along; cancelled ones count last.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.orders AS
SELECT
    k.order_id,
    k.user_id,
    -- The shop keeps no address with the order: it is the account's (or guest's) of today.
    c.email,
    COALESCE(s.known_status, 'processing') AS status,
    CASE WHEN YEAR(p.date_add) > 0 THEN p.date_add END AS date_purchase,
    -- The day of the first state that counts as shipped. «delivery_date» of the shop is no delivery.
    CASE WHEN YEAR(h.date_add) > 0 THEN h.date_add END AS date_shipped,
    CASE WHEN YEAR(d.date_add) > 0 THEN d.date_add END AS date_delivered,
    k.shop_id
FROM supportbot.order_keys k
JOIN shop.ps_orders p ON p.reference = k.order_id AND p.current_state <> 0
LEFT JOIN supportbot.states s ON s.id_order_state = p.current_state
LEFT JOIN shop.ps_customer c ON c.id_customer = p.id_customer
LEFT JOIN shop.ps_order_history h ON s.known_status IN ('shipped', 'delivered', 'returned') AND h.id_order_history = (
    SELECT MIN(x.id_order_history) FROM shop.ps_order_history x
    JOIN shop.ps_order_state y ON y.id_order_state = x.id_order_state
    WHERE x.id_order = p.id_order AND y.shipped = 1)
LEFT JOIN shop.ps_order_history d ON s.known_status IN ('delivered', 'returned') AND d.id_order_history = (
    SELECT MIN(x.id_order_history) FROM shop.ps_order_history x
    JOIN shop.ps_configuration y ON y.name = 'PS_OS_DELIVERED' AND y.value = x.id_order_state
    WHERE x.id_order = p.id_order)
WHERE NOT EXISTS (
    SELECT 1 FROM shop.ps_orders q
    LEFT JOIN supportbot.states t ON t.id_order_state = q.current_state
    WHERE q.reference = p.reference AND q.current_state <> 0 AND q.id_order <> p.id_order
        AND (COALESCE(t.step, 3) < COALESCE(s.step, 3) OR COALESCE(t.step, 3) = COALESCE(s.step, 3) AND q.id_order < p.id_order));

-- The unit price has its own reductions taken off, but not vouchers, which count for a whole order. Shipping is no item.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.order_items AS
SELECT
    k.order_id,
    d.id_order_detail AS line,
    d.product_name,
    d.product_quantity AS quantity,
    CAST(ROUND(
        d.unit_price_tax_incl
        * CASE
            WHEN c.iso_code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
            WHEN c.iso_code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
            WHEN c.iso_code IS NOT NULL THEN 100
        END) AS SIGNED) AS unit_price_minor,
    c.iso_code AS currency
FROM supportbot.order_keys k
JOIN shop.ps_orders p ON p.reference = k.order_id AND p.current_state <> 0
JOIN shop.ps_order_detail d ON d.id_order = p.id_order
LEFT JOIN shop.ps_currency c ON c.id_currency = p.id_currency;

-- Charges are the payments noted for a reference (shipping and vouchers reckoned in); the shop itself notes one when a state
-- says that the order is paid. A refund is a credit slip: whether and how the money went back, the shop doesn't know.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.payments AS
SELECT
    k.order_id,
    CASE WHEN b.amount < 0 THEN 'refund' ELSE w.kind END AS kind,
    NULLIF(b.payment_method, '') AS method,
    CAST(ROUND(
        ABS(CASE
            WHEN w.kind = 'charge' THEN b.amount
            -- A slip less a voucher: its gross amount isn't stored in every case.
            WHEN r.order_slip_type = 1 THEN NULL
            -- Old slips, and slips over an amount that staff chose.
            WHEN r.total_products_tax_incl IS NULL OR r.amount <> r.total_products_tax_excl AND r.amount <> r.total_products_tax_incl
                THEN r.amount + r.shipping_cost_amount
            -- «amount» alone is net in shops that show net prices.
            ELSE r.total_products_tax_incl + COALESCE(r.total_shipping_tax_incl, 0)
        END)
        * CASE
            WHEN c.iso_code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
            WHEN c.iso_code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
            WHEN c.iso_code IS NOT NULL THEN 100
        END) AS SIGNED) AS amount_minor,
    c.iso_code AS currency,
    CASE WHEN w.kind = 'refund' THEN 'credit slip' WHEN b.amount < 0 THEN 'refunded' ELSE 'paid' END AS status,
    CASE
        WHEN w.kind = 'charge' THEN CASE WHEN YEAR(b.date_add) > 0 THEN b.date_add END
        WHEN YEAR(r.date_add) > 0 THEN r.date_add
    END AS date_paid
FROM supportbot.order_keys k
CROSS JOIN (SELECT 'charge' AS kind UNION ALL SELECT 'refund') w
LEFT JOIN shop.ps_order_payment b ON w.kind = 'charge' AND b.order_reference = k.order_id AND b.amount <> 0
LEFT JOIN shop.ps_orders p ON w.kind = 'refund' AND p.reference = k.order_id AND p.current_state <> 0
LEFT JOIN shop.ps_order_slip r ON r.id_order = p.id_order
LEFT JOIN shop.ps_currency c ON c.id_currency = COALESCE(b.id_currency, p.id_currency)
WHERE b.id_order_payment IS NOT NULL OR r.id_order_slip IS NOT NULL;

-- The shop makes a row for the carrier with the order; it counts as a parcel once it has a number, or the order is shipped with
-- a carrier that has a name.
-- The days are the order's: a parcel has none of its own.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.shipments AS
SELECT
    k.order_id,
    -- '0' stands for the shop's own name.
    NULLIF(c.name, '0') AS carrier,
    NULLIF(x.tracking_number, '') AS tracking_number,
    CASE WHEN x.tracking_number <> '' AND c.url LIKE '%@%' THEN REPLACE(c.url, '@', x.tracking_number) END AS tracking_url,
    CASE WHEN YEAR(h.date_add) > 0 THEN h.date_add END AS date_shipped,
    CASE WHEN YEAR(d.date_add) > 0 THEN d.date_add END AS date_delivered
FROM supportbot.order_keys k
JOIN shop.ps_orders p ON p.reference = k.order_id AND p.current_state <> 0
JOIN shop.ps_order_carrier x ON x.id_order = p.id_order
LEFT JOIN supportbot.states s ON s.id_order_state = p.current_state
LEFT JOIN shop.ps_carrier c ON c.id_carrier = x.id_carrier
LEFT JOIN shop.ps_order_history h ON s.known_status IN ('shipped', 'delivered', 'returned') AND h.id_order_history = (
    SELECT MIN(v.id_order_history) FROM shop.ps_order_history v
    JOIN shop.ps_order_state y ON y.id_order_state = v.id_order_state
    WHERE v.id_order = p.id_order AND y.shipped = 1)
LEFT JOIN shop.ps_order_history d ON s.known_status IN ('delivered', 'returned') AND d.id_order_history = (
    SELECT MIN(v.id_order_history) FROM shop.ps_order_history v
    JOIN shop.ps_configuration y ON y.name = 'PS_OS_DELIVERED' AND y.value = v.id_order_state
    WHERE v.id_order = p.id_order)
WHERE x.tracking_number <> '' OR h.id_order_history IS NOT NULL AND c.name <> '0';

-- Known where an order has one parcel: all of it is in there. Of a split cart that tells which item came in which.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.shipment_items AS
SELECT
    k.order_id,
    x.tracking_number,
    d.id_order_detail AS line,
    d.product_quantity AS quantity
FROM supportbot.order_keys k
JOIN shop.ps_orders p ON p.reference = k.order_id AND p.current_state <> 0
JOIN shop.ps_order_carrier x ON x.id_order = p.id_order AND x.tracking_number <> ''
JOIN shop.ps_order_detail d ON d.id_order = p.id_order
WHERE NOT EXISTS (SELECT 1 FROM shop.ps_order_carrier y WHERE y.id_order = x.id_order AND y.id_order_carrier <> x.id_order_carrier);

-- The status is the shop's word in the order's language. When the goods came back isn't stored.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.returns AS
SELECT
    k.order_id,
    l.name AS status,
    CASE WHEN YEAR(r.date_add) > 0 THEN r.date_add END AS date_requested
FROM supportbot.order_keys k
JOIN shop.ps_orders p ON p.reference = k.order_id AND p.current_state <> 0
JOIN shop.ps_order_return r ON r.id_order = p.id_order
LEFT JOIN shop.ps_order_return_state_lang l ON l.id_order_return_state = r.state AND l.id_lang = p.id_lang;

-- Accounts, no guests and no deleted ones. The address is the one added last.
CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY DEFINER VIEW supportbot.users AS
SELECT
    u.id_customer AS user_id,
    NULLIF(u.firstname, '') AS first_name,
    NULLIF(u.lastname, '') AS last_name,
    CASE WHEN YEAR(u.date_add) > 0 THEN u.date_add END AS joining_date,
    COALESCE(NULLIF(a.phone, ''), NULLIF(a.phone_mobile, '')) AS phone,
    u.email,
    NULLIF(CONCAT_WS(', ', NULLIF(a.address1, ''), NULLIF(a.address2, '')), '') AS address,
    NULLIF(a.city, '') AS city,
    NULLIF(a.postcode, '') AS zip_code
FROM shop.ps_customer u
LEFT JOIN shop.ps_address a ON a.id_address =
    (SELECT MAX(x.id_address) FROM shop.ps_address x WHERE x.id_customer = u.id_customer AND x.deleted = 0 AND x.active = 1)
WHERE u.is_guest = 0 AND u.deleted = 0;

-- The shop's states that only fell back to 'processing'. Put them into the list of the view «states».
CREATE OR REPLACE SQL SECURITY DEFINER VIEW supportbot.unmapped_statuses AS
SELECT COALESCE(l.name, CONCAT('state ', o.current_state)) AS status, COUNT(*) AS orders
FROM shop.ps_orders o
LEFT JOIN supportbot.states s ON s.id_order_state = o.current_state
LEFT JOIN shop.ps_order_state_lang l ON l.id_order_state = o.current_state AND l.id_lang =
    (SELECT MIN(x.id_lang) FROM shop.ps_order_state_lang x WHERE x.id_order_state = o.current_state)
WHERE o.current_state <> 0 AND s.known_status IS NULL
GROUP BY o.current_state, l.name;
