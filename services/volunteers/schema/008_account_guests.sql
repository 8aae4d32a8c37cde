-- The counties that keep a guest row of the account's volunteer: their rows are shown to the account as well.
ALTER TABLE account ADD COLUMN guest_counties int4[] NOT NULL DEFAULT '{}';
UPDATE account SET guest_counties = volunteer.guest_counties FROM volunteer
  WHERE volunteer.county_id = account.county_id AND volunteer.id = account.volunteer_id;
