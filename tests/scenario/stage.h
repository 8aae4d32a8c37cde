// One small county on the whole server, a clock that stands still, and people who act in it through gRPC.
// What they say becomes a transcript without ids, to compare with golden text:
//
//   Stage stage;
//   stage.Say("clerk", &OrderService::Stub::PlaceOrder, request);   // "09:00 clerk PlaceOrder PLACED"
//
// Every call sends all positions that earlier answers carried, so nothing sleeps to wait for a follower.
// Call and Say may be called from any thread. Errors of the setup throw std::runtime_error.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "diandan/volunteers/v1/types.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"
#include "grpcpp/grpcpp.h"
#include "services/base/clock.h"
#include "services/base/ids.h"
#include "services/base/status.h"
#include "services/db/query.h"
#include "tests/scenario/hosting.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/tell.h"

namespace diandan::scenario {

inline constexpr CountyId kCounty = 150525;

// All services in one server, or each in a process of its own that calls the others over mutual TLS.
enum class Shape { kOneServer, kFourProcesses };

// Monday, 23 November 2026, 9:00 in China.
absl::Time MondayMorning();

class Stage {
 public:
  // On that Monday morning. The transcript begins after the county is set up.
  explicit Stage(Shape shape = Shape::kOneServer);
  // A further county of an installation, whose clock says the same.
  Stage(std::shared_ptr<Hosting> hosting, CountyId county);
  ~Stage();

  FakeClock clock;
  // Whether a refused call is sent again as it was. From any thread.
  std::function<bool(const Status&)> again = [](const Status& refusal) {
    return ReasonOf(refusal) == errors::v1::NOT_YET_FOLLOWED;
  };
  // How long, all tries together.
  absl::Duration patience = absl::Seconds(30);
  // Whether said() keeps the calls themselves, to be made again and their answers compared. Long loads keep
  // only which ones were answered.
  bool keeps_calls = true;

  // A fresh id; clients make them.
  std::string Id() const { return NewUuid(clock.Now()).ToString(); }
  std::string NameOf(const std::string& collection, const std::string& id) const;
  // This time of the same Monday; of a later day from hour 24 on.
  google::protobuf::Timestamp TimeOf(int hour, int minute) const;
  // Moves the clock there.
  void At(int hour, int minute);
  // A person of the village, with a phone number of its own; their resource name.
  std::string Register(const std::string& chosen_name);
  void Join(const std::string& person, const std::string& team, bool leads);
  // Somebody who acts under this name: with a role at an organisation, for a team or a unit, or as the own
  // person; with no role at all when it is unspecified.
  void OpenAccount(const std::string& actor, volunteers::v1::Role role, const std::string& org,
                   const std::string& person = "", const std::string& team = "",
                   const std::string& unit = "");
  // An access token of theirs that is good now; "" for nobody.
  std::string TokenOf(const std::string& actor);
  // Their token is good no longer, whatever the clock says: the next one comes from a new sign-in.
  void SignedOut(const std::string& actor);
  // What a call that is made otherwise sends as `diandan-after`.
  std::vector<std::string> Positions();
  // Name of the county's own organisation of these digits: "" the centre, "100" the township.
  std::string OrgOf(const std::string& digits) const;
  std::string parent() const;
  // Whether matching asks teams by itself; not until it is told to.
  void AskByItself(bool automatic);

  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service) const {
    return hosting_->ChannelTo(service);
  }

  // Calls as `actor`, "resident" being nobody.
  template <typename Stub, typename Request, typename Response>
  StatusOr<Response> Call(const std::string& actor,
                          grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                          const Request& request) {
    return CallAt(actor, ServiceOf(Request::descriptor()->file()->package()), method, request);
  }
  // The same where several services take one request.
  template <typename Stub, typename Request, typename Response>
  StatusOr<Response> CallAt(const std::string& actor, const std::string& service,
                            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                            const Request& request) {
    Response response;
    Status status = CallRpc(actor, service, RpcOf(method), request, response);
    if (!status.ok()) return status;
    return response;
  }

  // As Call, gives the request an id when it has none, and keeps it in said().
  template <typename Stub, typename Request, typename Response>
  StatusOr<Response> Do(const std::string& actor,
                        grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                        Request request) {
    if (request.request_id().empty()) request.set_request_id(Id());
    Response response;
    Status status = DoRpc(actor, RpcOf(method), request, request.request_id(), response);
    if (!status.ok()) return status;
    return response;
  }

  // As Do (a read as Call), and adds a line to the transcript.
  template <typename Stub, typename Request, typename Response>
  StatusOr<Response> Say(const std::string& actor,
                         grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                         const Request& request) {
    StatusOr<Response> answer = absl::UnknownError("not called");
    if constexpr (requires { request.request_id(); }) {
      answer = Do(actor, method, request);
    } else {
      answer = Call(actor, method, request);
    }
    Note(actor, Request::descriptor()->name(), answer.ok() ? Tell(*answer) : TellRefusal(answer.status()));
    return answer;
  }

  // Asks for what the clock of a service does by itself until it is done; throws when it never is.
  template <typename Stub, typename Request, typename Response, typename Done>
  Response AskUntil(const std::string& actor,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, const Done& done) {
    for (const absl::Time until = absl::Now() + patience; absl::Now() < until;) {
      if (Response answer = OrThrow(Call(actor, method, request)); done(answer)) return answer;
    }
    throw std::runtime_error("not done in time: " + Request::descriptor()->name());
  }

  // Every mutation so far, those of the setup too.
  using Answer = StatusOr<std::shared_ptr<const google::protobuf::Message>>;
  struct Said {
    std::string service;  // "orders"
    std::string request;  // full name, "diandan.orders.v1.PlaceOrderRequest"
    std::string request_id;
    std::string actor;
    std::shared_ptr<const google::protobuf::Message> sent;
    Answer answer;
    std::function<Answer()> again;  // the same call once more
  };
  const std::vector<Said>& said() const { return said_; }
  // How many events of this kind the four services have written.
  int64_t Events(const std::string& kind);
  // How many of any kind because somebody asked; the clocks and followers of the services work at any time.
  int64_t EventsOfPeople();
  // Where the events of these requests stand in the county, of those that were stored. From any thread.
  std::map<std::string, int64_t> SeqsOf(const std::string& service, const std::vector<std::string>& requests);
  // As if another process had written in every county: the services load anew what they kept in memory.
  void ForgetWhatIsKept();
  // Every row of every table of the database, as text.
  std::string Dump();

  const std::string& transcript() const { return transcript_; }

  const CountyId county;
  // The county's cast.
  std::string station, team, neighbours, menu_item;
  std::string leader, volunteer, neighbour;  // volunteers, not accounts; the last one leads the neighbours

 private:
  struct Actor {
    std::string sign_in_name, password, token;
    absl::Time expiry = absl::InfinitePast();
  };
  // One method, whatever its messages: what is made for each of hundreds takes the compiler long.
  using Rpc = std::function<grpc::Status(
      const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext* context,
      const google::protobuf::Message& request, google::protobuf::Message& response)>;
  template <typename Stub, typename Request, typename Response>
  static Rpc RpcOf(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*)) {
    return [method](const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext* context,
                    const google::protobuf::Message& request, google::protobuf::Message& response) {
      return (Stub(channel).*method)(context, static_cast<const Request&>(request),
                                     static_cast<Response*>(&response));
    };
  }
  Status CallRpc(const std::string& actor, const std::string& service, const Rpc& method,
                 const google::protobuf::Message& request, google::protobuf::Message& response);
  Status DoRpc(const std::string& actor, const Rpc& method, const google::protobuf::Message& request,
               const std::string& request_id, google::protobuf::Message& response);
  // "orders" of the package "diandan.orders.v1".
  static std::string ServiceOf(const std::string& package);
  db::Connection& Look();
  int64_t CountEvents(const std::string& condition, const db::Params& params);
  Status SignIn(Actor& actor);
  void WaitIn(grpc::ClientContext& context) const;
  void Prepare(const std::string& token, grpc::ClientContext& context);
  void Remember(const grpc::ClientContext& context);
  void Note(const std::string& actor, std::string action, const std::string& result);

  // The setup, over gRPC as anybody would do it.
  void OpenCounty();
  void RegisterPeople();
  std::string NewTeam(const std::string& display_name);
  void OpenAccounts();
  void SetTheTable();

  const std::shared_ptr<Hosting> hosting_;
  std::unique_ptr<db::Connection> look_;  // from outside
  std::vector<Said> said_;
  std::string transcript_;
  absl::Mutex mutex_;
  int registered_ = 0;
  std::map<std::string, Actor> actors_;
  std::map<std::pair<std::string, CountyId>, int64_t> positions_;
};

}  // namespace diandan::scenario
