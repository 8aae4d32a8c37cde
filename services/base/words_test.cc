#include "services/base/words.h"

#include <regex>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/words_table.h"

namespace diandan {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Reason> EveryReason() {
  std::vector<Reason> reasons;
  const auto* type = errors::v1::Reason_descriptor();
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() != 0) reasons.push_back(static_cast<Reason>(type->value(i)->number()));
  }
  return reasons;
}

std::vector<std::string> SentencesOf(const ReasonWords& words) {
  return {words.message.zh, words.message.en, words.next_step.zh, words.next_step.en};
}

// The placeholder names in a sentence.
std::set<std::string> FactsIn(const std::string& sentence) {
  std::set<std::string> facts;
  static const std::regex placeholder("\\{([a-z_]+)\\}");
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), placeholder), end; it != end; ++it) {
    facts.insert((*it)[1]);
  }
  return facts;
}

errors::v1::ErrorInfo WithEveryFact(const ReasonWords& words) {
  errors::v1::ErrorInfo info;
  info.set_reason(words.reason);
  for (const std::string& sentence : SentencesOf(words)) {
    for (const std::string& fact : FactsIn(sentence)) (*info.mutable_params())[fact] = "FACT";
  }
  return info;
}

TEST(WordsTest, EveryReasonHasItsWordsOnce) {
  std::set<Reason> described;
  for (const ReasonWords* words : AllReasonWords()) {
    EXPECT_TRUE(described.insert(words->reason).second) << errors::v1::Reason_Name(words->reason);
  }
  const std::vector<Reason> reasons = EveryReason();
  EXPECT_EQ(described, std::set<Reason>(reasons.begin(), reasons.end()));
}

TEST(WordsTest, EveryReasonSpeaksWholeSentencesInBothLanguages) {
  for (const ReasonWords* words : AllReasonWords()) {
    SCOPED_TRACE(errors::v1::Reason_Name(words->reason));
    for (Language language : {Language::kChinese, Language::kEnglish}) {
      for (const Status& status : {Refuse(words->reason), FromInfo(words->code, WithEveryFact(*words))}) {
        const errors::v1::ErrorInfo info = Speak(status, language);
        for (const std::string& sentence : {info.message(), info.next_step()}) {
          EXPECT_THAT(sentence, Not(::testing::ContainsRegex("[][{}]")));
          EXPECT_TRUE(absl::EndsWith(sentence, language == Language::kChinese ? "。" : ".")) << sentence;
          EXPECT_THAT(sentence, Not(HasSubstr("  ")));
          EXPECT_THAT(sentence, Not(HasSubstr("“”")));
        }
      }
    }
  }
}

TEST(WordsTest, BothLanguagesNameTheSameFacts) {
  for (const ReasonWords* words : AllReasonWords()) {
    EXPECT_EQ(FactsIn(words->message.zh), FactsIn(words->message.en))
        << errors::v1::Reason_Name(words->reason);
  }
}

TEST(WordsTest, FactsStandInBracketsSoThatTheyMayBeMissing) {
  static const std::regex bracketed("\\[[^\\]]*\\]");
  for (const ReasonWords* words : AllReasonWords()) {
    for (const std::string& sentence : SentencesOf(*words)) {
      EXPECT_TRUE(FactsIn(std::regex_replace(sentence, bracketed, "")).empty()) << sentence;
    }
  }
}

TEST(WordsTest, TheVoiceNeverSaysError) {
  for (const ReasonWords* words : AllReasonWords()) {
    for (const std::string& sentence : SentencesOf(*words)) {
      for (const char* word : {"错误", "失败", "无效", "！", "!", "非法", "操作"}) {
        EXPECT_THAT(sentence, Not(HasSubstr(word)));
      }
    }
  }
}

TEST(WordsTest, FactsAreFilledAndStatesSaidInThePeoplesWords) {
  const Status refusal =
      Refuse(errors::v1::ORDER_WRONG_STATE, {{"state", "ACCEPTED"}, {"wanted", "PLACED, OPEN"}});
  EXPECT_EQ(Speak(refusal, Language::kChinese).message(),
            "这一单现在是“已接”，这一步办不了，要在“待审、等人接”时办。");
  EXPECT_EQ(Speak(refusal, Language::kEnglish).message(),
            "This cannot be done now: the order is ACCEPTED; it can when PLACED, OPEN.");
}

TEST(WordsTest, WhatIsNotKnownIsLeftOut) {
  EXPECT_EQ(Speak(Refuse(errors::v1::CLOSING_CODE_WRONG), Language::kChinese).message(), "这 6 个数对不上。");
  EXPECT_EQ(
      Speak(Refuse(errors::v1::CLOSING_CODE_WRONG, {{"tries_left", "4"}}), Language::kChinese).message(),
      "这 6 个数对不上，还能试 4 次。");
}

TEST(WordsTest, FieldsAreCountedAndTheirWishesSpoken) {
  const Status both =
      MergeInvalid(InvalidField("title", "长", "max_length:60"), InvalidField("when", "", "required"));
  const errors::v1::ErrorInfo zh = Speak(both, Language::kChinese);
  EXPECT_EQ(zh.message(), "还有 2 处要改。");
  EXPECT_EQ(zh.fields(0).want(), "写短一点，最多 60 个字");
  EXPECT_EQ(zh.fields(1).want(), "请写上");
  EXPECT_EQ(Speak(both, Language::kEnglish).fields(0).want(), "Make it shorter, at most 60 characters");
}

TEST(WordsTest, WishesKeepNamesToSendAndTranslateCauses) {
  const auto speak = [](const char* want, Language language) {
    return Speak(InvalidField("f", "", want), language).fields(0).want();
  };
  EXPECT_EQ(speak("one_of:PLACED, OPEN", Language::kChinese), "只能是其中一个：PLACED, OPEN");
  EXPECT_EQ(speak("eligible:INSURANCE_MISSING", Language::kChinese), "还上不了这一单：保险盖不住那一天");
  EXPECT_EQ(speak("ENTRY_WRONG_STATE", Language::kChinese), "这一条时长现在这一步办不了。");
  EXPECT_EQ(speak("ENTRY_WRONG_STATE", Language::kEnglish), "This cannot be done now.");
}

TEST(WordsTest, EveryTermHasBothLanguagesOnce) {
  std::set<std::string> seen;
  for (const TermWords& term : Terms()) {
    EXPECT_TRUE(seen.insert(term.term).second) << term.term;
    EXPECT_STRNE(term.text.zh, "");
    EXPECT_STRNE(term.text.en, "");
  }
}

TEST(WordsTest, UnknownWishesAreShownAsTheyAre) {
  EXPECT_EQ(Speak(InvalidField("f", "", "every Tuesday"), Language::kChinese).fields(0).want(),
            "every Tuesday");
}

TEST(WordsTest, EveryWishHasBothLanguagesWithAndWithoutItsArgument) {
  std::set<std::string> seen;
  for (const WishWords& wish : Wishes()) {
    EXPECT_TRUE(seen.insert(wish.key).second) << wish.key;
    EXPECT_EQ(FactsIn(wish.text.zh), FactsIn(wish.text.en)) << wish.key;
    for (const std::string& want : {std::string(wish.key), absl::StrCat(wish.key, ":7")}) {
      for (Language language : {Language::kChinese, Language::kEnglish}) {
        const std::string spoken = Speak(InvalidField("f", "", want), language).fields(0).want();
        EXPECT_FALSE(spoken.empty());
        EXPECT_NE(spoken, want);
        EXPECT_THAT(spoken, Not(::testing::ContainsRegex("[][{}]")));
      }
    }
  }
}

TEST(WordsTest, ForeignStatusesGetTheNearestWords) {
  EXPECT_EQ(Speak(absl::UnavailableError("reset"), Language::kChinese).reason(),
            errors::v1::PEER_UNAVAILABLE);
  EXPECT_TRUE(Speak(absl::UnavailableError("reset"), Language::kChinese).retry());
  EXPECT_EQ(Speak(absl::DeadlineExceededError(""), Language::kEnglish).reason(), errors::v1::DEADLINE_PASSED);
  const errors::v1::ErrorInfo bug = Speak(absl::InternalError("null pointer in row 7"), Language::kEnglish);
  EXPECT_EQ(bug.reason(), errors::v1::INTERNAL_ERROR);
  EXPECT_THAT(bug.message(), Not(HasSubstr("row 7")));
}

TEST(WordsTest, AReasonFromANewerPeerKeepsItsOwnWords) {
  errors::v1::ErrorInfo info;
  info.set_reason(static_cast<Reason>(9'999));
  info.set_message("新的说法。");
  EXPECT_EQ(Speak(FromInfo(absl::StatusCode::kAborted, info), Language::kChinese).message(), "新的说法。");
}

TEST(WordsTest, Languages) {
  for (const char* tag : {"en", "en-GB,en;q=0.9", "EN_US.UTF-8", " en"}) {
    EXPECT_EQ(LanguageOf(tag), Language::kEnglish) << tag;
  }
  for (const char* tag : {"", "zh-CN", "C", "mn"}) EXPECT_EQ(LanguageOf(tag), Language::kChinese) << tag;
}

}  // namespace
}  // namespace diandan
