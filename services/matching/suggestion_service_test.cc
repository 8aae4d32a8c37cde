#include "services/matching/suggestion_world_testing.h"

namespace diandan::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::InOrg;
using ::testing::IsEmpty;
using testing::Refused;
using Facts = orders::v1::OrderChanged;

TEST_F(SuggestionTest, TellsDuplicatesFirstThenTripsInTheCallersLanguage) {
  Place("a");
  Place("b");
  PlaceAt("c", 14);
  PlaceAt("d", 15);
  const auto listed = List(world.dispatcher);
  ASSERT_EQ(listed.suggestions_size(), 2);
  EXPECT_THAT(Told(world.dispatcher), ElementsAre("SAME_NEED ab", "ONE_TRIP cd"));
  EXPECT_EQ(listed.suggestions(0).sentence(), "Same household, same service, at overlapping times.");
  EXPECT_EQ(listed.suggestions(1).team(), TeamName("barbers"));
  EXPECT_THAT(listed.suggestions(1).sentence(), HasSubstr("barbers could serve them in one trip"));
  EXPECT_THAT(listed.ShortDebugString(), ::testing::Not(HasSubstr("wang")));
  auto chinese = world.dispatcher;
  chinese.language = Language::kChinese;
  EXPECT_EQ(List(chinese).suggestions(0).reasons(0).sentence(), "同一户");

  v1::ListSuggestionsRequest one;
  one.add_kinds(v1::ONE_TRIP);
  EXPECT_THAT(Told(world.dispatcher, one), ElementsAre("ONE_TRIP cd"));
  v1::ListSuggestionsRequest of_order;
  of_order.set_order(OrderName("a"));
  EXPECT_THAT(Told(world.dispatcher, of_order), ElementsAre("SAME_NEED ab"));
  v1::ListSuggestionsRequest paged;
  paged.set_page_size(1);
  paged.set_page_token(List(world.dispatcher, paged).next_page_token());
  EXPECT_THAT(Told(world.dispatcher, paged), ElementsAre("ONE_TRIP cd"));
}

TEST_F(SuggestionTest, EverybodySeesTheirOwnPlacesOnly) {
  PlaceAt("a", 9);
  PlaceAt("b", 10);
  for (const char* name : {"c", "d"}) {
    Place(name, [](Facts& facts) { facts.set_station_path("c.t2.v1"), facts.set_client_key("far"); });
  }
  EXPECT_EQ(List(world.dispatcher).suggestions_size(), 2);
  EXPECT_THAT(Told(clerk), ElementsAre("ONE_TRIP ab"));
  v1::ListSuggestionsRequest township;
  township.set_township_path("c.t2");
  EXPECT_THAT(Told(world.dispatcher, township), ElementsAre("SAME_NEED cd"));
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"c", "d"})),
              Refused(Reason::NOT_ALLOWED));
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::AskBundle, Asking({"a", "c"})),
              Refused(Reason::NOT_ALLOWED));
  const auto auditor = world.world.CallerWith(Role::kAuditor, InOrg(kNaiman, "c"));
  EXPECT_EQ(List(auditor).suggestions_size(), 2);
  EXPECT_THAT(auditor.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::ONE_TRIP, {"a", "b"})),
              Refused(Reason::NOT_ALLOWED));
  EXPECT_EQ(world.Count("SELECT count(*) FROM suggestion"), 0);
}

TEST_F(SuggestionTest, WhatWasSetAsideIsNotToldTwice) {
  Place("a");
  Place("b");
  // Found before, and kept.
  EXPECT_THAT(Told(clerk), ElementsAre("SAME_NEED ab"));
  EXPECT_THAT(Told(world.dispatcher), ElementsAre("SAME_NEED ab"));
  const auto request = Dismissal(v1::SAME_NEED, {"b", "a"});
  auto done = clerk.Call(*stub, &SuggestionStub::DismissSuggestion, request);
  ASSERT_OK(done);
  EXPECT_EQ(done->outcome(), v1::SET_ASIDE);
  EXPECT_EQ(done->dismissal(), v1::ARRANGED_OTHERWISE);
  // They are two needs now, and neighbours.
  EXPECT_THAT(Told(clerk), ElementsAre("ONE_TRIP ab"));
  // The same again.
  auto again = clerk.Call(*stub, &SuggestionStub::DismissSuggestion, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), done->SerializeAsString());
  EXPECT_EQ(world.Count("SELECT count(*) FROM event WHERE kind = 'SUGGESTION_DISMISSED'"), 1);
  // By somebody else: it is settled.
  EXPECT_THAT(
      world.dispatcher.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "b"})),
      Refused(Reason::SUGGESTION_SETTLED));
  v1::ListSuggestionsRequest settled;
  settled.set_settled(true);
  EXPECT_THAT(Told(clerk, settled), ElementsAre("SAME_NEED ab"));
}

TEST_F(SuggestionTest, ATripSetAsideStandsForEachOfItsPairs) {
  for (int i = 0; i < 3; ++i) PlaceAt(std::string(1, static_cast<char>('a' + i)), 8 + i);
  EXPECT_THAT(Told(clerk), ElementsAre("ONE_TRIP abc"));
  ASSERT_OK(clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::ONE_TRIP, {"a", "b", "c"})));
  EXPECT_THAT(Told(clerk), IsEmpty());
}

// What is read counts, not what is open.
TEST_F(SuggestionTest, ACountyThatIsTooLargeIsToldSo) {
  Place("a", [](Facts& facts) { facts.set_state(orders::v1::PLACED); });
  constexpr int kPiece = 5'000;  // a statement has a time
  for (int written = 0; written < 200'000; written += kPiece) {
    ASSERT_OK(Write(absl::StrCat(
        "INSERT INTO order_mirror (county_id, id, seq, state, facts, asked, open_offers, booked) "
        "SELECT county_id, gen_random_uuid(), seq, state, facts, '{}', '{}', '{}' FROM "
        "order_mirror, generate_series(1, ",
        kPiece, ") WHERE id = '", Id("a").ToString(), "'")));
  }
  v1::ListSuggestionsRequest request;
  request.set_parent("counties/150525");
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::ListSuggestions, request), Refused(Reason::FIELD_INVALID));
}

TEST_F(SuggestionTest, FormsThatAreNone) {
  Place("a");
  Place("b");
  Place("c");
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "a"})),
              Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(
      clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "b", "c"})),
      Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(
      clerk.Call(*stub, &SuggestionStub::DismissSuggestion, Dismissal(v1::SAME_NEED, {"a", "nobody"})),
      Refused(Reason::NOT_FOUND));
  auto apart = Dismissal(v1::SAME_NEED, {"a", "b"}), wanted = Dismissal(v1::ONE_TRIP, {"a", "b"});
  apart.set_reason(v1::BETTER_APART);
  wanted.set_reason(v1::WANTED_TWICE);
  for (const auto& request : {apart, wanted}) {
    EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::DismissSuggestion, request),
                Refused(Reason::FIELD_INVALID));
  }
  v1::ListSuggestionsRequest no_kind, no_path;
  no_kind.set_parent("counties/150525");
  no_path.set_parent("counties/150525");
  no_kind.add_kinds(v1::SUGGESTION_KIND_UNSPECIFIED);
  no_path.set_township_path("c t1");
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::ListSuggestions, no_kind), Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(clerk.Call(*stub, &SuggestionStub::ListSuggestions, no_path), Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(Ask(Asking({"a"})), Refused(Reason::FIELD_INVALID));
  EXPECT_THAT(Ask(Asking({"a", "nobody"})), Refused(Reason::NOT_FOUND));
  EXPECT_THAT(Ask(Asking({"a", "b"}, "nobody")), Refused(Reason::TEAM_UNKNOWN));
}

TEST_F(SuggestionTest, StatesThatCannotBeAreNotStored) {
  const auto stored = [&](const std::string& values) {
    return Write(
               "INSERT INTO suggestion (county_id, id, seq, kind, order_ids, outcome, dismissal, team_id, "
               "ask_id, offered_ids, finished, settled_by, settled_at) SELECT 150525, gen_random_uuid(), "
               "1, " +
               values + ", '{}', true, 'x', now() FROM gen_random_uuid() AS u(u), gen_random_uuid() AS v(v)")
        .ok();
  };
  const std::string none = "'SUGGESTION_DISMISSAL_UNSPECIFIED'";
  EXPECT_TRUE(stored("'SAME_NEED', ARRAY[u, v], 'SET_ASIDE', 'WANTED_TWICE', NULL, NULL"));
  EXPECT_TRUE(stored("'ONE_TRIP', ARRAY[u, v], 'TEAM_ASKED', " + none + ", u, v"));
  EXPECT_FALSE(stored("'ONE_TRIP', ARRAY[u], 'SET_ASIDE', 'BETTER_APART', NULL, NULL"));
  EXPECT_FALSE(stored("'ONE_TRIP', ARRAY[u, v, u, v, u, v], 'SET_ASIDE', 'BETTER_APART', NULL, NULL"));
  EXPECT_FALSE(stored("'SAME_NEED', ARRAY[u, v], 'SET_ASIDE', 'BETTER_APART', NULL, NULL"));
  EXPECT_FALSE(stored("'SAME_NEED', ARRAY[u, v], 'SET_ASIDE', " + none + ", NULL, NULL"));
  EXPECT_FALSE(stored("'SAME_NEED', ARRAY[u, v, u], 'SET_ASIDE', 'WANTED_TWICE', NULL, NULL"));
  EXPECT_FALSE(stored("'ONE_TRIP', ARRAY[u, v], 'TEAM_ASKED', " + none + ", NULL, v"));
  EXPECT_FALSE(stored("'ONE_TRIP', ARRAY[u, v], 'TEAM_ASKED', " + none + ", u, NULL"));
  EXPECT_FALSE(stored("'SAME_NEED', ARRAY[u, v], 'TEAM_ASKED', " + none + ", u, v"));
}

}  // namespace
}  // namespace diandan::matching
