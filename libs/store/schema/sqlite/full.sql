-- The schema as it stands after all migrations, to read and to test against. Changed together with
-- the newest migration; migrations_test compares both.

CREATE TABLE parts (
    id TEXT PRIMARY KEY NOT NULL,
    ordinal INTEGER NOT NULL UNIQUE,      -- order of arrival
    file_name TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    index_in_file INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    unit TEXT,                            -- all unit columns are null until the file has been read
    unit_source TEXT,
    unit_reason TEXT,
    unit_doubtful INTEGER,
    unit_suggestion TEXT,
    stated_unit TEXT,
    failure_code TEXT,                    -- null: no failure
    failure_message TEXT,
    failure_attempted_json TEXT,
    facts_json TEXT NOT NULL,
    findings_json TEXT NOT NULL,
    glb_sha256 TEXT NOT NULL,
    model_sha256 TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    structure_sha256 TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX parts_by_state ON parts (state, ordinal);

CREATE TABLE part_diagnostics (
    part_id TEXT NOT NULL REFERENCES parts (id),
    position INTEGER NOT NULL,
    severity TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (part_id, position)
) STRICT;

CREATE TABLE part_timings (
    part_id TEXT NOT NULL REFERENCES parts (id),
    step TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    PRIMARY KEY (part_id, step)
) STRICT;

CREATE TABLE quotes (
    id TEXT PRIMARY KEY NOT NULL,
    ordinal INTEGER NOT NULL UNIQUE,
    request_json TEXT NOT NULL,
    offers_json TEXT NOT NULL,
    catalog_sha256 TEXT NOT NULL,
    planner_version TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    valid_until_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE quote_parts (
    quote_id TEXT NOT NULL REFERENCES quotes (id),
    position INTEGER NOT NULL,
    part_id TEXT NOT NULL REFERENCES parts (id),
    PRIMARY KEY (quote_id, position)
) STRICT;
CREATE INDEX quote_parts_by_part ON quote_parts (part_id);

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

CREATE TABLE events (
    sequence INTEGER PRIMARY KEY NOT NULL,  -- gapless from 1; never deleted
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    data_json TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX events_by_subject ON events (subject, sequence);

CREATE TABLE answers (
    key TEXT PRIMARY KEY NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    body TEXT NOT NULL,
    location TEXT NOT NULL,
    stored_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX answers_by_age ON answers (stored_at_ms);
