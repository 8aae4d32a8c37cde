// HTTP requests to the outside, many at once on one thread: a receiver that is slow takes nobody's turn. Each
// connects only to addresses that base/network.h lets it, whatever its name leads to at that moment; follows
// no redirect, takes no proxy from the environment, checks certificates, and ends after `patience`. Not
// thread-safe but for Wake(): start, poll and the callbacks are one thread's.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "services/base/network.h"
#include "services/orders/http_message.h"

namespace diandan::orders {

class HttpPosts {
 public:
  HttpPosts(std::vector<Network> allowed, absl::Duration patience);
  ~HttpPosts();  // drops what is under way; its callbacks are not called

  // `done` is called from Poll.
  void Start(const HttpPost& post, std::function<void(const HttpAnswer&)> done);
  // Moves everything on until something has ended, somebody called Wake, or `wait` is over.
  void Poll(absl::Duration wait);
  void Wake();
  int under_way() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::orders
