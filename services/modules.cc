#include "services/modules.h"

#include <algorithm>
#include <functional>
#include <set>

#include "services/base/key_file.h"
#include "services/base/keys.h"
#include "services/base/paseto.h"
#include "services/db/database.h"
#include "services/gateway/gateway.h"
#include "services/hours/hours_module.h"
#include "services/matching/matching_module.h"
#include "services/orders/orders_module.h"
#include "services/rpc/feed.h"
#include "services/rpc/module.h"
#include "services/rpc/runtime.h"
#include "services/volunteers/volunteers_module.h"

namespace diandan {
namespace {

class AnyModule {
 public:
  virtual ~AnyModule() = default;
  virtual std::vector<grpc::Service*> services() = 0;
  virtual void Start() = 0;
  virtual Status Ready() const = 0;
  virtual void Stop() = 0;
};

template <typename Module>
class ModuleOf : public AnyModule {
 public:
  explicit ModuleOf(rpc::ModuleParts parts) : module_(std::move(parts)) {}
  std::vector<grpc::Service*> services() override { return module_.services(); }
  void Start() override { module_.Start(); }
  void Stop() override { module_.Stop(); }
  Status Ready() const override {
    if constexpr (requires { module_.Ready(); }) return module_.Ready();
    return absl::OkStatus();
  }

 private:
  Module module_;
};

// One line per service: the peers it asks for something or follows. Following is no start dependency, so
// `orders` and `hours` may follow each other; calls go one way. Modules start in this order and stop in the
// reverse.
struct ModuleSpec {
  std::string name;
  std::vector<std::string> peers;
  db::Schema (*schema)();
  const db::Tables& (*tables)();
  const std::vector<AccessRow>& (*access)();
  std::function<std::unique_ptr<AnyModule>(rpc::ModuleParts)> make;
};

template <typename Module>
ModuleSpec Spec(std::string name, std::vector<std::string> peers) {
  return {std::move(name),
          std::move(peers),
          &Module::schema,
          &Module::tables,
          &Module::access,
          [](rpc::ModuleParts parts) { return std::make_unique<ModuleOf<Module>>(std::move(parts)); }};
}

const std::vector<ModuleSpec>& Modules() {
  static const auto* modules = new std::vector<ModuleSpec>{
      Spec<volunteers::VolunteersModule>("volunteers", {}),
      Spec<orders::OrdersModule>("orders", {"volunteers", "hours"}),
      Spec<matching::MatchingModule>("matching", {"orders", "volunteers"}),
      Spec<hours::HoursModule>("hours", {"orders", "volunteers"}),
  };
  return *modules;
}

// Beside the services, HTTP before all of them: it starts last, stops first and owns no rows.
constexpr char kGateway[] = "gateway";
// Instead of a folder of published checkpoints.
constexpr char kNoCheckpoints[] = "none";

// The proto services that the rows speak of.
std::vector<std::string> ServicesOf(const std::vector<AccessRow>& rows) {
  std::set<std::string> names;
  for (const AccessRow& row : rows) names.insert(std::string(row.rpc.substr(1, row.rpc.rfind('/') - 1)));
  return {names.begin(), names.end()};
}

// An installation is new as long as its database knows nothing of us: only then may a key be made.
StatusOr<Keys::DataFolder> AgeOf(const std::string& admin_conninfo) {
  try {
    auto connection = db::Connection::Open({.conninfo = admin_conninfo, .application_name = "diandan-start"});
    auto found = connection->Run("SELECT to_regnamespace('diandan_meta') IS NOT NULL");
    return found->text(0, 0) == "t" ? Keys::DataFolder::kInUse : Keys::DataFolder::kNew;
  } catch (const db::Error& error) {
    return db::ToStatus(error);
  }
}

class Server : public DiandanServer {
 public:
  explicit Server(const ServerConfig& config) : config_(config) {}

  ~Server() override {
    operators_.reset();
    gateway_.reset();
    // Callers first, then what acts by itself, then what they stand on. Streams of followers end at once, or
    // they would take all the grace there is; modules call each other in this process until the last one
    // stops.
    for (Hosted& hosted : hosted_) hosted.runtime->home().feed->Close();
    if (server_) server_->Shutdown(absl::Seconds(5));
    for (auto it = hosted_.rbegin(); it != hosted_.rend(); ++it) it->module->Stop();
    in_process_.reset();
    server_.reset();
    while (!hosted_.empty()) hosted_.pop_back();
    postgres_.reset();
  }

  Status Start() {
    if (HostsServices()) DD_RETURN_IF_ERROR(StartServices());
    for (const ModuleSpec& spec : Modules()) {
      if (Hosts(spec.name)) continue;
      if (auto peer = config_.peers.find(spec.name); peer != config_.peers.end()) {
        DD_ASSIGN_OR_RETURN(peers_[spec.name], rpc::Connect(peer->second, &config_.tls));
      }
    }
    for (Hosted& hosted : hosted_) {
      for (const std::string& peer : hosted.spec->peers) {
        if (ChannelTo(peer) == nullptr) return InvalidField("--peer", peer, peer + "=HOST:PORT");
      }
    }
    for (Hosted& hosted : hosted_) hosted.module->Start();
    DD_RETURN_IF_ERROR(Ready());
    if (Hosts(kGateway) && !config_.http_address.empty()) DD_RETURN_IF_ERROR(StartGateway());
    if (!config_.metrics_address.empty()) {
      DD_ASSIGN_OR_RETURN(operators_,
                          gateway::ServeOperatorPages(config_.metrics_address, [this] { return ReadyOf(); }));
    }
    return absl::OkStatus();
  }

  int tcp_port() const override { return server_ ? server_->tcp_port() : 0; }
  int http_port() const override { return gateway_ ? gateway_->port() : 0; }
  std::shared_ptr<grpc::Channel> InProcessChannel() override { return in_process_; }
  Status Ready() const override {
    for (const gateway::Readiness& module : ReadyOf()) DD_RETURN_IF_ERROR(module.status);
    return absl::OkStatus();
  }

 private:
  struct Hosted {
    const ModuleSpec* spec;
    std::unique_ptr<rpc::Runtime> runtime;
    std::unique_ptr<AnyModule> module;  // ends before its runtime
  };

  bool Hosts(const std::string& name) const {
    return config_.targets.empty() ||
           std::find(config_.targets.begin(), config_.targets.end(), name) != config_.targets.end();
  }
  bool HostsServices() const {
    return std::any_of(Modules().begin(), Modules().end(),
                       [this](const ModuleSpec& spec) { return Hosts(spec.name); });
  }

  Status StartServices() {
    DD_ASSIGN_OR_RETURN(std::string admin, OpenDatabase());
    DD_ASSIGN_OR_RETURN(Keys::DataFolder age, AgeOf(admin));
    DD_ASSIGN_OR_RETURN(keys_, Keys::Load(config_.keys_dir, age));
    DD_ASSIGN_OR_RETURN(const Key certificate_key, OwnKey(config_.keys_dir, "certificate"));
    certificate_signer_ = std::make_unique<const SigningKey>(certificate_key);
    for (const ModuleSpec& spec : Modules()) {
      if (Hosts(spec.name)) DD_RETURN_IF_ERROR(Make(spec, admin));
    }
    rpc::ServerOptions options{
        .unix_socket = config_.unix_socket, .tcp_address = config_.tcp_address, .tls = config_.tls};
    options.max_message_bytes = 4 << 20;
    for (Hosted& hosted : hosted_) {
      for (grpc::Service* service : hosted.module->services()) options.services.push_back(service);
    }
    DD_ASSIGN_OR_RETURN(server_, rpc::Server::Start(options));
    in_process_ = server_->InProcessChannel();
    return absl::OkStatus();
  }

  Status StartGateway() {
    gateway::GatewayOptions options{.address = config_.http_address,
                                    .web_dir = config_.web_dir,
                                    .ready = [this] { return ReadyOf(); },
                                    .proxies = config_.http_proxies};
    for (const ModuleSpec& spec : Modules()) {
      auto channel = ChannelTo(spec.name);
      if (channel == nullptr) return InvalidField("--peer", spec.name, spec.name + "=HOST:PORT");
      options.upstreams.push_back({spec.name, &spec.access(), std::move(channel)});
    }
    DD_ASSIGN_OR_RETURN(gateway_, gateway::Gateway::Start(std::move(options)));
    return absl::OkStatus();
  }

  // Of what runs here, and of peers whether they can be reached.
  std::vector<gateway::Readiness> ReadyOf() const {
    std::vector<gateway::Readiness> all;
    if (postgres_) {
      const bool alive = postgres_->alive();
      all.push_back({"postgres", alive ? absl::OkStatus() : Refuse(Reason::DATABASE_UNAVAILABLE)});
    }
    for (const Hosted& hosted : hosted_) all.push_back({hosted.spec->name, hosted.module->Ready()});
    if (!gateway_) return all;
    for (const auto& [name, channel] : peers_) {
      const bool away = channel->GetState(/*try_to_connect=*/true) != GRPC_CHANNEL_READY;
      all.push_back({name, away ? Refuse(Reason::PEER_UNAVAILABLE, {{"service", name}}) : absl::OkStatus()});
    }
    return all;
  }

  // The admin's connection string of the given database, or of a private one started here.
  StatusOr<std::string> OpenDatabase() {
    if (!config_.database.empty()) return db::ExternalDatabase(config_.database);
    DD_ASSIGN_OR_RETURN(postgres_,
                        db::EmbeddedPostgres::Start({.data_dir = config_.data_dir,
                                                     .wal_archive = config_.wal_archive,
                                                     .wal_archive_seconds = config_.wal_archive_seconds}));
    return postgres_->admin_conninfo();
  }

  Status Make(const ModuleSpec& spec, const std::string& admin) {
    Hosted hosted{&spec, nullptr, nullptr};
    auto service_signer = std::make_shared<SigningKey>(keys_->SigningSeed("service"));
    rpc::RuntimeOptions options{.service = spec.name,
                                .tables = &spec.tables(),
                                .grpc_services = ServicesOf(spec.access()),
                                .access = spec.access(),
                                .clock = config_.clock,
                                .account_key = SigningKey(keys_->SigningSeed("token")).public_key(),
                                .service_key = service_signer->public_key(),
                                .service_signer = service_signer,
                                .request_key = keys_->RequestKey(),
                                .sealing = Sealing()};
    DD_ASSIGN_OR_RETURN(options.connect, db::Prepare(admin, spec.schema()));
    DD_ASSIGN_OR_RETURN(hosted.runtime, rpc::Runtime::Make(options));
    hosted.module =
        spec.make({.home = hosted.runtime->home(),
                   .book = &hosted.runtime->book(),
                   .keys = keys_.get(),
                   .channel_to = [this](const std::string& service) { return ChannelTo(service); },
                   .data_dir = config_.data_dir,
                   .keys_dir = config_.keys_dir,
                   .webhook_networks = config_.webhook_networks,
                   .certificate_signer = certificate_signer_.get(),
                   .public_url = config_.public_url});
    hosted_.push_back(std::move(hosted));
    return absl::OkStatus();
  }

  std::optional<rpc::SealingOptions> Sealing() const {
    if (config_.checkpoints_dir == kNoCheckpoints) return std::nullopt;
    return rpc::SealingOptions{
        config_.checkpoints_dir.empty() ? config_.data_dir + "/checkpoints" : config_.checkpoints_dir,
        std::make_shared<const SigningKey>(keys_->SigningSeed("checkpoint"))};
  }

  // Null when the service runs nowhere that this process knows of.
  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service) {
    if (Hosts(service)) return in_process_;
    auto peer = peers_.find(service);
    return peer == peers_.end() ? nullptr : peer->second;
  }

  const ServerConfig config_;
  std::shared_ptr<const Keys> keys_;
  std::unique_ptr<const SigningKey> certificate_signer_;
  std::unique_ptr<db::EmbeddedPostgres> postgres_;
  std::vector<Hosted> hosted_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> in_process_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> peers_;
  std::unique_ptr<gateway::Gateway> gateway_;
  std::unique_ptr<gateway::HttpServer> operators_;
};

}  // namespace

StatusOr<std::unique_ptr<DiandanServer>> DiandanServer::Start(const ServerConfig& config) {
  auto server = std::make_unique<Server>(config);
  DD_RETURN_IF_ERROR(server->Start());
  return std::unique_ptr<DiandanServer>(std::move(server));
}

const std::vector<std::string>& ModuleNames() {
  static const auto* names = [] {
    auto* list = new std::vector<std::string>;
    for (const ModuleSpec& spec : Modules()) list->push_back(spec.name);
    return list;
  }();
  return *names;
}

const std::vector<std::string>& TargetNames() {
  static const auto* names = [] {
    auto* list = new std::vector<std::string>(ModuleNames());
    list->push_back(kGateway);
    return list;
  }();
  return *names;
}

}  // namespace diandan
