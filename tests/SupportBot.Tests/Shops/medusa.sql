-- A small Medusa 2 shop: the columns that the views read, with the types and indexes of Medusa 2.21. All people are made up.

-- The last status is no word of Medusa's: it stands for one that a plugin adds.
CREATE TYPE order_status_enum AS ENUM ('pending', 'completed', 'draft', 'archived', 'canceled', 'requires_action', 'on_hold');
CREATE TYPE return_status_enum AS ENUM ('open', 'requested', 'received', 'partially_received', 'canceled');

CREATE TABLE customer (
    id text PRIMARY KEY,
    first_name text,
    last_name text,
    email text,
    phone text,
    has_account boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);
CREATE UNIQUE INDEX customer_by_email ON customer (email, has_account) WHERE deleted_at IS NULL;

CREATE TABLE customer_address (
    id text PRIMARY KEY,
    customer_id text NOT NULL REFERENCES customer,
    is_default_shipping boolean NOT NULL DEFAULT false,
    address_1 text,
    address_2 text,
    city text,
    postal_code text,
    phone text,
    deleted_at timestamptz
);
CREATE INDEX address_of_customer ON customer_address (customer_id);
CREATE UNIQUE INDEX address_for_shipping ON customer_address (customer_id) WHERE is_default_shipping = true;

CREATE TABLE "order" (
    id text PRIMARY KEY,
    display_id integer,
    customer_id text,
    version integer NOT NULL DEFAULT 1,
    sales_channel_id text,
    status order_status_enum NOT NULL DEFAULT 'pending',
    is_draft_order boolean NOT NULL DEFAULT false,
    email text,
    currency_code text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    custom_display_id text
);
CREATE INDEX order_of_customer ON "order" (customer_id) WHERE deleted_at IS NULL;
CREATE INDEX order_by_number ON "order" (display_id) WHERE deleted_at IS NULL;

CREATE TABLE order_line_item (
    id text PRIMARY KEY,
    title text NOT NULL,
    thumbnail text,
    product_title text,
    variant_title text,
    is_tax_inclusive boolean NOT NULL DEFAULT false,
    unit_price numeric NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);

CREATE TABLE order_item (
    id text PRIMARY KEY,
    order_id text NOT NULL REFERENCES "order",
    version integer NOT NULL,
    item_id text NOT NULL REFERENCES order_line_item,
    quantity numeric NOT NULL,
    fulfilled_quantity numeric NOT NULL,
    return_received_quantity numeric NOT NULL,
    return_dismissed_quantity numeric NOT NULL,
    unit_price numeric,
    deleted_at timestamptz
);
CREATE INDEX item_of_order ON order_item (order_id) WHERE deleted_at IS NULL;
CREATE INDEX item_of_order_version ON order_item (order_id, version) WHERE deleted_at IS NULL;

CREATE TABLE order_line_item_tax_line (
    id text PRIMARY KEY,
    item_id text NOT NULL REFERENCES order_line_item,
    rate numeric NOT NULL,
    deleted_at timestamptz
);
CREATE INDEX tax_of_item ON order_line_item_tax_line (item_id) WHERE deleted_at IS NULL;

CREATE TABLE order_line_item_adjustment (
    id text PRIMARY KEY,
    item_id text NOT NULL REFERENCES order_line_item,
    amount numeric NOT NULL,
    is_tax_inclusive boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    deleted_at timestamptz
);
CREATE INDEX adjustment_of_item ON order_line_item_adjustment (item_id) WHERE deleted_at IS NULL;

CREATE TABLE shipping_option (
    id text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE fulfillment (
    id text PRIMARY KEY,
    shipping_option_id text REFERENCES shipping_option,
    packed_at timestamptz,
    shipped_at timestamptz,
    delivered_at timestamptz,
    canceled_at timestamptz,
    deleted_at timestamptz
);

CREATE TABLE fulfillment_label (
    id text PRIMARY KEY,
    fulfillment_id text NOT NULL REFERENCES fulfillment,
    tracking_number text NOT NULL,
    tracking_url text NOT NULL,
    deleted_at timestamptz
);
CREATE INDEX label_of_fulfillment ON fulfillment_label (fulfillment_id) WHERE deleted_at IS NULL;

CREATE TABLE fulfillment_item (
    id text PRIMARY KEY,
    fulfillment_id text NOT NULL REFERENCES fulfillment,
    line_item_id text,
    quantity numeric NOT NULL,
    deleted_at timestamptz
);
CREATE INDEX item_of_fulfillment ON fulfillment_item (fulfillment_id) WHERE deleted_at IS NULL;

CREATE TABLE order_fulfillment (
    id varchar(255) NOT NULL,
    order_id varchar(255) NOT NULL,
    fulfillment_id varchar(255) NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (order_id, fulfillment_id)
);

CREATE TABLE payment_collection (
    id text PRIMARY KEY,
    amount numeric NOT NULL,
    captured_amount numeric,
    deleted_at timestamptz
);

CREATE TABLE order_payment_collection (
    id varchar(255) NOT NULL,
    order_id varchar(255) NOT NULL,
    payment_collection_id varchar(255) NOT NULL,
    deleted_at timestamptz,
    PRIMARY KEY (order_id, payment_collection_id)
);

CREATE TABLE payment (
    id text PRIMARY KEY,
    payment_collection_id text NOT NULL REFERENCES payment_collection,
    provider_id text NOT NULL,
    currency_code text NOT NULL,
    deleted_at timestamptz
);
CREATE INDEX payment_of_collection ON payment (payment_collection_id) WHERE deleted_at IS NULL;

CREATE TABLE capture (
    id text PRIMARY KEY,
    payment_id text NOT NULL REFERENCES payment,
    amount numeric NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);
CREATE INDEX capture_of_payment ON capture (payment_id) WHERE deleted_at IS NULL;

CREATE TABLE refund (
    id text PRIMARY KEY,
    payment_id text NOT NULL REFERENCES payment,
    amount numeric NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);
CREATE INDEX refund_of_payment ON refund (payment_id) WHERE deleted_at IS NULL;

CREATE TABLE "return" (
    id text PRIMARY KEY,
    order_id text NOT NULL,
    status return_status_enum NOT NULL DEFAULT 'open',
    requested_at timestamptz,
    received_at timestamptz,
    deleted_at timestamptz
);
CREATE INDEX return_of_order ON "return" (order_id) WHERE deleted_at IS NULL;

-- cus_test06 has orders, cus_test07 has none, cus_test08 is somebody else; cus_guest06 is a guest with the address of cus_test06;
-- cus_gone was deleted.
INSERT INTO customer (id, first_name, last_name, email, phone, has_account, created_at, deleted_at) VALUES
    ('cus_test06', 'Nora', 'Fink', 'nora.fink@example.com', NULL, true, '2024-05-02 08:00:00+00', NULL),
    ('cus_guest06', 'Nora', NULL, 'nora.fink@example.com', NULL, false, '2024-04-02 08:00:00+00', NULL),
    ('cus_test07', 'Ole', 'Brandt', 'ole.brandt@example.com', '+4943155501234', true, '2025-01-20 08:00:00+00', NULL),
    ('cus_test08', 'Mia', 'Lorenz', 'mia.lorenz@example.com', NULL, true, '2025-02-11 08:00:00+00', NULL),
    ('cus_gone', 'Tom', 'Kern', 'tom.kern@example.com', NULL, true, '2023-02-11 08:00:00+00', '2026-01-01 08:00:00+00');

INSERT INTO customer_address (id, customer_id, is_default_shipping, address_1, address_2, city, postal_code, phone, deleted_at) VALUES
    ('cuaddr_1', 'cus_test06', true, '12 Harbour Lane', 'Flat 3', 'Bremen', '28195', '+4942155501234', NULL),
    ('cuaddr_2', 'cus_test06', false, '1 Office Park', NULL, 'Bremen', '28197', NULL, NULL),
    ('cuaddr_3', 'cus_test07', true, '9 Old Street', NULL, 'Kiel', '24103', NULL, '2025-06-01 08:00:00+00');

INSERT INTO "order" (id, display_id, customer_id, version, sales_channel_id, status, is_draft_order, email, currency_code, created_at, deleted_at) VALUES
    ('order_2001', 2001, 'cus_test06', 1, 'sc_main', 'completed', false, 'nora.fink@example.com', 'eur', '2026-03-02 10:15:00+00', NULL),
    ('order_2002', 2002, 'cus_test06', 2, 'sc_main', 'pending', false, 'nora.fink@example.com', 'eur', '2026-03-05 09:00:00+00', NULL),
    ('order_2003', 2003, 'cus_test06', 1, 'sc_main', 'pending', false, 'nora.fink@example.com', 'eur', '2026-03-08 12:30:00+00', NULL),
    ('order_2004', 2004, 'cus_test06', 1, 'sc_main', 'archived', false, 'nora.fink@example.com', 'eur', '2026-02-01 07:45:00+00', NULL),
    ('order_2005', 2005, 'cus_test06', 1, 'sc_main', 'canceled', false, 'nora.fink@example.com', 'eur', '2026-02-03 16:20:00+00', NULL),
    ('order_2006', 2006, 'cus_test06', 1, 'sc_japan', 'pending', false, 'nora.fink@example.com', 'jpy', '2026-03-10 06:05:00+00', NULL),
    ('order_2007', 2007, 'cus_test06', 1, 'sc_main', 'on_hold', false, 'nora.fink@example.com', 'kwd', '2026-03-11 11:00:00+00', NULL),
    ('order_2008', 2008, 'cus_test06', 1, 'sc_main', 'completed', false, 'nora.work@example.com', 'usd', '2026-01-15 11:00:00+00', NULL),
    -- Not orders: a draft and a deleted one.
    ('order_2009', 2009, 'cus_test06', 1, 'sc_main', 'draft', true, 'nora.fink@example.com', 'eur', '2026-03-13 11:00:00+00', NULL),
    ('order_2010', 2010, 'cus_test06', 1, 'sc_main', 'pending', false, 'nora.fink@example.com', 'eur', '2026-03-13 12:00:00+00', '2026-03-14 12:00:00+00'),
    ('order_2011', 2011, 'cus_guest06', 1, 'sc_main', 'pending', false, 'nora.fink@example.com', 'eur', '2026-03-14 11:00:00+00', NULL),
    ('order_2012', 2012, 'cus_gone', 1, 'sc_main', 'completed', false, 'tom.kern@example.com', 'eur', '2025-12-14 11:00:00+00', NULL),
    ('order_2013', 2013, NULL, 1, 'sc_main', 'requires_action', false, 'walk.in@example.com', 'eur', '2026-03-15 11:00:00+00', NULL),
    ('order_2014', 2014, 'cus_test08', 1, 'sc_main', 'pending', false, 'mia.lorenz@example.com', 'eur', '2026-03-16 11:00:00+00', NULL),
    -- Packed, not paid yet.
    ('order_2015', 2015, 'cus_test06', 1, 'sc_main', 'pending', false, 'nora.fink@example.com', 'eur', '2026-03-17 11:00:00+00', NULL);

INSERT INTO order_line_item (id, title, thumbnail, product_title, variant_title, is_tax_inclusive, unit_price, created_at) VALUES
    -- Ids are out of order on purpose: a line's place comes from its time.
    ('ordli_9', 'Trail Shoe', 'https://img.example.com/shoe.jpg', 'Trail Shoe', 'Blue / 42', true, 59.99, '2026-03-02 10:15:00.001+00'),
    ('ordli_2', 'Wool Socks', NULL, 'Wool Socks', 'Default Variant', true, 9.99, '2026-03-02 10:15:00.002+00'),
    ('ordli_3', 'Mug', NULL, 'Mug', 'White', false, 12, '2026-03-05 09:00:00.001+00'),
    ('ordli_4', 'Taken Out', NULL, 'Taken Out', NULL, false, 5, '2026-03-05 09:00:00.002+00'),
    ('ordli_5', 'Spoon', NULL, 'Spoon', NULL, false, 3, '2026-03-05 11:00:00+00'),
    ('ordli_6', 'Linen by the metre', NULL, NULL, NULL, true, 20, '2026-03-08 12:30:00+00'),
    ('ordli_7', 'Desk Lamp', NULL, 'Desk Lamp', 'Desk Lamp', true, 44.95, '2026-02-01 07:45:00+00'),
    ('ordli_8', 'Camp Chair', NULL, 'Camp Chair', NULL, true, 39, '2026-02-03 16:20:00+00'),
    ('ordli_10', 'Tea Tin', NULL, 'Tea Tin', '200 g', true, 1200, '2026-03-10 06:05:00+00'),
    ('ordli_11', 'Brass Bowl', NULL, 'Brass Bowl', NULL, true, 12.3456, '2026-03-11 11:00:00+00'),
    ('ordli_12', 'Water Bottle', NULL, 'Water Bottle', NULL, false, 18.505, '2026-01-15 11:00:00+00'),
    ('ordli_13', 'Never Ordered', NULL, NULL, NULL, true, 1, '2026-03-13 11:00:00+00'),
    ('ordli_14', 'Deleted', NULL, NULL, NULL, true, 1, '2026-03-13 12:00:00+00'),
    ('ordli_15', 'Guest Mug', NULL, NULL, NULL, true, 8, '2026-03-14 11:00:00+00'),
    ('ordli_16', 'Mias Mug', NULL, NULL, NULL, true, 8, '2026-03-16 11:00:00+00'),
    ('ordli_17', 'Bath Towel', NULL, NULL, NULL, true, 15, '2026-03-17 11:00:00+00');

INSERT INTO order_item (id, order_id, version, item_id, quantity, fulfilled_quantity, return_received_quantity, return_dismissed_quantity, unit_price) VALUES
    ('orditem_1', 'order_2001', 1, 'ordli_9', 1, 1, 0, 0, NULL),
    ('orditem_2', 'order_2001', 1, 'ordli_2', 3, 3, 0, 0, NULL),
    -- Edited: version 2 has a lower price and one line more, and one line is out.
    ('orditem_3', 'order_2002', 1, 'ordli_3', 1, 0, 0, 0, NULL),
    ('orditem_4', 'order_2002', 1, 'ordli_4', 1, 0, 0, 0, NULL),
    ('orditem_5', 'order_2002', 2, 'ordli_3', 2, 1, 0, 0, 10),
    ('orditem_6', 'order_2002', 2, 'ordli_4', 0, 0, 0, 0, NULL),
    ('orditem_7', 'order_2002', 2, 'ordli_5', 1, 0, 0, 0, NULL),
    ('orditem_8', 'order_2003', 1, 'ordli_6', 1.5, 0, 0, 0, NULL),
    -- One piece came back whole, one was damaged.
    ('orditem_9', 'order_2004', 1, 'ordli_7', 2, 2, 1, 1, NULL),
    ('orditem_10', 'order_2005', 1, 'ordli_8', 1, 0, 0, 0, NULL),
    ('orditem_11', 'order_2006', 1, 'ordli_10', 3, 0, 0, 0, NULL),
    ('orditem_12', 'order_2007', 1, 'ordli_11', 1, 0, 0, 0, NULL),
    ('orditem_13', 'order_2008', 1, 'ordli_12', 2, 2, 0, 0, NULL),
    ('orditem_14', 'order_2009', 1, 'ordli_13', 1, 0, 0, 0, NULL),
    ('orditem_15', 'order_2010', 1, 'ordli_14', 1, 0, 0, 0, NULL),
    ('orditem_16', 'order_2011', 1, 'ordli_15', 1, 0, 0, 0, NULL),
    ('orditem_17', 'order_2014', 1, 'ordli_16', 1, 0, 0, 0, NULL),
    ('orditem_18', 'order_2015', 1, 'ordli_17', 1, 1, 0, 0, NULL);

INSERT INTO order_line_item_tax_line (id, item_id, rate, deleted_at) VALUES
    ('ordlitxl_1', 'ordli_9', 19, NULL),
    ('ordlitxl_2', 'ordli_2', 19, NULL),
    ('ordlitxl_3', 'ordli_3', 19, NULL),
    ('ordlitxl_4', 'ordli_5', 19, NULL),
    ('ordlitxl_5', 'ordli_5', 50, '2026-03-05 11:00:00+00'),
    ('ordlitxl_6', 'ordli_6', 25, NULL),
    -- Two taxes.
    ('ordlitxl_7', 'ordli_12', 6, NULL),
    ('ordlitxl_8', 'ordli_12', 2.5, NULL);

INSERT INTO order_line_item_adjustment (id, item_id, amount, is_tax_inclusive, version) VALUES
    -- Version 2 of the order has 2.00 net off two mugs; version 1 had more.
    ('ordliadj_1', 'ordli_3', 5, false, 1),
    ('ordliadj_2', 'ordli_3', 2, false, 2),
    -- 3.00 with tax off one and a half metres.
    ('ordliadj_3', 'ordli_6', 3, true, 1);

INSERT INTO shipping_option (id, name) VALUES ('so_1', 'DHL Parcel'), ('so_2', 'Courier');

INSERT INTO fulfillment (id, shipping_option_id, packed_at, shipped_at, delivered_at, canceled_at) VALUES
    ('ful_1', 'so_1', '2026-03-02 15:00:00+00', '2026-03-03 09:00:00+00', '2026-03-05 12:00:00+00', NULL),
    ('ful_2', 'so_1', '2026-03-03 15:00:00+00', '2026-03-04 09:00:00+00', '2026-03-06 12:00:00+00', NULL),
    ('ful_3', 'so_1', '2026-03-06 10:00:00+00', '2026-03-06 14:00:00+00', NULL, NULL),
    ('ful_4', 'so_1', '2026-03-05 10:00:00+00', NULL, NULL, '2026-03-05 11:00:00+00'),
    ('ful_5', 'so_1', '2026-02-02 08:00:00+00', '2026-02-02 09:00:00+00', '2026-02-04 12:00:00+00', NULL),
    -- Two labels on one fulfilment, one without a link.
    ('ful_6', 'so_2', '2026-01-16 08:00:00+00', '2026-01-16 10:00:00+00', '2026-01-18 10:00:00+00', NULL),
    ('ful_7', NULL, '2026-03-17 15:00:00+00', NULL, NULL, NULL);

INSERT INTO fulfillment_label (id, fulfillment_id, tracking_number, tracking_url, deleted_at) VALUES
    ('fulla_1', 'ful_1', 'JD0146000038', 'https://track.example.com/JD0146000038', NULL),
    ('fulla_2', 'ful_2', 'JD0146000039', '#', NULL),
    ('fulla_3', 'ful_2', 'WRONG', '#', '2026-03-04 10:00:00+00'),
    ('fulla_4', 'ful_4', 'JD0146000040', '#', NULL),
    ('fulla_5', 'ful_6', 'CR-1', 'https://track.example.com/CR-1', NULL),
    ('fulla_6', 'ful_6', 'CR-2', '#', NULL);

INSERT INTO fulfillment_item (id, fulfillment_id, line_item_id, quantity) VALUES
    ('fulit_1', 'ful_1', 'ordli_9', 1),
    ('fulit_2', 'ful_1', 'ordli_2', 1),
    -- Socks as a set of two stock items.
    ('fulit_3', 'ful_2', 'ordli_2', 2),
    ('fulit_4', 'ful_2', 'ordli_2', 4),
    ('fulit_5', 'ful_3', 'ordli_3', 1),
    ('fulit_6', 'ful_5', 'ordli_7', 2),
    ('fulit_7', 'ful_6', 'ordli_12', 2),
    ('fulit_8', 'ful_7', 'ordli_17', 1);

INSERT INTO order_fulfillment (id, order_id, fulfillment_id) VALUES
    ('ordful_1', 'order_2001', 'ful_1'),
    ('ordful_2', 'order_2001', 'ful_2'),
    ('ordful_3', 'order_2002', 'ful_3'),
    ('ordful_4', 'order_2002', 'ful_4'),
    ('ordful_5', 'order_2004', 'ful_5'),
    ('ordful_6', 'order_2008', 'ful_6'),
    ('ordful_7', 'order_2015', 'ful_7');

INSERT INTO payment_collection (id, amount, captured_amount) VALUES
    ('pay_col_1', 94.86, 94.86),
    ('pay_col_2', 25.00, 25.00),
    ('pay_col_3', 32.00, 32.00),
    ('pay_col_4', 89.90, 89.90),
    ('pay_col_5', 39.00, 0),
    ('pay_col_6', 3600, NULL),
    ('pay_col_8', 40.16, 40.16),
    ('pay_col_14', 8, 8);

INSERT INTO order_payment_collection (id, order_id, payment_collection_id) VALUES
    ('ordpay_1', 'order_2001', 'pay_col_1'),
    ('ordpay_2', 'order_2002', 'pay_col_2'),
    ('ordpay_3', 'order_2003', 'pay_col_3'),
    ('ordpay_4', 'order_2004', 'pay_col_4'),
    ('ordpay_5', 'order_2005', 'pay_col_5'),
    ('ordpay_6', 'order_2006', 'pay_col_6'),
    ('ordpay_8', 'order_2008', 'pay_col_8'),
    ('ordpay_14', 'order_2014', 'pay_col_14');

INSERT INTO payment (id, payment_collection_id, provider_id, currency_code) VALUES
    ('pay_1', 'pay_col_1', 'pp_stripe_stripe', 'eur'),
    ('pay_2', 'pay_col_2', 'pp_system_default', 'eur'),
    ('pay_3', 'pay_col_3', 'pp_stripe-ideal_stripe', 'eur'),
    ('pay_4', 'pay_col_4', 'pp_paypal_paypal', 'eur'),
    -- Authorised only.
    ('pay_5', 'pay_col_5', 'pp_stripe_stripe', 'eur'),
    ('pay_8', 'pay_col_8', 'pp_stripe_stripe', 'usd'),
    ('pay_14', 'pay_col_14', 'pp_stripe_stripe', 'eur');

INSERT INTO capture (id, payment_id, amount, created_at, deleted_at) VALUES
    ('capt_1', 'pay_1', 94.86, '2026-03-02 10:15:20+00', NULL),
    ('capt_2', 'pay_2', 10.00, '2026-03-05 09:01:00+00', NULL),
    ('capt_3', 'pay_2', 15.00, '2026-03-06 09:01:00+00', NULL),
    ('capt_4', 'pay_3', 32.00, '2026-03-08 12:31:00+00', NULL),
    ('capt_5', 'pay_4', 89.90, '2026-02-01 07:46:00+00', NULL),
    -- Taken back by Medusa because the provider failed.
    ('capt_6', 'pay_5', 39.00, '2026-02-03 16:21:00+00', '2026-02-03 16:21:05+00'),
    ('capt_8', 'pay_8', 40.16, '2026-01-15 11:01:00+00', NULL),
    ('capt_14', 'pay_14', 8.00, '2026-03-16 11:01:00+00', NULL);

INSERT INTO refund (id, payment_id, amount, created_at) VALUES
    ('ref_1', 'pay_3', 5.50, '2026-03-09 08:00:00+00'),
    ('ref_2', 'pay_4', 89.90, '2026-02-14 10:00:00+00');

INSERT INTO "return" (id, order_id, status, requested_at, received_at) VALUES
    ('return_1', 'order_2004', 'received', '2026-02-08 10:00:00+00', '2026-02-12 10:00:00+00'),
    ('return_2', 'order_2008', 'requested', '2026-01-20 10:00:00+00', NULL),
    ('return_3', 'order_2001', 'open', NULL, NULL);
