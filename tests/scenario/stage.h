// The whole server on a database of its own, a clock that stands still, one small county, and people who
// act in it through gRPC. What they say becomes a transcript without ids, to compare with golden text:
//
//   Stage stage;
//   stage.Say("clerk", &OrderService::Stub::PlaceOrder, request);   // "09:00 clerk PlaceOrder PLACED"
//
// Every call sends all positions that earlier answers carried, so nothing sleeps to wait for a follower.
// One thread at a time, except Call. Errors of the setup throw std::runtime_error.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "google/protobuf/timestamp.pb.h"
#include "grpcpp/grpcpp.h"
#include "services/base/clock.h"
#include "services/base/ids.h"
#include "services/base/status.h"
#include "services/modules.h"
#include "tests/scenario/tell.h"
#include "tests/support/postgres.h"

namespace diandan::scenario {

inline constexpr CountyId kCounty = 150525;

// All services in one server, or each in a server of its own that calls the others over mutual TLS.
enum class Shape { kOneServer, kFourServers };

class Stage {
 public:
  // Monday, 23 November 2026, 9:00 in China. The transcript begins after the county is set up.
  explicit Stage(Shape shape = Shape::kOneServer);
  ~Stage();

  FakeClock clock;

  // A fresh id; clients make them.
  std::string Id() const { return NewUuid(clock.Now()).ToString(); }
  std::string NameOf(const std::string& collection, const std::string& id) const;
  // This time of the same Monday.
  google::protobuf::Timestamp TimeOf(int hour, int minute) const;
  // Moves the clock there.
  void At(int hour, int minute);

  // Calls as `actor`, "resident" being nobody. Thread-safe.
  template <typename Stub, typename Request, typename Response>
  StatusOr<Response> Call(const std::string& actor,
                          grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                          const Request& request) {
    Response response;
    Stub stub(ChannelTo(Request::descriptor()->file()->package()));
    Status status =
        Try(actor, [&](grpc::ClientContext* context) { return (stub.*method)(context, request, &response); });
    if (!status.ok()) return status;
    return response;
  }

  // As Call, gives the request an id when it has none, and adds a line to the transcript.
  template <typename Stub, typename Request, typename Response>
  StatusOr<Response> Say(const std::string& actor,
                         grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                         Request request) {
    if constexpr (requires { request.set_request_id(""); }) {
      if (request.request_id().empty()) request.set_request_id(Id());
      repeats_.push_back([=, this] { return Call(actor, method, request).status(); });
    }
    StatusOr<Response> answer = Call(actor, method, request);
    Note(actor, Request::descriptor()->name(), answer.ok() ? Tell(*answer) : TellRefusal(answer.status()));
    return answer;
  }

  // Sends every mutation said so far once more, each with its own request id; what each was answered.
  std::vector<Status> Repeat();
  // How many events the four services have written.
  int64_t Events();

  const std::string& transcript() const { return transcript_; }

  // The county's cast.
  std::string station, team, menu_item;
  std::string leader, volunteer;  // volunteers, not accounts

 private:
  struct Actor {
    std::string sign_in_name, password, token;
    absl::Time expiry = absl::InfinitePast();
  };
  void StartOne();
  void StartFour();
  // By the package of a request, "diandan.orders.v1".
  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& package);
  Status Try(const std::string& actor, const std::function<grpc::Status(grpc::ClientContext*)>& call);
  std::string TokenOf(const std::string& actor);
  void Prepare(const std::string& token, grpc::ClientContext& context);
  void Remember(const grpc::ClientContext& context);
  void Note(const std::string& actor, std::string action, const std::string& result);

  // The setup, over gRPC as anybody would do it.
  void OpenCounty();
  void RegisterPeople();
  std::string Register(const std::string& chosen_name, const std::string& phone);
  void OpenAccounts();
  void SetTheTable();

  testing::TemporaryFolder folder_;
  std::string database_;
  std::map<std::string, std::shared_ptr<DiandanServer>> servers_;  // by service
  std::vector<std::function<Status()>> repeats_;
  std::string transcript_;
  absl::Mutex mutex_;
  std::map<std::string, Actor> actors_;
  std::map<std::pair<std::string, CountyId>, int64_t> positions_;
};

}  // namespace diandan::scenario
