// Streams that stay open and say how far a place has come: one message at once, one whenever something at or
// below an organisation's path has changed, and the same again as a heartbeat. A message says all there is to
// say, so changes that come close together are one, and a slow reader gets fewer and holds up nobody.
//
//   grpc::ServerWriteReactor<events::v1::Position>* WatchBoard(Context* c, const v1::WatchBoardRequest* q) {
//     return watches_.Open(c, *q, q->org_path(), [q](const rpc::Call& call) { …may they see it?… });
//   }
//
// Hangs on the feed, so that commits of any process are heard of. One thread reads for all streams of a
// county, none per stream; without streams nothing is read. The caller's rights count as long as the stream
// is open: when somebody's rights in the county change, or the token or a grant runs out, it ends without an
// error, and whoever asks again is looked at again.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "diandan/events/v1/events.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/server_callback.h"
#include "services/rpc/access_book.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// Thread-safe.
class Watches {
 public:
  struct Options {
    // Paths of what a county's events after one seq, up to another, are about. May throw db::Error.
    std::function<std::vector<std::string>(db::Connection&, CountyId, int64_t after, int64_t to)> touched;
    absl::Duration gap = absl::Milliseconds(500);  // from one reading of a county to the next
    absl::Duration heartbeat = absl::Seconds(20);
  };
  // Both outlive it, and the server whose streams these are ends before. `book` may be null.
  Watches(const Home& home, AccessBook* book, Options options);
  ~Watches();

  // `may`: the second look at who asks, once the access row has let them in.
  grpc::ServerWriteReactor<events::v1::Position>* Open(grpc::CallbackServerContext* context,
                                                       const google::protobuf::Message& request,
                                                       std::string path,
                                                       std::function<Status(const Call&)> may);
  // Open now.
  int streams() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::rpc
