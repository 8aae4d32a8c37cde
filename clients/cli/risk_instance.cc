#include "clients/cli/risk_instance.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/csv.h"
#include "google/protobuf/struct.pb.h"
#include "services/hours/risk/instance.h"
#include "services/hours/risk/tally.h"
#include "services/hours/risk/words.h"

namespace diandan::cli {

namespace r = hours::risk;

namespace {

constexpr size_t kShownToPeople = 40;

constexpr Wording kHeadQueue{"分\t记录\t单\t志愿者\t为什么", "points\tattendance\torder\tvolunteer\twhy"};
constexpr Wording kHeadKinds{"种类\t埋了\t找到\t找到率\t说对种类\t冤枉的",
                             "kind\tplanted\tfound\tshare\tnamed so\thonest"};
constexpr Wording kLookedAt{
    "看了 {all} 条，{queue} 条要人看一眼，用时 {ms} 毫秒（读文件 {reading} 毫秒）。要看一眼，不等于有错。",
    "{all} attendances, {queue} for a person to look at, in {ms} ms ({reading} ms to read the file). A flag "
    "is a "
    "reason to look, no verdict."};
constexpr Wording kMoreInQueue{"……还有 {more} 条：加 --all", "… {more} more: add --all"};
constexpr Wording kHonestLine{"诚实的 {honest} 条里要看一眼的有 {flagged} 条，{share}。",
                              "Of {honest} honest ones {flagged} are flagged, {share}."};
constexpr Wording kAllKinds{"合计", "all"};
constexpr Wording kNothingFlagged{"没有要看的。", "Nothing to look at."};

std::string Percent(int64_t part, int64_t whole) {
  return whole == 0 ? "" : absl::StrFormat("%.2f%%", 100.0 * double(part) / double(whole));
}

int64_t Milliseconds(absl::Duration took) { return absl::ToInt64Milliseconds(took); }

// Flags stand by attendance; where those of each begin.
std::vector<size_t> FirstFlags(const r::Findings& findings) {
  std::vector<size_t> first(findings.points.size() + 1);
  for (const r::Flag& flag : findings.flags) ++first[size_t(flag.attendance) + 1];
  for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  return first;
}

class RiskAnswer {
 public:
  RiskAnswer(Context& context, const r::Instance& instance, const r::Findings& findings)
      : context_(context), instance_(instance), findings_(findings), first_(FirstFlags(findings)) {}

  Table Queue(size_t most) const {
    Table table;
    table.head = absl::StrSplit(context_.Say(kHeadQueue), '\t');
    table.right = {0};
    for (const r::Index attendance : findings_.queue) {
      if (table.rows.size() == most) break;
      std::vector<std::string> why;
      for (const r::Flag* flag : FlagsOf(attendance)) {
        why.push_back(context_.for_scripts() ? std::string(r::CodeOf(flag->kind))
                                             : r::SentenceOf(*flag, context_.language()));
      }
      const r::Attendance& at = instance_.evidence.attendances[size_t(attendance)];
      table.rows.push_back({absl::StrCat(findings_.points[size_t(attendance)]),
                            instance_.attendances[size_t(attendance)], instance_.orders[size_t(at.order)],
                            instance_.people[size_t(at.person)],
                            context_.for_scripts() ? absl::StrJoin(why, ",") : absl::StrJoin(why, " ")});
    }
    return table;
  }

  google::protobuf::Struct Json(absl::Duration reading, absl::Duration scoring) const {
    google::protobuf::Struct told;
    auto& fields = *told.mutable_fields();
    fields["attendances"].set_number_value(double(findings_.points.size()));
    fields["flagged"].set_number_value(double(findings_.queue.size()));
    fields["readMilliseconds"].set_number_value(double(Milliseconds(reading)));
    fields["scoreMilliseconds"].set_number_value(double(Milliseconds(scoring)));
    auto& queue = *fields["queue"].mutable_list_value();
    for (const r::Index attendance : findings_.queue) {
      AddEntry(attendance, *queue.add_values()->mutable_struct_value()->mutable_fields());
    }
    return told;
  }

 private:
  using Fields = google::protobuf::Map<std::string, google::protobuf::Value>;

  std::vector<const r::Flag*> FlagsOf(r::Index attendance) const {
    std::vector<const r::Flag*> flags;
    for (size_t i = first_[size_t(attendance)]; i < first_[size_t(attendance) + 1]; ++i) {
      flags.push_back(&findings_.flags[i]);
    }
    return flags;
  }

  void AddEntry(r::Index attendance, Fields& fields) const {
    const r::Attendance& at = instance_.evidence.attendances[size_t(attendance)];
    fields["attendance"].set_string_value(instance_.attendances[size_t(attendance)]);
    fields["order"].set_string_value(instance_.orders[size_t(at.order)]);
    fields["volunteer"].set_string_value(instance_.people[size_t(at.person)]);
    fields["points"].set_number_value(findings_.points[size_t(attendance)]);
    auto& flags = *fields["flags"].mutable_list_value();
    for (const r::Flag* flag : FlagsOf(attendance)) {
      auto& one = *flags.add_values()->mutable_struct_value()->mutable_fields();
      one["kind"].set_string_value(std::string(r::CodeOf(flag->kind)));
      one["points"].set_number_value(flag->points);
      one["sentence"].set_string_value(r::SentenceOf(*flag, context_.language()));
      auto& others = *one["others"].mutable_list_value();
      for (const r::Index other : flag->others) {
        others.add_values()->set_string_value(instance_.attendances[size_t(other)]);
      }
    }
  }

  Context& context_;
  const r::Instance& instance_;
  const r::Findings& findings_;
  const std::vector<size_t> first_;
};

Table TruthTable(const Context& context, const r::Tally& tally) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadKinds), '\t');
  table.right = {1, 2, 3, 4, 5};
  int64_t named = 0;
  for (int kind = 0; kind < r::kKinds; ++kind) {
    const r::Tally::OfKind& of = tally.kinds[size_t(kind)];
    named += of.named;
    table.rows.push_back({context.for_scripts() ? std::string(r::CodeOf(r::Kind(kind)))
                                                : r::NameOf(r::Kind(kind), context.language()),
                          absl::StrCat(of.planted), absl::StrCat(of.found), Percent(of.found, of.planted),
                          absl::StrCat(of.named), absl::StrCat(tally.honest_by_kind[size_t(kind)])});
  }
  table.rows.push_back({context.for_scripts() ? "ALL" : context.Say(kAllKinds), absl::StrCat(tally.planted()),
                        absl::StrCat(tally.found()), Percent(tally.found(), tally.planted()),
                        absl::StrCat(named), absl::StrCat(tally.honest_flagged)});
  return table;
}

google::protobuf::Value TruthJson(const r::Tally& tally) {
  google::protobuf::Value told;
  auto& fields = *told.mutable_struct_value()->mutable_fields();
  fields["planted"].set_number_value(double(tally.planted()));
  fields["found"].set_number_value(double(tally.found()));
  fields["honest"].set_number_value(double(tally.honest));
  fields["honestFlagged"].set_number_value(double(tally.honest_flagged));
  auto& kinds = *fields["kinds"].mutable_struct_value()->mutable_fields();
  for (int kind = 0; kind < r::kKinds; ++kind) {
    const r::Tally::OfKind& of = tally.kinds[size_t(kind)];
    auto& one = *kinds[std::string(r::CodeOf(r::Kind(kind)))].mutable_struct_value()->mutable_fields();
    one["planted"].set_number_value(double(of.planted));
    one["found"].set_number_value(double(of.found));
    one["named"].set_number_value(double(of.named));
    one["honestFlagged"].set_number_value(double(tally.honest_by_kind[size_t(kind)]));
  }
  return told;
}

void ShowQueue(Context& context, const RiskAnswer& answer, size_t queue, bool all) {
  const bool for_people = context.out.format() == Format::kTable;
  const Table table = answer.Queue(all || !for_people ? queue : kShownToPeople);
  if (table.rows.empty() && for_people) return context.out.Line(context.Say(kNothingFlagged));
  context.out.Show(google::protobuf::Struct(), table);
  if (table.rows.size() == queue) return;
  context.out.Note(context.Say(kMoreInQueue, {{"more", absl::StrCat(queue - table.rows.size())}}));
}

void ShowTruth(Context& context, const r::Tally& tally) {
  context.out.Show(google::protobuf::Struct(), TruthTable(context, tally));
  context.out.Note(context.Say(kHonestLine, {{"honest", absl::StrCat(tally.honest)},
                                             {"flagged", absl::StrCat(tally.honest_flagged)},
                                             {"share", Percent(tally.honest_flagged, tally.honest)}}));
}

struct Took {
  absl::Duration reading, scoring;
};

void ShowAnswer(Context& context, const r::Instance& instance, const r::Findings& findings, bool truth,
                bool all, const Took& took) {
  const RiskAnswer answer(context, instance, findings);
  const r::Tally tally = truth ? r::Count(findings, instance.truth) : r::Tally{};
  if (context.out.format() == Format::kJson) {
    google::protobuf::Struct told = answer.Json(took.reading, took.scoring);
    if (truth) (*told.mutable_fields())["truth"] = TruthJson(tally);
    return context.out.Show(told, {});
  }
  // Scripts read one table.
  if (!truth || !context.for_scripts()) ShowQueue(context, answer, findings.queue.size(), all);
  context.out.Note(context.Say(kLookedAt, {{"all", absl::StrCat(findings.points.size())},
                                           {"queue", absl::StrCat(findings.queue.size())},
                                           {"ms", absl::StrCat(Milliseconds(took.scoring))},
                                           {"reading", absl::StrCat(Milliseconds(took.reading))}}));
  if (truth) ShowTruth(context, tally);
}

}  // namespace

Status RiskOfInstance(Context& context, const std::string& path, bool truth, bool all) {
  if (path.empty()) return InvalidField("--instance", "", "required");
  DD_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path));
  const absl::Time begun = absl::Now();
  DD_ASSIGN_OR_RETURN(const r::Instance instance, r::ReadInstance(text));
  if (truth && instance.truth.empty()) return InvalidField("--truth", "", "instance_tells_truth");
  const absl::Time read = absl::Now();
  const r::Findings findings = r::Detect(instance.evidence);
  ShowAnswer(context, instance, findings, truth, all, {read - begun, absl::Now() - read});
  return absl::OkStatus();
}

}  // namespace diandan::cli
