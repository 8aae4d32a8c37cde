// A certificate authority for tests of mutual TLS: P-256 keys, valid for an hour around now, for localhost.
#pragma once

#include <memory>
#include <string>

#include "services/rpc/server.h"

namespace diandan::testing {

class CertificateAuthority {
 public:
  // Writes its own certificate into `folder`, and all it issues. The folder must exist.
  explicit CertificateAuthority(std::string folder, const std::string& name = "authority");
  ~CertificateAuthority();
  // Key and certificate of one side (server or client), and the authority to trust.
  rpc::TlsFiles Issue(const std::string& name);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diandan::testing
