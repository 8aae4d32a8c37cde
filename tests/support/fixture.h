// An installation for tests: a fresh database, a clock that stands still, keys, and any of the services, each
// with its own in-process server, as the real server puts them together.
//
//   testing::Installation world;
//   auto& orders = world.Host<orders::OrdersModule>("orders");
//   world.Start();
//   auto clerk = world.CallerWith(Role::kClerk, testing::InOrg(150525, "c1.t4.v9"));
//   auto stub = orders::v1::OrderService::NewStub(world.ChannelTo("orders"));
//   auto order = clerk.Call(*stub, &orders::v1::OrderService::Stub::PlaceOrder, request);   //
//   StatusOr<Order>
//
// Calls send along every position that answers of this installation carried, so that what was written is read
// in every service that follows; nothing sleeps.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/base/keys.h"
#include "services/base/paseto.h"
#include "services/db/database.h"
#include "services/rpc/callers.h"
#include "services/rpc/client.h"
#include "services/rpc/module.h"
#include "services/rpc/runtime.h"
#include "services/rpc/server.h"

namespace diandan::testing {

// The four scopes of a grant.
Grant InOrg(CountyId county, std::string path);
Grant InTeam(CountyId county, const Uuid& team);
Grant InUnit(CountyId county, const Uuid& unit);
Grant Self(CountyId county, const Uuid& volunteer);

class Installation;

// Somebody who calls. Cheap to copy; valid as long as the installation.
class TestCaller {
 public:
  std::string subject;  // "accounts/{uuid}", "service:orders", "" for nobody
  Uuid account;
  CountyId home_county = 0;
  Uuid volunteer;
  std::string token;
  Language language = Language::kEnglish;
  std::string on_behalf_of;
  absl::Duration patience = absl::Seconds(20);
  // Asks again while the service has not followed far enough, as clients do.
  bool retry = true;

  template <typename Stub, typename Class, typename Request, typename Response>
  StatusOr<Response> Call(Stub& stub,
                          grpc::Status (Class::*method)(grpc::ClientContext*, const Request&, Response*),
                          const Request& request) const {
    const absl::Time until = absl::Now() + patience;
    while (true) {
      grpc::ClientContext context;
      Prepare(context);
      Response response;
      Status status = rpc::FromGrpc((stub.*method)(&context, request, &response));
      if (retry && ReasonOf(status) == errors::v1::NOT_YET_FOLLOWED && absl::Now() < until) continue;
      if (!status.ok()) return status;
      Remember(context);
      return response;
    }
  }
  // For streams and for looking at the wire: token, language, deadline and positions into a context; and the
  // position of an answer out of it.
  void Prepare(grpc::ClientContext& context) const;
  void Remember(const grpc::ClientContext& context) const;

 private:
  friend class Installation;
  Installation* world_ = nullptr;
};

class Installation {
 public:
  // Friday, 20 November 2026, 9:00 in China.
  explicit Installation(absl::Time now = absl::FromUnixSeconds(1'795'136'400));
  ~Installation();

  FakeClock clock;
  // Given to the services hosted from then on.
  std::vector<Network> webhook_networks;
  const Keys& keys() const { return *keys_; }
  const std::string& data_dir() const { return data_dir_; }

  // Builds the runtime and the module of a service and serves it. Throws std::runtime_error with the reason.
  template <typename Module>
  Module& Host(const std::string& service) {
    rpc::ModuleParts parts = Prepare(service, Module::schema(), &Module::tables(), Module::access());
    auto module = std::make_shared<Module>(std::move(parts));
    Serve(
        service, module->services(), [module] { module->Start(); }, [module] { module->Stop(); });
    return *module;
  }
  // The same by hand, for services without a module.
  rpc::ModuleParts Prepare(const std::string& service, const db::Schema& schema, const db::Tables* tables,
                           const std::vector<AccessRow>& access);
  void Serve(const std::string& service, const std::vector<grpc::Service*>& services,
             std::function<void()> start = {}, std::function<void()> stop = {});
  // Lets all hosted services follow and tick.
  void Start();
  // Stops one service, to host it again; only for services that no other hosted one calls or follows.
  void End(const std::string& service);

  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service);
  const rpc::Home& home(const std::string& service) const;
  // Makes these calls in this order and has their commands applied in one batch of the service's lane. Each
  // call must get as far as the lane, and the county must have an event already.
  void InOneBatch(const std::string& service, const std::vector<std::function<void()>>& calls);

  // An account with these grants, known to every hosted service.
  TestCaller CallerWith(std::vector<Grant> grants, const Uuid& volunteer = {});
  TestCaller CallerWith(Role role, Grant scope);
  // Replaces grants, epoch or `disabled`, as if the change had been followed.
  void ChangeAccess(const TestCaller& caller, std::vector<Grant> grants, int32_t epoch = 1,
                    bool disabled = false);
  TestCaller ServiceCaller(const std::string& service, std::string on_behalf_of = "");
  TestCaller Nobody();
  // A token for an account that exists elsewhere, e.g. made through the volunteers service.
  std::string TokenFor(const Uuid& account, CountyId home_county, int32_t epoch = 1,
                       absl::Duration life = absl::Hours(24));

 private:
  friend class TestCaller;
  struct Hosted;
  void WriteAccess(Hosted& hosted, const rpc::AccessAccountRow& row);

  std::shared_ptr<const Keys> keys_;
  std::string data_dir_;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diandan::testing
