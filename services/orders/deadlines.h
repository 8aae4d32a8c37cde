// The clock of `orders`: finds what is due in any county and sends it through the lane. Request ids are
// derived from the thing and the time it was due, so two processes or two scans do one thing once.
#pragma once

#include <memory>

#include "absl/time/time.h"
#include "services/orders/order_secrets.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class Deadlines {
 public:
  Deadlines(const rpc::Home& home, const OrderSecrets* secrets);
  ~Deadlines();  // stops

  // A thread that scans by home.clock: at once again while there is work, else slowing down to a scan a
  // second.
  void Start();
  void Stop();

  // Everything that is due at `now`, run to the end; how many things went through. Tests call it with a clock
  // of their own. Blocks.
  StatusOr<int> RunDueOnce(absl::Time now);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::orders
