#include "clients/cli/org_import.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "clients/cli/csv.h"
#include "clients/cli/divisions.h"
#include "clients/cli/texts.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

// Enough that the server's lane always has a full batch waiting, few enough for two cores.
constexpr int kCallsInFlight = 32;
constexpr absl::Duration kPatience = absl::Minutes(1);
constexpr size_t kProblemsShown = 20;
constexpr absl::Duration kProgressEvery = absl::Milliseconds(200);

// As a refusal with its fields, for --json; people are told line by line.
Status TellProblems(Context& context, const DivisionFile& file, bool all) {
  const size_t shown = all ? file.problems.size() : std::min(file.problems.size(), kProblemsShown);
  const bool people = context.out.format() != Format::kJson;
  if (people) {
    context.out.Complain(context.Say(
        kCsvBadCount, {{"rows", absl::StrCat(file.rows)}, {"bad", absl::StrCat(file.problems.size())}}));
  }
  Status status;
  for (size_t i = 0; i < shown; ++i) {
    const LineProblem& problem = file.problems[i];
    const std::string want =
        context.Say(*problem.want, {{"n", problem.other_line == 0 ? "" : absl::StrCat(problem.other_line)}});
    status = MergeInvalid(
        status,
        InvalidField(absl::StrCat("FILE:", problem.line, problem.column.empty() ? "" : ":", problem.column),
                     problem.value, want));
    if (!people) continue;
    context.out.Complain(context.Say(kCsvBadLine, {{"line", absl::StrCat(problem.line)},
                                                   {"column", problem.column},
                                                   {"value", problem.value},
                                                   {"want", want}}));
  }
  if (people && shown < file.problems.size()) {
    context.out.Complain(context.Say(kCsvMoreLines, {{"count", absl::StrCat(file.problems.size() - shown)}}));
  }
  return people ? context.Told(status) : status;
}

v::ImportDivisionsRequest RequestOf(const DivisionPart& part) {
  v::ImportDivisionsRequest request;
  request.set_parent(absl::StrCat("counties/", part.county));
  for (const auto& division : part.divisions) *request.add_divisions() = division;
  std::string content;
  for (const auto& division : part.divisions) {
    absl::StrAppend(&content, division.code(), "\t", division.display_name(), "\n");
  }
  request.set_request_id(DeriveUuid(part.county, "import/" + content).ToString());
  return request;
}

// The parts of one county follow each other, since the later ones stand on the earlier; counties do not wait
// for each other.
class Writer {
 public:
  Writer(Context& context, const DivisionFile& file) : context_(context), file_(file) {
    for (size_t i = 0; i < file.parts.size(); ++i) {
      if (i == 0 || file.parts[i].county != file.parts[i - 1].county) starts_.push_back(i);
    }
  }

  Status Run() {
    // The first call alone also settles who is signed in, before many ask at once.
    WriteCounty(next_++);
    std::vector<std::thread> workers;
    const int count = std::min<int>(kCallsInFlight, file_.counties - 1);
    for (int i = 0; i < count; ++i) workers.emplace_back([this] { Work(); });
    while (done_ < file_.counties && !stop_) {
      Tell(/*last=*/false);
      absl::SleepFor(kProgressEvery);
    }
    for (std::thread& worker : workers) worker.join();
    Tell(/*last=*/true);
    absl::MutexLock lock(&mutex_);
    return problem_;
  }

  v::ImportDivisionsResponse totals() const {
    v::ImportDivisionsResponse totals;
    totals.set_created(created_);
    totals.set_renamed(renamed_);
    totals.set_unchanged(unchanged_);
    return totals;
  }
  int done() const { return done_; }

 private:
  void Work() {
    for (size_t i = next_++; i < starts_.size() && !stop_; i = next_++) WriteCounty(i);
  }

  void WriteCounty(size_t which) {
    const CountyId county = file_.parts[starts_[which]].county;
    for (size_t i = starts_[which]; i < file_.parts.size() && file_.parts[i].county == county; ++i) {
      v::ImportDivisionsResponse response;
      Status status =
          context_.client().Call(&v::OrgService::Stub::ImportDivisions, RequestOf(file_.parts[i]), &response);
      if (!status.ok()) {
        absl::MutexLock lock(&mutex_);
        if (problem_.ok()) problem_ = status;
        stop_ = true;
        return;
      }
      created_ += response.created();
      renamed_ += response.renamed();
      unchanged_ += response.unchanged();
      rows_ += static_cast<int>(file_.parts[i].divisions.size());
    }
    ++done_;
  }

  void Tell(bool last) const {
    context_.out.Progress(context_.Say(kImportProgress, {{"done", absl::StrCat(done_.load())},
                                                         {"all", absl::StrCat(file_.counties)},
                                                         {"rows", absl::StrCat(rows_.load())}}),
                          last);
  }

  Context& context_;
  const DivisionFile& file_;
  std::vector<size_t> starts_;  // first part of each county
  std::atomic<size_t> next_{0};
  std::atomic<int> done_{0}, rows_{0}, created_{0}, renamed_{0}, unchanged_{0};
  std::atomic<bool> stop_{false};
  absl::Mutex mutex_;
  Status problem_;
};

}  // namespace

Status ImportDivisions(Context& context, const std::string& path, bool all_problems) {
  CountyId only = 0;
  if (!context.settings.county.empty()) {
    DD_ASSIGN_OR_RETURN(only, context.County());
  }
  DD_ASSIGN_OR_RETURN(std::string bytes, ReadWholeFile(path));
  const TextFile text = ToUtf8(std::move(bytes));
  if (text.encoding == Encoding::kUnknown) return InvalidField("FILE", path, context.Say(kCsvEncoding));
  if (text.encoding == Encoding::kGbk) context.out.Note(context.Say(kCsvConverted));
  const DivisionFile file = ReadDivisions(text.text, only);
  if (!file.problems.empty()) return TellProblems(context, file, all_problems);
  const std::string counties = absl::StrCat(file.counties);
  if (context.settings.dry_run) {
    context.out.Done(v::ImportDivisionsResponse(),
                     context.Say(kCsvChecked, {{"rows", absl::StrCat(file.rows)}, {"counties", counties}}),
                     {counties, absl::StrCat(file.rows)});
    return absl::OkStatus();
  }
  // A call of a busy server waits for 31 others; none of them is lost.
  context.settings.timeout = std::max(context.settings.timeout, kPatience);
  const absl::Time started = absl::Now();
  // Nobody waits for 2,978 positions in the next command.
  context.client().RememberPositions(false);
  Writer writer(context, file);
  if (Status status = writer.Run(); !status.ok()) {
    context.out.Complain(context.Say(kImportStopped, {{"done", absl::StrCat(writer.done())}}));
    return status;
  }
  const v::ImportDivisionsResponse totals = writer.totals();
  context.out.Done(
      totals,
      context.Say(kImported,
                  {{"counties", counties},
                   {"created", absl::StrCat(totals.created())},
                   {"renamed", absl::StrCat(totals.renamed())},
                   {"unchanged", absl::StrCat(totals.unchanged())},
                   {"seconds", absl::StrFormat("%.1f", absl::ToDoubleSeconds(absl::Now() - started))}}),
      {counties, absl::StrCat(totals.created()), absl::StrCat(totals.renamed()),
       absl::StrCat(totals.unchanged())});
  return absl::OkStatus();
}

}  // namespace diandan::cli
