#include "tests/bench/site.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/base/words.h"

namespace diandan::bench {

Folder::Folder() {
  const char* base = std::getenv("TMPDIR");
  path_ = absl::StrCat(base == nullptr ? "/tmp" : base, "/diandan-bench-XXXXXX");
  if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("mkdtemp " + path_);
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

namespace {

// Modules that are left out answer nobody: their socket is never made.
std::vector<std::string> ArgumentsFor(const std::string& target, const std::string& conninfo,
                                      const std::string& folder) {
  std::vector<std::string> arguments = {"--target", target, "--database", conninfo};
  if (absl::StrContains(target, "gateway")) arguments.insert(arguments.end(), {"--http", "127.0.0.1:0"});
  if (target == "all") return arguments;
  std::vector<std::string> nobody;
  for (const char* service : {"volunteers", "orders", "matching", "hours"}) {
    if (!absl::StrContains(target, service))
      nobody.push_back(absl::StrCat(service, "=unix:", folder, "/nobody"));
  }
  arguments.insert(arguments.end(), {"--peer", absl::StrJoin(nobody, ",")});
  return arguments;
}

}  // namespace

Site::Site(const std::string& target, int connections) {
  auto started =
      db::EmbeddedPostgres::Start({.data_dir = folder_.path() + "/database", .max_connections = 200});
  if (!started.ok()) throw std::runtime_error(Speak(started.status(), Language::kEnglish).ShortDebugString());
  postgres_ = std::move(started).value();
  conninfo_ = postgres_->admin_conninfo();
  server_ = std::make_unique<ServerProcess>(folder_.path() + "/server",
                                            ArgumentsFor(target, conninfo_, folder_.path()));
  const Wires wires(server_->socket(), connections);
  for (size_t i = 0; i < wires.size(); ++i) stubs_.push_back(std::make_unique<Stubs>(wires.at(i)));
}

std::vector<County> Site::Build(const TownPlan& plan) const {
  Say(absl::StrCat("building ", plan.counties, " counties of ", plan.villages, " villages, ",
                   plan.counties * plan.villages * plan.members, " volunteers"));
  return bench::Build(server_->socket(), folder_.path() + "/server/keys", plan);
}

Tally Site::Counted(Spent& spent, const std::function<Tally()>& burst) const {
  auto now = [&] {
    return Spent{.load = CpuOfThis(),
                 .server = server_->OwnCpuTime(),
                 .postgres = CpuOfTree(absl::StrCat(postgres_->postmaster_pid()))};
  };
  const Spent before = now();
  Tally tally = burst();
  const Spent after = now();
  spent.load += after.load - before.load;
  spent.server += after.server - before.server;
  spent.postgres += after.postgres - before.postgres;
  spent.calls += tally.done;
  return tally;
}

std::string Spent::PerCall() const {
  auto each = [&](absl::Duration all) {
    return calls == 0 ? 0 : absl::ToDoubleMicroseconds(all) / double(calls);
  };
  return absl::StrFormat("processor µs each: load %.0f, server %.0f, PostgreSQL %.0f", each(load),
                         each(server), each(postgres));
}

void Site::SignInAgain(std::vector<County>& counties) const {
  bench::SignInAgain(server_->socket(), counties);
}

orders::v1::OrderService::Stub::async_interface* Site::orders(size_t i) const { return at(i).orders.async(); }
orders::v1::AttendanceService::Stub::async_interface* Site::attendance(size_t i) const {
  return at(i).attendance.async();
}
orders::v1::RatingService::Stub::async_interface* Site::ratings(size_t i) const {
  return at(i).ratings.async();
}
hours::v1::EntryService::Stub::async_interface* Site::entries(size_t i) const {
  return at(i).entries.async();
}
hours::v1::LedgerService::Stub::async_interface* Site::ledgers(size_t i) const {
  return at(i).ledgers.async();
}
hours::v1::RedemptionService::Stub::async_interface* Site::redemptions(size_t i) const {
  return at(i).redemptions.async();
}
hours::v1::RewardService::Stub* Site::rewards(size_t i) const { return &at(i).rewards; }

Duel Alternate(int rounds, const std::function<double()>& ours, const std::function<double()>& theirs) {
  Duel duel;
  for (int round = 1; round <= rounds; ++round) {
    duel.ours.push_back(ours());
    duel.theirs.push_back(theirs());
    Say(absl::StrFormat("round %d of %d: %.0f beside %.0f", round, rounds, duel.ours.back(),
                        duel.theirs.back()));
  }
  return duel;
}

Row ToRow(const std::string& name, const Duel& duel, const std::string& against, const std::string& note) {
  return {.name = name,
          .value = Median(duel.ours),
          .unit = "per second",
          .against = against,
          .ratio = duel.ratio(),
          .note = absl::StrCat("ours ", Spread(duel.ours), ", theirs ", Spread(duel.theirs),
                               note.empty() ? "" : "; ", note)};
}

void Say(const std::string& what) {
  std::cerr << absl::FormatTime("%H:%M:%S ", absl::Now(), absl::LocalTimeZone()) << what << std::endl;
}

const Tally& Checked(const Tally& tally) {
  if (tally.failed > 0) {
    throw std::runtime_error(
        absl::StrCat(tally.failed, " calls failed beside ", tally.done, ": ", tally.first_failure));
  }
  return tally;
}

std::string Problem(const grpc::Status& status) {
  return status.ok() ? std::string() : absl::StrCat(int(status.error_code()), " ", status.error_message());
}

}  // namespace diandan::bench
