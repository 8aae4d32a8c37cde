#include "tests/scenario/stage.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "services/db/codec.h"
#include "services/db/query.h"
#include "services/modules.h"
#include "services/rpc/callers.h"
#include "services/rpc/client.h"
#include "tests/scenario/or_throw.h"

namespace diandan::scenario {
namespace {

const absl::CivilDay kMonday(2026, 11, 23);

std::shared_ptr<Hosting> HostAs(Shape shape) {
  return shape == Shape::kOneServer ? HostInOneServer(MondayMorning()) : HostInFourProcesses(MondayMorning());
}

}  // namespace

absl::Time MondayMorning() { return absl::FromCivil(absl::CivilHour(kMonday) + 9, ChinaTime()); }

Stage::Stage(Shape shape) : Stage(HostAs(shape), kCounty) {}

Stage::Stage(std::shared_ptr<Hosting> hosting, CountyId county)
    : clock(MondayMorning()), county(county), hosting_(std::move(hosting)) {
  actors_["operator"] = {"operator", hosting_->OperatorPassword()};
  OpenCounty();
  RegisterPeople();
  OpenAccounts();
  SetTheTable();
}

Stage::~Stage() = default;

std::string Stage::NameOf(const std::string& collection, const std::string& id) const {
  return absl::StrCat("counties/", county, "/", collection, "/", id);
}

std::string Stage::parent() const { return absl::StrCat("counties/", county); }

std::string Stage::OrgOf(const std::string& digits) const {
  return ResourceNameOf(county, "orgs", DeriveUuid(county, absl::StrCat(county, digits)));
}

google::protobuf::Timestamp Stage::TimeOf(int hour, int minute) const {
  google::protobuf::Timestamp time;
  time.set_seconds(absl::ToUnixSeconds(absl::FromCivil(absl::CivilHour(kMonday) + hour, ChinaTime())) +
                   minute * 60);
  return time;
}

void Stage::At(int hour, int minute) {
  clock.Set(absl::FromUnixSeconds(TimeOf(hour, minute).seconds()));
  hosting_->SetClock(clock.Now());
}

db::Connection& Stage::Look() {
  if (!look_) {
    look_ = db::Connection::Open({.conninfo = hosting_->database(), .application_name = "scenario"});
  }
  return *look_;
}

int64_t Stage::CountEvents(const std::string& condition, const db::Params& params) {
  int64_t events = 0;
  for (const std::string& service : ModuleNames()) {
    events += Look()
                  .Run("SELECT count(*) FROM " + service + ".event WHERE " + condition, params)
                  ->Get<int64_t>(0, 0);
  }
  return events;
}

int64_t Stage::Events(const std::string& kind) {
  return CountEvents("kind = $1::text", db::Params().Add(kind));
}

int64_t Stage::EventsOfPeople() { return CountEvents("actor NOT LIKE 'service:%'", {}); }

std::map<std::string, int64_t> Stage::SeqsOf(const std::string& service,
                                             const std::vector<std::string>& requests) {
  const std::vector<std::optional<std::string>> ids(requests.begin(), requests.end());
  auto look = db::Connection::Open({.conninfo = hosting_->database(), .application_name = "scenario"});
  auto rows = look->Run("SELECT request_id::text, seq FROM " + service +
                            ".event WHERE county_id = $1 AND request_id = ANY ($2::uuid[])",
                        db::Params().Add(county).AddText(db::EncodeArray(ids)));
  std::map<std::string, int64_t> seqs;
  for (int i = 0; i < rows->rows(); ++i) seqs[std::string(rows->text(i, 0))] = rows->Get<int64_t>(i, 1);
  return seqs;
}

void Stage::ForgetWhatIsKept() {
  for (const std::string& service : ModuleNames()) {
    Look().Run("UPDATE " + service + ".county_clock SET changes = changes + 1");
  }
}

std::string Stage::Dump() {
  auto tables = Look().Run(
      "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname NOT "
      "IN ('pg_catalog', 'information_schema') ORDER BY 1");
  std::string dump;
  for (int i = 0; i < tables->rows(); ++i) {
    const std::string table(tables->text(i, 0));
    auto rows = Look().Run("SELECT coalesce(string_agg(t::text, E'\n'), '') FROM " + table + " AS t");
    absl::StrAppend(&dump, table, "\n", rows->text(0, 0), "\n");
  }
  return dump;
}

std::string Stage::ServiceOf(const std::string& package) {
  return std::vector<std::string>(absl::StrSplit(package, '.')).at(1);
}

// A follower that is behind says so after its own wait: asking again is the waiting.
Status Stage::CallRpc(const std::string& actor, const std::string& service, const Rpc& method,
                      const google::protobuf::Message& request, google::protobuf::Message& response) {
  const std::string token = TokenOf(actor);
  const absl::Time until = absl::Now() + patience;
  for (;;) {
    grpc::ClientContext context;
    Prepare(token, context);
    // Of several servers, another one at each try.
    Status status = rpc::FromGrpc(method(hosting_->ChannelTo(service), &context, request, response));
    if (status.ok()) Remember(context);
    if (status.ok() || !again(status) || absl::Now() > until) return status;
  }
}

Status Stage::DoRpc(const std::string& actor, const Rpc& method, const google::protobuf::Message& request,
                    const std::string& request_id, google::protobuf::Message& response) {
  const std::shared_ptr<google::protobuf::Message> sent(request.New());
  sent->CopyFrom(request);
  const std::string service = ServiceOf(request.GetDescriptor()->file()->package());
  // The answer to the call, made now or once more.
  const auto ask = [=, this](const google::protobuf::Message& kind) -> Answer {
    const std::shared_ptr<google::protobuf::Message> answer(kind.New());
    DD_RETURN_IF_ERROR(CallRpc(actor, service, method, *sent, *answer));
    return answer;
  };
  Said said{.service = service,
            .request = request.GetDescriptor()->full_name(),
            .request_id = request_id,
            .actor = actor,
            .sent = sent,
            .answer = ask(response),
            .again = [ask, kind = std::shared_ptr<const google::protobuf::Message>(response.New())] {
              return ask(*kind);
            }};
  const Status status = said.answer.status();
  if (status.ok()) response.CopyFrom(**said.answer);
  if (!keeps_calls) {
    said.again = nullptr;
    if (status.ok()) said.answer = std::shared_ptr<const google::protobuf::Message>();
  }
  absl::MutexLock lock(&mutex_);
  said_.push_back(std::move(said));
  return status;
}

// Tokens live for minutes of a clock that jumps by hours.
std::string Stage::TokenOf(const std::string& name) {
  absl::MutexLock lock(&mutex_);
  auto found = actors_.find(name);
  if (found == actors_.end()) return "";
  Actor& actor = found->second;
  if (clock.Now() < actor.expiry) return actor.token;
  const absl::Time until = absl::Now() + patience;
  for (;;) {
    const Status status = SignIn(actor);
    if (status.ok()) return actor.token;
    if (!again(status) || absl::Now() > until) OrThrow(status);
  }
}

void Stage::SignedOut(const std::string& name) {
  absl::MutexLock lock(&mutex_);
  if (auto found = actors_.find(name); found != actors_.end()) found->second.expiry = absl::InfinitePast();
}

Status Stage::SignIn(Actor& actor) {
  volunteers::v1::SignInRequest request;
  request.set_sign_in_name(actor.sign_in_name);
  request.set_password(actor.password);
  volunteers::v1::SignInResponse response;
  grpc::ClientContext context;
  WaitIn(context);
  DD_RETURN_IF_ERROR(rpc::FromGrpc(volunteers::v1::SignInService::Stub(hosting_->ChannelTo("volunteers"))
                                       .SignIn(&context, request, &response)));
  actor.token = response.access_token();
  actor.expiry = absl::FromUnixSeconds(response.access_expire_time().seconds());
  return absl::OkStatus();
}

// Waits for a server that is away as well: only calls that wait drive the connecting on, when others fail at
// once gRPC looks after it every five seconds.
void Stage::WaitIn(grpc::ClientContext& context) const {
  context.set_wait_for_ready(hosting_->waits());
  context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
}

void Stage::Prepare(const std::string& token, grpc::ClientContext& context) {
  WaitIn(context);
  context.AddMetadata(rpc::kLanguageKey, "en");
  // Nobody has no county to have followed anything in.
  if (token.empty()) return;
  context.AddMetadata(rpc::kAuthorizationKey, "Bearer " + token);
  for (const std::string& position : Positions()) context.AddMetadata(rpc::kAfterKey, position);
}

std::vector<std::string> Stage::Positions() {
  absl::MutexLock lock(&mutex_);
  std::vector<std::string> positions;
  for (const auto& [key, seq] : positions_)
    positions.push_back(rpc::PositionText(key.first, key.second, seq));
  return positions;
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
  absl::MutexLock lock(&mutex_);
  absl::StrAppend(&transcript_, absl::FormatTime("%H:%M", clock.Now(), ChinaTime()),
                  absl::StrFormat("  %-10s %-22s %s\n", actor, action, result));
}

}  // namespace diandan::scenario
