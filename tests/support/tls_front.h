// TLS before a server of this machine that speaks none, as nginx stands before the gateway: what comes in
// goes on as it is. Ends with its owner.
#pragma once

#include <memory>

#include "services/rpc/server.h"

namespace diandan::testing {

class TlsFront {
 public:
  // Listens on 127.0.0.1 with this key and certificate; asks callers for none.
  TlsFront(const rpc::TlsFiles& files, int upstream_port);
  ~TlsFront();
  int port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diandan::testing
