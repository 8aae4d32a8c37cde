-- What the figures of fairness count: of every order where and for whom it is, when it was let through, when
-- the team that has it took it, and what became of it. Orders let through before this stay out of all figures:
-- when that was is not known any more.
ALTER TABLE order_mirror
  ADD COLUMN activity bool NOT NULL DEFAULT false,
  ADD COLUMN township_path text NOT NULL DEFAULT '',
  ADD COLUMN language text NOT NULL DEFAULT '',
  ADD COLUMN language_required bool NOT NULL DEFAULT false,
  ADD COLUMN let_through_at timestamptz,
  ADD COLUMN taken_at timestamptz,
  ADD COLUMN half_days int NOT NULL DEFAULT 0,
  ADD COLUMN fate text NOT NULL DEFAULT 'ORDER_FATE_UNSPECIFIED';

UPDATE order_mirror SET half_days = cardinality(booked);

-- All that is counted stands in the index: the rows themselves are wide.
CREATE INDEX order_mirror_let_through ON order_mirror (county_id, let_through_at)
  INCLUDE (activity, township_path, language, language_required, taken_at, fate, booked_team, half_days)
  WHERE let_through_at IS NOT NULL;
