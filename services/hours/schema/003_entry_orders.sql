-- Entries that are decided are nearly all there are: each way to sort them by has an index behind their state.
-- Those that wait are few and sorted as they are read (entry_queue).
CREATE INDEX entry_decided_created ON entry (county_id, state, created_at, id) WHERE state NOT IN ('PENDING', 'SECOND');
CREATE INDEX entry_decided_start ON entry (county_id, state, start_at, id) WHERE state NOT IN ('PENDING', 'SECOND');
CREATE INDEX entry_decided_settled ON entry (county_id, state, settled_at, id) WHERE state NOT IN ('PENDING', 'SECOND');
