#include "clients/cli/client.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/https_calls.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "services/base/ids.h"
#include "services/base/whole_file.h"
#include "services/base/wire_status.h"

namespace diandan::cli {
namespace {

using volunteers::v1::SignInService;

constexpr absl::Duration kRenewBefore = absl::Seconds(30);
constexpr absl::Duration kFirstPause = absl::Milliseconds(50);
constexpr absl::Duration kLongestPause = absl::Seconds(1);
constexpr int kMostMessageBytes = 16 << 20;

StatusOr<std::string> ReadWhole(const std::string& flag, const std::string& path) {
  auto bytes = FileBytes(path);
  if (!bytes) return InvalidField(flag, path, "required");
  return *std::move(bytes);
}

// What is gone for good would only be waited for in vain: no server here, or one of another account.
Status Hopeless(const std::string& address) {
  if (!absl::StartsWith(address, "unix:")) return absl::OkStatus();
  const std::string path = address.substr(5);
  if (access(path.c_str(), R_OK | W_OK) == 0) return absl::OkStatus();
  if (errno == EACCES) return InvalidField("--data", path, "socket_of_another");
  return Refuse(errors::v1::PEER_UNAVAILABLE, {{"service", address}, {"absent", path}});
}

}  // namespace

Client::Client(const Settings& settings, SessionStore store, const Clock& clock)
    : settings_(settings),
      address_(ServerAddress(settings)),
      store_(std::move(store)),
      clock_(clock),
      session_(store_.Load(address_)) {}

Client::~Client() {
  if (moved_ && session_.signed_in()) (void)store_.Save(address_, session_);
}

Session Client::session() const {
  absl::MutexLock lock(&mutex_);
  return session_;
}

Status Client::Connect() {
  absl::MutexLock lock(&mutex_);
  if (channel_ != nullptr) return absl::OkStatus();
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMostMessageBytes);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  if (absl::StartsWith(address_, "unix:")) {
    // A proxy of the environment has no business on the way to a socket of this machine.
    arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    channel_ = grpc::CreateCustomChannel(address_, grpc::InsecureChannelCredentials(), arguments);
    return absl::OkStatus();
  }
  if (IsWebAddress(address_)) {
    DD_ASSIGN_OR_RETURN(gateway_, GatewayChannel::Open(address_, settings_.tls_ca));
    channel_ = gateway_->channel(arguments);
    return absl::OkStatus();
  }
  grpc::SslCredentialsOptions tls;
  DD_ASSIGN_OR_RETURN(tls.pem_root_certs, ReadWhole("--tls-ca", settings_.tls_ca));
  DD_ASSIGN_OR_RETURN(tls.pem_cert_chain, ReadWhole("--tls-cert", settings_.tls_cert));
  DD_ASSIGN_OR_RETURN(tls.pem_private_key, ReadWhole("--tls-key", settings_.tls_key));
  channel_ = grpc::CreateCustomChannel(address_, grpc::SslCredentials(tls), arguments);
  return absl::OkStatus();
}

StatusOr<std::shared_ptr<grpc::Channel>> Client::Channel() {
  DD_RETURN_IF_ERROR(Connect());
  return channel_;
}

Status Client::Run(const Attempt& attempt) {
  DD_RETURN_IF_ERROR(Connect());
  DD_ASSIGN_OR_RETURN(std::string token, AccessToken(/*renew=*/false));
  Status status = RunAs(token, attempt);
  if (ReasonOf(status) != errors::v1::TOKEN_EXPIRED || !session().signed_in()) return status;
  DD_ASSIGN_OR_RETURN(token, AccessToken(/*renew=*/true));
  return RunAs(token, attempt);
}

Status Client::RunAs(const std::string& token, const Attempt& attempt) {
  const absl::Time deadline = absl::Now() + settings_.timeout;
  absl::Duration pause = kFirstPause;
  Status away;  // what the server said before time ran out
  for (;;) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    context.AddMetadata("accept-language", settings_.language == Language::kEnglish ? "en" : "zh-CN");
    if (!token.empty()) {
      context.AddMetadata("authorization", "Bearer " + token);
      for (const auto& [key, seq] : session().positions) {
        context.AddMetadata("diandan-after", absl::StrCat(key, "/", seq));
      }
    }
    const grpc::Status answer = attempt(&context);
    Status status = FromWire(answer.error_code(), answer.error_message(), answer.error_details(), address_);
    if (status.ok()) TakePositions(context);
    if (status.code() == absl::StatusCode::kDeadlineExceeded && !away.ok()) return away;
    if (status.code() != absl::StatusCode::kUnavailable) {
      met_ = true;
      return status;
    }
    // A server that starts again takes its socket away for a moment.
    if (!met_) DD_RETURN_IF_ERROR(Hopeless(address_));
    if (absl::Now() + pause >= deadline) return status;
    away = std::move(status);
    absl::SleepFor(pause);
    pause = std::min(pause * 2, kLongestPause);
  }
}

void Client::TakePositions(const grpc::ClientContext& context) {
  if (!remember_) return;
  auto [begin, end] = context.GetServerTrailingMetadata().equal_range("diandan-position");
  absl::MutexLock lock(&mutex_);
  for (auto it = begin; it != end; ++it) {
    std::string text(it->second.data(), it->second.size());  // "orders/150525/42"
    size_t slash = text.rfind('/');
    int64_t seq = 0;
    if (slash == std::string::npos || !absl::SimpleAtoi(text.substr(slash + 1), &seq)) continue;
    int64_t& known = session_.positions[text.substr(0, slash)];
    known = std::max(known, seq);
    moved_ = true;
  }
}

StatusOr<std::string> Client::AccessToken(bool renew) {
  std::string refresh_token;
  {
    absl::MutexLock lock(&mutex_);
    if (session_.access_expiry - kRenewBefore > clock_.Now() && !renew) return session_.access_token;
    refresh_token = session_.refresh_token;
  }
  if (refresh_token.empty()) {
    DD_RETURN_IF_ERROR(SignInAsOperator());
    return session().access_token;
  }
  DD_RETURN_IF_ERROR(Refresh(refresh_token));
  return session().access_token;
}

// The server leaves the operator's password beside its keys, readable by the same system user only. Whoever
// cannot read it, or talks to a server elsewhere, stays nobody.
Status Client::SignInAsOperator() {
  auto left = ReadWhole("", settings_.data_dir + "/keys/operator.token");
  if (!left.ok() || !settings_.server.empty()) return absl::OkStatus();
  volunteers::v1::SignInRequest request;
  request.set_sign_in_name("operator");
  request.set_device(volunteers::v1::TERMINAL);
  request.set_password(std::string(absl::StripAsciiWhitespace(*left)));
  return SignIn(request);
}

Status Client::Refresh(const std::string& refresh_token) {
  volunteers::v1::RefreshRequest request;
  request.set_refresh_token(refresh_token);
  // The same id for the same token: two commands at the same moment are not taken for theft.
  request.set_request_id(DeriveUuid(Uuid{}, refresh_token).ToString());
  volunteers::v1::SignInResponse response;
  DD_RETURN_IF_ERROR(RunAs("", [&](grpc::ClientContext* context) {
    return SignInService::Stub(channel_).Refresh(context, request, &response);
  }));
  Adopt(response);
  return store_.Save(address_, session());
}

void Client::Adopt(const volunteers::v1::SignInResponse& response) {
  absl::MutexLock lock(&mutex_);
  session_.access_token = response.access_token();
  session_.access_expiry = absl::FromUnixSeconds(response.access_expire_time().seconds());
  session_.refresh_token = response.refresh_token();
  if (!response.has_who()) return;
  session_.account = response.who().account();
  session_.display_name = response.who().display_name();
  session_.volunteer = response.who().volunteer();
  session_.county = response.who().county_id();
}

Status Client::SignIn(const volunteers::v1::SignInRequest& request) {
  DD_RETURN_IF_ERROR(Connect());
  {
    absl::MutexLock lock(&mutex_);
    session_ = Session();
  }
  volunteers::v1::SignInRequest sent = request;
  sent.set_request_id(NewUuid(absl::Now()).ToString());
  volunteers::v1::SignInResponse response;
  DD_RETURN_IF_ERROR(RunAs("", [&](grpc::ClientContext* context) {
    return SignInService::Stub(channel_).SignIn(context, sent, &response);
  }));
  Adopt(response);
  return store_.Save(address_, session());
}

Status Client::SignOut(bool everywhere) {
  volunteers::v1::SignOutRequest request;
  request.set_refresh_token(session().refresh_token);
  request.set_request_id(NewUuid(absl::Now()).ToString());
  request.set_everywhere(everywhere);
  volunteers::v1::SignOutResponse response;
  Status ended = Call(&SignInService::Stub::SignOut, request, &response);
  absl::MutexLock lock(&mutex_);
  session_ = Session();
  moved_ = false;
  DD_RETURN_IF_ERROR(store_.Forget(address_));
  return ended;
}

}  // namespace diandan::cli
