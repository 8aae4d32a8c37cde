-- Where notices go besides the app, and how far each has come (webhook_rows.h, outbox_store.h).

CREATE TABLE webhook (
  county_id  int4 NOT NULL,
  id         uuid NOT NULL,
  title      text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('GENERIC', 'SMS', 'WECOM', 'DINGTALK')),
  org_id     uuid,
  org_path   text NOT NULL COLLATE "C",
  team_id    uuid,
  kinds      text[] NOT NULL,
  disabled   bool NOT NULL,
  url        bytea NOT NULL,
  secret     bytea NOT NULL,
  shown_url  text NOT NULL,
  url_by     text NOT NULL,
  since      timestamptz NOT NULL,
  since_seq  int8 NOT NULL,
  changed_at timestamptz NOT NULL,
  version    int4 NOT NULL,
  PRIMARY KEY (county_id, id)
);
COMMENT ON COLUMN webhook.url IS 'personal';
COMMENT ON COLUMN webhook.secret IS 'personal';

CREATE TABLE delivery (
  county_id   int4 NOT NULL,
  id          uuid NOT NULL,
  webhook_id  uuid NOT NULL,
  notice_id   uuid,
  order_id    uuid,
  notice_kind text NOT NULL,
  show_at     timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('DELIVERY_WAITING', 'DELIVERED', 'DELIVERY_FAILED', 'DELIVERY_DROPPED')),
  tries       int4 NOT NULL,
  next_try_at timestamptz,
  ended_at    timestamptz,
  problem     text NOT NULL,
  code        int4 NOT NULL,
  PRIMARY KEY (county_id, id),
  CHECK ((state = 'DELIVERY_WAITING') = (next_try_at IS NOT NULL)),
  CHECK ((state = 'DELIVERY_WAITING') = (ended_at IS NULL))
);
CREATE INDEX delivery_due ON delivery (county_id, webhook_id, next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX delivery_webhook ON delivery (county_id, webhook_id, show_at DESC, id DESC);

-- The sender's own notes on a webhook, never in the lane: how far its notices were picked from the county's
-- events, and until when nobody else may send to it.
CREATE TABLE webhook_mark (
  county_id  int4 NOT NULL,
  id         uuid NOT NULL,
  version    int4 NOT NULL,
  seq        int8 NOT NULL,
  busy_until timestamptz NOT NULL,
  failures   int4 NOT NULL,
  PRIMARY KEY (county_id, id)
) WITH (fillfactor = 50);

SELECT {schema}.fence(name) FROM unnest(ARRAY['webhook', 'delivery', 'webhook_mark']) AS name;
