#include "services/base/words.h"

#include <stdlib.h>

#include <array>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/say_time.h"
#include "services/base/words_table.h"

namespace diandan {
namespace {

using Facts = google::protobuf::Map<std::string, std::string>;

const char* In(Language language, const Wording& wording) {
  return language == Language::kEnglish ? wording.en : wording.zh;
}

const ReasonWords& WordsOf(Reason reason) {
  static const auto* table = [] {
    auto* by_number = new std::array<const ReasonWords*, errors::v1::Reason_ARRAYSIZE>{};
    for (const ReasonWords* words : AllReasonWords()) (*by_number)[words->reason] = words;
    return by_number;
  }();
  const ReasonWords* words = errors::v1::Reason_IsValid(reason) ? (*table)[reason] : nullptr;
  return words ? *words : *(*table)[errors::v1::INTERNAL_ERROR];
}

const Wording* FindTerm(absl::string_view term) {
  static const auto* terms = [] {
    auto* map = new absl::flat_hash_map<std::string, const Wording*>;
    for (const TermWords& known : Terms()) map->emplace(known.term, &known.text);
    return map;
  }();
  auto found = terms->find(term);
  return found == terms->end() ? nullptr : found->second;
}

// "ACCEPTED" -> "已接"; lists are translated word by word, times are said in words,
// anything else stays as it is.
std::string Term(Language language, const std::string& value) {
  std::vector<std::string> words = absl::StrSplit(value, ", ");
  for (std::string& word : words) {
    const Wording* found = FindTerm(word);
    if (found == nullptr) return SayFact(value, language);
    word = In(language, *found);
  }
  return absl::StrJoin(words, language == Language::kEnglish ? ", " : "、");
}

// Fills one bracketed part; false when a fact is missing.
bool FillPart(absl::string_view part, Language language, const Facts& facts, std::string& out) {
  while (!part.empty()) {
    const size_t open = part.find('{');
    absl::StrAppend(&out, part.substr(0, open));
    if (open == absl::string_view::npos) return true;
    const size_t close = part.find('}', open);
    auto fact = facts.find(std::string(part.substr(open + 1, close - open - 1)));
    if (fact == facts.end()) return false;
    absl::StrAppend(&out, fact->first == "n" ? fact->second : Term(language, fact->second));
    part.remove_prefix(close + 1);
  }
  return true;
}

std::string Fill(absl::string_view sentence, Language language, const Facts& facts) {
  std::string out;
  while (!sentence.empty()) {
    const size_t open = sentence.find('[');
    absl::StrAppend(&out, sentence.substr(0, open));
    if (open == absl::string_view::npos) break;
    const size_t close = sentence.find(']', open);
    std::string part;
    if (FillPart(sentence.substr(open + 1, close - open - 1), language, facts, part)) out += part;
    sentence.remove_prefix(close + 1);
  }
  return out;
}

std::string SpeakWish(absl::string_view wish, Language language) {
  static const auto* wishes = [] {
    auto* map = new absl::flat_hash_map<std::string, const Wording*>;
    for (const WishWords& words : Wishes()) map->emplace(words.key, &words.text);
    return map;
  }();
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(wish, absl::MaxSplits(':', 1));
  auto found = wishes->find(std::string(parts.first));
  if (found == wishes->end()) {
    // A part of a bulk call may be refused for a reason of its own.
    Reason reason;
    if (!errors::v1::Reason_Parse(std::string(wish), &reason)) return std::string(wish);
    return Fill(In(language, WordsOf(reason).message), language, Facts());
  }
  Facts facts;
  if (!parts.second.empty()) facts["n"] = facts["term"] = std::string(parts.second);
  return Fill(In(language, *found->second), language, facts);
}

// A status that did not come from our rules: a broken connection, a deadline, a bug.
Reason Nearest(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kDeadlineExceeded:
      return errors::v1::DEADLINE_PASSED;
    case absl::StatusCode::kUnavailable:
      return errors::v1::PEER_UNAVAILABLE;
    case absl::StatusCode::kUnauthenticated:
      return errors::v1::NOT_SIGNED_IN;
    case absl::StatusCode::kPermissionDenied:
      return errors::v1::NOT_ALLOWED;
    case absl::StatusCode::kNotFound:
      return errors::v1::NOT_FOUND;
    case absl::StatusCode::kResourceExhausted:
      return errors::v1::OVERLOADED;
    default:
      return errors::v1::INTERNAL_ERROR;
  }
}

}  // namespace

std::vector<const ReasonWords*> AllReasonWords() {
  std::vector<const ReasonWords*> all;
  for (const auto* table : {&AnyCallWords(), &PeopleWords(), &LoopWords(), &CertificateWords(), &DrawWords(),
                            &HonourWords(), &PointsWords(), &ExchangeWords()}) {
    for (const ReasonWords& words : *table) all.push_back(&words);
  }
  return all;
}

Language LanguageOf(absl::string_view tag) {
  return absl::StartsWithIgnoreCase(absl::StripAsciiWhitespace(tag), "en") ? Language::kEnglish
                                                                           : Language::kChinese;
}

Language LanguageFromEnvironment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = getenv(name);
    if (value != nullptr && *value != '\0') return LanguageOf(value);
  }
  return Language::kChinese;
}

std::string SayTerm(absl::string_view term, Language language) {
  const Wording* found = FindTerm(term);
  return found == nullptr ? std::string(term) : In(language, *found);
}

absl::StatusCode CodeOf(Reason reason) { return WordsOf(reason).code; }

bool Retryable(Reason reason) { return WordsOf(reason).retry == Retry::kYes; }

errors::v1::ErrorInfo Speak(const Status& status, Language language) {
  errors::v1::ErrorInfo info = InfoOf(status);
  // A newer peer may know reasons that this program has no words for; its own words stand.
  if (!errors::v1::Reason_IsValid(info.reason())) return info;
  if (info.reason() == errors::v1::REASON_UNSPECIFIED) {
    info.set_reason(Nearest(status.code()));
    info.set_retry(Retryable(info.reason()));
  }
  for (auto& field : *info.mutable_fields()) field.set_want(SpeakWish(field.want(), language));
  Facts facts = info.params();
  if (info.fields_size() > 0) facts["count"] = std::to_string(info.fields_size());
  const ReasonWords& words = WordsOf(info.reason());
  info.set_message(Fill(In(language, words.message), language, facts));
  info.set_next_step(Fill(In(language, words.next_step), language, facts));
  return info;
}

}  // namespace diandan
