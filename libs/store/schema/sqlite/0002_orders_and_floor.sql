-- Accepted quotes, and the work that was released for them. Work exists only for an order line.

CREATE TABLE orders (
    id TEXT PRIMARY KEY NOT NULL,
    ordinal INTEGER NOT NULL UNIQUE,
    quote_id TEXT NOT NULL REFERENCES quotes (id),
    contact TEXT NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE order_lines (
    order_id TEXT NOT NULL REFERENCES orders (id),
    number INTEGER NOT NULL,
    part_id TEXT NOT NULL REFERENCES parts (id),
    process TEXT NOT NULL,
    material TEXT NOT NULL,
    machine TEXT NOT NULL,
    tier TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price_minor INTEGER NOT NULL,
    total_price_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    promised_at_ms INTEGER NOT NULL,
    PRIMARY KEY (order_id, number)
) STRICT;

CREATE TABLE work_orders (
    id TEXT PRIMARY KEY NOT NULL,
    ordinal INTEGER NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    order_line INTEGER NOT NULL,
    part_id TEXT NOT NULL REFERENCES parts (id),
    quantity INTEGER NOT NULL,
    process TEXT NOT NULL,
    material TEXT NOT NULL,
    machine TEXT NOT NULL,
    plan_json TEXT NOT NULL,
    state TEXT NOT NULL,
    replaces_id TEXT REFERENCES work_orders (id),
    created_at_ms INTEGER NOT NULL,
    due_at_ms INTEGER NOT NULL,
    FOREIGN KEY (order_id, order_line) REFERENCES order_lines (order_id, number)
) STRICT;
CREATE INDEX work_orders_by_order ON work_orders (order_id, ordinal);

CREATE TABLE operations (
    id TEXT PRIMARY KEY NOT NULL,
    work_order_id TEXT NOT NULL REFERENCES work_orders (id),
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    work_centre TEXT NOT NULL,
    planned_s REAL NOT NULL,
    actual_s REAL,                        -- null until finished
    state TEXT NOT NULL,
    started_at_ms INTEGER,
    finished_at_ms INTEGER,
    good_quantity INTEGER NOT NULL,
    scrap_quantity INTEGER NOT NULL,
    scrap_reason TEXT NOT NULL,
    operator_name TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (work_order_id, sequence)
) STRICT;
CREATE INDEX operations_by_state ON operations (state, work_centre);
