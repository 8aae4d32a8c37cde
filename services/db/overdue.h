// A database server that neither answers nor goes away: halted, cut off, or waiting for a second node that is
// not there. Its own timeouts do not end that (it is halted; a COMMIT waits for its replica without limit),
// and TCP does not either, since the machine is well. Who waits for an answer past its time has the
// connection shut, and then sees it as lost: the same ids are sent again, to whoever leads by then.
#pragma once

#include <atomic>
#include <cstdint>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace diandan::db {

// Of one connection; belongs to its thread. One thread of the process looks after all of them, some times a
// second.
class Overdue {
 public:
  // `socket` stays the caller's. InfiniteDuration: never overdue.
  Overdue(int socket, absl::Duration patience);
  ~Overdue();
  Overdue(const Overdue&) = delete;
  Overdue& operator=(const Overdue&) = delete;

  // While one stands, an answer is waited for.
  class Wait {
   public:
    explicit Wait(Overdue& of) : of_(of) { of_.since_ = absl::GetCurrentTimeNanos(); }
    ~Wait() { of_.since_ = 0; }
    Wait(const Wait&) = delete;
    Wait& operator=(const Wait&) = delete;

   private:
    Overdue& of_;
  };

 private:
  friend class OverdueLook;
  // A descriptor of its own: libpq may close its one at any moment, and its number then be somebody else's.
  const int socket_;
  const int64_t patience_ns_;
  std::atomic<int64_t> since_ = 0;  // 0: nobody waits
};

}  // namespace diandan::db
