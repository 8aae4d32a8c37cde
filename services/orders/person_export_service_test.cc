// A person's copy of what `orders` keeps: all of it, however much; their own words for them alone; nobody
// else's.
#include <map>

#include "diandan/orders/v1/person_export_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "services/orders/rated_testing.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kOwnWords[] = "老人们都很高兴，下周再来。";

class OrdersCopyTest : public RatedOrdersTest {
 protected:
  using Copy = std::map<v1::PersonPart::PartCase, std::vector<v1::PersonPart>>;

  TestCaller Someone(const char* who) {
    return world.world.CallerWith({diandan::testing::Self(kCounty, Id(who))}, Id(who));
  }
  v1::ExportPersonRequest Wanted(const char* whose) {
    v1::ExportPersonRequest request = Fresh(v1::ExportPersonRequest());
    request.set_parent("counties/150525");
    request.set_volunteer(Name("volunteers", whose));
    return request;
  }
  StatusOr<Copy> CopyFor(const TestCaller& caller, const char* whose) { return Ask(caller, Wanted(whose)); }
  StatusOr<Copy> Ask(const TestCaller& caller, const v1::ExportPersonRequest& request) {
    grpc::ClientContext context;
    caller.Prepare(context);
    const auto stub = v1::PersonExportService::NewStub(world.world.ChannelTo("orders"));
    const auto reader = stub->ExportPerson(&context, request);
    Copy copy;
    for (v1::PersonPart part; reader->Read(&part);) copy[part.part_case()].push_back(part);
    if (const grpc::Status status = reader->Finish(); !status.ok()) return rpc::FromGrpc(status);
    return copy;
  }
  // So many check-ins each of two people, as years of service leave them.
  void ServedOften(const char* who, const char* other, int times) {
    const Status written = db::TransactFor(
        *world.world.home("orders").pool, db::kAllCounties, false, [&](db::Connection& connection) {
          connection.Run(
              "INSERT INTO fact (county_id, id, order_id, acceptance_id, session_id, volunteer_id, "
              "home_county, "
              "direction, observed_at, received_at, how, recorder, flags) SELECT 150525, gen_random_uuid(), "
              "$1::uuid, $1::uuid, $1::uuid, v, 150525, 'IN', now(), now(), 'OWN_CODE', 'accounts/x', '{}' "
              "FROM "
              "unnest(ARRAY[$2::uuid, $3::uuid]) AS v, generate_series(1, $4::int4)",
              db::Params().Add(Id("order")).Add(Id(who)).Add(Id(other)).Add(times));
          return absl::OkStatus();
        });
    ASSERT_OK(written);
  }
};

TEST_F(OrdersCopyTest, HoldsEverythingHoweverMuchAndNothingOfOthers) {
  ServedOften("member", "other", 1203);
  const v1::ExportPersonRequest wanted = Wanted("member");
  const TestCaller member = Someone("member");
  const auto copy = Ask(member, wanted);
  ASSERT_OK(copy);
  EXPECT_THAT(copy->at(v1::PersonPart::kFact), SizeIs(1203));
  EXPECT_THAT(Ask(member, wanted).value().at(v1::PersonPart::kFact), SizeIs(1203));
  EXPECT_THAT(copy->at(v1::PersonPart::kLeftOut), Not(IsEmpty()));
  EXPECT_THAT(copy->at(v1::PersonPart::kFact)[0].DebugString(), Not(HasSubstr("accounts/")));
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'PERSON_ORDERS_EXPORTED'"), 1);
  for (const TestCaller& who : {Someone("other"), world.clerk, world.officer, world.leader})
    EXPECT_THAT(CopyFor(who, "member").status(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'PERSON_ORDERS_EXPORTED'"), 1);
  EXPECT_THAT(CopyFor(world.admin, "member").value().at(v1::PersonPart::kFact), SizeIs(1203));
}

TEST_F(OrdersCopyTest, WordsOfARatingAreForWhoWroteThem) {
  Taken("order");
  world.Wait(absl::Hours(26));
  Witnessed("order");
  v1::RateOrderRequest own = Opinion("order", 5, v1::SIGNED_IN);
  own.set_rater_kind(v1::TEAM);
  own.set_words(kOwnWords);
  Grant leads = diandan::testing::InTeam(kCounty, Id("team"));
  leads.role = Role::kLeader;
  const TestCaller leader = world.world.CallerWith({leads}, Id("leader"));
  ASSERT_OK(leader.Call(*ratings, &v1::RatingService::Stub::RateOrder, own));
  const auto copy = CopyFor(leader, "leader");
  ASSERT_OK(copy);
  ASSERT_THAT(copy->at(v1::PersonPart::kRating), SizeIs(1));
  EXPECT_EQ(copy->at(v1::PersonPart::kRating)[0].rating().words(), kOwnWords);
  const auto for_admin = CopyFor(world.admin, "leader");
  ASSERT_OK(for_admin);
  EXPECT_EQ(for_admin->at(v1::PersonPart::kRating)[0].rating().words(), "");
}

}  // namespace
}  // namespace diandan::orders::testing
