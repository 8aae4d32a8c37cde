// The server as a set of modules. One process hosts any of them; the table in modules.cc names each one,
// what it calls and what it follows: it is the architecture diagram. A module asks for a channel to a
// service and never asks which target runs.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/base/clock.h"
#include "services/base/network.h"
#include "services/base/status.h"
#include "services/rpc/server.h"

namespace diandan {

struct ServerConfig {
  std::string data_dir;              // keys, embedded database, socket
  std::string keys_dir;              // the installation key; the same on every host of one installation
  std::vector<std::string> targets;  // "volunteers", "orders", "gateway" …; all when empty
  std::string database;              // admin conninfo; "" = embedded PostgreSQL under data_dir
  std::string wal_archive;           // of the embedded PostgreSQL, for restoring to any moment; "" = none
  int wal_archive_seconds = 60;      // a change is in the archive after so long at the latest
  std::string unix_socket;           // default data_dir/diandan.sock
  std::string tcp_address;           // "host:port", mTLS only; "" = none
  std::string http_address;          // "ADDRESS:PORT" of the gateway; "" = none
  std::string metrics_address;       // "ADDRESS:PORT" of operators' pages without the gateway; "" = none
  std::string checkpoints_dir;  // published checkpoints; "" = data_dir/checkpoints, "none": nothing is sealed
  std::string web_dir;          // the built web apps, with field/ and console/; "" = none
  std::vector<Network> http_proxies;  // trusted before the gateway, beside this machine
  rpc::TlsFiles tls;
  std::map<std::string, std::string>
      peers;  // service → "host:port" or "unix:PATH", for targets not hosted here
  std::vector<Network> webhook_networks;  // not public, and yet webhooks may reach them
  std::string public_url;                 // of the gateway, for whoever is outside; may be empty
  const Clock* clock = &Clock::System();
};

class DiandanServer {
 public:
  // Opens the database, brings the schemas up to date, starts the modules and listens. Errors say which
  // module and what to do.
  static StatusOr<std::unique_ptr<DiandanServer>> Start(const ServerConfig& config);
  virtual ~DiandanServer() = default;  // stops listening, then modules in reverse order, then the database

  virtual int tcp_port() const = 0;
  virtual int http_port() const = 0;  // 0 when there is no gateway here
  // For clients in this process (tests).
  virtual std::shared_ptr<grpc::Channel> InProcessChannel() = 0;
  // Which module is not ready and why; OK when all are.
  virtual Status Ready() const = 0;
};

// The services, in the order they start.
const std::vector<std::string>& ModuleNames();
// The names that --target accepts: the services and the gateway.
const std::vector<std::string>& TargetNames();

}  // namespace diandan
