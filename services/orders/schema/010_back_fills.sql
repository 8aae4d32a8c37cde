-- 补录: time entered from memory (back_fill_rows.h); and what evidence needs to know of an ended acceptance.
ALTER TABLE acceptance
  ADD COLUMN photos int4 NOT NULL DEFAULT 0,
  ADD COLUMN back_filled_by text[] NOT NULL DEFAULT '{}';

CREATE TABLE back_fill (
  county_id       int4 NOT NULL,
  id              uuid NOT NULL,
  order_id        uuid NOT NULL,
  acceptance_id   uuid NOT NULL,
  session_id      uuid NOT NULL,
  volunteer_id    uuid NOT NULL,
  team_id         uuid NOT NULL,
  order_number    text NOT NULL,
  station_path    text NOT NULL COLLATE "C",
  start_at        timestamptz NOT NULL,
  end_at          timestamptz NOT NULL,
  cause           text NOT NULL,
  witness         uuid,
  state           text NOT NULL CHECK (state IN ('BACK_FILL_PROPOSED', 'BACK_FILL_SECOND', 'BACK_FILL_APPROVED', 'BACK_FILL_REFUSED')),
  beyond_plan     bool NOT NULL,
  proposer        text NOT NULL,
  first_approver  text NOT NULL,
  second_approver text NOT NULL,
  refusal         text NOT NULL,
  proposed_at     timestamptz NOT NULL,
  decided_at      timestamptz,
  PRIMARY KEY (county_id, id),
  CHECK (end_at > start_at),
  -- Two people at least, three beyond the plan, whatever the program does.
  CHECK (state <> 'BACK_FILL_APPROVED' OR (first_approver NOT IN ('', proposer)
    AND (NOT beyond_plan OR second_approver NOT IN ('', proposer, first_approver)))),
  CHECK (witness <> volunteer_id)
);
CREATE INDEX back_fill_order ON back_fill (county_id, order_id);
CREATE INDEX back_fill_newest ON back_fill (county_id, proposed_at DESC, id DESC);

CREATE TABLE back_fill_tally (
  county_id int4 NOT NULL,
  id        uuid NOT NULL,
  entries   int4 NOT NULL CHECK (entries >= 0),
  minutes   int4 NOT NULL CHECK (minutes >= 0),
  PRIMARY KEY (county_id, id)
);

SELECT {schema}.fence(name) FROM unnest(ARRAY['back_fill', 'back_fill_tally']) AS name;
