#include "services/matching/mirror_rules.h"

#include <random>

#include "diandan/matching/v1/fairness_service.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "services/base/request_fields.h"
#include "services/matching/matching_testing.h"
#include "services/matching/recommendation_rules.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// The mirrors of one county, in memory.
class Mirror {
 public:
  template <typename Payload>
  Status Apply(Status (*rule)(Work&, const Event&, const Payload&), const Payload& payload,
               absl::Time time = kNow, int64_t seq = 0) {
    Event envelope;
    envelope.mutable_position()->set_seq(seq > 0 ? seq : ++seq_);
    *envelope.mutable_time() = ToTimestamp(time);
    Work work(picture_, kCounty, caller_, Uuid{}, time, 1);
    return rule(work, envelope, payload);
  }
  Status Order(const orders::v1::OrderChanged& event) { return Apply(MirrorOrder, event); }

  template <typename Row>
  const Row* Find(const Uuid& id) {
    return picture_.Rows<Row>().Find(kCounty, id);
  }
  // Every row of the type as text: two mirrors that read the same rank the same.
  template <typename Row>
  std::vector<std::string> Dump() {
    std::vector<std::string> rows;
    for (const auto* entry : picture_.Rows<Row>().all()) {
      std::string text;
      Row::Fields([&](const auto&... field) { ((text += Text(entry->row.*field.member) + "|"), ...); });
      rows.push_back(text);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

 private:
  static std::string Text(const Uuid& id) { return id.ToString(); }
  static std::string Text(const std::string& text) { return text; }
  static std::string Text(int64_t number) { return std::to_string(number); }
  template <typename T>
  static std::string Text(const std::vector<T>& values) {
    std::string text;
    for (const auto& value : values) text += Text(value) + ",";
    return text;
  }

  Picture picture_;
  Caller caller_;
  int64_t seq_ = 0;
};

orders::v1::OrderChanged Order(orders::v1::OrderState state, const char* team = "") {
  orders::v1::OrderChanged order;
  order.set_order_id(Id("order").ToString());
  order.set_state(state);
  order.set_skill("haircut");
  order.set_client_key("home");
  order.set_level(orders::v1::VILLAGE);
  order.set_station_path("c.t1.v1");
  *order.add_sessions() = SessionOf(At(3, 9), At(3, 11));
  if (*team != 0) order.set_team_id(Id(team).ToString());
  return order;
}

const int32_t kThursdayMorning = SlotsOf(Order(orders::v1::OPEN).sessions()).front();

TEST(MirrorOrderTest, AnAcceptedOrderLoadsTheTeamAndAReleasedOneDoesNot) {
  struct Row {
    const char* what;
    std::vector<orders::v1::OrderChanged> events;
    std::vector<int32_t> one, two;  // booked slots of the two teams
  };
  using namespace orders::v1;
  OrderChanged later = Order(ACCEPTED, "one");
  *later.mutable_sessions(0) = SessionOf(At(3, 14), At(3, 19));
  const std::vector<int32_t> thursday = {kThursdayMorning};
  const Row rows[] = {
      {"open", {Order(OPEN)}, {}, {}},
      {"accepted", {Order(OPEN), Order(ACCEPTED, "one")}, thursday, {}},
      {"accepted, seen first", {Order(ACCEPTED, "one")}, thursday, {}},
      {"told twice", {Order(ACCEPTED, "one"), Order(ACCEPTED, "one")}, thursday, {}},
      {"withdrawn", {Order(ACCEPTED, "one"), Order(OPEN)}, {}, {}},
      {"withdrawn, taken by another",
       {Order(ACCEPTED, "one"), Order(OPEN), Order(ACCEPTED, "two")},
       {},
       thursday},
      {"cancelled", {Order(ACCEPTED, "one"), Order(CANCELLED, "one")}, {}, {}},
      {"moved to the afternoon",
       {Order(ACCEPTED, "one"), later},
       {kThursdayMorning + 1, kThursdayMorning + 2},
       {}},
      {"done is still work of that week",
       {Order(ACCEPTED, "one"), Order(IN_SERVICE, "one"), Order(COMPLETED, "one"), Order(VERIFIED, "one")},
       thursday,
       {}},
  };
  for (const Row& row : rows) {
    Mirror mirror;
    for (const auto& event : row.events) ASSERT_TRUE(mirror.Order(event).ok()) << row.what;
    auto booked = [&](const char* team) {
      const RecordRow* record = mirror.Find<RecordRow>(Id(team));
      return record == nullptr ? std::vector<int32_t>{} : record->booked;
    };
    EXPECT_EQ(booked("one"), row.one) << row.what;
    EXPECT_EQ(booked("two"), row.two) << row.what;
  }
}

TEST(MirrorOrderTest, ExperienceCountsOnceAndGoesWhenNothingStands) {
  using namespace orders::v1;
  Mirror mirror;
  auto services = [&] { return mirror.Find<RecordRow>(Id("one"))->services; };
  auto for_client = [&] {
    return mirror.Find<ClientServiceRow>(ClientServiceId(Id("one"), "home"))->services;
  };
  ASSERT_TRUE(mirror.Order(Order(ACCEPTED, "one")).ok());
  EXPECT_THAT(services(), IsEmpty());
  ASSERT_TRUE(mirror.Order(Order(COMPLETED, "one")).ok());
  ASSERT_TRUE(mirror.Order(Order(VERIFIED, "one")).ok());
  EXPECT_THAT(services(), ElementsAre(1));
  EXPECT_EQ(for_client(), 1);
  ASSERT_TRUE(mirror.Order(Order(REJECTED, "one")).ok());
  EXPECT_THAT(services(), ElementsAre(0));
  EXPECT_EQ(for_client(), 0);
}

TEST(MirrorOrderTest, AnIdThatIsNoneParksTheEvent) {
  Mirror mirror;
  orders::v1::OrderChanged order = Order(orders::v1::OPEN);
  order.set_order_id("7K3M");
  EXPECT_FALSE(mirror.Order(order).ok());
}

orders::v1::Rated Rating(const char* id, int score, orders::v1::RaterKind kind = orders::v1::RESIDENT) {
  orders::v1::Rated rated;
  rated.set_rating_id(Id(id).ToString());
  rated.set_team_id(Id("one").ToString());
  rated.set_rater_kind(kind);
  rated.set_score(score);
  return rated;
}

TEST(MirrorRatedTest, ResidentsRatingsCountByMonth) {
  Mirror mirror;
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("a", 5)).ok());
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("b", 4)).ok());
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("c", 3)).ok());
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("d", 1, orders::v1::STATION)).ok());  // never mixed in
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("e", 5), kNow + absl::Hours(24 * 31)).ok());
  const RecordRow* record = mirror.Find<RecordRow>(Id("one"));
  EXPECT_THAT(record->months, ElementsAre(MonthOf(kNow), MonthOf(kNow) + 1));
  EXPECT_THAT(record->rated, ElementsAre(3, 1));
  EXPECT_THAT(record->good, ElementsAre(2, 1));
}

TEST(MirrorRatedTest, AnAnnulledRatingIsTakenOutOnceAndCanComeBack) {
  Mirror mirror;
  orders::v1::RatingReviewed review;
  review.set_rating_id(Id("a").ToString());
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("a", 1)).ok());
  review.set_annulled(true);
  ASSERT_TRUE(mirror.Apply(MirrorReviewed, review).ok());
  ASSERT_TRUE(mirror.Apply(MirrorReviewed, review).ok());
  EXPECT_THAT(mirror.Find<RecordRow>(Id("one"))->rated, ElementsAre(0));
  // Told again, or rated anew: counted once, as it is now.
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("a", 5)).ok());
  ASSERT_TRUE(mirror.Apply(MirrorRated, Rating("a", 5)).ok());
  EXPECT_THAT(mirror.Find<RecordRow>(Id("one"))->rated, ElementsAre(1));
  EXPECT_THAT(mirror.Find<RecordRow>(Id("one"))->good, ElementsAre(1));
}

TEST(MirrorVolunteerTest, KeepsQualificationsOfThoseWhoHoldAny) {
  Mirror mirror;
  volunteers::v1::VolunteerChanged volunteer;
  volunteer.set_volunteer_id(Id("v").ToString());
  ASSERT_TRUE(mirror.Apply(MirrorVolunteer, volunteer).ok());
  EXPECT_EQ(mirror.Find<QualifiedRow>(Id("v")), nullptr);
  auto& held = *volunteer.add_qualifications();
  held.set_code("health");
  *held.mutable_valid_until() = ToTimestamp(At(5, 0));
  ASSERT_TRUE(mirror.Apply(MirrorVolunteer, volunteer).ok());
  EXPECT_THAT(mirror.Find<QualifiedRow>(Id("v"))->last_days, ElementsAre(DayOf(At(5, 0))));
  volunteer.set_erased(true);
  ASSERT_TRUE(mirror.Apply(MirrorVolunteer, volunteer).ok());
  EXPECT_THAT(mirror.Find<QualifiedRow>(Id("v"))->codes, IsEmpty());
}

orders::v1::OffersChanged Offers(std::vector<std::pair<const char*, orders::v1::OfferState>> offers) {
  orders::v1::OffersChanged event;
  event.set_order_id(Id("order").ToString());
  for (auto [team, state] : offers) {
    auto& offer = *event.add_offers();
    offer.set_offer_id(Id(std::string("offer ") + team).ToString());
    offer.set_team_id(Id(team).ToString());
    offer.set_state(state);
  }
  return event;
}

TEST(MirrorOffersTest, KeepsWhoWasAskedAndWhetherSomebodyStillThinks) {
  using namespace orders::v1;
  Mirror mirror;
  ASSERT_TRUE(mirror.Order(Order(OPEN)).ok());
  auto row = [&] { return mirror.Find<OrderRow>(Id("order")); };
  ASSERT_TRUE(mirror.Apply(MirrorOffers, Offers({{"one", OFFERED}, {"two", OFFERED}})).ok());
  EXPECT_EQ(row()->open_offers.size(), 2u);
  ASSERT_TRUE(mirror.Apply(MirrorOffers, Offers({{"one", OFFER_DECLINED}})).ok());
  ASSERT_TRUE(mirror.Apply(MirrorOffers, Offers({{"two", OFFER_LAPSED}})).ok());
  EXPECT_THAT(row()->open_offers, IsEmpty());
  EXPECT_THAT(row()->asked, UnorderedElementsAre(Id("one"), Id("two")));
}

TEST(MirrorOffersTest, KnowsWhenATeamWasAskedAndWhatSizesWaves) {
  using namespace orders::v1;
  const int32_t today = DayOf(kNow);
  Mirror mirror;
  auto asks = [&](const char* team) { return *mirror.Find<AsksRow>(Id(team)); };
  auto chance = [&](const char* team) {
    const ChanceRow* row = mirror.Find<ChanceRow>(Id(team));
    return row == nullptr ? std::make_pair(0, 0) : std::make_pair(row->ended, row->taken);
  };
  volunteers::v1::TeamChanged team;
  team.set_team_id(Id("one").ToString());
  ASSERT_TRUE(mirror.Apply(MirrorTeam, team, kNow - absl::Hours(24 * 40)).ok());
  ASSERT_TRUE(mirror.Apply(MirrorTeam, team).ok());
  EXPECT_EQ(asks("one").quiet_since, today - 40) << "known since then";

  ASSERT_TRUE(mirror.Order(Order(OPEN)).ok());
  ASSERT_TRUE(
      mirror.Apply(MirrorOffers, Offers({{"one", OFFERED}, {"two", OFFERED}, {"three", OFFERED}})).ok());
  EXPECT_THAT(asks("one").days, ElementsAre(today));
  EXPECT_EQ(asks("one").open.size(), 1u);
  EXPECT_EQ(asks("one").quiet_since, today);
  ASSERT_TRUE(mirror.Apply(MirrorOffers, Offers({{"one", OFFER_DECLINED}})).ok());
  ASSERT_TRUE(mirror.Apply(MirrorOffers, Offers({{"one", OFFER_DECLINED}})).ok()) << "told twice";
  EXPECT_THAT(asks("one").open, IsEmpty());
  EXPECT_EQ(chance("one"), std::make_pair(1, 0));
  ASSERT_TRUE(mirror.Order(Order(ACCEPTED, "two")).ok());
  EXPECT_THAT(asks("two").open, IsEmpty());
  EXPECT_THAT(asks("three").open, IsEmpty()) << "recalled";
  EXPECT_EQ(chance("two"), std::make_pair(1, 1));
  EXPECT_EQ(chance("three"), std::make_pair(0, 0)) << "another was first: that says nothing of it";
  ASSERT_TRUE(mirror.Order(Order(ACCEPTED, "two")).ok()) << "told twice";
  EXPECT_EQ(chance("two"), std::make_pair(1, 1));
}

TEST(MirrorOffersTest, AnEventOfOldAsksNobodyAgain) {
  using namespace orders::v1;
  Mirror mirror;
  ASSERT_TRUE(mirror.Order(Order(OPEN)).ok());
  const OffersChanged made = Offers({{"one", OFFERED}}), ended = Offers({{"one", OFFER_LAPSED}});
  ASSERT_TRUE(mirror.Apply(MirrorOffers, made, kNow, 10).ok());
  ASSERT_TRUE(mirror.Apply(MirrorOffers, ended, kNow, 11).ok());
  const auto asks = mirror.Dump<AsksRow>(), chances = mirror.Dump<ChanceRow>();
  ASSERT_TRUE(mirror.Apply(MirrorOffers, made, kNow, 10).ok());
  ASSERT_TRUE(mirror.Apply(MirrorOffers, ended, kNow, 11).ok());
  EXPECT_EQ(mirror.Dump<AsksRow>(), asks);
  EXPECT_EQ(mirror.Dump<ChanceRow>(), chances);
}

// Nothing counts a decline: a history with offers that end in any way leaves the same records as one where
// nobody was ever asked by hand, and of the order itself the same list of teams asked.
TEST(DeclineTest, DeclinesChangeNoRanking) {
  using namespace orders::v1;
  const OfferState endings[] = {OFFER_DECLINED, OFFER_LAPSED, OFFER_WITHDRAWN};
  for (uint32_t seed = 0; seed < 200; ++seed) {
    std::vector<Mirror> mirrors(std::size(endings) + 1);  // the last one hears of no offer
    std::mt19937 random(seed);
    const char* teams[] = {"one", "two", "three"};
    for (int step = 0; step < 30; ++step) {
      const char* team = teams[random() % 3];
      bool about_offers = random() % 2 == 0;
      OrderChanged order =
          random() % 2 == 0 ? Order(OPEN) : Order(random() % 2 == 0 ? ACCEPTED : COMPLETED, team);
      if (step == 0) order = Order(OPEN), about_offers = false;
      for (size_t i = 0; i < mirrors.size(); ++i) {
        if (!about_offers) {
          ASSERT_TRUE(mirrors[i].Order(order).ok());
        } else if (i < std::size(endings)) {
          ASSERT_TRUE(mirrors[i].Apply(MirrorOffers, Offers({{team, OFFERED}})).ok());
          ASSERT_TRUE(mirrors[i].Apply(MirrorOffers, Offers({{team, endings[i]}})).ok());
        }
      }
    }
    for (size_t i = 0; i < mirrors.size(); ++i) {
      EXPECT_EQ(mirrors[i].Dump<RecordRow>(), mirrors.back().Dump<RecordRow>());
      EXPECT_EQ(mirrors[i].Dump<ClientServiceRow>(), mirrors.back().Dump<ClientServiceRow>());
      if (i < std::size(endings)) {
        EXPECT_EQ(mirrors[i].Dump<AsksRow>(), mirrors[0].Dump<AsksRow>()) << "caps and turns";
        EXPECT_EQ(mirrors[i].Find<OrderRow>(Id("order"))->asked,
                  mirrors[0].Find<OrderRow>(Id("order"))->asked);
      }
    }
  }
}

bool SpeaksOfAnswers(const std::string& name) {
  for (const char* word :
       {"declin", "refus", "reject", "lapse", "ignor", "answer", "silent", "accept_rate", "accepted"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

template <typename Row>
void ExpectNoAnswersIn() {
  auto expect_none = [](const std::string& name) { EXPECT_FALSE(SpeaksOfAnswers(name)) << name; };
  Row::Fields([&](const auto&... field) { (expect_none(field.name), ...); });
}

TEST(DeclineTest, NoColumnKeepsHowATeamAnswered) {
  ExpectNoAnswersIn<TeamRow>();
  ExpectNoAnswersIn<OrderRow>();
  ExpectNoAnswersIn<RecordRow>();
  ExpectNoAnswersIn<AsksRow>();
  ExpectNoAnswersIn<ClientServiceRow>();
  ExpectNoAnswersIn<RatingRow>();
  ExpectNoAnswersIn<WeightsRow>();
  ExpectNoAnswersIn<RecommendationRow>();
}

void ExpectNoAnswersIn(const google::protobuf::FileDescriptor& file) {
  for (int i = 0; i < file.message_type_count(); ++i) {
    for (int k = 0; k < file.message_type(i)->field_count(); ++k) {
      EXPECT_FALSE(SpeaksOfAnswers(file.message_type(i)->field(k)->name()))
          << file.message_type(i)->field(k)->full_name();
    }
  }
  for (int i = 0; i < file.enum_type_count(); ++i) {
    for (int k = 0; k < file.enum_type(i)->value_count(); ++k) {
      std::string name = file.enum_type(i)->value(k)->name();
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      EXPECT_FALSE(SpeaksOfAnswers(name)) << name;
    }
  }
}

// What sizes waves reaches nothing else: whatever became of earlier offers, the same teams stand in the same
// order with the same reasons, and a wave is a longer or a shorter beginning of the same list.
TEST(DeclineTest, WhatSizesWavesChangesNoRanking) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    RandomCounty county(seed);
    TeamIndex index;
    for (const Team& team : county.teams) index.Put(team);
    Occasion occasion{
        .county = kCounty, .order = Order(orders::v1::OPEN), .weights = DefaultWeights(), .now = kNow};
    occasion.order.set_skill("a");
    if (county.Chance(50)) occasion.order.set_urgency(orders::v1::URGENT);
    const v1::Recommendation plain = Recommend(occasion, index);
    Occasion seldom = occasion, random = occasion;
    for (const Team& team : county.teams) {
      seldom.chances[team.id] = {40, 0};
      const int ended = county.Pick(0, 40);
      random.chances[team.id] = {ended, county.Pick(0, ended)};
    }
    for (const Occasion& other : {seldom, random}) {
      v1::Recommendation made = Recommend(other, index), expected = plain;
      for (auto* one : {&made, &expected}) {
        for (int i = 0; i < one->offered_teams_size(); ++i)
          ASSERT_EQ(one->offered_teams(i), one->ranked(i).team()) << "the best, one after the other";
        one->clear_offered_teams();
        one->clear_size();
      }
      EXPECT_EQ(made.SerializeAsString(), expected.SerializeAsString()) << seed;
    }
  }
}

TEST(DeclineTest, NoMessageShowsHowATeamAnswered) {
  ExpectNoAnswersIn(*v1::TermPoints::descriptor()->file());
  ExpectNoAnswersIn(*v1::Recommendation::descriptor()->file());
  ExpectNoAnswersIn(*v1::RankTeamsResponse::descriptor()->file());
  ExpectNoAnswersIn(*v1::Fairness::descriptor()->file());
}

}  // namespace
}  // namespace diandan::matching
