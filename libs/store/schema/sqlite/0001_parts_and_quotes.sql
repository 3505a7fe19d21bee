-- Uploaded parts with what was measured, and the quotes made for them.

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
    created_at_ms INTEGER NOT NULL
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
