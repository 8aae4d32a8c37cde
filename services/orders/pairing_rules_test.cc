#include "services/orders/pairing_rules.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace diandan::orders {
namespace {

const Uuid kAcceptance = DeriveUuid(150525, "acceptance");
const absl::Time kMorning = absl::FromUnixSeconds(1'790'000'000);  // minute 0 of the tables below

Uuid Id(absl::string_view name) { return DeriveUuid(150525, name); }

// "eva in 5; eva out 65 leader": person, direction, minute, optional way. The session plans 0 to 120.
std::vector<PairingFact> Facts(absl::string_view text) {
  std::vector<PairingFact> facts;
  for (absl::string_view line : absl::StrSplit(text, ';', absl::SkipWhitespace())) {
    std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipWhitespace());
    PairingFact fact;
    fact.fact_id = Id(line);
    fact.session = Id("session");
    fact.volunteer = Id(words[0]);
    fact.direction = words[1] == "in" ? v1::IN : v1::OUT;
    fact.observed_at = kMorning + absl::Minutes(std::stoi(words[2]));
    if (words.size() > 3 && words[3] == "leader") fact.how = v1::BY_LEADER;
    if (words.size() > 3 && words[3] == "late") fact.flags = {v1::LATE_FACT};
    facts.push_back(fact);
  }
  return facts;
}

std::string Pair(std::vector<PairingFact> facts, std::optional<int> ended) {
  std::vector<PlannedSession> plan = {{Id("session"), kMorning, kMorning + absl::Minutes(120)}};
  std::optional<absl::Time> ended_at;
  if (ended) ended_at = kMorning + absl::Minutes(*ended);
  std::map<Uuid, std::string> names = {{Id("eva"), "eva"}, {Id("bo"), "bo"}};
  std::vector<std::string> lines;
  for (const auto& a : PairFacts(kAcceptance, std::move(facts), plan, ended_at)) {
    std::string flags = absl::StrJoin(a.flags, ",", [](std::string* out, v1::AttendanceFlag flag) {
      absl::StrAppend(out, v1::AttendanceFlag_Name(flag));
    });
    lines.push_back(absl::StrCat(names[a.volunteer], " ", absl::ToInt64Minutes(a.start - kMorning), "-",
                                 a.end ? absl::StrCat(absl::ToInt64Minutes(*a.end - kMorning)) : "…", " ",
                                 a.minutes, "min", flags.empty() ? "" : " ", flags));
  }
  std::sort(lines.begin(), lines.end());
  return absl::StrJoin(lines, "; ");
}

struct Row {
  const char* facts;
  std::optional<int> ended;
  const char* want;
};

TEST(PairFacts, InWords) {
  const Row rows[] = {
      {"eva in 5; eva out 65", {}, "eva 5-65 60min"},
      {"eva out 65; eva in 5", {}, "eva 5-65 60min"},
      {"eva in 5", {}, "eva 5-… 0min"},
      {"eva in 5", 90, "eva 5-90 85min END_ASSUMED"},
      {"eva in 5", 200, "eva 5-120 115min END_ASSUMED"},
      {"eva in 130", 140, "eva 130-130 0min END_ASSUMED"},
      {"eva in 5; eva in 10; eva out 65", {}, "eva 5-65 60min"},
      {"eva in 5; eva out 65; eva out 70", {}, "eva 5-65 60min"},
      {"eva in 5; eva out 30; eva in 40; eva out 65", {}, "eva 40-65 25min; eva 5-30 25min"},
      {"eva out 65", 70, "eva 65-65 0min UNPAIRED"},
      {"eva in 5; bo in 6; bo out 20; eva out 21", {}, "bo 6-20 14min; eva 5-21 16min"},
      {"eva in 5 late; eva out 65", {}, "eva 5-65 60min LATE_FACT"},
  };
  for (const Row& row : rows) EXPECT_EQ(Pair(Facts(row.facts), row.ended), row.want) << row.facts;
}

TEST(PairFacts, SecondsAreNotRoundedUp) {
  auto facts = Facts("eva in 0; eva out 10");
  facts[1].observed_at -= absl::Seconds(1);
  EXPECT_EQ(Pair(facts, {}), "eva 0-9 9min");
}

TEST(PairFacts, OrderOfArrivalNeverMatters) {
  auto facts = Facts("eva in 5; eva out 30; eva in 40; bo in 1; bo out 90; bo out 91; eva in 41");
  std::string want = Pair(facts, 100);
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    std::shuffle(facts.begin(), facts.end(), random);
    ASSERT_EQ(Pair(facts, 100), want);
  }
}

TEST(PairFacts, IdsAreDerivedFromWhatIsPaired) {
  auto once = PairFacts(kAcceptance, Facts("eva in 5; eva out 30"), {}, {});
  auto again = PairFacts(kAcceptance, Facts("eva out 30; eva in 5"), {}, {});
  auto elsewhere = PairFacts(Id("another acceptance"), Facts("eva in 5; eva out 30"), {}, {});
  ASSERT_EQ(once.size(), 1u);
  EXPECT_EQ(once[0].attendance_id, again[0].attendance_id);
  EXPECT_NE(once[0].attendance_id, elsewhere[0].attendance_id);
}

}  // namespace
}  // namespace diandan::orders
