// Counties full of people, and whole loops through them, many at a time: the load under which things are
// killed. Every call is sent again, as it was, for as long as its refusal invites to.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "tests/scenario/hosting.h"
#include "tests/scenario/stage.h"

namespace diandan::fault {

class Crowd {
 public:
  // Room for `orders` loops, over these many counties. Throws std::runtime_error when the setup fails.
  Crowd(std::shared_ptr<scenario::Hosting> hosting, int counties, int orders);

  // One loop from the placing to VERIFIED for each order. Throws with the first thing that went wrong: a
  // refusal that does not invite to try again is one.
  void RunLoops(int at_once);
  // No further loop is begun.
  void Enough();
  // True when so many loops have reached their end, false when no more will. Blocks.
  bool AwaitFinished(int loops);

  int orders() const { return orders_; }
  // How many of them were begun, and have reached their end.
  int begun() const { return begun_; }
  int finished() const;
  const std::vector<std::unique_ptr<scenario::Stage>>& counties() const { return counties_; }
  // Why calls were refused, and how often; each of them was sent again when its refusal invited to.
  std::map<Reason, int> refusals() const;

 private:
  void RunLoop(int n);
  bool Again(const Status& refusal);

  const int orders_;
  std::atomic<int> begun_ = 0;
  std::atomic<bool> enough_ = false;
  std::vector<std::unique_ptr<scenario::Stage>> counties_;
  std::vector<std::vector<std::string>> volunteers_;  // of each county
  mutable absl::Mutex mutex_;
  int finished_ = 0;
  bool over_ = false;
  std::map<Reason, int> refusals_;
};

}  // namespace diandan::fault
