#include "tests/support/fixture.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/words.h"
#include "services/rpc/feed.h"
#include "tests/support/postgres.h"

namespace diandan::testing {
namespace {

template <typename T>
T OrThrow(StatusOr<T> result) {
  if (!result.ok()) {
    throw std::runtime_error(absl::StrCat(result.status().ToString(), " ",
                                          Speak(result.status(), Language::kEnglish).ShortDebugString()));
  }
  return std::move(result).value();
}

volunteers::v1::Grant ToProto(const Grant& grant) {
  volunteers::v1::Grant proto;
  volunteers::v1::Role role{};
  volunteers::v1::Role_Parse(std::string(RoleName(grant.role)), &role);
  proto.set_role(role);
  proto.set_county_id(grant.county);
  if (grant.scope == ScopeKind::kOrg) proto.set_org_path(grant.org_path);
  if (grant.scope == ScopeKind::kTeam) proto.set_team_id(grant.id.ToString());
  if (grant.scope == ScopeKind::kUnit) proto.set_unit_id(grant.id.ToString());
  if (grant.scope == ScopeKind::kSelf) proto.set_self_volunteer_id(grant.id.ToString());
  return proto;
}

std::vector<std::string> ServicesOf(const std::vector<AccessRow>& rows) {
  std::set<std::string> names;
  for (const AccessRow& row : rows) {
    names.insert(std::vector<std::string>(absl::StrSplit(row.rpc, '/')).at(1));
  }
  return {names.begin(), names.end()};
}

Grant Scoped(ScopeKind kind, CountyId county, const Uuid& id) {
  Grant grant;
  grant.scope = kind;
  grant.county = county;
  grant.id = id;
  return grant;
}

}  // namespace

Grant InOrg(CountyId county, std::string path) {
  Grant grant = Scoped(ScopeKind::kOrg, county, {});
  grant.org_path = std::move(path);
  return grant;
}
Grant InTeam(CountyId county, const Uuid& team) { return Scoped(ScopeKind::kTeam, county, team); }
Grant InUnit(CountyId county, const Uuid& unit) { return Scoped(ScopeKind::kUnit, county, unit); }
Grant Self(CountyId county, const Uuid& volunteer) { return Scoped(ScopeKind::kSelf, county, volunteer); }

struct Installation::Hosted {
  std::unique_ptr<rpc::Runtime> runtime;
  std::unique_ptr<rpc::Server> server;
  std::function<void()> start, stop;

  // Nobody may use an in-process channel once its server is gone: followers first, then who serves them.
  void Quieten() {
    if (runtime) runtime->home().feed->Close();  // none when it could not be made
    if (stop) stop();
    stop = nullptr;
  }
  ~Hosted() {
    Quieten();
    server.reset();
    start = nullptr;  // the module goes before the runtime it stands on
  }
};

struct Installation::State {
  TemporaryFolder folder;
  std::string database = FreshDatabase();
  std::unique_ptr<SigningKey> account_signer;
  std::unique_ptr<SigningKey> certificate_signer;
  std::shared_ptr<const SigningKey> service_signer;
  std::map<std::string, std::unique_ptr<Hosted>> hosted;
  std::vector<rpc::AccessAccountRow> accounts;
  absl::Mutex mutex;
  std::map<std::pair<std::string, CountyId>, int64_t> positions;
};

Installation::Installation(absl::Time now)
    : clock(now), keys_(Keys::FromKey(Key::Random())), state_(std::make_unique<State>()) {
  data_dir_ = state_->folder.path();
  state_->account_signer = std::make_unique<SigningKey>(keys_->SigningSeed("token"));
  state_->certificate_signer = std::make_unique<SigningKey>(keys_->SigningSeed("certificate"));
  state_->service_signer = std::make_shared<const SigningKey>(keys_->SigningSeed("service"));
}

Installation::~Installation() {
  for (auto& [service, hosted] : state_->hosted) hosted->Quieten();
}

rpc::ModuleParts Installation::Prepare(const std::string& service, const db::Schema& schema,
                                       const db::Tables* tables, const std::vector<AccessRow>& access) {
  auto hosted = std::make_unique<Hosted>();
  hosted->runtime = OrThrow(rpc::Runtime::Make({.service = service,
                                                .connect = OrThrow(db::Prepare(state_->database, schema)),
                                                .tables = tables,
                                                .grpc_services = ServicesOf(access),
                                                .access = access,
                                                .clock = &clock,
                                                .account_key = state_->account_signer->public_key(),
                                                .service_key = state_->service_signer->public_key(),
                                                .service_signer = state_->service_signer,
                                                .request_key = keys_->RequestKey(),
                                                .read_connections = 2,
                                                .work_threads = 4}));
  for (const auto& row : state_->accounts) WriteAccess(*hosted, row);
  rpc::ModuleParts parts{.home = hosted->runtime->home(),
                         .book = &hosted->runtime->book(),
                         .keys = keys_.get(),
                         .channel_to = [this](const std::string& peer) { return ChannelTo(peer); },
                         .data_dir = data_dir_,
                         .keys_dir = data_dir_ + "/keys",
                         .webhook_networks = webhook_networks,
                         .certificate_signer = state_->certificate_signer.get(),
                         .public_url = "https://diandan.example.org"};
  state_->hosted[service] = std::move(hosted);
  return parts;
}

void Installation::Serve(const std::string& service, const std::vector<grpc::Service*>& services,
                         std::function<void()> start, std::function<void()> stop) {
  Hosted& hosted = *state_->hosted.at(service);
  hosted.start = std::move(start);
  hosted.stop = std::move(stop);
  hosted.server = OrThrow(rpc::Server::Start({.services = services, .max_message_bytes = 4 << 20}));
}

void Installation::Start() {
  for (auto& [service, hosted] : state_->hosted) {
    if (hosted->start) hosted->start();
  }
}

void Installation::End(const std::string& service) { state_->hosted.erase(service); }

std::shared_ptr<grpc::Channel> Installation::ChannelTo(const std::string& service) {
  auto found = state_->hosted.find(service);
  if (found != state_->hosted.end() && found->second->server)
    return found->second->server->InProcessChannel();
  // A peer that is not there.
  return grpc::CreateChannel(absl::StrCat("unix:", data_dir_, "/nobody"), grpc::InsecureChannelCredentials());
}

const rpc::Home& Installation::home(const std::string& service) const {
  return state_->hosted.at(service)->runtime->home();
}

// The first batch waits for the locked clocks, and what comes meanwhile waits for the first batch.
void Installation::InOneBatch(const std::string& service, const std::vector<std::function<void()>>& calls) {
  const rpc::Home& at = home(service);
  auto options = at.pool->options();
  options.conninfo = state_->database;
  auto holder = db::Connection::Open(options);
  holder->Begin();
  const int county = holder->Run("SELECT county_id FROM county_clock FOR UPDATE")->Get<int32_t>(0, 0);
  const Verb idle{.name = "Idle",
                  .touches = [](const auto&, Touches&) {},
                  .rule = [](Work&, const auto&) { return absl::OkStatus(); }};
  const volunteers::v1::Grant nothing;
  const Caller nobody;
  db::Command command{.county = county, .caller = &nobody, .verb = &idle, .request = &nothing};
  command.done = [](const Status&, int64_t) {};
  at.lanes->Submit(std::move(command));
  while (at.lanes->counters().running == 0) std::this_thread::yield();
  std::vector<std::thread> threads;
  for (const auto& call : calls) {
    const auto before = at.lanes->counters().queue;
    threads.emplace_back(call);
    while (at.lanes->counters().queue == before) std::this_thread::yield();
  }
  holder->Commit();
  for (auto& thread : threads) thread.join();
}

void Installation::WriteAccess(Hosted& hosted, const rpc::AccessAccountRow& row) {
  const auto tables = db::MakeTables<rpc::AccessAccountRow>();
  Status status =
      db::Transact(*hosted.runtime->home().pool, {row.county_id}, false, [&](db::Connection& connection) {
        Picture picture;
        Touches touches;
        touches.set_county(row.county_id);
        touches.Add<rpc::AccessAccountRow>(row.id);
        db::Load(connection, tables, touches, db::Lock::kLane, picture);
        auto& rows = picture.Rows<rpc::AccessAccountRow>();
        if (auto* stored = rows.Change(row.county_id, row.id)) {
          *stored = row;
        } else {
          rows.Insert(row);
        }
        db::Together statements;
        tables.front()->Write(picture, statements);
        connection.RunAll(statements);
        return absl::OkStatus();
      });
  if (!status.ok()) throw std::runtime_error(status.ToString());
  hosted.runtime->book().Forget(row.county_id, row.id);
}

TestCaller Installation::CallerWith(Role role, Grant scope) {
  scope.role = role;
  const Uuid volunteer = scope.scope == ScopeKind::kSelf ? scope.id : Uuid{};
  return CallerWith(std::vector<Grant>{std::move(scope)}, volunteer);
}

TestCaller Installation::CallerWith(std::vector<Grant> grants, const Uuid& volunteer) {
  TestCaller caller;
  caller.world_ = this;
  caller.account = NewUuid(clock.Now());
  caller.subject = absl::StrCat("accounts/", caller.account.ToString());
  caller.home_county = grants.empty() ? 0 : grants.front().county;
  caller.volunteer = volunteer;
  caller.token = TokenFor(caller.account, caller.home_county);
  ChangeAccess(caller, std::move(grants));
  return caller;
}

void Installation::ChangeAccess(const TestCaller& caller, std::vector<Grant> grants, int32_t epoch,
                                bool disabled) {
  volunteers::v1::AccountChanged kept;
  for (const Grant& grant : grants) *kept.add_grants() = ToProto(grant);
  rpc::AccessAccountRow row;
  row.county_id = caller.home_county;
  row.id = caller.account;
  row.epoch = epoch;
  row.disabled = disabled;
  if (!caller.volunteer.is_nil()) row.volunteer_id = caller.volunteer;
  row.grants.data = kept.SerializeAsString();
  for (auto& [service, hosted] : state_->hosted) WriteAccess(*hosted, row);
  state_->accounts.push_back(std::move(row));
}

TestCaller Installation::ServiceCaller(const std::string& service, std::string on_behalf_of) {
  TestCaller caller;
  caller.world_ = this;
  caller.subject = absl::StrCat("service:", service);
  caller.token = rpc::ServiceIdentity(service, state_->service_signer, &clock).Token();
  caller.on_behalf_of = std::move(on_behalf_of);
  return caller;
}

TestCaller Installation::Nobody() {
  TestCaller caller;
  caller.world_ = this;
  return caller;
}

std::string Installation::TokenFor(const Uuid& account, CountyId home_county, int32_t epoch,
                                   absl::Duration life) {
  Claims claims;
  claims.subject = absl::StrCat("accounts/", account.ToString());
  claims.county = home_county;
  claims.epoch = epoch;
  claims.issued = clock.Now();
  claims.expiry = clock.Now() + life;
  return IssueToken(*state_->account_signer, claims);
}

void TestCaller::Prepare(grpc::ClientContext& context) const {
  context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
  if (!token.empty()) context.AddMetadata(rpc::kAuthorizationKey, "Bearer " + token);
  if (!on_behalf_of.empty()) context.AddMetadata(rpc::kOnBehalfKey, on_behalf_of);
  context.AddMetadata(rpc::kLanguageKey, language == Language::kEnglish ? "en" : "zh-CN");
  absl::MutexLock lock(&world_->state_->mutex);
  for (const auto& [key, seq] : world_->state_->positions) {
    context.AddMetadata(rpc::kAfterKey, rpc::PositionText(key.first, key.second, seq));
  }
}

void TestCaller::Remember(const grpc::ClientContext& context) const {
  const auto& trailing = context.GetServerTrailingMetadata();
  auto found = trailing.find(rpc::kPositionKey);
  if (found == trailing.end()) return;
  auto position = rpc::ParsePosition({found->second.data(), found->second.size()});
  if (!position) return;
  absl::MutexLock lock(&world_->state_->mutex);
  int64_t& seq = world_->state_->positions[{position->service(), position->county_id()}];
  seq = std::max(seq, position->seq());
}

}  // namespace diandan::testing
