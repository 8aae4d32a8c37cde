-- Orders and what hangs on them. Every table is keyed (county_id, id) and fenced to the counties of the
-- transaction; `transition` is a dictionary. Columns tagged 'personal' hold sealed bytes or keyed hashes only.
-- Hot tables name each other without foreign keys: the lane alone writes them, and a check per row would cost
-- more than the row.

-- Every step an order can take; the same table as services/orders/transitions.h.
CREATE TABLE transition (
  prev_state text NOT NULL,
  state      text NOT NULL,
  actions    text[] NOT NULL,
  PRIMARY KEY (prev_state, state)
);
INSERT INTO transition (prev_state, state, actions) VALUES
  ('ORDER_STATE_UNSPECIFIED', 'PLACED', '{PlaceOrder,PlaceGroup}'),
  ('ORDER_STATE_UNSPECIFIED', 'OPEN', '{PlaceOrder,PlaceGroup,RedoOrder}'),
  ('ORDER_STATE_UNSPECIFIED', 'ACCEPTED', '{PlaceOrder}'),
  ('PLACED', 'OPEN', '{ApproveOrder}'),
  ('PLACED', 'ACCEPTED', '{ApproveOrder}'),
  ('PLACED', 'REFUSED', '{RefuseOrder}'),
  ('PLACED', 'CANCELLED', '{CancelOrder}'),
  ('OPEN', 'ACCEPTED', '{AcceptOrder}'),
  ('OPEN', 'CANCELLED', '{CancelOrder,CloseUnserved}'),
  ('ACCEPTED', 'OPEN', '{WithdrawAcceptance,ReleaseOrder,ConfirmReschedule}'),
  ('ACCEPTED', 'CANCELLED', '{CancelOrder}'),
  ('ACCEPTED', 'IN_SERVICE', '{CheckIn,RecordFacts}'),
  ('ACCEPTED', 'COMPLETED', '{CompleteOrder}'),
  ('IN_SERVICE', 'COMPLETED', '{CompleteOrder}'),
  ('IN_SERVICE', 'OPEN', '{AbortService}'),
  ('IN_SERVICE', 'CANCELLED', '{AbortService}'),
  ('COMPLETED', 'VERIFIED', '{EntriesSettled}'),
  ('COMPLETED', 'REJECTED', '{EntriesSettled}');
GRANT SELECT ON transition TO {role};

CREATE TABLE service_order (
  county_id          int4 NOT NULL,
  id                 uuid NOT NULL,
  number             text NOT NULL CHECK (number <> ''),
  kind               text NOT NULL CHECK (kind IN ('DEMAND', 'ACTIVITY')),
  state              text NOT NULL,
  prev_state         text NOT NULL,
  menu_item_id       uuid NOT NULL,
  title              text NOT NULL,
  skill              text NOT NULL,
  qualification      text NOT NULL,
  insurance_required bool NOT NULL,
  station_id         uuid NOT NULL,
  station_path       text NOT NULL COLLATE "C",
  lat_milli          int4,
  lng_milli          int4,
  volunteers_wanted  int4 NOT NULL CHECK (volunteers_wanted BETWEEN 1 AND 200),
  audience           int4 NOT NULL,
  language           text NOT NULL,
  language_required  bool NOT NULL,
  female_required    bool NOT NULL,
  urgency            text NOT NULL CHECK (urgency IN ('ROUTINE', 'URGENT')),
  level              text NOT NULL CHECK (level IN ('VILLAGE', 'TOWNSHIP', 'COUNTY', 'CLERK_LIST')),
  level_deadline     timestamptz,
  deadline           timestamptz,
  next_due_at        timestamptz,
  first_start        timestamptz NOT NULL,
  last_end           timestamptz NOT NULL,
  placer             text NOT NULL,
  placer_volunteer   uuid,
  approver           text NOT NULL,
  on_behalf_by       text NOT NULL,
  client_key         bytea NOT NULL,
  client_key_by_house bool NOT NULL,
  team_id            uuid,
  acceptance_id      uuid,
  acceptance_ordinal int4 NOT NULL,
  asked_team_ids     uuid[] NOT NULL,
  reschedule_id      uuid,
  group_id           uuid,
  series_id          uuid,
  project_id         uuid,
  redo_of            uuid,
  redo_root          uuid,
  redo_count         int4 NOT NULL CHECK (redo_count BETWEEN 0 AND 2),
  reason             text NOT NULL,
  typed_fields       int4 NOT NULL,
  placed_at          timestamptz NOT NULL,
  opened_at          timestamptz,
  accepted_at        timestamptz,
  started_at         timestamptz,
  completed_at       timestamptz,
  version            int4 NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((lat_milli IS NULL) = (lng_milli IS NULL)),
  CHECK ((state IN ('ACCEPTED', 'IN_SERVICE', 'COMPLETED', 'VERIFIED', 'REJECTED')) <= (acceptance_id IS NOT NULL)),
  FOREIGN KEY (prev_state, state) REFERENCES transition
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX service_order_number ON service_order (county_id, number);
CREATE INDEX service_order_newest ON service_order (county_id, placed_at DESC, id DESC);
CREATE INDEX service_order_station ON service_order (county_id, station_path, placed_at DESC);
CREATE INDEX service_order_team ON service_order (county_id, team_id, placed_at DESC) WHERE team_id IS NOT NULL;
CREATE INDEX service_order_group ON service_order (county_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX service_order_series ON service_order (county_id, series_id) WHERE series_id IS NOT NULL;
-- The clock asks for what is due in any county; it is the one query that no county leads.
CREATE INDEX service_order_due ON service_order (next_due_at) WHERE next_due_at IS NOT NULL;
COMMENT ON COLUMN service_order.client_key IS 'personal';

CREATE TABLE order_private (
  county_id          int4 NOT NULL,
  id                 uuid NOT NULL,
  data_key           bytea NOT NULL,
  client_address     bytea NOT NULL,
  house              bytea NOT NULL,
  note               bytea NOT NULL,
  phone              bytea NOT NULL,
  closing_code       bytea NOT NULL,
  rating_secret      bytea NOT NULL,
  closing_code_hash  bytea NOT NULL,
  rating_secret_hash bytea NOT NULL,
  wrong_tries        int4 NOT NULL CHECK (wrong_tries BETWEEN 0 AND 5),
  PRIMARY KEY (county_id, id)
);
COMMENT ON COLUMN order_private.data_key IS 'personal';
COMMENT ON COLUMN order_private.client_address IS 'personal';
COMMENT ON COLUMN order_private.house IS 'personal';
COMMENT ON COLUMN order_private.note IS 'personal';
COMMENT ON COLUMN order_private.phone IS 'personal';
COMMENT ON COLUMN order_private.closing_code IS 'personal';
COMMENT ON COLUMN order_private.rating_secret IS 'personal';
COMMENT ON COLUMN order_private.closing_code_hash IS 'personal';
COMMENT ON COLUMN order_private.rating_secret_hash IS 'personal';

CREATE TABLE session (
  county_id   int4 NOT NULL,
  id          uuid NOT NULL,
  order_id    uuid NOT NULL,
  start_at    timestamptz NOT NULL,
  end_at      timestamptz NOT NULL,
  planned     bool NOT NULL,
  proposal_id uuid,
  PRIMARY KEY (county_id, id),
  CHECK (end_at > start_at)
);
CREATE INDEX session_order ON session (county_id, order_id);

CREATE TABLE offer (
  county_id         int4 NOT NULL,
  id                uuid NOT NULL,
  order_id          uuid NOT NULL,
  team_id           uuid NOT NULL,
  state             text NOT NULL CHECK (state IN ('OFFERED', 'OFFER_ACCEPTED', 'OFFER_DECLINED', 'OFFER_LAPSED', 'OFFER_WITHDRAWN')),
  level             text NOT NULL,
  made_at           timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  answered_at       timestamptz,
  made_by           text NOT NULL,
  recommendation_id uuid,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX offer_team ON offer (county_id, team_id, made_at DESC);
CREATE INDEX offer_order ON offer (county_id, order_id);

CREATE TABLE acceptance (
  county_id        int4 NOT NULL,
  id               uuid NOT NULL,
  order_id         uuid NOT NULL,
  ordinal          int4 NOT NULL,
  team_id          uuid NOT NULL,
  offer_id         uuid,
  accepted_at      timestamptz NOT NULL,
  accepted_by      text NOT NULL,
  ended_at         timestamptz,
  ended            text NOT NULL CHECK (ended IN ('', 'COMPLETED', 'ABORTED', 'WITHDRAWN', 'RELEASED', 'RESCHEDULED', 'CANCELLED')),
  closed_how       text NOT NULL,
  closer           text NOT NULL,
  headcount        int4 NOT NULL,
  settled_revision int4 NOT NULL,
  own_parts        text[] NOT NULL CHECK (own_parts <@ '{OWN_PLACED,OWN_SAW_CODE,OWN_WITNESSED}'),
  decided          uuid[] NOT NULL,
  entries_settled  bool NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, order_id, ordinal)
);

CREATE TABLE reschedule (
  county_id   int4 NOT NULL,
  id          uuid NOT NULL,
  order_id    uuid NOT NULL,
  proposed_by text NOT NULL CHECK (proposed_by IN ('team', 'station')),
  proposer    text NOT NULL,
  proposed_at timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  answer      text NOT NULL CHECK (answer IN ('', 'AGREED', 'REFUSED', 'LAPSED', 'WITHDRAWN')),
  PRIMARY KEY (county_id, id)
);
CREATE INDEX reschedule_order ON reschedule (county_id, order_id);

CREATE TABLE order_group (
  county_id int4 NOT NULL,
  id        uuid NOT NULL,
  placer    text NOT NULL,
  placed_at timestamptz NOT NULL,
  order_ids uuid[] NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE series (
  county_id        int4 NOT NULL,
  id               uuid NOT NULL,
  station_id       uuid NOT NULL,
  station_path     text NOT NULL COLLATE "C",
  menu_item_id     uuid NOT NULL,
  every_weeks      int4 NOT NULL,
  weekdays         int4[] NOT NULL,
  start_minute     int4 NOT NULL,
  minutes          int4 NOT NULL,
  from_at          timestamptz NOT NULL,
  until_at         timestamptz NOT NULL,
  ended_at         timestamptz,
  placed           int4 NOT NULL,
  next_start       timestamptz,
  next_due_at      timestamptz,
  placer           text NOT NULL,
  placer_volunteer uuid,
  trusted          bool NOT NULL,
  draft            bytea NOT NULL,
  data_key         bytea NOT NULL,
  personal         bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX series_due ON series (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX series_station ON series (county_id, station_path);
COMMENT ON COLUMN series.data_key IS 'personal';
COMMENT ON COLUMN series.personal IS 'personal';

CREATE TABLE menu_item (
  county_id          int4 NOT NULL,
  id                 uuid NOT NULL,
  title              text NOT NULL,
  theme              text NOT NULL,
  own_theme          text NOT NULL,
  skill              text NOT NULL,
  usual_minutes      int4 NOT NULL,
  usual_people       int4 NOT NULL,
  qualification      text NOT NULL,
  insurance_required bool NOT NULL,
  tutor              bool NOT NULL,
  retired            bool NOT NULL,
  version            int4 NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX menu_item_title ON menu_item (county_id, theme, title, id);

CREATE TABLE project (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  title        text NOT NULL,
  kind         text NOT NULL,
  owner_org_id uuid NOT NULL,
  theme        text NOT NULL,
  about        text NOT NULL,
  ended        bool NOT NULL,
  created_at   timestamptz NOT NULL,
  version      int4 NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX project_title ON project (county_id, title, id);

CREATE TABLE loop_policy (
  county_id  int4 NOT NULL,
  id         uuid NOT NULL,
  version    int4 NOT NULL,
  settings   bytea NOT NULL,
  waiting    bytea NOT NULL,
  set_by     text NOT NULL,
  waiting_by text NOT NULL,
  set_at     timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);

CREATE TABLE wish (
  county_id      int4 NOT NULL,
  id             uuid NOT NULL,
  station_id     uuid NOT NULL,
  station_path   text NOT NULL COLLATE "C",
  data_key       bytea NOT NULL,
  words          bytea NOT NULL,
  phone          bytea NOT NULL,
  left_at        timestamptz NOT NULL,
  state          text NOT NULL CHECK (state IN ('WISH_OPEN', 'WISH_ORDERED', 'WISH_DISMISSED')),
  dismiss_reason text NOT NULL,
  order_id       uuid,
  settled_by     text NOT NULL,
  settled_at     timestamptz,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX wish_station ON wish (county_id, station_path, left_at, id);
COMMENT ON COLUMN wish.data_key IS 'personal';
COMMENT ON COLUMN wish.words IS 'personal';
COMMENT ON COLUMN wish.phone IS 'personal';

CREATE TABLE wish_tally (
  county_id int4 NOT NULL,
  id        uuid NOT NULL,
  count     int4 NOT NULL,
  hour      timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);

-- The history of one order, or of any other thing.
CREATE INDEX event_subject ON event (county_id, subject_id, seq);

SELECT {schema}.fence(name) FROM unnest(ARRAY['service_order', 'order_private', 'session', 'offer',
  'acceptance', 'reschedule', 'order_group', 'series', 'menu_item', 'project', 'loop_policy', 'wish',
  'wish_tally']) AS name;
