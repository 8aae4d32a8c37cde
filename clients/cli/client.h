// The connection of a command: the remembered sign-in, one call at a time, answers as Status.
//
//   orders::v1::Order order;
//   DD_RETURN_IF_ERROR(client.Call(&orders::v1::OrderService::Stub::GetOrder, request, &order));
//
// A call that nobody answered is repeated with the same content until the timeout; requests carry their
// request_id, so sending twice counts once. Thread-safe.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>

#include "absl/synchronization/mutex.h"
#include "clients/cli/gateway_channel.h"
#include "clients/cli/session.h"
#include "clients/cli/settings.h"
#include "diandan/volunteers/v1/sign_in_service.pb.h"
#include "grpcpp/grpcpp.h"
#include "services/base/clock.h"
#include "services/base/status.h"

namespace diandan::cli {

template <typename Stub, typename Request, typename Response>
using StreamMethod = std::unique_ptr<grpc::ClientReader<Response>> (Stub::*)(grpc::ClientContext*,
                                                                             const Request&);
template <typename Stub, typename Request, typename Response>
using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

class Client {
 public:
  // Opens nothing yet. Errors of the settings (TCP without TLS files) come with the first call.
  // `clock` says when a token has run out.
  Client(const Settings& settings, SessionStore store, const Clock& clock);
  ~Client();

  template <typename Stub, typename Request, typename Response>
  Status Call(Method<Stub, Request, Response> method, const std::type_identity_t<Request>& request,
              Response* response) {
    return Run([&](grpc::ClientContext* context) {
      Stub stub(channel_);
      return (stub.*method)(context, request, response);
    });
  }

  // A stream of answers, each told as it comes; through a gateway all of them at its end. `begun` before the
  // first one: when the stream broke it comes again from its beginning.
  template <typename Stub, typename Request, typename Response>
  Status Follow(
      StreamMethod<Stub, Request, Response> method, const std::type_identity_t<Request>& request,
      const std::type_identity_t<std::function<void(const Response&)>>& each,
      const std::function<void()>& begun = [] {}) {
    return Run([&](grpc::ClientContext* context) {
      begun();
      Stub stub(channel_);
      auto reader = (stub.*method)(context, request);
      for (Response response; reader->Read(&response);) each(response);
      return reader->Finish();
    });
  }

  // Signs in and remembers it; whatever was remembered for this server before is forgotten.
  Status SignIn(const volunteers::v1::SignInRequest& request);
  // Forgets it here, and ends it at the server (with `everywhere` on all devices).
  Status SignOut(bool everywhere);
  // A copy; `signed_in()` is false for nobody.
  Session session() const;
  // What this installation calls itself (SessionStore::Device).
  std::string device() const { return store_.Device(); }
  // The way to the server, for what speaks as several people at once.
  StatusOr<std::shared_ptr<grpc::Channel>> Channel();
  // Off for bulk work whose positions nobody waits for. On by default.
  void RememberPositions(bool remember) { remember_ = remember; }

 private:
  using Attempt = std::function<grpc::Status(grpc::ClientContext*)>;
  Status Run(const Attempt& attempt);
  Status RunAs(const std::string& token, const Attempt& attempt);
  Status Connect();
  Status Refresh(const std::string& refresh_token);
  Status SignInAsOperator();
  StatusOr<std::string> AccessToken(bool renew);
  void Adopt(const volunteers::v1::SignInResponse& response);
  void TakePositions(const grpc::ClientContext& context);

  const Settings settings_;
  const std::string address_;
  const SessionStore store_;
  const Clock& clock_;
  bool remember_ = true;
  std::unique_ptr<GatewayChannel> gateway_;  // where the server is reached by HTTPS
  std::shared_ptr<grpc::Channel> channel_;
  mutable absl::Mutex mutex_;
  Session session_;
  bool moved_ = false;             // positions changed since the session was saved
  std::atomic<bool> met_ = false;  // the server has answered
};

}  // namespace diandan::cli
