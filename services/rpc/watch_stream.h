// One open stream of Watches. Internal to watches.cc: everything here is guarded by its mutex, except that
// gRPC is called outside it (one operation at a time, which `busy` sees to).
#pragma once

#include <string>

#include "absl/time/time.h"
#include "diandan/events/v1/events.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/server_callback.h"
#include "services/base/ids.h"

namespace diandan::rpc {

class WatchStream;

// What the stream wants to hear of.
class WatchEvents {
 public:
  virtual ~WatchEvents() = default;
  virtual void Written(WatchStream& stream, bool ok) = 0;
  virtual void Cancelled(WatchStream& stream) = 0;
  virtual void Done(WatchStream& stream) = 0;
};

class WatchStream : public grpc::ServerWriteReactor<events::v1::Position> {
 public:
  WatchStream(WatchEvents* watches, CountyId county, std::string path)
      : county(county), path(std::move(path)), watches_(watches) {}
  void OnWriteDone(bool ok) override { watches_->Written(*this, ok); }
  void OnCancel() override { watches_->Cancelled(*this); }
  // Forgotten first, then it may go.
  void OnDone() override {
    watches_->Done(*this);
    delete this;
  }

  // True when the caller has to call Finish now; else the write under way will, or whoever lets it in.
  bool End(const grpc::Status& status) {
    if (!ending) final_status = status;
    ending = true;
    if (!joined || busy || finished) return false;
    return finished = true;
  }
  // Whether a message may be begun.
  bool Free() const { return joined && !ending && !busy && seq >= 0; }

  const CountyId county;
  const std::string path;
  absl::Time until = absl::InfiniteFuture();  // of the service's clock
  bool joined = false;                        // let in; before that nothing is sent
  bool busy = false;                          // a write is under way
  bool ending = false;                        // finishes as soon as nothing is under way
  bool finished = false;                      // Finish was called
  grpc::Status final_status;
  int64_t seq = -1, sent = -1;  // how far the place has come, and what was said of it; -1: not known yet
  absl::Time last_write;
  events::v1::Position current;  // being written

 private:
  WatchEvents* const watches_;
};

}  // namespace diandan::rpc
