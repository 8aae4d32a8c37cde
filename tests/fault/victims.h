// What a storm strikes: the processes of an installation and of its PostgreSQL.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/fault/chance.h"
#include "tests/scenario/processes.h"

namespace diandan::fault {

// As a cluster's own file says, 0 when it does not run: the file outlives the process, and its number may be
// somebody else's by then. A postmaster works in its folder.
inline pid_t PostmasterOf(const std::string& cluster_folder) {
  std::ifstream file(cluster_folder + "/postmaster.pid");
  pid_t pid = 0;
  file >> pid;
  std::error_code gone;
  const auto works_in = std::filesystem::read_symlink(absl::StrCat("/proc/", pid, "/cwd"), gone);
  return !gone && std::filesystem::equivalent(works_in, cluster_folder, gone) ? pid : 0;
}

// The processes that serve connections of services.
inline std::vector<pid_t> BackendsOf(pid_t postmaster) {
  std::vector<pid_t> found;
  if (postmaster <= 0) return found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    pid_t pid = 0, parent = 0;
    std::string skipped, title;
    if (!absl::SimpleAtoi(entry.path().filename().string(), &pid)) continue;
    std::ifstream(entry.path() / "stat") >> skipped >> skipped >> skipped >> parent;
    if (parent != postmaster) continue;
    std::getline(std::ifstream(entry.path() / "cmdline"), title, '\0');
    if (absl::StrContains(title, "diandan_")) found.push_back(pid);
  }
  return found;
}

// Deals out one fault after the other and counts them by kind.
class Victims {
 public:
  // `cluster_folder`: where the PostgreSQL of these services keeps its files.
  Victims(scenario::Processes& services, std::string cluster_folder, Chance& chance)
      : services_(services), cluster_folder_(std::move(cluster_folder)), chance_(chance) {}

  void KillService() {
    scenario::ServerProcess& process = AnyService();
    process.Kill();
    Restart(process);
    ++dealt_["services killed"];
  }
  // All of them, as when a machine loses its power.
  void KillEveryService() {
    for (size_t i = 0; i < services_.size(); ++i) services_.process(i).Kill();
    for (size_t i = 0; i < services_.size(); ++i) Restart(services_.process(i));
    ++dealt_["times all services killed"];
  }
  // It answers nobody for a while, and then goes on.
  void HaltService() {
    scenario::ServerProcess& process = AnyService();
    process.Halt(true);
    absl::SleepFor(absl::Milliseconds(chance_.Between(100, 1'500)));
    process.Halt(false);
    ++dealt_["services halted"];
  }
  // Nothing when there is none: it is still coming back from the last time.
  void KillPostmaster() {
    const pid_t postmaster = PostmasterOf(cluster_folder_);
    if (postmaster > 0 && kill(postmaster, SIGKILL) == 0) ++dealt_["postmasters killed"];
  }
  void KillBackend() {
    const std::vector<pid_t> serving = BackendsOf(PostmasterOf(cluster_folder_));
    if (!serving.empty() && kill(chance_.Of(serving), SIGKILL) == 0) ++dealt_["backends killed"];
  }
  void HaltBackend() {
    const std::vector<pid_t> serving = BackendsOf(PostmasterOf(cluster_folder_));
    if (serving.empty()) return;
    const pid_t backend = chance_.Of(serving);
    if (kill(backend, SIGSTOP) != 0) return;
    absl::SleepFor(absl::Milliseconds(chance_.Between(100, 1'500)));
    kill(backend, SIGCONT);
    ++dealt_["backends halted"];
  }

  int64_t dealt() const {
    int64_t sum = 0;
    for (const auto& [kind, count] : dealt_) sum += count;
    return sum;
  }
  // "12 services killed, 3 postmasters killed"
  std::string story() const {
    std::string text;
    for (const auto& [kind, count] : dealt_) {
      absl::StrAppend(&text, text.empty() ? "" : ", ", count, " ", kind);
    }
    return text;
  }

 private:
  scenario::ServerProcess& AnyService() {
    return services_.process(size_t(chance_.Between(0, int64_t(services_.size()) - 1)));
  }
  // As whatever watches over services would: until it runs again, also when its database is not back yet.
  static void Restart(scenario::ServerProcess& process) {
    for (const absl::Time until = absl::Now() + absl::Minutes(1);;) {
      try {
        return process.Start();
      } catch (const std::runtime_error&) {
        if (absl::Now() > until) throw;
      }
    }
  }

  scenario::Processes& services_;
  const std::string cluster_folder_;
  Chance& chance_;
  std::map<std::string, int64_t> dealt_;
};

}  // namespace diandan::fault
