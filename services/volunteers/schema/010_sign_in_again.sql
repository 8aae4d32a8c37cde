-- expands
-- A sign-in whose answer was lost is answered again.
ALTER TABLE second_factor
  ADD COLUMN taken_for uuid,         -- request and code that were taken last, in one: derived, tells neither
  ADD COLUMN taken_at  timestamptz;  -- when
