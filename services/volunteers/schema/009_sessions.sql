-- Where an account is signed in, as it says itself, and since when: copied from token to token of one sign-in.
ALTER TABLE refresh_token
  ADD COLUMN device text NOT NULL DEFAULT 'DEVICE_KIND_UNSPECIFIED'
    CHECK (device IN ('DEVICE_KIND_UNSPECIFIED', 'PHONE', 'DESK', 'TERMINAL')),
  ADD COLUMN signed_in_at timestamptz;
UPDATE refresh_token t SET signed_in_at = (
  SELECT min(f.issued_at) FROM refresh_token f WHERE f.county_id = t.county_id AND f.family_id = t.family_id);
ALTER TABLE refresh_token ALTER COLUMN signed_in_at SET NOT NULL;
CREATE INDEX refresh_token_account ON refresh_token (county_id, account_id, issued_at) WHERE revoked_at IS NULL;

-- The second factor of an account (id). Its secret and its recovery codes are derived from the installation key and
-- `enrolment`, so nothing here opens anything.
CREATE TABLE second_factor (
  county_id    int4 NOT NULL,
  id           uuid NOT NULL,
  enrolment    uuid NOT NULL,
  confirmed_at timestamptz,
  last_step    int8 NOT NULL CHECK (last_step >= 0),  -- of the last code that was taken: none is taken twice
  used_codes   int4 NOT NULL CHECK (used_codes >= 0),  -- a bit for each recovery code
  PRIMARY KEY (county_id, id),
  FOREIGN KEY (county_id, id) REFERENCES account
);
SELECT {schema}.fence('second_factor');
GRANT DELETE ON {schema}.second_factor TO {role};

-- What is about a person, as every service's schema says it (tests/security/columns.txt).
COMMENT ON COLUMN person.data_key IS 'personal: wrapped key; emptied, it erases the person';
COMMENT ON COLUMN volunteer.chosen_name IS 'personal: public by the person''s own choice';
COMMENT ON COLUMN volunteer.number IS 'personal: public';
COMMENT ON COLUMN volunteer.sex IS 'personal: plain, since lists filter by it';
COMMENT ON COLUMN volunteer.kinds IS 'personal: plain, since lists filter by it';
COMMENT ON COLUMN qualification.code IS 'personal: plain, since lists filter by it';
COMMENT ON COLUMN guest.chosen_name IS 'personal: public by the person''s own choice';
COMMENT ON COLUMN guest.number IS 'personal: public';
COMMENT ON COLUMN guest.sex IS 'personal: plain, since lists filter by it';
COMMENT ON COLUMN guest.facts IS 'personal: what the home county lets the other know';
COMMENT ON COLUMN account.display_name IS 'personal: what colleagues see';
COMMENT ON COLUMN account.data_key IS 'personal: wrapped key; emptied, it erases the account''s name';
COMMENT ON COLUMN account.password IS 'personal: argon2id';
COMMENT ON COLUMN refresh_token.secret_hash IS 'personal: SHA-256 of a secret';
