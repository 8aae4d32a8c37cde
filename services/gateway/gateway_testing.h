// The whole server with its gateway, on a fresh database, and the operator who signs in.
#pragma once

#include <fstream>
#include <memory>
#include <string>

#include "services/base/clock.h"
#include "services/gateway/browser_testing.h"
#include "services/modules.h"
#include "tests/support/postgres.h"

namespace diandan::gateway {

inline constexpr char kSignIn[] = "/diandan.volunteers.v1.SignInService/";
inline constexpr char kAccounts[] = "/diandan.volunteers.v1.AccountService/";

class Site {
 public:
  explicit Site(const std::string& web_dir = "")
      : server_(DiandanServer::Start({.data_dir = folder_.path(),
                                      .keys_dir = folder_.path() + "/keys",
                                      .database = testing::FreshDatabase(),
                                      .unix_socket = folder_.path() + "/socket",
                                      .http_address = "127.0.0.1:0",
                                      .web_dir = web_dir})
                    .value()) {}

  int port() const { return server_->http_port(); }
  DiandanServer& server() { return *server_; }
  void Stop() { server_.reset(); }
  std::string OperatorSignsIn() const {
    std::string password;
    std::ifstream(folder_.path() + "/keys/operator.token") >> password;
    return R"({"signInName":"operator","password":")" + password + R"("})";
  }

 private:
  testing::TemporaryFolder folder_;
  std::unique_ptr<DiandanServer> server_;
};

// The text of a member of flat JSON; "" when there is none.
inline std::string Member(const std::string& json, const std::string& name) {
  const std::string key = "\"" + name + "\":\"";
  const size_t at = json.find(key);
  return at == std::string::npos
             ? ""
             : json.substr(at + key.size(), json.find('"', at + key.size()) - at - key.size());
}

}  // namespace diandan::gateway
