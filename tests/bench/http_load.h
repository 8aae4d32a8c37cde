// Calls over HTTP/1.1 on connections that are kept, one at a time on each: what a proxy before the gateway
// would send. Made to cost little itself.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace diandan::bench {

class HttpWires {
 public:
  // To this machine. Throws boost::system::system_error when nobody listens.
  HttpWires(int port, int connections);
  ~HttpWires();

  // `request`: headers and body as they go over the wire. `done("")`, or why not, comes on a thread of this
  // object's and must not block. `line`: which connection; it must be free.
  void Ask(int line, std::shared_ptr<const std::string> request,
           std::function<void(std::string problem)> done);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A POST of JSON to an RPC.
std::string JsonCall(const std::string& path, const std::string& token, const std::string& json);

}  // namespace diandan::bench
