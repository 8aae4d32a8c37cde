#include "services/db/answerer.h"

#include <utility>

namespace diandan::db {

Answerer::~Answerer() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Answerer::Answer(std::vector<BatchItem> batch) {
  {
    std::lock_guard lock(mutex_);
    batches_.push_back(std::move(batch));
  }
  wake_.notify_one();
}

void Answerer::Loop() {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !batches_.empty(); });
    if (batches_.empty()) return;
    const std::vector<BatchItem> batch = std::move(batches_.front());
    batches_.pop_front();
    lock.unlock();
    for (const BatchItem& item : batch) {
      if (item.command.done) item.command.done(item.answer, item.seq);
    }
  }
}

}  // namespace diandan::db
