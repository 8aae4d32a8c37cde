-- Notices of what was decided about one volunteer, for that person alone (personal_notice_rules.h).
ALTER TABLE notice
  ADD COLUMN volunteer_id uuid,
  ADD COLUMN thing_id uuid,
  ADD COLUMN reason text NOT NULL DEFAULT '',
  ADD COLUMN amount int4 NOT NULL DEFAULT 0,
  ADD COLUMN was int4 NOT NULL DEFAULT 0,
  ADD COLUMN thing_at timestamptz,
  ADD CONSTRAINT notice_personal CHECK (volunteer_id IS NULL OR (team_id IS NULL AND org_path = '' AND account = ''));
CREATE INDEX notice_volunteer ON notice (county_id, volunteer_id, show_at DESC) WHERE volunteer_id IS NOT NULL;
