// doctor: whether the installation is sound, and what to do where it is not.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/dead_letters.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/texts.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "google/protobuf/struct.pb.h"
#include "services/upkeep/checkup.h"

namespace diandan::cli {

namespace u = upkeep;
namespace v = volunteers::v1;

namespace {

constexpr Wording kHeadDoctor{"\t查什么\t查到\t怎么办", "\twhat\tfound\twhat to do"};
constexpr Wording kAllSound{"都好。", "All is well."};
constexpr Wording kNotSound{"有 {bad} 处要马上办，{warnings} 处要留意。",
                            "{bad} to mend now, {warnings} to keep an eye on."};

struct FindingWords {
  const char* mark;
  const char* name;
};
// In the order of u::Finding.
constexpr FindingWords kFindings[] = {{"✓", "GOOD"}, {"?", "UNKNOWN"}, {"!", "WARNING"}, {"✗", "BAD"}};

// The server as everybody reaches it. Being told who is not signed in is an answer too.
Status AskTheServer(Context& context, std::vector<u::CheckupLine>& lines) {
  lines.push_back({.name = "server", .what = kDoctorServer, .found = ServerAddress(context.settings)});
  const absl::Time started = absl::Now();
  v::WhoAmIResponse who;
  const Status status = context.Read(&v::SignInService::Stub::WhoAmI, v::WhoAmIRequest(), &who);
  const bool answered = status.ok() || status.code() == absl::StatusCode::kUnauthenticated;
  const std::string millis = absl::StrCat(absl::ToInt64Milliseconds(absl::Now() - started));
  lines.push_back({.name = "answer",
                   .what = kDoctorAnswer,
                   .finding = answered ? u::Finding::kGood : u::Finding::kBad,
                   .found = answered ? context.Say(kDoctorMillis, {{"n", millis}})
                                     : Speak(status, context.language()).message(),
                   .advice = answered ? Wording{"", ""}
                                      : Wording{"启动服务：systemctl start diandan，或 deploy/up",
                                                "Start it: systemctl start diandan, or deploy/up"}});
  lines.push_back({.name = "clock_here",
                   .what = kDoctorClock,
                   .found = absl::FormatTime("%Y-%m-%d %H:%M:%S", absl::Now(), ChinaTime())});
  if (!status.ok()) return status;
  lines.push_back({.name = "session", .what = kDoctorSession, .found = who.display_name()});
  for (const auto& [key, seq] : context.client().session().positions)
    lines.push_back({.name = "position", .what = kDoctorPosition, .found = absl::StrCat(key, "/", seq)});
  Table parked;
  if (context.County().ok() && context.out.format() != Format::kJson && AllParked(context, parked).ok())
    lines.push_back(
        {.name = "parked_here", .what = kDoctorParked, .found = absl::StrCat(parked.rows.size())});
  return status;
}

google::protobuf::Struct AsStruct(const Context& context, const std::vector<u::CheckupLine>& lines) {
  google::protobuf::Struct all;
  auto& checks = *(*all.mutable_fields())["checks"].mutable_list_value();
  for (const u::CheckupLine& line : lines) {
    auto& fields = *checks.add_values()->mutable_struct_value()->mutable_fields();
    fields["name"].set_string_value(line.name);
    fields["finding"].set_string_value(kFindings[int(line.finding)].name);
    fields["found"].set_string_value(line.found);
    if (*line.advice.en != 0) fields["advice"].set_string_value(context.Say(line.advice));
  }
  return all;
}

int CountOf(const std::vector<u::CheckupLine>& lines, u::Finding finding) {
  int count = 0;
  for (const u::CheckupLine& line : lines) count += line.finding == finding ? 1 : 0;
  return count;
}

// The exit code is that of the first thing wrong: the server's answer, then what stands in a row.
Status Doctor(Context& context, const u::CheckupWish& wish) {
  std::vector<u::CheckupLine> lines;
  const Status answer = AskTheServer(context, lines);
  if (context.settings.server.empty()) {
    for (u::CheckupLine& line : u::CheckUp(wish)) lines.push_back(std::move(line));
  }
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadDoctor), '\t');
  for (const u::CheckupLine& line : lines) {
    const FindingWords& finding = kFindings[int(line.finding)];
    const bool scripts = context.for_scripts();
    table.rows.push_back({scripts ? finding.name : finding.mark, scripts ? line.name : context.Say(line.what),
                          line.found, context.Say(line.advice)});
  }
  context.out.Show(AsStruct(context, lines), table);
  const int bad = CountOf(lines, u::Finding::kBad), warnings = CountOf(lines, u::Finding::kWarning);
  context.out.Note(bad + warnings == 0 ? context.Say(kAllSound)
                                       : context.Say(kNotSound, {{"bad", absl::StrCat(bad)},
                                                                 {"warnings", absl::StrCat(warnings)}}));
  if (!answer.ok() && answer.code() != absl::StatusCode::kUnauthenticated) return context.Told(answer);
  return bad == 0 ? absl::OkStatus() : context.Told(absl::FailedPreconditionError("not sound"));
}

}  // namespace

void AddDoctorCommands(Command& root, Context& context) {
  Command& doctor = root.Sub(
      "doctor",
      {"看看哪里不对：服务器、数据目录、钥匙、PostgreSQL、归档、磁盘、证书、钟、字体",
       "What is wrong: server, data folder, keys, PostgreSQL, archive, disk, certificates, clock, fonts"});
  auto keys = doctor.Option("--keys", "DIR", kHelpServersKeys);
  auto database = doctor.Option(
      "--database", "CONNINFO",
      {"服务的 --database；不写就是自带的那一个", "The server's --database; by default the private one"});
  auto certificates =
      doctor.Options("--certificate", "FILE",
                     {"要看到期没有的 PEM 证书；可以写几次", "PEM certificates to look at; may be repeated"});
  doctor.Runs([=, &context] {
    return Doctor(context, {.data_dir = context.settings.data_dir,
                            .keys_dir = *keys,
                            .database = *database,
                            .certificates = *certificates});
  });
}

}  // namespace diandan::cli
