// Many small calls of one kind, several in flight, with progress. The first refusal stops the rest.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/base/status.h"

namespace diandan::demo {

using Task = std::function<Status()>;

// True for refusals that say: it is there already. What an interrupted load made before counts as done.
bool IsThereAlready(const Status& refusal);

// Counts tasks of all stages together.
class Progress {
 public:
  // `tell`: per cent done, whenever that number changes; from one thread at a time.
  Progress(int total, std::function<void(int percent)> tell) : total_(total), tell_(std::move(tell)) {}
  void Step();

 private:
  const int total_;
  const std::function<void(int)> tell_;
  int done_ = 0;
  int told_ = -1;
};

// Runs them all, `in_flight` at a time. Returns the first refusal that is not IsThereAlready.
Status RunAll(const std::vector<Task>& tasks, int in_flight, Progress& progress);

}  // namespace diandan::demo
