#include "tests/fault/ha/cluster.h"

#include <curl/curl.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <stdexcept>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace diandan::fault {
namespace {

// Far more than it may take: what takes longer has failed.
constexpr absl::Duration kTakeOver = absl::Minutes(3), kWhole = absl::Minutes(5);
constexpr absl::Duration kTwoLooks = absl::Seconds(10);  // of Patroni: loop_wait is 5
constexpr absl::Duration kLook = absl::Milliseconds(200);

void Await(absl::Duration limit, const std::string& what, const std::function<bool()>& done) {
  for (const absl::Time until = absl::Now() + limit; !done(); absl::SleepFor(kLook)) {
    if (absl::Now() > until) throw std::runtime_error("never came: " + what);
  }
}

void Signal(const std::vector<pid_t>& pids, int signal) {
  for (const pid_t pid : pids) {
    if (pid > 0) kill(pid, signal);
  }
}

pid_t ParentOf(pid_t pid) {
  pid_t parent = 0;
  std::string skipped;
  std::ifstream(absl::StrCat("/proc/", pid, "/stat")) >> skipped >> skipped >> skipped >> parent;
  return parent;
}

size_t Ignore(char*, size_t size, size_t count, void*) { return size * count; }

}  // namespace

const char* NameOf(Failure failure) {
  constexpr const char* kNames[kFailures] = {"crash", "hang", "deaf", "machine", "paused", "switchover"};
  return kNames[int(failure)];
}

Cluster::Cluster(std::string folder) : folder_(std::move(folder)) {
  std::ifstream file(folder_ + "/nodes");
  for (Node node; file >> node.name >> node.port >> node.patroni_port;) nodes_.push_back(node);
  if (nodes_.size() != 3) throw std::runtime_error("no cluster of deploy/ha in " + folder_);
}

std::string Cluster::Read(const std::string& file) const {
  std::string line;
  std::ifstream in(folder_ + "/" + file);
  std::getline(in, line);
  return line;
}

pid_t Cluster::PidIn(const Node& node, const std::string& file) const {
  pid_t pid = 0;
  return absl::SimpleAtoi(Read(node.name + "/" + file), &pid) ? pid : 0;
}

bool Cluster::Is(const Node& node, const std::string& role) const {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  const std::string url = absl::StrCat("http://127.0.0.1:", node.patroni_port, "/", role);
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, 2'000L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &Ignore);
  long status = 0;
  if (curl_easy_perform(curl.get()) != CURLE_OK) return false;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  return status == 200;
}

const Cluster::Node* Cluster::Leader() const {
  for (const Node& node : nodes_) {
    if (Is(node, "primary")) return &node;
  }
  return nullptr;
}

void Cluster::AwaitOtherLeader(const Node& old) const {
  Await(kTakeOver, "another leader than " + old.name, [&] {
    const Node* leader = Leader();
    return leader != nullptr && leader != &old;
  });
}

bool Cluster::Whole() const {
  int replicas = 0, synchronous = 0;
  for (const Node& node : nodes_) {
    replicas += Is(node, "replica");
    synchronous += Is(node, "synchronous");
  }
  return replicas == 2 && synchronous == 1 && Leader() != nullptr;
}

// Each node answers from its last look at etcd, which may be from before the failure: only what they all say
// for longer than two looks are apart is so now.
void Cluster::AwaitWhole() const {
  absl::Time since = absl::InfiniteFuture();
  Await(kWhole, "all nodes", [&] {
    since = Whole() ? std::min(since, absl::Now()) : absl::InfiniteFuture();
    return absl::Now() > since + kTwoLooks;
  });
}

void Cluster::Control(const std::string& command) const {
  const std::string line = absl::StrCat("patronictl -c ", folder_, "/", nodes_[0].name, "/patroni.yml ",
                                        command, " >/dev/null 2>&1");
  if (std::system(line.c_str()) != 0) throw std::runtime_error("failed: " + line);
}

std::vector<pid_t> Cluster::PostgresOf(const Node& node) const {
  const pid_t postmaster = PidIn(node, "data/postmaster.pid");
  std::vector<pid_t> all{postmaster};
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    pid_t pid = 0;
    if (!absl::SimpleAtoi(entry.path().filename().string(), &pid)) continue;
    if (postmaster > 0 && ParentOf(pid) == postmaster) all.push_back(pid);
  }
  return all;
}

void Cluster::Strike(Failure failure) {
  const Node* found = nullptr;
  Await(kTakeOver, "a leader", [&] { return (found = Leader()) != nullptr; });
  const Node& leader = *found;
  const pid_t patroni = PidIn(leader, "patroni.pid"), postmaster = PidIn(leader, "data/postmaster.pid");
  const std::string off = folder_ + "/" + leader.name + "/off";
  std::vector<pid_t> halted;
  switch (failure) {
    case Failure::kCrash:
      Signal({postmaster}, SIGKILL);
      break;
    case Failure::kHang: {
      Signal({patroni, postmaster}, SIGSTOP);  // nothing new is started from here on
      halted = PostgresOf(leader);
      Signal(halted, SIGSTOP);
      halted.push_back(patroni);
      break;
    }
    case Failure::kDeaf:
      Signal({patroni}, SIGSTOP);
      halted = {patroni};
      break;
    case Failure::kMachine:
      std::ofstream(off).close();
      Signal({patroni, PidIn(leader, "etcd.pid"), postmaster}, SIGKILL);
      break;
    case Failure::kPaused:
      Control("pause --wait");
      Signal({postmaster}, SIGKILL);
      Control("resume --wait");
      break;
    case Failure::kSwitchover:
      Control("switchover --force");
      break;
  }
  AwaitOtherLeader(leader);
  Signal(halted, SIGCONT);
  std::filesystem::remove(off);
}

}  // namespace diandan::fault
