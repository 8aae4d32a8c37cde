-- What was credited in a period is found by entry_decided_settled: an index of its own costs a write an entry.
DROP INDEX entry_settled;
-- What a person should look at, of which there is little.
CREATE INDEX risk_doubted ON risk (county_id, id) WHERE points >= 50;
