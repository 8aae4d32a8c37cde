// A ledger of hours on a database of its own: the lane of `hours` posting attendances in batches, 100 a
// command, with the sealer beside it or without.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "services/checkpoint/sealer.h"
#include "services/db/lane.h"
#include "tests/bench/site.h"

namespace diandan::bench {

struct BooksPlan {
  std::string conninfo;
  std::string published;  // folder of the published checkpoints; "" = nothing is sealed
  int people = 5'000;     // whose hours they are
  bool points = false;    // hours earn points as well
};

class Books {
 public:
  explicit Books(const BooksPlan& plan);

  // Posts attendances, each with two transfers of minutes (pending, posted), with points one more, and two
  // events. Transfers a second.
  double Post(absl::Duration how_long);
  int64_t posted() const { return posted_; }  // transfers

  // Milliseconds since the oldest event that is not sealed yet; 0: all are.
  int64_t Lag();
  void AwaitSealed();

 private:
  std::unique_ptr<checkpoint::Sealer> SealerIn(const std::string& folder) const;
  void GivePoints();

  const Verb credit_;
  const int transfers_each_;
  const std::unique_ptr<db::Connection> look_;  // from outside
  const db::ConnectOptions connect_;
  Caller clock_;
  std::atomic<int64_t> commands_{0};
  int64_t posted_ = 0;
  const std::unique_ptr<checkpoint::Sealer> sealer_;
  db::Lanes lanes_;
};

}  // namespace diandan::bench
