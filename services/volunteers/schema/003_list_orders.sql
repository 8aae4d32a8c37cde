-- Names as people look them up: Chinese ones by pinyin. A PostgreSQL built without ICU sorts them by code point.
-- After an upgrade of ICU itself, which changes with the system's major version only, `REINDEX` these two.
DO $$
BEGIN
  CREATE COLLATION {schema}.pinyin (provider = icu, locale = 'zh');
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
  CREATE COLLATION {schema}.pinyin FROM "C";
END $$;

DROP INDEX team_name;
CREATE INDEX team_name ON team (county_id, display_name COLLATE pinyin, id);
CREATE INDEX volunteer_name ON volunteer (county_id, chosen_name COLLATE pinyin, id);
CREATE INDEX volunteer_created ON volunteer (county_id, created_at, id);
