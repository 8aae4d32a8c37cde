// The schemas of all services against the rules of catalog.h. What breaks one is mended by a new migration,
// or stands below with the reason why it may; a reason that nothing needs any more is a finding too.
#include "tests/portability/catalog.h"

#include <map>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/postgres.h"

namespace diandan::portability {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

constexpr char kDictionary[] =
    "a dictionary that only migrations write: a reference table, the same everywhere";
constexpr char kAllCounties[] =
    "signed statements about all counties, one a second at most: a reference table";
constexpr char kDue[] = "the clock asks once for what is due in any county, not once a county";

const std::map<std::string, const char*>& Reasoned() {
  static const auto* reasoned = new std::map<std::string, const char*>{
      {"county-column hours.call_back_transition", kDictionary},
      {"county-column hours.checkpoint", kAllCounties},
      {"county-column hours.draw_transition", kDictionary},
      {"county-column hours.honour_transition", kDictionary},
      {"county-column hours.imported_transition", kDictionary},
      {"county-column hours.redemption_transition", kDictionary},
      {"county-column hours.transition", kDictionary},
      {"county-column matching.checkpoint", kAllCounties},
      {"county-column orders.checkpoint", kAllCounties},
      {"county-column orders.transition", kDictionary},
      {"county-column volunteers.checkpoint", kAllCounties},
      {"index-led hours.acceptance_waits", kDue},
      {"index-led hours.draw_due", kDue},
      {"index-led hours.entry_noticed", kDue},
      {"index-led hours.entry_passes", kDue},
      {"index-led hours.entry_returned", kDue},
      {"index-led hours.point_lot_expires", kDue},
      {"index-led hours.point_lot_to_warn_of", kDue},
      {"index-led hours.redemption_waits", kDue},
      {"index-led hours.risk_recalls", kDue},
      {"index-led orders.series_due", kDue},
      {"index-led orders.service_order_due", kDue},
      {"key-led volunteers.sign_in_name_pkey",
       "who signs in says a name and no county: a directory of its own, spread by the name"},
  };
  return *reasoned;
}

TEST(Portability, TheSchemasKeepTheRules) {
  auto connection = db::Connection::Open({.conninfo = MigratedDatabase()});
  std::map<std::string, const char*> unused = Reasoned();
  std::vector<std::string> unexplained;
  for (const std::string& finding : Findings(*connection, ServiceSchemas())) {
    if (unused.erase(finding) == 0) unexplained.push_back(finding);
  }
  EXPECT_THAT(unexplained, IsEmpty()) << "mend it by a migration, or say above why it may stand";
  EXPECT_THAT(unused, IsEmpty()) << "nothing needs this reason any more";
}

// One of everything that a rule is for.
constexpr char kBroken[] = R"sql(
  CREATE SCHEMA broken; CREATE SCHEMA elsewhere;
  CREATE TABLE elsewhere.other (county_id int NOT NULL, id int NOT NULL, PRIMARY KEY (county_id, id));
  CREATE TABLE broken.good (county_id int NOT NULL, id int NOT NULL, place point, PRIMARY KEY (county_id, id),
    FOREIGN KEY (county_id, id) REFERENCES elsewhere.other (county_id, id));
  CREATE TABLE broken.no_county (id int PRIMARY KEY);
  CREATE TABLE broken.may_lack_county (county_id int, id int PRIMARY KEY);
  CREATE TABLE broken.no_key (county_id int NOT NULL, id serial);
  CREATE UNIQUE INDEX lonely ON broken.good (id);
  CREATE INDEX by_id ON broken.good (id);
  CREATE TABLE broken.child (county_id int NOT NULL, id int NOT NULL, parent_county int, PRIMARY KEY (county_id, id),
    CONSTRAINT across FOREIGN KEY (parent_county, id) REFERENCES broken.good (county_id, id),
    CONSTRAINT later FOREIGN KEY (county_id, id) REFERENCES broken.good (county_id, id) DEFERRABLE);
  CREATE TABLE broken.counted (county_id int NOT NULL, id int GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (county_id, id));
  CREATE UNLOGGED TABLE broken.fleeting (county_id int PRIMARY KEY);
  CREATE INDEX places ON broken.good USING gist (place);
  CREATE TABLE broken.heir () INHERITS (broken.good);
  CREATE RULE silent AS ON DELETE TO broken.good DO INSTEAD NOTHING;
  CREATE TYPE broken.colour AS ENUM ('red');
  CREATE FUNCTION broken.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TRIGGER nosy BEFORE INSERT ON broken.good FOR EACH ROW EXECUTE FUNCTION broken.nothing();
)sql";

TEST(Portability, EveryRuleFindsWhatItIsFor) {
  auto connection = db::Connection::Open({.conninfo = testing::FreshDatabase()});
  connection->Script(kBroken);
  const auto found = Findings(*connection, {"broken"});
  for (const char* finding :
       {"county-column broken.no_county", "county-column broken.may_lack_county", "primary-key broken.no_key",
        "key-led broken.lonely", "index-led broken.by_id", "foreign-key broken.child.across",
        "foreign-key-home broken.good.good_county_id_id_fkey", "constraint broken.child.later",
        "relation broken.no_key_id_seq", "permanent broken.fleeting", "identity broken.counted.id",
        "trigger broken.good.nosy", "access-method broken.places", "inheritance broken.heir",
        "rewrite broken.good.silent", "type broken.colour"}) {
    EXPECT_THAT(found, Contains(finding));
  }
  EXPECT_THAT(Findings(*connection, {"elsewhere"}), IsEmpty());
}

}  // namespace
}  // namespace diandan::portability
