// Programs started as an unprivileged account, without a shell. For the embedded PostgreSQL only.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::db {

// Who PostgreSQL runs as; it refuses to run as root.
struct Account {
  uid_t uid;
  gid_t gid;
};

struct Program {
  std::vector<std::string> argv;  // argv[0] is the absolute path
  Account account;
  int folder = -1;  // seen by the program as kInheritedFolder
  int output = -1;  // stdout and stderr
};

// A folder handed over as an open descriptor is reachable also when its parents are closed to the account
// (a data folder under /root, say): this path leads straight to it.
inline constexpr char kInheritedFolder[] = "/proc/self/fd/3";

// Starts the program; -1 when fork failed. It gets SIGINT when the *thread* that called dies, so call
// from one that lives as long as the program should.
pid_t Spawn(const Program& program);
// Spawns and waits. The exit code, 128 + signal, or -1.
int SpawnAndWait(const Program& program);

}  // namespace diandan::db
