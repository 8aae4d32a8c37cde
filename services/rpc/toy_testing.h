// The toy services of these tests: `toys` owns things, `copies` follows it.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "services/rpc/follower.h"
#include "services/rpc/serving.h"
#include "services/rpc/toy_test.grpc.pb.h"
#include "services/rpc/watches.h"
#include "tests/support/fixture.h"

namespace diandan::rpc {

inline constexpr CountyId kNaiman = 150525;
inline constexpr CountyId kKulun = 150524;

struct ThingRow {
  static constexpr const char* kTable = "thing";
  CountyId county_id = 0;
  Uuid id;
  int32_t value = 0;
  int32_t times = 0;
  template <typename R = ThingRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"value", &R::value},
               Field{"times", &R::times});
  }
};

// Puts things, reads them, streams some.
class ToysModule : public Serving<toy::v1::Toys> {
 public:
  explicit ToysModule(ModuleParts parts);
  static const db::Tables& tables();
  static db::Schema schema();
  static const std::vector<AccessRow>& access();
  std::vector<grpc::Service*> services() { return {this}; }
  void Start() {}
  void Stop() {}

  grpc::ServerUnaryReactor* PutThing(grpc::CallbackServerContext* context,
                                     const toy::v1::PutThingRequest* request, toy::v1::Thing* response);
  grpc::ServerUnaryReactor* GetThing(grpc::CallbackServerContext* context,
                                     const toy::v1::GetThingRequest* request, toy::v1::Thing* response);
  grpc::ServerUnaryReactor* PutTwice(grpc::CallbackServerContext* context,
                                     const toy::v1::PutTwiceRequest* request, toy::v1::Thing* response);
  grpc::ServerWriteReactor<toy::v1::Thing>* CountTo(grpc::CallbackServerContext* context,
                                                    const toy::v1::CountToRequest* request);
  grpc::ServerWriteReactor<events::v1::Position>* WatchThings(grpc::CallbackServerContext* context,
                                                              const toy::v1::WatchThingsRequest* request);
  grpc::ServerWriteReactor<events::v1::FollowResponse>* Follow(grpc::CallbackServerContext* context,
                                                               const events::v1::FollowRequest* request);
  grpc::ServerUnaryReactor* ListAuditEntries(grpc::CallbackServerContext* context,
                                             const events::v1::ListAuditEntriesRequest* request,
                                             events::v1::ListAuditEntriesResponse* response);
  const Watches& watches() const { return watches_; }

 private:
  const Home home_;
  Watches watches_;
};

const Verb& PutThingVerb();

// Putting this value also counts up the thing that the value before leads to; where none is, the copying
// service refuses.
inline constexpr int32_t kCountCompanion = 700;
Uuid CompanionId(int32_t value);
// Putting this value is told as an event of a type that the copying service has no handler for.
inline constexpr int32_t kToldOtherwise = 701;

// What the copying service finds hard; set by tests, read by its rule.
struct Mood {
  std::atomic<int> refuse_value{-1};   // the rule refuses this value
  std::atomic<int> throw_value{-1};    // the rule throws on this value
  std::atomic<int> foreign_value{-1};  // this value does not concern the copying service
  std::atomic<bool> calls_peer{
      false};                     // followers made from now on have a `before`, so every event is a batch
  std::atomic<int> peer_away{0};  // so many calls of `before` find the peer away
  std::atomic<int> away_for{0};   // the peer is away for this county
  std::atomic<int> before_calls{0};
};

class CopiesModule : public Serving<toy::v1::Copies> {
 public:
  explicit CopiesModule(ModuleParts parts) : parts_(std::move(parts)) { Serve(this, &CopiesModule::GetCopy); }
  static const db::Tables& tables();
  static db::Schema schema();
  static const std::vector<AccessRow>& access();
  static Mood& mood();
  std::vector<grpc::Service*> services() { return {this}; }
  void Start() { follower_ = NewFollower(); }
  void Stop() { follower_.reset(); }
  // A further one, as a second process would have it.
  std::unique_ptr<Follower> NewFollower() const;
  Follower& follower() { return *follower_; }
  const Home& home() const { return parts_.home; }

  grpc::ServerUnaryReactor* GetCopy(grpc::CallbackServerContext* context,
                                    const toy::v1::GetCopyRequest* request, toy::v1::Thing* response);

 private:
  const ModuleParts parts_;
  std::unique_ptr<Follower> follower_;
};

// Both services, a clerk of Naiman and one of Kulun, and what tests do all the time.
class ToyWorld {
 public:
  // `follow`: whether copies starts following.
  explicit ToyWorld(bool follow = false);

  testing::Installation world;
  ToysModule& toys;
  CopiesModule& copies;
  testing::TestCaller clerk, kulun_clerk;
  std::unique_ptr<toy::v1::Toys::Stub> stub;
  std::unique_ptr<toy::v1::Copies::Stub> copies_stub;

  Uuid NewId() const { return NewUuid(world.clock.Now()); }
  toy::v1::PutThingRequest Put(CountyId county, const Uuid& thing, int32_t value) const;
  StatusOr<toy::v1::Thing> Send(const toy::v1::PutThingRequest& request) const;
  StatusOr<toy::v1::Thing> Copy(CountyId county, const Uuid& thing) const;
  // Rows of a statement in a service's schema that yields one number.
  int64_t Count(const std::string& service, const std::string& sql) const;
};

}  // namespace diandan::rpc
