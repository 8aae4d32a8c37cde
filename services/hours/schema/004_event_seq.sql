-- The step of the county's history that wrote a ledger row: the event's seq. What never changes of these rows is
-- sealed with that event (services/checkpoint/sealed_tables.h).
ALTER TABLE transfer ADD COLUMN event_seq bigint;
ALTER TABLE entry ADD COLUMN event_seq bigint;

-- Of rows written before: the entry's event of the same command, which has the same time.
UPDATE transfer AS t SET event_seq = coalesce(
  (SELECT min(e.seq) FROM event AS e WHERE e.county_id = t.county_id AND e.subject_id = t.entry_id
     AND e.time = t.created_at AND e.payload_type = 'diandan.hours.v1.EntryChanged'),
  (SELECT c.seq FROM county_clock AS c WHERE c.county_id = t.county_id));
UPDATE entry AS n SET event_seq = coalesce(
  (SELECT min(e.seq) FROM event AS e WHERE e.county_id = n.county_id AND e.subject_id = n.id
     AND e.payload_type = 'diandan.hours.v1.EntryChanged'),
  (SELECT c.seq FROM county_clock AS c WHERE c.county_id = n.county_id));

ALTER TABLE transfer ALTER COLUMN event_seq SET NOT NULL;
ALTER TABLE entry ALTER COLUMN event_seq SET NOT NULL;

-- Newest first is by step: in the order of commits, and the index serves the sealing as well.
DROP INDEX transfer_by_time;
CREATE INDEX transfer_by_event ON transfer (county_id, event_seq, id);
CREATE INDEX entry_by_event ON entry (county_id, event_seq, id);
