#include "services/matching/emergency_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/request_fields.h"
#include "services/matching/matching_testing.h"
#include "services/matching/recommendation_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;

orders::v1::OrderChanged UrgentOrder() {
  orders::v1::OrderChanged order;
  order.set_order_id(Id("urgent").ToString());
  order.set_state(orders::v1::OPEN);
  order.set_level(orders::v1::VILLAGE);
  order.set_urgency(orders::v1::URGENT);
  order.set_skill("haircut");
  order.set_station_path("c.t1.v1");
  *order.add_sessions() = SessionOf(At(5, 9), At(5, 11));
  return order;
}

TEST(EmergencyTest, IsAboutUrgentOrdersOfItsScope) {
  struct Row {
    const char* what;
    const char* org_path;
    const char* skill;  // it is about; "" every
    orders::v1::OrderState state;
    orders::v1::Urgency urgency;
    absl::Time now;
    bool about;
  };
  using namespace orders::v1;
  const Row rows[] = {
      {"the whole county", "", "", OPEN, URGENT, kNow, true},
      {"its township", "c.t1", "", OPEN, URGENT, kNow, true},
      {"its village", "c.t1.v1", "", OPEN, URGENT, kNow, true},
      {"another township", "c.t2", "", OPEN, URGENT, kNow, false},
      {"one whose id only begins alike", "c.t1.v", "", OPEN, URGENT, kNow, false},
      {"its kind of service", "", "haircut", OPEN, URGENT, kNow, true},
      {"another kind", "", "opera", OPEN, URGENT, kNow, false},
      {"a routine order goes on as before", "", "", OPEN, ROUTINE, kNow, false},
      {"a taken one", "", "", ACCEPTED, URGENT, kNow, false},
      {"one that has begun", "", "", OPEN, URGENT, At(5, 9), false},
  };
  for (const Row& row : rows) {
    v1::Emergency emergency;
    emergency.set_org_path(row.org_path);
    if (*row.skill != 0) emergency.add_skills(row.skill);
    OrderChanged order = UrgentOrder();
    order.set_state(row.state);
    order.set_urgency(row.urgency);
    EXPECT_EQ(IsAbout(emergency, order, row.now), row.about) << row.what;
  }
}

// Teams at every distance; half of them are tired of being asked.
TEST(EmergencyTest, AsksAllWhoFitOverTheCountyAtOnce) {
  TeamIndex index;
  Occasion occasion{.county = kCounty, .order = UrgentOrder(), .weights = DefaultWeights(), .now = kNow};
  for (int i = 0; i < 40; ++i) {
    Team team;
    team.id = Id("team " + std::to_string(i));
    team.place = PlaceOf(i % 3 == 0 ? "c.t1.v1" : i % 3 == 1 ? "c.t2.v1" : "c");
    team.skills = {i < 36 ? "haircut" : "opera"};
    index.Put(team);
    occasion.asks[team.id] = {.in_week = i % 2 * 50, .open = i % 2 * 20, .quiet_since = 0};
  }
  const v1::Recommendation normal = Recommend(occasion, index);
  EXPECT_LT(normal.offered_teams_size(), 11);

  occasion.emergency.emplace().set_name("counties/150525/emergencies/x");
  occasion.asked = {Id("team 0")};
  occasion.weights.mutable_waves()->set_automatic(false);
  v1::Recommendation made = Recommend(occasion, index);
  EXPECT_EQ(made.offered_teams_size(), 30) << "the cap of emergencies";
  EXPECT_EQ(made.ranked_size(), 30) << "each of them reads why";
  EXPECT_EQ(made.level(), orders::v1::COUNTY);
  EXPECT_EQ(made.emergency(), "counties/150525/emergencies/x");
  EXPECT_EQ(made.size().by(), v1::BY_EMERGENCY);
  EXPECT_FALSE(made.has_floor());
  EXPECT_EQ(FromProto(made.offer_expire_time()), kNow + absl::Minutes(20));
  EXPECT_THAT(made.offered_teams(),
              ::testing::Not(::testing::Contains(ResourceNameOf(kCounty, "teams", Id("team 0")))));
  occasion.now = At(5, 8, 50);
  EXPECT_EQ(FromProto(Recommend(occasion, index).offer_expire_time()), At(5, 9)) << "never past the start";
  occasion.weights.mutable_waves()->mutable_bounds()->set_emergency_size(60);
  EXPECT_EQ(Recommend(occasion, index).offered_teams_size(), 35);
}

class Declaring {
 public:
  Declaring() {
    Grant grant;
    grant.role = Role::kDispatcher;
    grant.scope = ScopeKind::kOrg;
    grant.county = kCounty;
    grant.org_path = "c";
    caller.grants = {grant};
  }
  Status Declare(absl::Time until, absl::Time now = kNow) {
    v1::DeclareEmergencyRequest request;
    request.set_request_id(Id("emergency").ToString());
    request.set_parent("counties/150525");
    request.set_reason("snow");
    *request.mutable_until_time() = ToTimestamp(until);
    EmergencyPlace place{"c.t1"};
    Work work(picture, kCounty, caller, Id("emergency"), now, 1, &place);
    const Status status = kDeclareEmergency.rule(work, request);
    for (const auto& event : work.events()) kinds.push_back(event.kind);
    return status;
  }
  Status End(absl::Time now) {
    v1::EndEmergencyRequest request;
    request.set_name(ResourceNameOf(kCounty, "emergencies", Id("emergency")));
    Work work(picture, kCounty, caller, Id("end"), now, 2);
    const Status status = kEndEmergency.rule(work, request);
    for (const auto& event : work.events()) kinds.push_back(event.kind);
    return status;
  }
  const EmergencyRow& row() { return *picture.Rows<EmergencyRow>().Find(kCounty, Id("emergency")); }

  Picture picture;
  Caller caller;
  std::vector<std::string> kinds;
};

TEST(EmergencyTest, StandsUntilItsTimeOrItsEnd) {
  Declaring one;
  ASSERT_TRUE(one.Declare(kNow + absl::Hours(5)).ok());
  EXPECT_TRUE(EmergencyOf(one.row(), kNow + absl::Hours(4)).stands());
  EXPECT_FALSE(EmergencyOf(one.row(), kNow + absl::Hours(5)).stands());
  EXPECT_TRUE(WhichStands({one.row()}, UrgentOrder(), kNow));
  EXPECT_FALSE(WhichStands({one.row()}, UrgentOrder(), kNow + absl::Hours(5)));
  ASSERT_TRUE(one.End(kNow + absl::Hours(1)).ok());
  EXPECT_FALSE(EmergencyOf(one.row(), kNow + absl::Hours(1)).stands());
  ASSERT_TRUE(one.End(kNow + absl::Hours(2)).ok()) << "over already: nothing changes";
  EXPECT_EQ(FromProto(EmergencyOf(one.row(), kNow).end_time()), kNow + absl::Hours(1));
  EXPECT_THAT(one.kinds, ElementsAre("EMERGENCY_DECLARED", "EMERGENCY_ENDED"));
}

TEST(EmergencyTest, RefusesAnEndThatIsPastOrFarAway) {
  for (const absl::Time until : {kNow, kNow - absl::Hours(1), kNow + absl::Hours(24 * 30 + 1)}) {
    Declaring one;
    EXPECT_EQ(InfoOf(one.Declare(until)).fields(0).field(), "until_time");
    EXPECT_TRUE(one.kinds.empty());
  }
  EXPECT_TRUE(Declaring().Declare(kNow + absl::Hours(24 * 30)).ok());
  EXPECT_EQ(InfoOf(Declaring().End(kNow)).reason(), errors::v1::NOT_FOUND);
  Declaring township;
  township.caller.grants[0].org_path = "c.t1";
  EXPECT_EQ(InfoOf(township.Declare(kNow + absl::Hours(1))).reason(), errors::v1::NOT_ALLOWED);
  EXPECT_EQ(InfoOf(township.End(kNow)).reason(), errors::v1::NOT_ALLOWED);
}

}  // namespace
}  // namespace diandan::matching
