// What a module is given when it starts. A module is one service with its rules, store, followers and
// clockwork; services/modules.cc starts it, and so do test fixtures.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"
#include "services/base/network.h"
#include "services/rpc/access_book.h"
#include "services/rpc/handle.h"

namespace diandan {
class Keys;
class SigningKey;
}  // namespace diandan

namespace diandan::rpc {

struct ModuleParts {
  Home home;
  AccessBook* book = nullptr;  // its Handlers() go to the follower of `volunteers`
  const Keys* keys = nullptr;
  // To a peer, wherever it runs. Callable from Start() on; the peer may not be up yet.
  std::function<std::shared_ptr<grpc::Channel>(const std::string& service)> channel_to;
  std::string data_dir, keys_dir;
  // Beside the public internet, what this service may call on a county's wish (base/network.h).
  std::vector<Network> webhook_networks;
  // Signs certificates; outlives the module.
  const SigningKey* certificate_signer = nullptr;
  // Where the gateway is reached from outside, without a slash at the end; empty: not known.
  std::string public_url;
};

}  // namespace diandan::rpc
