#include "clients/cli/ledger_verify.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/csv.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/time_util.h"
#include "services/checkpoint/sealed_tables.h"
#include "services/checkpoint/verify.h"

namespace diandan::cli {

namespace c = checkpoint;

namespace {

constexpr Wording kHeadVerified{"服务\t县\t封存到\t步\t行\t还没封存\t结果",
                                "service\tcounty\tcheckpoint\tsteps\trows\tunsealed\tresult"};
constexpr Wording kHeadDifferences{"在哪\t表\t行\t怎么了", "where\ttable\trow\twhat"};
constexpr Wording kFits{"一致", "as published"};
constexpr Wording kNotNamed{"这份封存里没有", "not in this log"};
constexpr Wording kDiffers{"{count} 处对不上", "{count} differ"};
constexpr Wording kOwnKey{
    "{service}：签名只和它自己写的钥匙比过（{key}）。用 --public-key 给出您手里的那一把。",
    "{service}: the signature was checked against the key it names itself ({key}). Give yours with "
    "--public-key."};
constexpr Wording kNothingPublished{"{service}：这里没有它的封存，没有核对。",
                                    "{service}: nothing published of it here, so it was not checked."};
constexpr Wording kReading{"正在核对 {service}，封存到第 {number} 号（{time}）",
                           "Checking {service} up to checkpoint {number} ({time})"};

struct FaultWords {
  c::Fault fault;
  const char* name;
  Wording text;
};

// In the order of c::Fault.
constexpr FaultWords kFaults[] = {
    {c::Fault::kChanged, "CHANGED", {"封存之后改过", "changed since it was sealed"}},
    {c::Fault::kMissing, "MISSING", {"不见了", "is missing"}},
    {c::Fault::kInserted, "INSERTED", {"封存时没有这一行", "was not there when its step was sealed"}},
    {c::Fault::kMoved, "MOVED", {"原来在第 {other} 步", "belongs to step {other}"}},
    {c::Fault::kSwapped,
     "SWAPPED",
     {"和第 {other} 步的那一行对调了", "swapped with the one at step {other}"}},
    {c::Fault::kRange,
     "RANGE",
     {"从这一步到第 {other} 步有行被动过，留的底也被动过，说不出是哪一行",
      "a row from here to step {other} differs; the kept hashes were touched too, so which one cannot be "
      "told"}},
    {c::Fault::kHashes,
     "HASHES",
     {"从这一步到第 {other} 步，行都和公布的一样，库里留的底被动过",
      "from here to step {other} the rows are as published, the hashes kept beside them are not"}},
    {c::Fault::kClock,
     "CLOCK",
     {"县里的计数只到 {found}，公布过的是 {expected}",
      "the county counts to {found}, published was {expected}"}},
    {c::Fault::kBalance,
     "BALANCE",
     {"按每一笔算是[“{expected}”]，记的是[“{found}”]", "follows as[ “{expected}”], is[ “{found}”]"}},
    {c::Fault::kEntry,
     "ENTRY",
     {"按事件和每一笔算是[“{expected}”]，记的是[“{found}”]", "follows as[ “{expected}”], is[ “{found}”]"}},
    {c::Fault::kResolved,
     "RESOLVED",
     {"待核的分钟（{expected}）结了 {found}", "pending minutes ({expected}) were resolved with {found}"}},
    {c::Fault::kLegs,
     "LEGS",
     {"{expected} 不该在这两户之间走：{found}", "{expected} does not move minutes between {found}"}},
    {c::Fault::kSum,
     "SUM",
     {"全县各户加起来是 {found}，不是 0", "the county's accounts sum to {found}, not to 0"}},
};

std::string SayFault(const Context& context, const c::Difference& difference) {
  const FaultWords& words = kFaults[int(difference.fault)];
  return context.for_scripts() ? words.name
                               : context.Say(words.text, {{"other", absl::StrCat(difference.other_seq)},
                                                          {"expected", difference.expected},
                                                          {"found", difference.found}});
}

int64_t CountOf(const c::CountyReport& county) { return int64_t(county.differences.size()) + county.more; }

int64_t CountOf(const std::vector<c::ServiceReport>& services) {
  int64_t count = 0;
  for (const auto& service : services) {
    for (const auto& county : service.counties) count += CountOf(county);
  }
  return count;
}

std::string Where(const std::string& service, CountyId county, int64_t seq) {
  return seq == 0 ? absl::StrCat(service, "/", county) : absl::StrCat(service, "/", county, "/", seq);
}

Table CountyTable(const Context& context, const std::vector<c::ServiceReport>& services) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadVerified), '\t');
  table.right = {2, 3, 4, 5};
  for (const auto& service : services) {
    for (const auto& county : service.counties) {
      const int64_t count = CountOf(county);
      const std::string result = context.for_scripts() ? absl::StrCat(count)
                                 : count > 0 ? context.Say(kDiffers, {{"count", absl::StrCat(count)}})
                                 : county.checkpoint == 0 ? context.Say(kNotNamed)
                                                          : context.Say(kFits);
      table.rows.push_back({service.service, absl::StrCat(county.county), absl::StrCat(county.checkpoint),
                            absl::StrCat(county.steps), absl::StrCat(county.rows),
                            absl::StrCat(std::max<int64_t>(0, county.steps - county.sealed)), result});
    }
  }
  return table;
}

Table DifferenceTable(const Context& context, const std::vector<c::ServiceReport>& services) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadDifferences), '\t');
  for (const auto& service : services) {
    for (const auto& county : service.counties) {
      for (const auto& difference : county.differences) {
        table.rows.push_back({Where(service.service, county.county, difference.seq), difference.table,
                              difference.id, SayFault(context, difference)});
        if (context.for_scripts()) {
          table.rows.back().push_back(absl::StrCat(difference.other_seq));
          table.rows.back().push_back(difference.expected);
          table.rows.back().push_back(difference.found);
        }
      }
    }
  }
  return table;
}

using google::protobuf::Struct;

Struct DifferenceStruct(const c::Difference& difference) {
  Struct out;
  auto& fields = *out.mutable_fields();
  fields["fault"].set_string_value(kFaults[int(difference.fault)].name);
  fields["table"].set_string_value(difference.table);
  fields["seq"].set_number_value(double(difference.seq));
  if (difference.other_seq != 0) fields["otherSeq"].set_number_value(double(difference.other_seq));
  if (!difference.id.empty()) fields["id"].set_string_value(difference.id);
  if (!difference.expected.empty()) fields["expected"].set_string_value(difference.expected);
  if (!difference.found.empty()) fields["found"].set_string_value(difference.found);
  return out;
}

Struct CountyStruct(const std::string& service, const c::CountyReport& county) {
  Struct out;
  auto& fields = *out.mutable_fields();
  fields["service"].set_string_value(service);
  fields["county"].set_number_value(county.county);
  fields["checkpoint"].set_number_value(double(county.checkpoint));
  fields["sealed"].set_number_value(double(county.sealed));
  fields["steps"].set_number_value(double(county.steps));
  fields["rows"].set_number_value(double(county.rows));
  fields["notListed"].set_number_value(double(county.more));
  auto& differences = *fields["differences"].mutable_list_value();
  for (const auto& difference : county.differences)
    *differences.add_values()->mutable_struct_value() = DifferenceStruct(difference);
  return out;
}

void Show(Context& context, const std::vector<c::ServiceReport>& services) {
  Struct all;
  auto& counties = *(*all.mutable_fields())["counties"].mutable_list_value();
  for (const auto& service : services) {
    for (const auto& county : service.counties)
      *counties.add_values()->mutable_struct_value() = CountyStruct(service.service, county);
  }
  context.out.Show(all, CountyTable(context, services));
  if (context.out.format() == Format::kJson || CountOf(services) == 0) return;
  context.out.Line("");
  context.out.Show(all, DifferenceTable(context, services));
}

StatusOr<std::vector<c::PublishedLog>> ReadLogs(Context& context, const LedgerAgainst& against,
                                                CountyId county) {
  std::optional<PublicKey> key;
  if (!against.public_key.empty()) {
    DD_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(against.public_key));
    DD_ASSIGN_OR_RETURN(key, c::ReadKeyLine("--public-key", text));
  }
  std::vector<c::PublishedLog> logs;
  for (const std::string& path : against.checkpoints) {
    DD_ASSIGN_OR_RETURN(const auto found, c::ReadPublished(path, key, county));
    logs.insert(logs.end(), found.begin(), found.end());
  }
  for (const std::string& service : c::SealedServices()) {
    const bool published =
        std::any_of(logs.begin(), logs.end(), [&](const auto& log) { return log.service == service; });
    if (!published) context.out.Note(context.Say(kNothingPublished, {{"service", service}}));
  }
  for (const c::PublishedLog& log : logs) {
    if (!key)
      context.out.Note(context.Say(kOwnKey, {{"service", log.service}, {"key", c::KeyLine(log.key)}}));
  }
  return logs;
}

}  // namespace

Status VerifyLedger(Context& context, const LedgerAgainst& against) {
  const std::string database =
      against.database.empty() ? c::PrivateDatabase(context.settings.data_dir) : against.database;
  if (database.empty()) return InvalidField("--database", "", "required");
  if (against.checkpoints.empty()) return InvalidField("--checkpoint", "", "required");
  CountyId county = 0;
  if (!context.settings.county.empty()) {
    DD_ASSIGN_OR_RETURN(county, context.County());
  }
  DD_ASSIGN_OR_RETURN(const auto logs, ReadLogs(context, against, county));
  std::vector<c::ServiceReport> services;
  for (const c::PublishedLog& log : logs) {
    context.out.Note(
        context.Say(kReading, {{"service", log.service},
                               {"number", absl::StrCat(log.last)},
                               {"time", absl::FormatTime(absl::RFC3339_sec, log.time, ChinaTime())}}));
    DD_RETURN_IF_ERROR(c::VerifyDatabase(
        database, {log}, county, [&](const c::ServiceReport& report) { services.push_back(report); }));
  }
  Show(context, services);
  const int64_t count = CountOf(services);
  if (count == 0) return absl::OkStatus();
  return Refuse(errors::v1::LEDGER_ALTERED, {{"count", absl::StrCat(count)}});
}

}  // namespace diandan::cli
