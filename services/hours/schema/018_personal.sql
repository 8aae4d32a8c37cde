-- Which columns are about a person, as the schema of every service says it (tests/security/columns.txt). What is sealed is
-- emptied when the person is erased.
COMMENT ON COLUMN certificate_contents.data_key IS 'personal: wrapped key';
COMMENT ON COLUMN certificate_contents.sealed IS 'personal: name, masked ID number and services of a certificate';
COMMENT ON COLUMN nomination_words.data_key IS 'personal: wrapped key';
COMMENT ON COLUMN nomination_words.sealed IS 'personal: deeds, and the name shown';
COMMENT ON COLUMN record_holder.data_key IS 'personal: wrapped key';
COMMENT ON COLUMN imported_record.sealed IS 'personal: what another system recorded';
COMMENT ON COLUMN imported_record.source_number IS 'personal: number of the record at its source';
COMMENT ON COLUMN known_person.source_number IS 'personal: number of the person at a source';
