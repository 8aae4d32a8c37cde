#include "tests/portability/catalog.h"

#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "services/base/words.h"
#include "services/db/codec.h"
#include "services/db/database.h"
#include "tests/support/postgres.h"

namespace diandan {

namespace volunteers {
db::Schema ServiceSchema();
}
namespace orders {
db::Schema ServiceSchema();
}
namespace matching {
db::Schema ServiceSchema();
}
namespace hours {
db::Schema ServiceSchema();
}

namespace portability {

const std::vector<Rule>& Rules() {
  static const auto* rules = new std::vector<Rule>{
      {"county-column", "a county's rows lie together, and every query says which county",
       "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = ANY ($1::regnamespace[]) AND "
       "c.relkind "
       "IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = "
       "'county_id' AND a.attnotnull AND a.atttypid = 'int4'::regtype)"},
      {"primary-key", "rows are moved and replicated by it",
       "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = ANY ($1::regnamespace[]) AND "
       "c.relkind "
       "IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)"},
      {"key-led", "what is unique is so within a county: no machine can know the others' rows",
       "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN "
       "pg_attribute "
       "k ON k.attrelid = c.oid AND k.attname = 'county_id' WHERE c.relnamespace = ANY ($1::regnamespace[]) "
       "AND "
       "i.indisunique AND i.indkey[0] <> k.attnum"},
      {"index-led", "rows are looked for in one county; an index that begins elsewhere reads all of them",
       "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN "
       "pg_attribute "
       "k ON k.attrelid = c.oid AND k.attname = 'county_id' WHERE c.relnamespace = ANY ($1::regnamespace[]) "
       "AND NOT "
       "i.indisunique AND i.indkey[0] <> k.attnum"},
      {"foreign-key", "what a row refers to lies beside it, or everywhere (a table without county_id)",
       "SELECT f.conrelid::regclass::text || '.' || f.conname FROM pg_constraint f JOIN pg_attribute there "
       "ON "
       "there.attrelid = f.confrelid AND there.attname = 'county_id' LEFT JOIN pg_attribute here ON "
       "here.attrelid = "
       "f.conrelid AND here.attname = 'county_id' WHERE f.contype = 'f' AND f.connamespace = ANY "
       "($1::regnamespace[]) AND (f.conkey[1] IS DISTINCT FROM here.attnum OR f.confkey[1] <> there.attnum)"},
      {"foreign-key-home", "schemas may lie in different databases",
       "SELECT f.conrelid::regclass::text || '.' || f.conname FROM pg_constraint f JOIN pg_class here ON "
       "here.oid = "
       "f.conrelid JOIN pg_class there ON there.oid = f.confrelid WHERE f.contype = 'f' AND f.connamespace = "
       "ANY "
       "($1::regnamespace[]) AND here.relnamespace <> there.relnamespace"},
      {"constraint",
       "deferrable and exclusion constraints, constraint triggers: known to one machine at most",
       "SELECT f.conrelid::regclass::text || '.' || f.conname FROM pg_constraint f WHERE f.connamespace = "
       "ANY "
       "($1::regnamespace[]) AND (f.condeferrable OR f.contype IN ('x', 't'))"},
      {"relation",
       "tables, their indexes and views only: no sequence gives ids, nothing is partitioned or foreign",
       "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = ANY ($1::regnamespace[]) AND "
       "c.relkind "
       "NOT IN ('r', 'i', 'v', 'c', 't')"},
      {"permanent", "an unlogged table is empty after a crash, and on every replica",
       "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = ANY ($1::regnamespace[]) AND "
       "c.relkind = "
       "'r' AND c.relpersistence <> 'p'"},
      {"identity", "ids are made by whoever asks, numbers by the county's clock",
       "SELECT a.attrelid::regclass::text || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = "
       "a.attrelid WHERE c.relnamespace = ANY ($1::regnamespace[]) AND a.attidentity <> ''"},
      {"trigger", "what is done is done by the service, where a reader finds it",
       "SELECT t.tgrelid::regclass::text || '.' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = "
       "t.tgrelid "
       "WHERE c.relnamespace = ANY ($1::regnamespace[]) AND NOT t.tgisinternal"},
      {"access-method", "ordered indexes are what every engine has",
       "SELECT i.oid::regclass::text FROM pg_class i JOIN pg_am m ON m.oid = i.relam WHERE i.relnamespace = "
       "ANY "
       "($1::regnamespace[]) AND i.relkind = 'i' AND m.amname <> 'btree'"},
      {"inheritance", "of PostgreSQL alone",
       "SELECT h.inhrelid::regclass::text FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid WHERE "
       "c.relnamespace = ANY ($1::regnamespace[])"},
      {"rewrite", "of PostgreSQL alone",
       "SELECT r.ev_class::regclass::text || '.' || r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = "
       "r.ev_class WHERE c.relnamespace = ANY ($1::regnamespace[]) AND c.relkind = 'r'"},
      {"type", "kinds and states are text with a check: a type of one's own must be made on every machine",
       "SELECT t.oid::regtype::text FROM pg_type t WHERE t.typnamespace = ANY ($1::regnamespace[]) AND "
       "t.typtype IN "
       "('e', 'd', 'r', 'm')"},
      {"extension", "what is not there cannot be asked for",
       "SELECT e.extname FROM pg_extension e WHERE e.extname <> 'plpgsql' AND "
       "cardinality($1::regnamespace[]) > 0"},
  };
  return *rules;
}

std::vector<std::string> Findings(db::Connection& connection, const std::vector<std::string>& schemas) {
  std::vector<std::string> found;
  for (const Rule& rule : Rules()) {
    const auto rows = connection.Run(rule.sql, db::Params().Add(schemas));
    for (int i = 0; i < rows->rows(); ++i) found.push_back(absl::StrCat(rule.name, " ", rows->text(i, 0)));
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string MigratedDatabase() {
  const std::string database = testing::FreshDatabase();
  for (const db::Schema& schema : {volunteers::ServiceSchema(), orders::ServiceSchema(),
                                   matching::ServiceSchema(), hours::ServiceSchema()}) {
    const auto prepared = db::Prepare(database, schema);
    if (!prepared.ok())
      throw std::runtime_error(Speak(prepared.status(), Language::kEnglish).ShortDebugString());
  }
  return database;
}

const std::vector<std::string>& ServiceSchemas() {
  static const auto* schemas = new std::vector<std::string>{"volunteers", "orders", "matching", "hours"};
  return *schemas;
}

}  // namespace portability
}  // namespace diandan
