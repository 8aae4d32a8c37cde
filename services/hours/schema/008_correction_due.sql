-- A correction says until when it is decided, and names the transfer that carried it out.
ALTER TABLE correction ADD COLUMN due_at timestamptz, ADD COLUMN transfer_id uuid;
UPDATE correction SET due_at = created_at + interval '14 days';
ALTER TABLE correction ALTER COLUMN due_at SET NOT NULL, ADD CHECK (transfer_id IS NULL OR state = 'GRANTED');
