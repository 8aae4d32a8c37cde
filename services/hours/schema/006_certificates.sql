-- Certificates of volunteer service (志愿服务记录证明), kept in the volunteer's home county whatever the counties of
-- service. What was issued is never changed: the service may only say that one is revoked.
CREATE TABLE certificate (
  county_id int NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  volunteer_id uuid NOT NULL,
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL,
  asked_how text NOT NULL,
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  services int NOT NULL CHECK (services > 0),
  minutes int NOT NULL CHECK (minutes > 0),
  fields text[] NOT NULL,
  -- That all services were done at or below; '' when some were in other counties.
  place_path text NOT NULL,
  key_id text NOT NULL,
  state text NOT NULL CHECK (state IN ('CERTIFICATE_VALID', 'CERTIFICATE_REVOKED')),
  revoked_at timestamptz,
  revoked_by text NOT NULL,
  revoke_reason text NOT NULL,
  PRIMARY KEY (county_id, id),
  UNIQUE (county_id, number),
  CHECK (end_at >= start_at),
  CHECK ((state = 'CERTIFICATE_REVOKED') = (revoked_at IS NOT NULL))
);
CREATE INDEX certificate_of_volunteer ON certificate (county_id, volunteer_id, issued_at, id);
CREATE INDEX certificate_by_time ON certificate (county_id, issued_at, id);
CREATE INDEX certificate_revoked ON certificate (county_id, revoked_at) WHERE state = 'CERTIFICATE_REVOKED';
SELECT fence_append_only('certificate');
GRANT UPDATE (state, revoked_at, revoked_by, revoke_reason) ON certificate TO {role};

-- What stands on the paper, sealed under a key of its own; both are emptied when the person is erased.
CREATE TABLE certificate_contents (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- the certificate's
  volunteer_id uuid NOT NULL,
  data_key bytea NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (county_id, id)
);
CREATE INDEX certificate_contents_of_volunteer ON certificate_contents (county_id, volunteer_id);
SELECT fence_append_only('certificate_contents');
GRANT UPDATE (data_key, sealed) ON certificate_contents TO {role};

-- Which records a certificate stands on. When fewer minutes stand than it says, changed_at tells since when.
CREATE TABLE certified (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(certificate, entry)
  certificate_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  minutes int NOT NULL CHECK (minutes > 0),
  standing_minutes int NOT NULL CHECK (standing_minutes >= 0),
  changed_at timestamptz,
  PRIMARY KEY (county_id, id),
  CHECK ((changed_at IS NOT NULL) = (standing_minutes < minutes))
);
CREATE INDEX certified_of_entry ON certified (county_id, entry_id);
CREATE INDEX certified_changed ON certified (county_id, certificate_id) WHERE changed_at IS NOT NULL;
SELECT fence_append_only('certified');
GRANT UPDATE (standing_minutes, changed_at) ON certified TO {role};

-- Public keys that certificates of the county were signed with. They stay when the key is changed.
CREATE TABLE certificate_key (
  county_id int NOT NULL,
  id uuid NOT NULL,  -- uuid5(county, key)
  key_id text NOT NULL,
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  first_used_at timestamptz NOT NULL,
  PRIMARY KEY (county_id, id)
);
SELECT fence_append_only('certificate_key');
