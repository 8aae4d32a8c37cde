// Placing: who may, what must be, and where a new order starts.
#include "services/orders/place_rules.h"

#include "diandan/orders/v1/clock.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/desk_rules.h"
#include "services/orders/rules_testing.h"
#include "services/orders/series_rules.h"
#include "services/orders/timing_rules.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;
using ::testing::ElementsAre;

v1::PlaceOrderRequest Wanted(const County& county, absl::string_view word = "o") {
  auto request = For<v1::PlaceOrderRequest>(word);
  *request.mutable_order() = Draft(word, county.now + absl::Hours(24));
  return request;
}

Status Place(County& county, const Caller& caller, const v1::PlaceOrderRequest& request) {
  const PlaceExtra extra{{SealedOrder{.row = {.id = IdOf(request.name())}}}};
  return county.Run(PlaceOrderVerb(), caller, request, &extra);
}

TEST(Place, StartsWherePolicyTrusts) {
  struct Case {
    const char* who;
    const Caller County::*caller;
    v1::OrderState state;
  };
  for (const Case& test : {Case{"a clerk's order is checked", &County::clerk, v1::PLACED},
                           {"an officer's is open at once", &County::officer, v1::OPEN},
                           {"a dispatcher's too", &County::dispatcher, v1::OPEN}}) {
    SCOPED_TRACE(test.who);
    County county;
    ASSERT_OK(Place(county, county.*test.caller, Wanted(county)));
    EXPECT_EQ(county.Order("o").state, test.state);
    EXPECT_EQ(county.Order("o").prev_state, v1::ORDER_STATE_UNSPECIFIED);
    EXPECT_EQ(county.Order("o").placer, (county.*test.caller).subject);
    EXPECT_TRUE(OrderNumberValid(county.Order("o").number));
    EXPECT_TRUE(county.Order("o").next_due_at.has_value());
    EXPECT_THAT(county.events, ElementsAre("ORDER_PLACED"));
  }
}

TEST(Place, CopiesTheMenuSoThatLaterChangesDoNotMatter) {
  County county;
  ASSERT_OK(Place(county, county.clerk, Wanted(county)));
  EXPECT_EQ(county.Order("o").title, "理发");
  EXPECT_EQ(county.Order("o").volunteers_wanted, 2);
  EXPECT_EQ(county.Order("o").level, v1::VILLAGE);
}

TEST(Place, RefusesWhatCannotBe) {
  struct Case {
    const char* what;
    std::function<void(County&, v1::PlaceOrderRequest&)> spoil;
    ::testing::Matcher<const Status&> refusal;
  };
  const Case cases[] = {
      {"an unknown station",
       [](County&, auto& q) { q.mutable_order()->set_station(Name("orgs", "nowhere")); },
       Refused(errors::v1::ORG_UNKNOWN)},
      {"a station out of reach",
       [](County&, auto& q) { q.mutable_order()->set_station(Name("orgs", "far_village")); },
       Refused(errors::v1::NOT_ALLOWED)},
      {"nothing on the menu",
       [](County&, auto& q) { q.mutable_order()->set_menu_item(Name("menu_items", "x")); },
       Refused(errors::v1::MENU_ITEM_UNKNOWN)},
      {"a retired item",
       [](County& c, auto&) { c.picture.Rows<MenuItemRow>().Change(kCounty, Id("haircut"))->retired = true; },
       Refused(errors::v1::MENU_ITEM_UNKNOWN)},
      {"another county's item",
       [](County&, auto& q) {
         q.mutable_order()->set_menu_item("counties/1/menu_items/" + Id("x").ToString());
       },
       InvalidAt("order.menu_item", "same_county")},
      {"a time gone by",
       [](County& c, auto& q) {
         *q.mutable_order()->mutable_sessions(0) = SessionAt("s", c.now, absl::Hours(1));
       },
       Refused(errors::v1::SESSION_IN_PAST)},
      {"an end before its start",
       [](County& c, auto& q) {
         *q.mutable_order()->mutable_sessions(0) = SessionAt("s", c.now + absl::Hours(9), -absl::Hours(1));
       },
       InvalidAt("order.sessions[0].end_time", "after:start_time")},
      {"two sessions at once",
       [](County& c, auto& q) {
         *q.mutable_order()->add_sessions() = SessionAt("s", c.now + absl::Hours(25), absl::Hours(3));
       },
       Refused(errors::v1::SESSIONS_OVERLAP)},
      {"a team for a need", [](County&, auto& q) { q.mutable_order()->set_team(Name("teams", "team")); },
       InvalidAt("order.team", "only_with:ACTIVITY")},
      {"a project nobody knows",
       [](County&, auto& q) { q.mutable_order()->set_project(Name("projects", "x")); },
       Refused(errors::v1::PROJECT_UNKNOWN)},
      {"a wish nobody left", [](County&, auto& q) { q.set_wish(Name("wishes", "x")); },
       Refused(errors::v1::NOT_FOUND)},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.what);
    County county;
    auto request = Wanted(county);
    test.spoil(county, request);
    EXPECT_THAT(Place(county, county.clerk, request), test.refusal);
    EXPECT_EQ(county.Find<OrderRow>(Id("o")), nullptr);
  }
}

TEST(Place, LeadersStartActivitiesOnly) {
  County county;
  EXPECT_THAT(Place(county, county.leader, Wanted(county)), Refused(errors::v1::NOT_ALLOWED));
  auto activity = Wanted(county);
  activity.mutable_order()->set_kind(v1::ACTIVITY);
  activity.mutable_order()->set_team(Name("teams", "team"));
  EXPECT_THAT(Place(county, county.rival, activity), Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(Place(county, county.leader, activity));
  EXPECT_EQ(county.Order("o").state, v1::PLACED);
  ASSERT_OK(county.Run(ApproveOrderVerb(), county.officer, For<v1::ApproveOrderRequest>("o")));
  EXPECT_EQ(county.Order("o").state, v1::ACCEPTED);
  EXPECT_EQ(county.Order("o").team_id, Id("team"));
  // For conflicts of interest the approver stands beside the team that placed its own activity.
  EXPECT_EQ(county.Order("o").approver, county.officer.subject);
}

TEST(Place, NobodyElseNamesTheTeamOfAnActivity) {
  County county;
  auto activity = Wanted(county);
  activity.mutable_order()->set_kind(v1::ACTIVITY);
  activity.mutable_order()->set_team(Name("teams", "team"));
  // It would be an order to the team, which is never given (条例 25).
  EXPECT_THAT(Place(county, county.clerk, activity), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Place(county, county.officer, activity), Refused(errors::v1::NOT_ALLOWED));
  county.picture.Rows<TeamMirrorRow>().Change(kCounty, Id("team"))->unit_id = Id("school");
  const Caller liaison =
      Account("liaison", {.role = Role::kLiaison, .scope = ScopeKind::kUnit, .id = Id("school")});
  const Caller other =
      Account("other", {.role = Role::kLiaison, .scope = ScopeKind::kUnit, .id = Id("bank")});
  EXPECT_THAT(Place(county, other, activity), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(Place(county, liaison, activity));
}

TEST(Place, ACulturalTutorStartsWhatTheMenuMarksAsATutors) {
  County county;
  Caller tutor = Account("tutor", {.role = Role::kVolunteer, .scope = ScopeKind::kSelf, .id = Id("wu")});
  tutor.volunteer = Id("wu");
  auto lesson = Wanted(county);
  lesson.mutable_order()->set_kind(v1::ACTIVITY);
  auto be = [&](volunteers::v1::VolunteerKind kind) {
    volunteers::v1::VolunteerChanged facts;
    facts.add_kinds(volunteers::v1::ARTIST);
    facts.add_kinds(kind);
    auto& rows = county.picture.Rows<VolunteerMirrorRow>();
    rows.Load({.county_id = kCounty, .id = Id("wu")});
    rows.Change(kCounty, Id("wu"))->facts.data = facts.SerializeAsString();
  };
  MenuItemRow& item = *county.picture.Rows<MenuItemRow>().Change(kCounty, Id("haircut"));
  item.tutor = true;
  EXPECT_THAT(Place(county, tutor, lesson), Refused(errors::v1::NOT_ALLOWED)) << "nobody knows this person";
  be(volunteers::v1::VILLAGER);
  EXPECT_THAT(Place(county, tutor, lesson), Refused(errors::v1::NOT_ALLOWED)) << "no tutor";
  be(volunteers::v1::CULTURAL_TUTOR);
  item.tutor = false;
  EXPECT_THAT(Place(county, tutor, lesson), Refused(errors::v1::NOT_ALLOWED)) << "no tutor's service";
  item.tutor = true;
  auto need = lesson;
  need.mutable_order()->set_kind(v1::DEMAND);
  EXPECT_THAT(Place(county, tutor, need), Refused(errors::v1::NOT_ALLOWED)) << "no activity";
  ASSERT_OK(Place(county, tutor, lesson));
  EXPECT_EQ(county.Order("o").state, v1::PLACED) << "an officer looks first";
  EXPECT_OK(county.Run(CancelOrderVerb(), tutor, [] {
    auto cancel = For<v1::CancelOrderRequest>("o");
    cancel.set_reason(v1::WEATHER);
    return cancel;
  }()));
}

TEST(Place, ATrustedTeamHoldsItsActivityAtOnce) {
  County county;
  v1::LoopSettings settings = BuiltInSettings();
  settings.add_trusted_roles(volunteers::v1::LEADER);
  LoopPolicyRow policy{.county_id = kCounty, .id = CurrentPolicyId(kCounty), .version = 1};
  policy.settings.data = settings.SerializeAsString();
  county.picture.Rows<LoopPolicyRow>().Load(policy);
  auto activity = Wanted(county);
  activity.mutable_order()->set_kind(v1::ACTIVITY);
  activity.mutable_order()->set_team(Name("teams", "team"));
  ASSERT_OK(Place(county, county.leader, activity));
  EXPECT_EQ(county.Order("o").state, v1::ACCEPTED);
  EXPECT_NE(county.Find<AcceptanceRow>(AcceptanceId(Id("o"), 1)), nullptr);
}

TEST(Place, AWishBecomesOneOrder) {
  County county;
  WishRow wish{.county_id = kCounty, .id = Id("wish"), .station_id = Id("village")};
  wish.state = v1::WISH_OPEN;
  county.picture.Rows<WishRow>().Load(wish);
  auto request = Wanted(county);
  request.set_wish(Name("wishes", "wish"));
  ASSERT_OK(Place(county, county.clerk, request));
  EXPECT_EQ(county.Find<WishRow>(Id("wish"))->state, v1::WISH_ORDERED);
  EXPECT_EQ(county.Find<WishRow>(Id("wish"))->order_id, Id("o"));
  auto again = Wanted(county, "second");
  again.set_wish(request.wish());
  EXPECT_THAT(Place(county, county.clerk, again), Refused(errors::v1::WISH_SETTLED));
}

TEST(Group, AllSiblingsOrNone) {
  County county;
  auto group = v1::PlaceGroupRequest();
  group.set_name(Name("groups", "g"));
  for (const char* word : {"a", "b"}) {
    auto& member = *group.add_orders();
    member.set_name(Name("orders", word));
    *member.mutable_order() = Draft(word, county.now + absl::Hours(24));
  }
  const PlaceExtra extra = Sealed({"a", "b"});
  auto broken = group;
  broken.mutable_orders(1)->mutable_order()->set_menu_item(Name("menu_items", "x"));
  EXPECT_THAT(county.Run(PlaceGroupVerb(), county.clerk, broken, &extra),
              Refused(errors::v1::MENU_ITEM_UNKNOWN));
  EXPECT_EQ(county.Find<OrderRow>(Id("a")), nullptr);
  ASSERT_OK(county.Run(PlaceGroupVerb(), county.clerk, group, &extra));
  EXPECT_THAT(county.events, ElementsAre("ORDER_PLACED", "ORDER_PLACED"));
  EXPECT_EQ(county.Order("b").group_id, Id("g"));
  EXPECT_NE(county.Order("a").number, county.Order("b").number);
  EXPECT_THAT(county.Run(PlaceGroupVerb(), county.clerk, group, &extra), Refused(errors::v1::ALREADY_EXISTS));
  EXPECT_THAT(county.Run(PlaceGroupVerb(), county.leader, group, &extra), Refused(errors::v1::NOT_ALLOWED))
      << "who may not place here is not told what is there";
}

TEST(Redo, AtMostTwice) {
  County county;
  county.AddOrder("o", v1::COMPLETED);
  auto redo = [&](const char* word, const char* of) {
    auto request = For<v1::RedoOrderRequest>(word);
    request.set_redo_of(Name("orders", of));
    *request.add_sessions() =
        SessionAt(absl::StrCat(word, "/s"), county.now + absl::Hours(24), absl::Hours(1));
    const PlaceExtra extra = Sealed({word});
    return county.Run(RedoOrderVerb(), county.officer, request, &extra);
  };
  ASSERT_OK(redo("second", "o"));
  EXPECT_THAT(county.events, ElementsAre("ORDER_REDONE"));
  EXPECT_EQ(county.Order("second").state, v1::OPEN);
  EXPECT_EQ(county.Order("second").redo_of, Id("o"));
  EXPECT_EQ(county.Order("o").state, v1::COMPLETED);
  EXPECT_THAT(redo("x", "second"), Refused(errors::v1::ORDER_WRONG_STATE));
  ASSERT_OK(redo("third", "o"));
  EXPECT_THAT(redo("fourth", "o"), Refused(errors::v1::REDO_LIMIT));
}

// ---- Series

SeriesRow Every(int weeks, std::vector<int32_t> weekdays, absl::Time from) {
  SeriesRow series;
  series.every_weeks = weeks;
  series.weekdays = std::move(weekdays);
  series.start_minute = 9 * 60;
  series.minutes = 60;
  series.from_at = from;
  series.until_at = from + absl::Hours(24 * 60);
  return series;
}

TEST(Series, FollowsItsPattern) {
  const absl::Time friday = absl::FromUnixSeconds(kFridayMorning);
  auto starts = [&](const SeriesRow& series) {
    std::vector<std::string> days;
    absl::Time from = friday;
    for (int i = 0; i < 4; ++i) {
      const auto next = StartAtOrAfter(series, from);
      days.push_back(ShowTime(*next));
      from = *next + absl::Minutes(1);
    }
    return days;
  };
  EXPECT_THAT(starts(Every(1, {5}, friday)),
              ElementsAre("2026-11-20 09:00", "2026-11-27 09:00", "2026-12-04 09:00", "2026-12-11 09:00"));
  EXPECT_THAT(starts(Every(2, {1, 5}, friday)),
              ElementsAre("2026-11-20 09:00", "2026-11-30 09:00", "2026-12-04 09:00", "2026-12-14 09:00"));
}

v1::PlaceSeriesRequest Fridays(const County& county) {
  v1::PlaceSeriesRequest request;
  request.set_name(Name("series", "s"));
  *request.mutable_order() = Draft("first", county.now + absl::Hours(24));
  request.set_every_weeks(1);
  request.add_weekdays(6);
  *request.mutable_until_time() = ToTimestamp(county.now + absl::Hours(24 * 9));
  return request;
}

Status NextOccurrence(County& county) {
  const SeriesRow& series = *county.Find<SeriesRow>(Id("s"));
  const int occurrence = series.placed + 1;
  v1::PlaceOccurrence due;
  due.set_name(Name("series", "s"));
  due.set_order_name(ResourceNameOf(kCounty, "orders", OccurrenceId(series, occurrence)));
  due.set_occurrence(occurrence);
  *due.mutable_order() = OccurrenceDraft(series, occurrence);
  PlaceExtra extra{{SealedOrder{.row = {.id = OccurrenceId(series, occurrence)}}}};
  return county.Run(PlaceOccurrenceVerb(), county.dispatcher, due, &extra);
}

TEST(Series, PlacesItsOrdersInTheNameOfWhoPlacedIt) {
  County county;
  const SeriesExtra extra;
  ASSERT_OK(county.Run(PlaceSeriesVerb(), county.clerk, Fridays(county), &extra));
  EXPECT_EQ(county.Find<SeriesRow>(Id("s"))->draft.data.find("王奶奶"), std::string::npos);
  ASSERT_OK(NextOccurrence(county));
  EXPECT_THAT(county.events, ElementsAre("ORDER_PLACED"));
  const auto& order = *county.Find<OrderRow>(OccurrenceId(*county.Find<SeriesRow>(Id("s")), 1));
  EXPECT_EQ(order.placer, county.clerk.subject);
  EXPECT_EQ(order.state, v1::PLACED);
  ASSERT_OK(NextOccurrence(county));
  EXPECT_EQ(county.Find<SeriesRow>(Id("s"))->placed, 2);
  // The ninth day is reached: no third Saturday.
  EXPECT_FALSE(county.Find<SeriesRow>(Id("s"))->next_due_at.has_value());
}

TEST(Series, EndsWhenItsOrderCannotBePlacedAnyMore) {
  County county;
  const SeriesExtra extra;
  ASSERT_OK(county.Run(PlaceSeriesVerb(), county.clerk, Fridays(county), &extra));
  county.picture.Rows<MenuItemRow>().Change(kCounty, Id("haircut"))->retired = true;
  ASSERT_OK(NextOccurrence(county));
  EXPECT_THAT(county.events, ElementsAre("SERIES_ENDED"));
  EXPECT_TRUE(county.Find<SeriesRow>(Id("s"))->ended_at.has_value());
}

}  // namespace
}  // namespace diandan::orders::testing
