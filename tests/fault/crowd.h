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
  // Opens these many counties. Throws std::runtime_error when that fails.
  Crowd(std::shared_ptr<scenario::Hosting> hosting, int counties);

  // Volunteers register, join a team and serve, so many of them at a time: each loop goes from the placing of
  // an order to VERIFIED. Ends some moments after Enough(). Throws the first thing that went wrong: a refusal
  // that does not invite to try again is one.
  void RunLoops(int at_once);
  void Enough();
  // True when so many loops have reached their end, false when no more will. Blocks.
  bool AwaitFinished(int loops);

  int finished() const;
  const std::vector<std::unique_ptr<scenario::Stage>>& counties() const { return counties_; }
  // Why calls were refused, and how often; each of them was sent again when its refusal invited to.
  std::map<Reason, int> refusals() const;

 private:
  void Serve(int volunteer);
  void RunLoop(scenario::Stage& stage, const std::string& volunteer, int minute);
  bool Again(const Status& refusal);
  bool enough() const;

  std::vector<std::unique_ptr<scenario::Stage>> counties_;
  mutable absl::Mutex mutex_;
  int finished_ = 0;
  bool enough_ = false, over_ = false;
  std::map<Reason, int> refusals_;
};

}  // namespace diandan::fault
