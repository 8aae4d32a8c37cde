#include "services/rpc/server.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/security/tls_certificate_provider.h"
#include "grpcpp/security/tls_credentials_options.h"

namespace diandan::rpc {
namespace {

// More wait at whoever sends them: read and turned away here, they would cost those that are being done.
constexpr int kStreamsAConnection = 1'000;
constexpr int kKeepaliveMs = 20'000;

std::string Folder(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

Status WrongSocket(const std::string& path, absl::string_view want) {
  return InvalidField("--listen", absl::StrCat("unix:", path), want);
}

// A file left by a server that was killed is removed; one that answers is not ours to take.
Status FreeSocket(const std::string& path) {
  sockaddr_un address{};
  if (path.size() >= sizeof(address.sun_path)) {
    return WrongSocket(path, absl::StrCat("socket_path:", sizeof(address.sun_path) - 1));
  }
  struct stat info {};
  const std::string folder = Folder(path);
  if (stat(folder.c_str(), &info) != 0) return InvalidField("--listen", folder, "folder");
  if (!S_ISDIR(info.st_mode)) return InvalidField("--listen", folder, "folder");
  if (access(folder.c_str(), W_OK) != 0) return InvalidField("--listen", folder, "folder_writable");
  if (lstat(path.c_str(), &info) != 0) return absl::OkStatus();
  if (!S_ISSOCK(info.st_mode)) return WrongSocket(path, "socket_file");
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size());
  int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bool answers = connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  close(probe);
  if (answers) return WrongSocket(path, "socket_free");
  unlink(path.c_str());
  return absl::OkStatus();
}

Status CheckFiles(const TlsFiles& tls) {
  const std::pair<const char*, const std::string*> files[] = {
      {"--tls_cert", &tls.certificate}, {"--tls_key", &tls.private_key}, {"--tls_ca", &tls.authority}};
  for (const auto& [flag, path] : files) {
    if (path->empty()) return InvalidField(flag, "", "tls_required");
    if (access(path->c_str(), R_OK) != 0) {
      return InvalidField(flag, *path, absl::StrCat("tls_readable:", std::strerror(errno)));
    }
  }
  return absl::OkStatus();
}

std::shared_ptr<grpc::experimental::CertificateProviderInterface> Certificates(const TlsFiles& tls) {
  return std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
      tls.private_key, tls.certificate, tls.authority, tls.look_again_seconds);
}

std::shared_ptr<grpc::ServerCredentials> MutualTls(const TlsFiles& tls) {
  grpc::experimental::TlsServerCredentialsOptions options(Certificates(tls));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  return grpc::experimental::TlsServerCredentials(options);
}

}  // namespace

// Two servers over the same services. gRPC crashes on a new call over an in-process channel whose server has
// begun to shut down; so the one that listens goes first, while calls it is still serving may call their
// peers through the other.
struct Server::State {
  std::unique_ptr<grpc::Server> listening;  // null without an address
  std::unique_ptr<grpc::Server> inner;
  std::string unix_socket;
  int tcp_port = 0;
};

namespace {

void Configure(const ServerOptions& options, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(options.max_message_bytes);
  builder.SetMaxSendMessageSize(-1);
  // Two servers on one port would share its calls at random; a taken port has to be an error.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveMs / 2);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kKeepaliveMs / 2);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 16 << 10);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsAConnection);
  for (grpc::Service* service : options.services) builder.RegisterService(service);
}

void End(std::unique_ptr<grpc::Server>& server, absl::Duration grace) {
  if (!server) return;
  server->Shutdown(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(grace));
  server->Wait();
  server.reset();
}

}  // namespace

StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options) {
  auto state = std::make_unique<State>();
  grpc::ServerBuilder builder;
  Configure(options, builder);
  if (!options.unix_socket.empty()) {
    DD_RETURN_IF_ERROR(FreeSocket(options.unix_socket));
    builder.AddListeningPort(absl::StrCat("unix:", options.unix_socket), grpc::InsecureServerCredentials());
    state->unix_socket = options.unix_socket;
  }
  if (!options.tcp_address.empty()) {
    DD_RETURN_IF_ERROR(CheckFiles(options.tls));
    builder.AddListeningPort(options.tcp_address, MutualTls(options.tls), &state->tcp_port);
  }
  if (!options.unix_socket.empty() || !options.tcp_address.empty()) {
    // Nobody may connect before the mode is set.
    const mode_t before = umask(0777 & ~mode_t(options.socket_mode));
    state->listening = builder.BuildAndStart();
    umask(before);
    if (state->listening == nullptr || (!options.tcp_address.empty() && state->tcp_port == 0)) {
      if (options.tcp_address.empty()) return WrongSocket(options.unix_socket, "socket_usable");
      return InvalidField("--tcp", options.tcp_address, "port_free");
    }
  }
  grpc::ServerBuilder inner;
  Configure(options, inner);
  state->inner = inner.BuildAndStart();
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() {
  Shutdown(absl::Seconds(5));
  End(state_->inner, absl::Seconds(5));
}

void Server::Shutdown(absl::Duration grace) {
  if (!state_->listening) return;
  End(state_->listening, grace);
  if (!state_->unix_socket.empty()) unlink(state_->unix_socket.c_str());
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return state_->inner->InProcessChannel(arguments);
}

int Server::tcp_port() const { return state_->tcp_port; }

StatusOr<std::shared_ptr<grpc::Channel>> Connect(const std::string& address, const TlsFiles* tls) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveMs / 2);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
  if (absl::StartsWith(address, "unix:")) {
    return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
  }
  if (tls == nullptr) return InvalidField("--tls_cert", "", "tls_required");
  DD_RETURN_IF_ERROR(CheckFiles(*tls));
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(Certificates(*tls));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  return grpc::CreateCustomChannel(address, grpc::experimental::TlsCredentials(options), arguments);
}

}  // namespace diandan::rpc
