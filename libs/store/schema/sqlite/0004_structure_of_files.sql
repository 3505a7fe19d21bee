-- What a file is made of: the blob with its parts and its assembly tree. Empty for parts that were
-- read before it was kept.
ALTER TABLE parts ADD COLUMN structure_sha256 TEXT NOT NULL DEFAULT '';
