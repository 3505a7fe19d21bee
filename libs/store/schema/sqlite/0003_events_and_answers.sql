-- The event log, and the answers of requests that carried an Idempotency-Key.

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
