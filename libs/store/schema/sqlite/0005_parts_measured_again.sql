-- Facts and findings have more in them than earlier programs wrote: those parts are read and
-- measured again. Files that could not be read stay as they are.
UPDATE parts
SET state = 'analysing', step = 'waiting', attempts = 0, facts_json = '', findings_json = '',
    glb_sha256 = '', model_sha256 = ''
WHERE failure_code IS NULL;
