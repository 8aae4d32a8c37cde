#include "services/matching/ranking_words.h"

#include <regex>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/answer_rules.h"
#include "services/matching/matching_testing.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

TEST(WaveWordsTest, SayHowManyAndWhy) {
  struct Row {
    const char* what;
    v1::SizedBy by;
    int teams, chance, target, wave, extra;
    const char *zh, *en;
  };
  const Row rows[] = {
      {"reached", v1::TARGET_REACHED, 3, 96, 95, 1, 0, "本轮问 3 队：预计有人接单的可能为 96%，目标 95%。",
       "3 teams are asked: with a chance of 96% somebody takes it; the aim is 95%."},
      {"one, of which nothing is told", v1::TARGET_REACHED, 1, 0, 70, 1, 0, "本轮问 1 队，目标 70%。",
       "1 team is asked; the aim is 70%."},
      {"two, of which one could be worked out", v1::TARGET_REACHED, 2, 0, 70, 1, 0, "本轮问 2 队，目标 70%。",
       "2 teams are asked; the aim is 70%."},
      {"no more than one at a time", v1::CAP_REACHED, 1, 0, 70, 1, 0,
       "本轮问 1 队，一轮最多这么多；目标 70%。", "1 team is asked, the most at a time; the aim is 70%."},
      {"two fit", v1::ALL_ASKED, 2, 0, 70, 1, 0, "合适的 2 队都问；目标 70%。",
       "All 2 teams that fit are asked; the aim is 70%."},
      {"capped", v1::CAP_REACHED, 5, 62, 70, 1, 0,
       "本轮问 5 队，一轮最多这么多：预计有人接单的可能为 62%，目标 70%。",
       "5 teams are asked, the most at a time: with a chance of 62% somebody takes it; the aim is 70%."},
      {"only one fits", v1::ALL_ASKED, 1, 0, 95, 1, 0, "合适的只有 1 队，就问它；目标 95%。",
       "Only one team fits, and it is asked; the aim is 95%."},
      {"fixed, the second wave", v1::SIZE_FIXED, 2, 0, 0, 2, 0,
       "本轮问 2 队，按规则定的队数。在这一级是第 2 轮。",
       "Teams asked: 2, as the policy fixes it. It is wave 2 at this level."},
      {"where residents are served less", v1::TARGET_REACHED, 3, 97, 70, 1, 1,
       "本轮问 3 队：预计有人接单的可能为 97%，目标 70%。其中 1 队是多问的：这个镇办成的明显比全县少。",
       "3 teams are asked: with a chance of 97% somebody takes it; the aim is 70%. 1 of them besides: the "
       "township is served clearly less often than its county."},
      {"beyond caps", v1::BEYOND_CAPS, 1, 0, 0, 1, 0, "合适的队都问到上限了，只问其中问得最少的 1 队。",
       "All teams that fit have reached the cap on being asked; the one asked least is asked alone."},
      {"emergency", v1::BY_EMERGENCY, 12, 0, 0, 1, 0, "应急：全县合适的队一起问，共 12 队。",
       "Emergency: all teams that fit over the county are asked at once, 12 of them."},
  };
  for (const Row& row : rows) {
    v1::WaveSize size;
    size.set_by(row.by);
    size.set_teams(row.teams);
    size.set_chance_percent(row.chance);
    size.set_target_percent(row.target);
    size.set_wave_of_level(row.wave);
    size.set_low_served_teams(row.extra);
    EXPECT_EQ(SentenceOf(size, Language::kChinese), row.zh) << row.what;
    EXPECT_EQ(SentenceOf(size, Language::kEnglish), row.en) << row.what;
  }
  v1::FloorTurn floor;
  floor.set_team_name("北镇队");
  floor.set_days(34);
  EXPECT_EQ(SentenceOf(floor, Language::kChinese), "另问北镇队：已 34 天没问过它，轮到它了。");
  floor.set_hectometres(32);
  EXPECT_EQ(SentenceOf(floor, Language::kChinese),
            "另问北镇队：已 34 天没问过它，只比第一远 3.2 公里，轮到它了。");
}

using ::testing::HasSubstr;

v1::TermPoints Term(v1::TermKind kind, int points, std::vector<int> numbers,
                    v1::Nearness nearness = v1::NEARNESS_UNSPECIFIED, const char* word = "") {
  v1::TermPoints term;
  term.set_kind(kind);
  term.set_points(points);
  for (int number : numbers) term.add_numbers(number);
  term.set_nearness(nearness);
  term.set_word(word);
  return term;
}

TEST(WordsTest, EachTermHasItsSentence) {
  struct Row {
    v1::TermPoints term;
    const char* zh;
    const char* en;
  };
  const Row rows[] = {
      {Term(v1::DISTANCE, 64, {32}), "距求助点 3.2 公里（计分 64）", "3.2 km from the place (64 points)"},
      {Term(v1::DISTANCE, 160, {80}, v1::SAME_TOWNSHIP), "没有坐标，同镇按 8 公里算（计分 160）",
       "no coordinates; same township, counted as 8 km (160 points)"},
      {Term(v1::DISTANCE, 500, {250}, v1::SAME_COUNTY), "没有坐标，同县按 25 公里算（计分 500）",
       "no coordinates; same county, counted as 25 km (500 points)"},
      {Term(v1::DISTANCE, 0, {0}, v1::SAME_VILLAGE), "没有坐标，同村按 0 公里算（计分 0）",
       "no coordinates; same village, counted as 0 km (0 points)"},
      {Term(v1::RATING, 14, {22, 23, 93}), "近一年 23 次评价里 22 次好评，折算 93%（计分 14）",
       "22 of 23 ratings in the last year were good, counted as 93% (14 points)"},
      {Term(v1::RATING, 40, {0, 0, 80}), "近一年还没有评价，按 80% 起算（计分 40）",
       "no ratings in the last year, counted as 80% (40 points)"},
      {Term(v1::LOAD, 100, {2, 4}), "那一周已接 2 个半天，申报最多 4 个（计分 100）",
       "2 half-days taken that week of at most 4 declared (100 points)"},
      {Term(v1::LOAD, 50, {1}), "那一周已接 1 个半天，没申报最多几个（计分 50）",
       "1 half-day taken that week, no maximum declared (50 points)"},
      {Term(v1::LOAD, 50, {6, 4, 3}), "到那一周为止 3 周已接 6 个半天，申报一周最多 4 个（计分 50）",
       "6 half-days taken in the 3 weeks up to that one, at most 4 a week declared (50 points)"},
      {Term(v1::LOAD, 50, {6, 0, 3}), "到那一周为止 3 周已接 6 个半天，没申报最多几个（计分 50）",
       "6 half-days taken in the 3 weeks up to that one, no maximum declared (50 points)"},
      {Term(v1::LANGUAGE, 0, {1}, {}, "mn"), "队里有人会蒙古语（计分 0）",
       "somebody in the team speaks Mongolian (0 points)"},
      {Term(v1::LANGUAGE, 80, {0}, {}, "xx"), "队里没人会 xx （计分 80）",
       "nobody in the team speaks xx (80 points)"},
      {Term(v1::GENDER, 0, {6}), "队里有 6 位女同志（计分 0）", "6 women in the team (0 points)"},
      {Term(v1::GENDER, 80, {0}), "队里没有女同志（计分 80）", "no woman in the team (80 points)"},
      {Term(v1::SKILL_EXPERIENCE, -40, {3}), "这类服务做过 3 次（计分 -40）",
       "has done this kind of service 3 times (-40 points)"},
      {Term(v1::CLIENT_EXPERIENCE, -60, {2}), "为这一家服务过 2 次（计分 -60）",
       "has served this household 2 times (-60 points)"},
      {Term(v1::PLACE, -50, {}, v1::SAME_VILLAGE), "是本村的队（计分 -50）",
       "a team of the same village (-50 points)"},
      {Term(v1::PLACE, -20, {}, v1::SAME_TOWNSHIP), "是本镇的队（计分 -20）",
       "a team of the same township (-20 points)"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(SentenceOf(row.term, Language::kChinese), row.zh);
    EXPECT_EQ(SentenceOf(row.term, Language::kEnglish), row.en);
  }
}

TEST(WordsTest, EachTermAndEachRuleCanBeSaidInBothLanguages) {
  for (Language language : {Language::kChinese, Language::kEnglish}) {
    for (int kind = 1; kind < v1::TermKind_ARRAYSIZE; ++kind) {
      EXPECT_NE(SentenceOf(Term(static_cast<v1::TermKind>(kind), 1, {1, 1, 1}), language), "") << kind;
    }
    for (int code = 1; code < v1::LeftOut_ARRAYSIZE; ++code) {
      v1::LeftOutReason reason;
      reason.set_code(static_cast<v1::LeftOut>(code));
      EXPECT_NE(SentenceOf(reason, language), "") << code;
    }
  }
}

TEST(WordsTest, AskedBeforeIsAllThatIsSaid) {
  v1::LeftOutReason reason;
  reason.set_code(v1::ALREADY_ASKED);
  EXPECT_EQ(SentenceOf(reason, Language::kChinese), "问过了");
  EXPECT_EQ(SentenceOf(reason, Language::kEnglish), "already asked");
}

TEST(WordsTest, WhyNotSaysPlacePointsAndTheLargestDifferences) {
  v1::WhyNotResponse answer;
  answer.set_team("b");
  answer.set_team_name("杨柳队");
  answer.mutable_ranked()->set_team("b");
  answer.mutable_ranked()->set_rank(3);
  answer.mutable_ranked()->set_points(210);
  answer.mutable_best()->set_team("a");
  answer.mutable_best()->set_team_name("红柳队");
  answer.mutable_best()->set_points(90);
  auto& distance = *answer.add_differences();
  distance.set_kind(v1::DISTANCE);
  distance.set_points(80);
  *distance.mutable_this_team() = Term(v1::DISTANCE, 104, {52});
  *distance.mutable_best_team() = Term(v1::DISTANCE, 24, {12});
  auto& knows = *answer.add_differences();
  knows.set_kind(v1::CLIENT_EXPERIENCE);
  knows.set_points(60);
  *knows.mutable_best_team() = Term(v1::CLIENT_EXPERIENCE, -60, {2});
  EXPECT_EQ(SentenceOf(answer, Language::kChinese),
            "杨柳队排第 3，计分 210；第一是红柳队，计分 90。"
            "距离多计 80：距求助点 5.2 公里（计分 104）；红柳队距求助点 1.2 公里（计分 24）。"
            "熟悉这一家多计 60：红柳队为这一家服务过 2 次（计分 -60）。");
  EXPECT_EQ(
      SentenceOf(answer, Language::kEnglish),
      "杨柳队 is number 3 with 210 points; first is 红柳队 with 90 points."
      " distance, 80 points behind: 5.2 km from the place (104 points); 红柳队: 1.2 km from the place (24 "
      "points)."
      " knows the household, 60 points behind: 红柳队: has served this household 2 times (-60 points).");
}

TEST(WordsTest, WhyNotOfATeamLeftOutNamesTheRule) {
  v1::WhyNotResponse answer;
  answer.set_team_name("杨柳队");
  answer.mutable_left_out()->set_code(v1::BUSY_THEN);
  EXPECT_EQ(SentenceOf(answer, Language::kChinese), "杨柳队这次没排进来：那个半天已接了别的单。");
}

// Numbers in a sentence, in tenths, so that "3.2" and "8" compare with hectometres and points alike.
std::multiset<int> NumbersIn(const std::string& sentence) {
  static const std::regex number("-?[0-9]+(\\.[0-9])?");
  std::multiset<int> found;
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), number), end; it != end; ++it) {
    found.insert(static_cast<int>(std::lround(std::stod(it->str()) * 10)));
  }
  return found;
}

std::set<int> NumbersOf(const v1::TermPoints& term) {
  std::set<int> stored = {term.points() * 10};
  for (int number : term.numbers()) stored.insert(term.kind() == v1::DISTANCE ? number : number * 10);
  return stored;
}

TEST(WordsTest, EveryNumberSaidIsANumberStored) {
  int said = 0;
  for (uint32_t seed = 0; seed < 300; ++seed) {
    RandomCounty county(seed);
    TeamIndex index;
    for (const Team& team : county.teams) index.Put(team);
    Ask ask = county.RandomAsk();
    for (const Team& team : county.teams) {
      v1::WhyNotResponse answer = WhyNot(150525, ask, DefaultWeights(), index, team);
      for (Language language : {Language::kChinese, Language::kEnglish}) {
        Speak(answer, language);
        std::set<int> stored = {answer.ranked().rank() * 10, answer.ranked().points() * 10,
                                answer.best().points() * 10};
        for (int number : answer.left_out().numbers()) stored.insert(number * 10);
        for (const auto& difference : answer.differences()) {
          stored.insert(difference.points() * 10);
          stored.merge(NumbersOf(difference.this_team()));
          stored.merge(NumbersOf(difference.best_team()));
        }
        for (int number : NumbersIn(answer.sentence()))
          EXPECT_TRUE(stored.count(number)) << answer.sentence();
        for (const auto& term : answer.ranked().terms()) {
          std::set<int> of_term = NumbersOf(term);
          std::multiset<int> in_sentence = NumbersIn(term.sentence());
          for (int number : in_sentence) EXPECT_TRUE(of_term.count(number)) << term.sentence();
          EXPECT_TRUE(in_sentence.count(term.points() * 10)) << term.sentence();
          ++said;
        }
      }
    }
  }
  EXPECT_GT(said, 2000);
}

TEST(WordsTest, AStoredRankingSpeaksTheSameYearsLater) {
  int ranked = 0;
  for (uint32_t seed = 0; seed < 100; ++seed) {
    RandomCounty county(seed);
    TeamIndex index;
    for (const Team& team : county.teams) index.Put(team);
    v1::Recommendation now;
    ListRanked(150525, county.RandomAsk(), DefaultWeights(), index, 10, *now.mutable_ranked());
    std::string stored = now.SerializeAsString();
    Speak(now, Language::kChinese);
    for (const auto& team : now.ranked()) EXPECT_THAT(team.terms(0).sentence(), HasSubstr("公里"));

    v1::Recommendation later;  // from what was stored, and nothing else
    ASSERT_TRUE(later.ParseFromString(stored));
    for (const auto& team : later.ranked()) EXPECT_EQ(team.terms(0).sentence(), "");
    Speak(later, Language::kChinese);
    EXPECT_EQ(later.SerializeAsString(), now.SerializeAsString());
    ranked += now.ranked_size();
  }
  EXPECT_GT(ranked, 50);
}

}  // namespace
}  // namespace diandan::matching
