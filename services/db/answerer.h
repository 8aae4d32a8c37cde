// Tells callers what became of their commands, while the lane's next batch runs: sending answers costs as
// much as the rules do. Thread-safe. Internal to db/.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "services/db/batch.h"

namespace diandan::db {

class Answerer {
 public:
  Answerer() : thread_([this] { Loop(); }) {}
  // Answers whoever waits first.
  ~Answerer();

  void Answer(std::vector<BatchItem> batch);

 private:
  void Loop();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::vector<BatchItem>> batches_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace diandan::db
