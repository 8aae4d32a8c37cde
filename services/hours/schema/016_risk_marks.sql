-- What the detector of fraud looks at beside pictures: who rated whom from which phone, what a team wrote of its own
-- service (a keyed fingerprint), and who is in which team. Ids, times, codes and fingerprints: no personal text.
ALTER TABLE service_rating
  ADD COLUMN rater text NOT NULL DEFAULT '',  -- account; empty: the resident's own page
  ADD COLUMN rater_volunteer uuid,
  ADD COLUMN client_key text NOT NULL DEFAULT '',
  ADD COLUMN device bigint NOT NULL DEFAULT 0,
  ADD COLUMN words_print bigint NOT NULL DEFAULT 0,
  ADD COLUMN words_length int NOT NULL DEFAULT 0;
CREATE INDEX service_rating_followed ON service_rating (county_id, event_seq);
CREATE INDEX service_rating_annulled ON service_rating (county_id, rated_at) WHERE annulled;

-- Mirror of memberships, as far as they were told since this table is here.
CREATE TABLE member (
  county_id int NOT NULL,
  id uuid NOT NULL,
  team_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  ended boolean NOT NULL,
  event_seq bigint NOT NULL,  -- of the event that told it last
  PRIMARY KEY (county_id, id)
);
CREATE INDEX member_followed ON member (county_id, event_seq);
SELECT fence('member');

-- Found after its entry had passed by rule, while that is on notice: the clock takes it back. What is on notice is not
-- walked for it.
ALTER TABLE risk ADD COLUMN recalls boolean NOT NULL DEFAULT false;
UPDATE risk AS r SET recalls = true FROM entry AS e
WHERE r.points >= 50 AND e.county_id = r.county_id AND e.id = r.id
  AND e.state = 'NOTICE' AND e.first_reviewer = 'service:hours';
CREATE INDEX risk_recalls ON risk (found_at, county_id, id) WHERE recalls;

-- The oldest passes first, whichever county it is in.
DROP INDEX entry_passes;
CREATE INDEX entry_passes ON entry (created_at, county_id, id) WHERE passes_by_rule AND state = 'PENDING';
