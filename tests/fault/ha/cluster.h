// The three database nodes that deploy/ha/cluster.sh keeps in a folder, and the ways in which the one that
// leads may fail. Errors are std::runtime_error.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace diandan::fault {

enum class Failure {
  kCrash,       // kill -9 of the postmaster; Patroni sees it
  kHang,        // the whole node stands still for a while: Patroni and every process of PostgreSQL
  kDeaf,        // Patroni stands still and PostgreSQL does not: it goes on as a leader that is none any more
  kMachine,     // kill -9 of all of it, etcd too, and nothing is started again before another one leads
  kPaused,      // kill -9 of the postmaster while nobody may take over (patronictl pause), then resumed
  kSwitchover,  // asked for by the operator
};
inline constexpr int kFailures = 6;
const char* NameOf(Failure failure);

class Cluster {
 public:
  explicit Cluster(std::string folder);

  // Administrator's connection strings: by way of HAProxy, and of all hosts.
  std::string Database() const { return Read("database"); }
  std::string Hosts() const { return Read("database.hosts"); }
  // Makes the leader fail, and returns once another node leads and the failed one may come back.
  void Strike(Failure failure);
  // Returns when all nodes are there again, one of them as synchronous standby.
  void AwaitWhole() const;

 private:
  struct Node {
    std::string name;
    int port = 0, patroni_port = 0;
  };
  std::string Read(const std::string& file) const;
  pid_t PidIn(const Node& node, const std::string& file) const;
  // Whether Patroni says that the node is a "primary", a "replica", "synchronous".
  bool Is(const Node& node, const std::string& role) const;
  bool Whole() const;
  const Node* Leader() const;
  void AwaitOtherLeader(const Node& old) const;
  void Control(const std::string& command) const;
  // The postmaster and the processes that it has started.
  std::vector<pid_t> PostgresOf(const Node& node) const;

  const std::string folder_;
  std::vector<Node> nodes_;
};

}  // namespace diandan::fault
