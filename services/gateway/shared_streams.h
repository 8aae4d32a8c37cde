// One stream behind the gateway for all who ask the same, of RPCs that say so (`shared` in options.proto):
// their messages depend on the request alone, and only the latest one counts.
//
// Who may read them is for the service to say, of each: for everybody a stream of their own is opened, with
// their own token. A refusal is theirs alone. The first message is theirs as well; then their stream becomes
// the one for all, or it ends because there is one. The service says for how long it has let them in
// (diandan-admitted-ms). When that is over, before anything more is handed to them, and whenever the stream
// for all ends, as it does when rights change, they ask again in the same way. So nobody is shown what the
// service would not show to them, and a token that has run out or a right withdrawn ends what it had opened.
// Whoever reads slowly misses messages but the latest; nothing piles up. Thread-safe.
#pragma once

#include <memory>
#include <string>

#include "services/gateway/calls.h"
#include "services/gateway/methods.h"

namespace diandan::gateway {

class SharedStreams {
 public:
  explicit SharedStreams(Calls& calls);
  ~SharedStreams();
  // As Calls::Open. Reading further never makes a difference to others.
  std::unique_ptr<Calls::Stream> Join(const Method& method, const CallHeaders& headers, std::string message);

  struct Count {
    int streams = 0, watchers = 0;  // streams behind, and who reads along
  };
  Count count() const;

 private:
  class Impl;
  class Handle;
  struct Group;
  struct Watcher;
  const std::shared_ptr<Impl> impl_;
};

}  // namespace diandan::gateway
