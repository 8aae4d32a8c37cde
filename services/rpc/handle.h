// One door for every call: who calls, may they (the RPC's access row), is the request well formed, run
// it, answer or refuse in the caller's language, one log line, metrics.
//
//   grpc::ServerUnaryReactor* AcceptOrder(grpc::CallbackServerContext* c, const AcceptOrderRequest* q, Order*
//   r) override {
//     return rpc::Mutate(home_, c, q, r, kAcceptOrder);
//   }
//
// Metadata of a call: `authorization: Bearer <token>`, `accept-language`, `diandan-after: orders/150525/42`
// (repeatable; the call waits up to 2 s until this service has followed that far, else NOT_YET_FOLLOWED).
// Metadata of an answer to a mutation: `diandan-position: orders/150525/43`.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"
#include "grpcpp/support/server_callback.h"
#include "services/base/caller.h"
#include "services/base/clock.h"
#include "services/base/seal.h"
#include "services/base/verb.h"
#include "services/db/lane.h"
#include "services/db/query.h"
#include "services/db/table.h"

namespace diandan::checkpoint {
class Sealer;
}

namespace diandan::rpc {

// Of a call that says none, and of one that says more.
inline constexpr absl::Duration kUsualDeadline = absl::Seconds(10), kLongestDeadline = absl::Seconds(30);

class AccessTable;      // access.h: who may call what
class Callers;          // callers.h: token → Caller
class CallState;        // call_state.h: one call on its way
class ServiceIdentity;  // client.h: this service's own token
class Feed;             // feed.h: serves Follow
class Progress;         // follower.h: how far this service has followed its owners
class WorkPool;         // work_pool.h: threads for reads, slow work and peer calls

// What a service implementation is given; owned by the module that starts it (modules.cc) or a test.
struct Home {
  std::string service;  // "orders"
  const Clock* clock = nullptr;
  db::Pool* pool = nullptr;  // for reads
  const db::Tables* tables = nullptr;
  db::Lanes* lanes = nullptr;
  Callers* callers = nullptr;
  Feed* feed = nullptr;
  Progress* progress = nullptr;
  WorkPool* workers = nullptr;
  const AccessTable* access = nullptr;
  const ServiceIdentity* identity = nullptr;   // for following and calling peers
  Key request_key;                             // Keys::RequestKey()
  const checkpoint::Sealer* sealer = nullptr;  // null where nothing is sealed
};

// What a handler body knows of its call.
struct Call {
  const Home& home;
  const Caller& caller;
  const AccessRow& access;
  CountyId county = 0;         // of the request's first resource field; 0 when it has none
  Uuid request_id;             // nil for reads
  absl::Time now;              // the service's clock
  absl::Time deadline;         // of the machine's clock: the client's, 10 s without one, 30 s at most
  CallState* state = nullptr;  // for SetPosition
};

// What may be made before the lane for a verb's rule: sealed columns, secrets, hashes. The rule gets it
// by Work::Extra<T>().
using Prepare = std::function<StatusOr<std::shared_ptr<const void>>(const Call&)>;
// Where it is made: on the work pool, or, when it neither blocks nor takes more than some microseconds, on
// the thread that got there, which saves two changes of threads.
enum class PrepareOn { kPool, kThisThread };

grpc::ServerUnaryReactor* MutateMessage(const Home& home, grpc::CallbackServerContext* context,
                                        const google::protobuf::Message& request,
                                        google::protobuf::Message& response, const Verb& verb,
                                        Prepare prepare, PrepareOn on);
// A mutation: through the lane of the county its first resource field names.
template <typename Request, typename Response>
grpc::ServerUnaryReactor* Mutate(const Home& home, grpc::CallbackServerContext* context,
                                 const Request* request, Response* response, const Verb& verb,
                                 Prepare prepare = nullptr, PrepareOn on = PrepareOn::kPool) {
  return MutateMessage(home, context, *request, *response, verb, std::move(prepare), on);
}

// A read: one READ ONLY transaction with row-level security set to the counties of the caller (services,
// operators and callers without an account: the request's county). The body fills the response; it may run
// again after a lost connection, so it clears what it fills.
using ReadBody = std::function<Status(const Call&, db::Connection&)>;
grpc::ServerUnaryReactor* Read(const Home& home, grpc::CallbackServerContext* context,
                               const google::protobuf::Message& request, ReadBody body);

// From a Slow body: one READ ONLY transaction that sees the rows of the call's county, when the caller has to
// do with it (as above); of another county it sees none.
Status ReadCounty(const Call& call, const std::function<Status(db::Connection&)>& body);

// Anything else (sign-in, several lane commands in a row, peer calls): body on the work pool, no transaction.
using SlowBody = std::function<Status(const Call&)>;
grpc::ServerUnaryReactor* Slow(const Home& home, grpc::CallbackServerContext* context,
                               const google::protobuf::Message& request, SlowBody body);
// From a Slow body: one lane command as the same caller; blocks. `request_id` derived by the caller of this.
Status RunInLane(const Call& call, CountyId county, const Uuid& request_id,
                 const google::protobuf::Message& request, google::protobuf::Message& response,
                 const Verb& verb, std::shared_ptr<const void> extra = nullptr);
// The county's sequence goes out as `diandan-position` of the answer.
void SetPosition(const Call& call, CountyId county, int64_t seq);

// Loads what `touches` wants and answers with the verb-style function: Get and List share it with verbs.
void LoadForRead(db::Connection& connection, const Home& home, const Touches& touches, Picture& picture);

}  // namespace diandan::rpc
