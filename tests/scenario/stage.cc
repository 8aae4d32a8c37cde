#include "tests/scenario/stage.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "services/db/codec.h"
#include "services/db/query.h"
#include "services/rpc/callers.h"
#include "services/rpc/client.h"
#include "tests/scenario/or_throw.h"
#include "tests/support/certificates.h"

namespace diandan::scenario {
namespace {

const absl::CivilDay kMonday(2026, 11, 23);
constexpr absl::Duration kPatience = absl::Seconds(30);

std::string FirstLine(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// Ports that nobody listens on; each server must know the others' before any has started.
std::vector<int> FreePorts(size_t count) {
  std::vector<int> sockets, ports;
  while (ports.size() < count) {
    sockets.push_back(socket(AF_INET6, SOCK_STREAM, 0));
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    socklen_t size = sizeof(address);
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (bind(sockets.back(), any, size) != 0 || getsockname(sockets.back(), any, &size) != 0) {
      throw std::runtime_error("no free port");
    }
    ports.push_back(ntohs(address.sin6_port));
  }
  for (int socket : sockets) close(socket);
  return ports;
}

}  // namespace

Stage::Stage(Shape shape)
    : clock(absl::FromCivil(absl::CivilHour(kMonday) + 9, ChinaTime())), database_(testing::FreshDatabase()) {
  if (shape == Shape::kOneServer) {
    StartOne();
  } else {
    StartFour();
  }
  actors_["operator"] = {"operator", FirstLine(folder_.path() + "/keys/operator.token")};
  OpenCounty();
  RegisterPeople();
  OpenAccounts();
  SetTheTable();
}

Stage::~Stage() = default;

void Stage::StartOne() {
  std::shared_ptr<DiandanServer> server =
      OrThrow(DiandanServer::Start({.data_dir = folder_.path(),
                                    .keys_dir = folder_.path() + "/keys",
                                    .database = database_,
                                    .unix_socket = folder_.path() + "/socket",
                                    .clock = &clock}));
  for (const std::string& service : ModuleNames()) servers_[service] = server;
}

void Stage::StartFour() {
  testing::CertificateAuthority authority(folder_.path());
  const std::vector<int> ports = FreePorts(ModuleNames().size());
  std::map<std::string, std::string> addresses;
  for (const std::string& service : ModuleNames()) {
    addresses[service] = absl::StrCat("localhost:", ports[addresses.size()]);
  }
  for (const std::string& service : ModuleNames()) {
    ServerConfig config{.data_dir = folder_.path(),
                        .keys_dir = folder_.path() + "/keys",
                        .targets = {service},
                        .database = database_,
                        .unix_socket = folder_.path() + "/" + service,
                        .tcp_address = addresses[service],
                        .tls = authority.Issue(service),
                        .peers = addresses,
                        .clock = &clock};
    servers_[service] = OrThrow(DiandanServer::Start(config));
  }
}

std::string Stage::NameOf(const std::string& collection, const std::string& id) const {
  return absl::StrCat("counties/", kCounty, "/", collection, "/", id);
}

google::protobuf::Timestamp Stage::TimeOf(int hour, int minute) const {
  google::protobuf::Timestamp time;
  time.set_seconds(absl::ToUnixSeconds(absl::FromCivil(absl::CivilHour(kMonday) + hour, ChinaTime())) +
                   minute * 60);
  return time;
}

void Stage::At(int hour, int minute) { clock.Set(absl::FromUnixSeconds(TimeOf(hour, minute).seconds())); }

std::vector<Status> Stage::Repeat() {
  std::vector<Status> answers;
  for (const auto& repeat : repeats_) answers.push_back(repeat());
  return answers;
}

int64_t Stage::Events() {
  auto connection = db::Connection::Open({.conninfo = database_, .application_name = "scenario"});
  int64_t events = 0;
  for (const std::string& service : ModuleNames()) {
    events += connection->Run("SELECT count(*) FROM " + service + ".event")->Get<int64_t>(0, 0);
  }
  return events;
}

std::shared_ptr<grpc::Channel> Stage::ChannelTo(const std::string& package) {
  const std::vector<std::string> parts = absl::StrSplit(package, '.');
  return servers_.at(parts[1])->InProcessChannel();
}

// A follower that is behind says so after its own wait: asking again is the waiting.
Status Stage::Try(const std::string& actor, const std::function<grpc::Status(grpc::ClientContext*)>& call) {
  const std::string token = TokenOf(actor);
  const absl::Time until = absl::Now() + kPatience;
  for (;;) {
    grpc::ClientContext context;
    Prepare(token, context);
    Status status = rpc::FromGrpc(call(&context));
    if (status.ok()) Remember(context);
    if (ReasonOf(status) != errors::v1::NOT_YET_FOLLOWED || absl::Now() > until) return status;
  }
}

// Tokens live for minutes of a clock that jumps by hours.
std::string Stage::TokenOf(const std::string& name) {
  absl::MutexLock lock(&mutex_);
  auto found = actors_.find(name);
  if (found == actors_.end()) return "";
  Actor& actor = found->second;
  if (clock.Now() < actor.expiry) return actor.token;
  volunteers::v1::SignInRequest request;
  request.set_sign_in_name(actor.sign_in_name);
  request.set_password(actor.password);
  volunteers::v1::SignInResponse response;
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  OrThrow(rpc::FromGrpc(volunteers::v1::SignInService::Stub(ChannelTo("diandan.volunteers.v1"))
                            .SignIn(&context, request, &response)));
  actor.token = response.access_token();
  actor.expiry = absl::FromUnixSeconds(response.access_expire_time().seconds());
  return actor.token;
}

void Stage::Prepare(const std::string& token, grpc::ClientContext& context) {
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  context.AddMetadata(rpc::kLanguageKey, "en");
  // Nobody has no county to have followed anything in.
  if (token.empty()) return;
  context.AddMetadata(rpc::kAuthorizationKey, "Bearer " + token);
  absl::MutexLock lock(&mutex_);
  for (const auto& [key, seq] : positions_) {
    context.AddMetadata(rpc::kAfterKey, rpc::PositionText(key.first, key.second, seq));
  }
}

void Stage::Remember(const grpc::ClientContext& context) {
  const auto& trailing = context.GetServerTrailingMetadata();
  auto found = trailing.find(rpc::kPositionKey);
  if (found == trailing.end()) return;
  auto position = rpc::ParsePosition({found->second.data(), found->second.size()});
  if (!position) return;
  absl::MutexLock lock(&mutex_);
  int64_t& seq = positions_[{position->service(), position->county_id()}];
  seq = std::max(seq, position->seq());
}

void Stage::Note(const std::string& actor, std::string action, const std::string& result) {
  action.resize(action.rfind("Request"));
  absl::StrAppend(&transcript_, absl::FormatTime("%H:%M", clock.Now(), ChinaTime()),
                  absl::StrFormat("  %-10s %-22s %s\n", actor, action, result));
}

}  // namespace diandan::scenario
