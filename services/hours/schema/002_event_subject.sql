-- What happened to one thing, for the log.
CREATE INDEX event_subject ON event (county_id, subject_id, seq);
