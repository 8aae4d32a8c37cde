// What of the database is about a person: every column of text or bytes is said in columns.txt, those about
// people are tagged in the schema, and whoever they are about gets to see all of them.
#include <fstream>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "services/db/query.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/stage.h"
#include "tests/support/figures.h"

namespace diandan::security {
namespace {

namespace v = volunteers::v1;
using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;
using scenario::OrThrow;
using scenario::Stage;

constexpr char kHere[] = ", tagged here only";

struct Said {
  std::map<std::string, std::string> personal;  // column → how the person sees it
  std::set<std::string> plain;                  // "*.event.kind": in every service
};

Said ReadColumns() {
  Said said;
  std::ifstream file(std::string(DIANDAN_SECURITY) + "/columns.txt");
  bool personal = false;
  for (std::string line; std::getline(file, line);) {
    absl::StripAsciiWhitespace(&line);
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      personal = line == "[personal]";
    } else if (personal) {
      const std::pair<std::string, std::string> halves = absl::StrSplit(line, absl::MaxSplits(" = ", 1));
      said.personal.insert(halves);
    } else {
      said.plain.insert(line);
    }
  }
  return said;
}

// Every RPC of the services, by its name alone.
const MethodDescriptor* MethodNamed(const std::string& name) {
  for (const char* service :
       {"volunteers.v1.VolunteerService", "volunteers.v1.AccountService", "orders.v1.OrderService",
        "orders.v1.RatingService", "orders.v1.WishService", "orders.v1.PhotoService",
        "hours.v1.CertificateService", "hours.v1.HonourService", "hours.v1.ExchangeService"}) {
    const auto* found =
        DescriptorPool::generated_pool()->FindServiceByName(absl::StrCat("diandan.", service));
    if (found != nullptr && found->FindMethodByName(name) != nullptr) return found->FindMethodByName(name);
  }
  return nullptr;
}

// Whether the answer has such a field, or the things that it lists have.
bool HasField(const Descriptor& answer, const std::string& path) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(path, absl::MaxSplits('.', 1));
  if (const auto* field = answer.FindFieldByName(parts.first))
    return parts.second.empty() ||
           (field->message_type() != nullptr && HasField(*field->message_type(), parts.second));
  for (int i = 0; i < answer.field_count(); ++i) {
    const auto& field = *answer.field(i);
    if (field.is_repeated() && field.message_type() != nullptr &&
        field.message_type()->FindFieldByName(parts.first))
      return true;
  }
  return false;
}

class Columns : public ::testing::Test {
 protected:
  struct Column {
    std::string schema, rest, comment;  // rest: "person.legal_name"
    std::string full() const { return absl::StrCat(schema, ".", rest); }
  };
  std::vector<Column> OfDatabase(const std::string& types) {
    auto rows =
        look_->Run(absl::StrCat("SELECT n.nspname, c.relname || '.' || a.attname, "
                                "coalesce(col_description(c.oid, a.attnum), '') FROM "
                                "pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON "
                                "n.oid = c.relnamespace WHERE "
                                "c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND "
                                "n.nspname NOT IN ('pg_catalog', "
                                "'information_schema', 'pg_toast', 'diandan_meta') AND ",
                                types, " ORDER BY 1, 2"));
    std::vector<Column> columns;
    for (int i = 0; i < rows->rows(); ++i)
      columns.push_back(
          {std::string(rows->text(i, 0)), std::string(rows->text(i, 1)), std::string(rows->text(i, 2))});
    return columns;
  }

  std::shared_ptr<scenario::Hosting> hosting_ = scenario::HostInOneServer(scenario::MondayMorning());
  std::unique_ptr<db::Connection> look_ = db::Connection::Open({.conninfo = hosting_->database()});
  const Said said_ = ReadColumns();
};

TEST_F(Columns, EachThatHoldsTextOrBytesIsSaid) {
  std::set<std::string> there;
  int unsaid = 0;
  for (const Column& column : OfDatabase(
           "a.atttypid NOT IN ('uuid'::regtype, 'uuid[]'::regtype, 'int2'::regtype, 'int4'::regtype, "
           "'int8'::regtype, 'int4[]'::regtype, 'int8[]'::regtype, 'bool'::regtype, 'timestamptz'::regtype, "
           "'date'::regtype, 'float8'::regtype)")) {
    there.insert(column.full());
    const bool personal = said_.personal.contains(column.full());
    const bool plain =
        said_.plain.contains(column.full()) || said_.plain.contains(absl::StrCat("*.", column.rest));
    if (!personal && !plain) ++unsaid;
    EXPECT_TRUE(personal || plain) << column.full() << ": say in columns.txt what may stand in it";
    EXPECT_FALSE(personal && plain) << column.full() << " is said twice";
  }
  for (const std::string& column : said_.plain) {
    const bool everywhere = absl::StartsWith(column, "*.");
    EXPECT_TRUE(everywhere || there.contains(column)) << column << " is no column any more";
  }
  testing::TellFigures(absl::StrCat("columns: ", there.size(), " hold text or bytes, ", unsaid,
                                    " of them unsaid", HasFailure() ? "  FAILED" : ""));
}

TEST_F(Columns, ThoseAboutPeopleAreTaggedInTheSchemaAndNoOthers) {
  std::set<std::string> there;
  int untagged = 0;
  for (const Column& column : OfDatabase("true")) {
    there.insert(column.full());
    const bool tagged = absl::StartsWith(column.comment, "personal");
    const auto said = said_.personal.find(column.full());
    if (said != said_.personal.end() && absl::EndsWith(said->second, kHere)) continue;
    if (!tagged && said != said_.personal.end()) ++untagged;
    EXPECT_EQ(tagged, said != said_.personal.end()) << column.full() << ": '" << column.comment << "'";
  }
  for (const auto& [column, how] : said_.personal) EXPECT_TRUE(there.contains(column)) << column;
  testing::TellFigures(absl::StrCat("tags: ", said_.personal.size(), " columns about people among ",
                                    there.size(), ", ", untagged, " untagged in the schema",
                                    HasFailure() ? "  FAILED" : ""));
}

// An index or a key says nothing of its own; all else has an RPC that shows it to whom it is about.
TEST_F(Columns, EachAboutAPersonIsShownToThem) {
  for (const auto& [column, how] : said_.personal) {
    const std::vector<std::string> words = absl::StrSplit(how, ' ');
    if (words[0] == "key" || words[0] == "hash" || words[0] == "secret" || words[0] == "no" ||
        words[0] == "none:")
      continue;
    const MethodDescriptor* method = MethodNamed(words[0]);
    ASSERT_NE(method, nullptr) << column << " = " << how;
    const bool whole = words.size() == 1;
    EXPECT_TRUE(whole || HasField(*method->output_type(), words[1])) << column << " = " << how;
  }
}

// The columns of `person` and `account` in earnest: what was typed comes out, whole, for the person alone;
// and once the person is erased, for nobody.
TEST_F(Columns, APersonReadsAllThatWasTypedUntilItIsErased) {
  Stage stage(hosting_, scenario::kCounty);
  v::RegisterVolunteerRequest typed;
  typed.set_parent(stage.parent());
  typed.set_volunteer_id(stage.Id());
  typed.set_org(stage.station);
  typed.set_chosen_name("Poplar");
  typed.set_sex(v::FEMALE);
  typed.mutable_personal()->set_legal_name("张小满");
  typed.mutable_personal()->set_id_number("11010519491231002X");
  typed.mutable_personal()->set_phone("13612345678");
  typed.mutable_personal()->set_birth_date("1949-12-31");
  typed.mutable_personal()->set_guardian_name("张大山");
  typed.mutable_personal()->set_guardian_phone("13687654321");
  typed.add_consents(v::RECORD);
  const std::string name =
      OrThrow(stage.Do("admin", &v::VolunteerService::Stub::RegisterVolunteer, typed)).name();
  stage.OpenAccount("xiaoman", v::VOLUNTEER, "", name);
  v::GetVolunteerRequest get;
  get.set_name(name);
  const v::Volunteer own = OrThrow(stage.Call("xiaoman", &v::VolunteerService::Stub::GetVolunteer, get));
  EXPECT_EQ(own.personal().SerializeAsString(), typed.personal().SerializeAsString());
  EXPECT_EQ(own.chosen_name(), "Poplar");
  const v::Volunteer masked = OrThrow(stage.Call("clerk", &v::VolunteerService::Stub::GetVolunteer, get));
  for (const auto* full :
       {&typed.personal().id_number(), &typed.personal().phone(), &typed.personal().guardian_phone()})
    EXPECT_THAT(masked.SerializeAsString(), ::testing::Not(::testing::HasSubstr(*full)));
  v::EraseVolunteerRequest erase;
  erase.set_name(name);
  OrThrow(stage.Do("admin", &v::VolunteerService::Stub::EraseVolunteer, erase));
  EXPECT_FALSE(OrThrow(stage.Call("admin", &v::VolunteerService::Stub::GetVolunteer, get)).has_personal());
  // The wrapped key is gone, and with it whatever a copy of the row holds.
  auto left = look_->Run(
      "SELECT count(*) FROM volunteers.person p JOIN volunteers.volunteer v USING (county_id, id) WHERE "
      "v.state = 'ERASED' "
      "AND (length(p.data_key) + length(p.legal_name) + length(p.id_number) + length(p.phone) + "
      "length(p.birth_date) + "
      "length(p.guardian_name) + length(p.guardian_phone) + length(p.legal_name_index) + "
      "length(p.phone_index) + "
      "length(p.id_number_index) > 0)");
  EXPECT_EQ(left->text(0, 0), "0");
}

}  // namespace
}  // namespace diandan::security
