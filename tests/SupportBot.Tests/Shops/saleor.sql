-- A small Saleor 3 shop: the columns that the views read, with the types and indexes of Saleor 3.23. All people are made up.

CREATE TABLE account_address (
    id integer PRIMARY KEY,
    street_address_1 varchar(256) NOT NULL,
    street_address_2 varchar(256) NOT NULL,
    city varchar(256) NOT NULL,
    postal_code varchar(20) NOT NULL,
    phone varchar(128) NOT NULL
);

CREATE TABLE account_user (
    id integer PRIMARY KEY,
    email varchar(254) NOT NULL UNIQUE,
    first_name varchar(256) NOT NULL,
    last_name varchar(256) NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamptz NOT NULL,
    default_shipping_address_id integer REFERENCES account_address,
    default_billing_address_id integer REFERENCES account_address
);

CREATE TABLE channel_channel (
    id integer PRIMARY KEY,
    slug varchar(255) NOT NULL UNIQUE
);

CREATE TABLE order_order (
    id uuid PRIMARY KEY,
    number integer NOT NULL UNIQUE,
    status varchar(32) NOT NULL,
    charge_status varchar(32) NOT NULL,
    user_id integer REFERENCES account_user,
    user_email varchar(254) NOT NULL,
    shipping_method_name varchar(255),
    channel_id integer NOT NULL REFERENCES channel_channel,
    created_at timestamptz NOT NULL
);
CREATE INDEX order_of_user ON order_order (user_id);
CREATE INDEX order_by_status ON order_order (status);

CREATE TABLE order_orderline (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES order_order,
    created_at timestamptz NOT NULL,
    product_name varchar(386) NOT NULL,
    translated_product_name varchar(386) NOT NULL DEFAULT '',
    variant_name varchar(255) NOT NULL DEFAULT '',
    translated_variant_name varchar(255) NOT NULL DEFAULT '',
    product_sku varchar(255),
    quantity integer NOT NULL,
    unit_price_gross_amount numeric(20, 3) NOT NULL,
    currency varchar(3) NOT NULL
);
CREATE INDEX orderline_of_order ON order_orderline (order_id);

CREATE TABLE order_fulfillment (
    id integer PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES order_order,
    status varchar(32) NOT NULL,
    tracking_number varchar(255) NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL
);
CREATE INDEX fulfillment_of_order ON order_fulfillment (order_id);

CREATE TABLE order_fulfillmentline (
    id integer PRIMARY KEY,
    fulfillment_id integer NOT NULL REFERENCES order_fulfillment,
    order_line_id uuid NOT NULL REFERENCES order_orderline,
    quantity integer NOT NULL
);
CREATE INDEX fulfillmentline_of_fulfillment ON order_fulfillmentline (fulfillment_id);

CREATE TABLE payment_transactionitem (
    id integer PRIMARY KEY,
    order_id uuid REFERENCES order_order,
    name varchar(512),
    payment_method_name varchar(256),
    refunded_value numeric(20, 3) NOT NULL
);
CREATE INDEX transactionitem_of_order ON payment_transactionitem (order_id);

CREATE TABLE payment_transactionevent (
    id integer PRIMARY KEY,
    transaction_id integer NOT NULL REFERENCES payment_transactionitem,
    type varchar(128) NOT NULL,
    psp_reference varchar(512),
    amount_value numeric(20, 3) NOT NULL,
    currency varchar(3) NOT NULL,
    include_in_calculations boolean NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX transactionevent_of_transaction ON payment_transactionevent (transaction_id);

CREATE TABLE payment_payment (
    id integer PRIMARY KEY,
    order_id uuid REFERENCES order_order,
    gateway varchar(255) NOT NULL,
    payment_method_type varchar(256) NOT NULL,
    charge_status varchar(20) NOT NULL
);
CREATE INDEX payment_of_order ON payment_payment (order_id);

CREATE TABLE payment_transaction (
    id integer PRIMARY KEY,
    payment_id integer NOT NULL REFERENCES payment_payment,
    kind varchar(25) NOT NULL,
    is_success boolean NOT NULL,
    action_required boolean NOT NULL,
    amount numeric(20, 3) NOT NULL,
    currency varchar(3) NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX transaction_of_payment ON payment_transaction (payment_id);

INSERT INTO account_address (id, street_address_1, street_address_2, city, postal_code, phone) VALUES
    (1, '12 Harbour Lane', 'Flat 3', 'Bremen', '28195', '+4942155501234'),
    (2, '5 Mill Road', '', 'Kiel', '24103', '');

-- 6 has orders, 7 has none, 8 is somebody else, 9 may not sign in any more.
INSERT INTO account_user (id, email, first_name, last_name, is_active, date_joined, default_shipping_address_id, default_billing_address_id) VALUES
    (6, 'nora.fink@example.com', 'Nora', 'Fink', true, '2024-05-02 08:00:00+00', 1, 2),
    (7, 'ole.brandt@example.com', 'Ole', 'Brandt', true, '2025-01-20 08:00:00+00', NULL, 2),
    (8, 'mia.lorenz@example.com', '', '', true, '2025-02-11 08:00:00+00', NULL, NULL),
    (9, 'tom.kern@example.com', 'Tom', 'Kern', false, '2023-02-11 08:00:00+00', NULL, NULL);

INSERT INTO channel_channel (id, slug) VALUES (1, 'default-channel'), (2, 'japan');

INSERT INTO order_order (id, number, status, charge_status, user_id, user_email, shipping_method_name, channel_id, created_at) VALUES
    ('00000000-0000-4000-8000-000000001001', 1001, 'fulfilled', 'full', 6, 'nora.fink@example.com', 'DHL Parcel', 1, '2026-03-02 10:15:00+00'),
    ('00000000-0000-4000-8000-000000001002', 1002, 'partially fulfilled', 'full', 6, 'nora.fink@example.com', 'DHL Parcel', 1, '2026-03-05 09:00:00+00'),
    -- Paid; a part was refunded, so that Saleor says «partial».
    ('00000000-0000-4000-8000-000000001003', 1003, 'unfulfilled', 'partial', 6, 'nora.fink@example.com', 'DHL Parcel', 1, '2026-03-08 12:30:00+00'),
    ('00000000-0000-4000-8000-000000001004', 1004, 'returned', 'none', 6, 'nora.fink@example.com', 'DHL Parcel', 1, '2026-02-01 07:45:00+00'),
    ('00000000-0000-4000-8000-000000001005', 1005, 'canceled', 'none', 6, 'nora.fink@example.com', 'DHL Parcel', 1, '2026-02-03 16:20:00+00'),
    ('00000000-0000-4000-8000-000000001006', 1006, 'unfulfilled', 'none', 6, 'nora.fink@example.com', NULL, 2, '2026-03-10 06:05:00+00'),
    -- A word of a plugin, and three digits after the point.
    ('00000000-0000-4000-8000-000000001007', 1007, 'on_hold', 'none', 6, 'nora.fink@example.com', 'Courier', 1, '2026-03-11 11:00:00+00'),
    -- Given with another address than the account's.
    ('00000000-0000-4000-8000-000000001008', 1008, 'unfulfilled', 'full', 6, 'nora.work@example.com', 'Courier', 1, '2026-03-12 11:00:00+00'),
    ('00000000-0000-4000-8000-000000001009', 1009, 'partially_returned', 'partial', 6, 'nora.fink@example.com', 'Courier', 1, '2026-01-15 11:00:00+00'),
    -- Not an order yet.
    ('00000000-0000-4000-8000-000000001010', 1010, 'draft', 'none', 6, 'nora.fink@example.com', NULL, 1, '2026-03-13 11:00:00+00'),
    -- A guest with Nora's address.
    ('00000000-0000-4000-8000-000000001011', 1011, 'unconfirmed', 'none', NULL, 'nora.fink@example.com', 'DHL Parcel', 1, '2026-03-14 11:00:00+00'),
    -- Of a deleted account.
    ('00000000-0000-4000-8000-000000001012', 1012, 'fulfilled', 'full', NULL, 'gone@example.com', 'DHL Parcel', 1, '2025-12-14 11:00:00+00'),
    ('00000000-0000-4000-8000-000000001013', 1013, 'expired', 'none', 8, 'mia.lorenz@example.com', NULL, 1, '2026-03-15 11:00:00+00'),
    ('00000000-0000-4000-8000-000000001014', 1014, 'fulfilled', 'full', 8, 'mia.lorenz@example.com', 'DHL Parcel', 1, '2026-03-16 11:00:00+00');

-- Ids are out of order on purpose: a line's place comes from its time.
INSERT INTO order_orderline (id, order_id, created_at, product_name, translated_product_name, variant_name, translated_variant_name, product_sku, quantity, unit_price_gross_amount, currency) VALUES
    ('90000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000001001', '2026-03-02 10:15:00.001+00', 'Trail Shoe', '', 'Blue / 42', '', 'TS-BLUE-42', 1, 59.990, 'EUR'),
    ('10000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000001001', '2026-03-02 10:15:00.002+00', 'Wool Socks', '', 'WS-1', '', 'WS-1', 3, 9.990, 'EUR'),
    ('10000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000001002', '2026-03-05 09:00:00+00', 'Rain Jacket', 'Regenjacke', 'Yellow', 'Gelb', 'RJ-Y', 2, 79.500, 'EUR'),
    ('10000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000001003', '2026-03-08 12:30:00+00', 'Lunch Box', '', '', '', 'LB-1', 2, 25.000, 'EUR'),
    ('10000000-0000-4000-8000-000000000041', '00000000-0000-4000-8000-000000001004', '2026-02-01 07:45:00+00', 'Desk Lamp', '', 'Desk Lamp', '', 'DL-1', 1, 44.950, 'EUR'),
    ('10000000-0000-4000-8000-000000000051', '00000000-0000-4000-8000-000000001005', '2026-02-03 16:20:00+00', 'Camp Chair', '', 'ID:77', '', NULL, 1, 39.000, 'EUR'),
    ('10000000-0000-4000-8000-000000000061', '00000000-0000-4000-8000-000000001006', '2026-03-10 06:05:00+00', 'Tea Tin', '', '200 g', '', 'TT-200', 3, 1200.000, 'JPY'),
    ('10000000-0000-4000-8000-000000000071', '00000000-0000-4000-8000-000000001007', '2026-03-11 11:00:00+00', 'Brass Bowl', '', '', '', 'BB-1', 1, 12.345, 'KWD'),
    ('10000000-0000-4000-8000-000000000081', '00000000-0000-4000-8000-000000001008', '2026-03-12 11:00:00+00', 'Water Bottle', '', '', '', 'WB-1', 1, 18.505, 'USD'),
    ('10000000-0000-4000-8000-000000000091', '00000000-0000-4000-8000-000000001009', '2026-01-15 11:00:00.001+00', 'Bath Towel', '', '', '', 'BT-1', 2, 15.000, 'EUR'),
    ('10000000-0000-4000-8000-000000000092', '00000000-0000-4000-8000-000000001009', '2026-01-15 11:00:00.002+00', 'Gift Soap', '', '', '', 'GS-1', 1, 0.000, 'EUR'),
    ('10000000-0000-4000-8000-000000000101', '00000000-0000-4000-8000-000000001010', '2026-03-13 11:00:00+00', 'Never Ordered', '', '', '', 'NO-1', 1, 1.000, 'EUR'),
    ('10000000-0000-4000-8000-000000000111', '00000000-0000-4000-8000-000000001011', '2026-03-14 11:00:00+00', 'Guest Mug', '', '', '', 'GM-1', 1, 8.000, 'EUR'),
    ('10000000-0000-4000-8000-000000000121', '00000000-0000-4000-8000-000000001012', '2025-12-14 11:00:00+00', 'Old Mug', '', '', '', 'OM-1', 1, 8.000, 'EUR'),
    ('10000000-0000-4000-8000-000000000141', '00000000-0000-4000-8000-000000001014', '2026-03-16 11:00:00+00', 'Mias Mug', '', '', '', 'MM-1', 1, 8.000, 'EUR');

INSERT INTO order_fulfillment (id, order_id, status, tracking_number, created_at) VALUES
    (1, '00000000-0000-4000-8000-000000001001', 'fulfilled', 'JD0146000038', '2026-03-03 09:00:00+00'),
    (2, '00000000-0000-4000-8000-000000001001', 'fulfilled', 'https://track.example.com/p/7788', '2026-03-04 09:00:00+00'),
    (3, '00000000-0000-4000-8000-000000001002', 'fulfilled', 'JD0146000039', '2026-03-06 14:00:00+00'),
    (4, '00000000-0000-4000-8000-000000001002', 'waiting_for_approval', 'JD0146000040', '2026-03-07 14:00:00+00'),
    (5, '00000000-0000-4000-8000-000000001004', 'refunded_and_returned', '', '2026-02-12 10:00:00+00'),
    (6, '00000000-0000-4000-8000-000000001005', 'canceled', 'JD0146000041', '2026-02-04 10:00:00+00'),
    (7, '00000000-0000-4000-8000-000000001009', 'fulfilled', '', '2026-01-16 10:00:00+00'),
    (8, '00000000-0000-4000-8000-000000001009', 'returned', '', '2026-01-29 10:00:00+00'),
    (9, '00000000-0000-4000-8000-000000001014', 'fulfilled', 'JD0146000042', '2026-03-17 10:00:00+00');

INSERT INTO order_fulfillmentline (id, fulfillment_id, order_line_id, quantity) VALUES
    (1, 1, '90000000-0000-4000-8000-000000000011', 1),
    (2, 1, '10000000-0000-4000-8000-000000000012', 1),
    (3, 2, '10000000-0000-4000-8000-000000000012', 2),
    (4, 3, '10000000-0000-4000-8000-000000000021', 1),
    (5, 4, '10000000-0000-4000-8000-000000000021', 1),
    (6, 5, '10000000-0000-4000-8000-000000000041', 1),
    (7, 6, '10000000-0000-4000-8000-000000000051', 1),
    (8, 7, '10000000-0000-4000-8000-000000000091', 1),
    (9, 7, '10000000-0000-4000-8000-000000000092', 1),
    (10, 8, '10000000-0000-4000-8000-000000000091', 1),
    (11, 9, '10000000-0000-4000-8000-000000000141', 1);

INSERT INTO payment_transactionitem (id, order_id, name, payment_method_name, refunded_value) VALUES
    (1, '00000000-0000-4000-8000-000000001001', 'Stripe', 'Visa', 0),
    (2, '00000000-0000-4000-8000-000000001003', 'Credit card', NULL, 20),
    (3, '00000000-0000-4000-8000-000000001004', 'PayPal', '', 44.950),
    (4, '00000000-0000-4000-8000-000000001008', '', NULL, 0),
    (5, '00000000-0000-4000-8000-000000001009', 'Bank transfer', NULL, 15),
    -- A checkout that hasn't become an order.
    (6, NULL, 'Credit card', NULL, 0),
    (7, '00000000-0000-4000-8000-000000001005', 'Credit card', NULL, 0);

INSERT INTO payment_transactionevent (id, transaction_id, type, psp_reference, amount_value, currency, include_in_calculations, created_at) VALUES
    -- 1001: charged, reported twice; a refund that came back whole.
    (1, 1, 'charge_request', 'c-1', 94.860, 'EUR', true, '2026-03-02 10:15:10+00'),
    (2, 1, 'charge_success', 'c-1', 94.860, 'EUR', true, '2026-03-02 10:15:20+00'),
    (3, 1, 'charge_success', 'c-1', 94.860, 'EUR', true, '2026-03-02 10:16:00+00'),
    (4, 1, 'charge_success', 'c-1', 94.860, 'EUR', false, '2026-03-02 10:17:00+00'),
    (5, 1, 'refund_success', 'r-1', 94.860, 'EUR', true, '2026-03-05 10:00:00+00'),
    (6, 1, 'refund_reverse', 'r-1', 94.860, 'EUR', true, '2026-03-06 10:00:00+00'),
    -- 1003: the app sets the sums itself, without references.
    (7, 2, 'charge_success', NULL, 50.000, 'EUR', true, '2026-03-08 12:31:00+00'),
    (8, 2, 'charge_success', NULL, -20.000, 'EUR', true, '2026-03-09 08:00:00+00'),
    (9, 2, 'refund_success', NULL, 20.000, 'EUR', true, '2026-03-09 08:00:00+00'),
    -- 1004: the first refund failed in the end, the second went through.
    (10, 3, 'authorization_success', 'a-3', 44.950, 'EUR', true, '2026-02-01 07:45:30+00'),
    (11, 3, 'charge_success', 'c-3', 44.950, 'EUR', true, '2026-02-01 07:46:00+00'),
    (12, 3, 'refund_success', 'r-3', 44.950, 'EUR', true, '2026-02-12 10:00:00+00'),
    (13, 3, 'refund_failure', 'r-3', 44.950, 'EUR', true, '2026-02-13 10:00:00+00'),
    (14, 3, 'refund_success', 'r-4', 44.950, 'EUR', true, '2026-02-14 10:00:00+00'),
    (15, 4, 'charge_success', '', 18.505, 'USD', true, '2026-03-12 11:01:00+00'),
    (16, 5, 'charge_success', 'c-5', 30.000, 'EUR', true, '2026-01-15 11:01:00+00'),
    -- Half of this refund came back.
    (17, 5, 'refund_success', 'r-5', 20.000, 'EUR', true, '2026-01-30 11:00:00+00'),
    (18, 5, 'refund_reverse', 'r-5', 5.000, 'EUR', true, '2026-01-31 11:00:00+00'),
    (19, 6, 'charge_success', 'c-6', 7.000, 'EUR', true, '2026-03-16 11:00:00+00'),
    -- 1005: never paid.
    (20, 7, 'charge_failure', 'c-7', 39.000, 'EUR', true, '2026-02-03 16:21:00+00');

INSERT INTO payment_payment (id, order_id, gateway, payment_method_type, charge_status) VALUES
    (1, '00000000-0000-4000-8000-000000001002', 'saleor.payments.stripe', '', 'fully-charged'),
    (2, '00000000-0000-4000-8000-000000001014', 'saleor.payments.stripe', 'card', 'fully-charged'),
    (3, '00000000-0000-4000-8000-000000001010', 'manual', '', 'not-charged');

INSERT INTO payment_transaction (id, payment_id, kind, is_success, action_required, amount, currency, created_at) VALUES
    (1, 1, 'auth', true, false, 159.000, 'EUR', '2026-03-05 09:00:20+00'),
    (2, 1, 'capture', false, false, 159.000, 'EUR', '2026-03-05 09:00:30+00'),
    (3, 1, 'capture', true, false, 159.000, 'EUR', '2026-03-05 09:01:00+00'),
    (4, 2, 'capture', true, false, 8.000, 'EUR', '2026-03-16 11:01:00+00'),
    (5, 3, 'capture', true, false, 1.000, 'EUR', '2026-03-13 11:01:00+00');
