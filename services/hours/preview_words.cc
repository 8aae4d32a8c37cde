#include "services/hours/preview_words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"

namespace diandan::hours {
namespace {

struct Phrase {
  const char *zh, *en;
};
const char* In(Language language, const Phrase& phrase) {
  return language == Language::kChinese ? phrase.zh : phrase.en;
}

const char* SayWay(v1::PreviewedWay way, Language language) {
  switch (way) {
    case v1::BY_RULE:
      return In(language, {"不用人看", "passes by rule"});
    case v1::BY_TWO:
      return In(language, {"要两个人看", "two people look"});
    case v1::BY_COUNTY:
      return In(language, {"要县里再看", "the county looks as well"});
    default:
      return In(language, {"要一个人看", "one reviewer looks"});
  }
}

std::string SayReason(const std::string& name, Language language) {
  if (name == "GRADE_NOT_PASSED")
    return In(language, {"凭据不在免看之列", "evidence that does not pass by rule"});
  return SayTerm(name, language);
}

// "要一个人看（比计划长）"
std::string SayRoute(const PreviewedRoute& route, Language language) {
  std::vector<std::string> notes;
  for (const std::string& reason : route.reasons) notes.push_back(SayReason(reason, language));
  if (route.over_cap > 0) {
    notes.push_back(absl::Substitute(In(language, {"一天封顶，记 $0", "cut by the cap of a day to $0"}),
                                     SayMinutes(route.credited, language)));
  }
  if (notes.empty()) return SayWay(route.way, language);
  return absl::Substitute(In(language, {"$0（$1）", "$0 ($1)"}), SayWay(route.way, language),
                          absl::StrJoin(notes, In(language, {"、", ", "})));
}

std::string SayHeadline(const PolicyPreview& preview, Language language) {
  if (preview.entries() == 0) {
    return In(language,
              {"这段时间没有送来核对的时长，比不出来。换一段时间再看。",
               "No hours were reported of this time, so nothing can be compared. Choose another time."});
  }
  const int32_t now = preview.outcomes_now().by_rule(), then = preview.outcomes_then().by_rule();
  const std::string base = absl::Substitute(
      In(language, {"这段时间 $0 人有 $1 段服务。", "$0 people served $1 times in this period. "}),
      preview.people(), preview.entries());
  if (preview.changes().empty()) {
    return base + In(language, {"按新的规则，每一段的走法都和现在一样。",
                                "Under the new settings each would go the way it goes now."});
  }
  return base +
         absl::Substitute(
             In(language, {"不用人看的，现在 $0 段，改了以后 $1 段；要人看的，现在 $2 段，改了以后 $3 段。",
                           "Without a person pass $0 now and $1 then; people look at $2 now and $3 then."}),
             now, then, preview.entries() - now, preview.entries() - then);
}

std::string SayChange(const PolicyPreview::Ways& ways, const PreviewedExamples& change, Language language) {
  const std::string first =
      ways.first == ways.second
          ? absl::Substitute(
                In(language, {"$0 段还是“$1”，记的时长不同", "$0 go the same way ($1), credited otherwise"}),
                change.entries, SayWay(ways.first, language))
          : absl::Substitute(In(language, {"$0 段从“$1”变成“$2”", "$0: “$1” becomes “$2”"}), change.entries,
                             SayWay(ways.first, language), SayWay(ways.second, language));
  if (change.minutes == 0) return first;
  const char* form = change.minutes > 0 ? In(language, {"$0，按规则多记 $1", "$0, $1 more by rule"})
                                        : In(language, {"$0，按规则少记 $1", "$0, $1 less by rule"});
  return absl::Substitute(form, first, SayMinutes(std::abs(change.minutes), language));
}

std::string SayExample(const PreviewedExamples::One& one, absl::Time now, Language language) {
  return absl::Substitute(
      In(language, {"$0，$1，凭据 $2 级：现在$3，改了以后$4。", "$0, $1, grade $2: now $3; then $4."}),
      SayTime(one.entry.start_at, now, language), SayMinutes(one.entry.reported_minutes, language),
      v1::Grade_Name(one.then.grade), SayRoute(one.now, language), SayRoute(one.then, language));
}

void AddNotes(const PolicyPreview& preview, Language language, v1::PreviewPolicyResponse& out) {
  auto add = [&](int32_t count, const Phrase& phrase) {
    if (count > 0) out.add_notes(absl::Substitute(In(language, phrase), count));
  };
  const int32_t cut = preview.outcomes_then().by_rule_but_cut();
  add(cut, {"有 $0 段会不用人看就记入，可当时验单员看过以后没有记满或没有记。",
            "$0 would pass by rule, though a reviewer who looked has credited less or nothing."});
  add(preview.without_plan(),
      {"有 $0 段没有留下计划时间，按计划比的几项对它们不起作用。",
       "Of $0 the planned time was not kept, so what compares with the plan does not judge them."});
  add(preview.entries(),
      {"几段时间叠在一起、占用对不上的，要到真记的时候才知道，这里看不到。",
       "Whether times overlap is only known when they are posted, and is no part of this."});
}

}  // namespace

v1::PreviewPolicyResponse ReadOut(const PolicyPreview& preview, CountyId county, absl::Time now,
                                  Language language) {
  v1::PreviewPolicyResponse out;
  out.set_entries(preview.entries());
  out.set_people(preview.people());
  out.set_headline(SayHeadline(preview, language));
  *out.mutable_now() = preview.outcomes_now();
  *out.mutable_then() = preview.outcomes_then();

  std::vector<std::pair<std::string, std::pair<int32_t, int32_t>>> reasons(preview.reasons().begin(),
                                                                           preview.reasons().end());
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) {
    return std::max(a.second.first, a.second.second) > std::max(b.second.first, b.second.second);
  });
  for (const auto& [name, counts] : reasons) {
    v1::PreviewedReason& reason = *out.add_reasons();
    reason.set_reason(name);
    reason.set_words(SayReason(name, language));
    reason.set_now(counts.first);
    reason.set_then(counts.second);
  }

  std::vector<std::pair<PolicyPreview::Ways, const PreviewedExamples*>> changes;
  for (const auto& [ways, change] : preview.changes()) changes.emplace_back(ways, &change);
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& a, const auto& b) { return a.second->entries > b.second->entries; });
  for (const auto& [ways, change] : changes) {
    v1::PreviewedChange& told = *out.add_changes();
    told.set_now(ways.first);
    told.set_then(ways.second);
    told.set_entries(change->entries);
    told.set_minutes(change->minutes);
    told.set_words(SayChange(ways, *change, language));
    for (auto one = change->latest.rbegin(); one != change->latest.rend(); ++one) {
      v1::PreviewedExample& example = *told.add_examples();
      example.set_entry(ResourceNameOf(county, "entries", one->entry.id));
      example.set_order_number(one->entry.order_number);
      example.set_words(SayExample(*one, now, language));
    }
  }
  AddNotes(preview, language, out);
  return out;
}

}  // namespace diandan::hours
