#include "services/rpc/toy_testing.h"

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "services/base/county_readers.h"
#include "services/db/codec.h"
#include "services/rpc/access.h"
#include "services/rpc/audit.h"
#include "services/rpc/dead_letters.h"
#include "services/rpc/feed.h"
#include "services/rpc/stream.h"

namespace diandan::rpc {
namespace {

using toy::v1::GetCopyRequest;
using toy::v1::GetThingRequest;
using toy::v1::PutThingRequest;
using toy::v1::PutTwiceRequest;
using toy::v1::Thing;
using toy::v1::ThingCopied;
using toy::v1::ThingPut;

Uuid IdIn(const std::string& name) { return ParseResourceName(name).value().id; }

void TouchThing(const PutThingRequest& request, Touches& touches) {
  touches.Add<ThingRow>(IdIn(request.name()));
}

Status PutRule(Work& work, const PutThingRequest& request) {
  if (request.value() == 13) return Refuse(errors::v1::ORDER_WRONG_STATE, {{"state", "COMPLETED"}});
  const Uuid id = IdIn(request.name());
  ThingRow* row = work.Change<ThingRow>(id);
  if (row == nullptr) {
    ThingRow fresh;
    fresh.id = id;
    row = &work.Insert(fresh);
  }
  row->value = request.value();
  ++row->times;
  if (request.value() == kToldOtherwise) {
    work.Emit("THING_PUT", id, request);
    return absl::OkStatus();
  }
  ThingPut put;
  put.set_thing_id(id.ToString());
  put.set_value(request.value());
  work.Emit("THING_PUT", id, put);
  return absl::OkStatus();
}

void Fill(const std::string& name, const ThingRow& row, Thing& thing) {
  thing.set_name(name);
  thing.set_value(row.value);
  thing.set_times(row.times);
}

void AnswerThing(const PutThingRequest& request, const Work& work, Thing& thing) {
  Fill(request.name(), *work.Find<ThingRow>(IdIn(request.name())), thing);
}

const Verb kPutThing = MakeVerb<PutThingRequest, Thing>("PutThing", TouchThing, PutRule, AnswerThing);

Status ReadThing(const Call& call, db::Connection& connection, const std::string& name, Thing& thing) {
  Picture picture;
  Touches touches;
  touches.set_county(call.county);
  touches.Add<ThingRow>(IdIn(name));
  LoadForRead(connection, call.home, touches, picture);
  const ThingRow* row = picture.Rows<ThingRow>().Find(call.county, IdIn(name));
  if (row == nullptr) return Refuse(errors::v1::NOT_FOUND);
  thing.Clear();
  Fill(name, *row, thing);
  return absl::OkStatus();
}

std::vector<std::string> PlacesOfEvents(db::Connection& connection, CountyId county, int64_t after,
                                        int64_t to) {
  const auto found = connection.Run(
      "SELECT DISTINCT 'c1.v' || t.value FROM event e JOIN thing t ON t.county_id = e.county_id AND "
      "t.id = e.subject_id WHERE e.county_id = $1::int4 AND e.seq > $2::int8 AND e.seq <= $3::int8",
      db::Params().Add(county).Add(after).Add(to));
  std::vector<std::string> places;
  for (int i = 0; i < found->rows(); ++i) places.push_back(found->Get<std::string>(i, 0));
  return places;
}

void TouchCopy(const ThingPut& put, Touches& touches) {
  touches.Add<ThingRow>(ParseUuid(put.thing_id()).value());
}

void TouchCompanion(const ThingPut& put, const Work& work, Touches& touches) {
  const ThingRow* row = work.Find<ThingRow>(ParseUuid(put.thing_id()).value());
  if (row != nullptr && put.value() == kCountCompanion) touches.Add<ThingRow>(CompanionId(row->value));
}

Status CountCompanion(Work& work, const ThingPut& put) {
  const ThingRow* row = work.Find<ThingRow>(ParseUuid(put.thing_id()).value());
  ThingRow* companion = row == nullptr ? nullptr : work.Change<ThingRow>(CompanionId(row->value));
  if (companion == nullptr) return Refuse(errors::v1::NOT_FOUND);
  ++companion->times;
  return absl::OkStatus();
}

Status CopyRule(Work& work, const events::v1::Event&, const ThingPut& put) {
  if (put.value() == CopiesModule::mood().refuse_value) return Refuse(errors::v1::TEAM_UNKNOWN);
  if (put.value() == kCountCompanion) DD_RETURN_IF_ERROR(CountCompanion(work, put));
  const Uuid id = ParseUuid(put.thing_id()).value();
  ThingRow* row = work.Change<ThingRow>(id);
  if (row == nullptr) {
    ThingRow fresh;
    fresh.id = id;
    row = &work.Insert(fresh);
  }
  row->value = put.value();
  ++row->times;
  if (put.value() == CopiesModule::mood().throw_value) throw std::runtime_error("a fault in the rule");
  ThingCopied copied;
  copied.set_thing_id(put.thing_id());
  work.Emit("THING_COPIED", id, copied);
  return absl::OkStatus();
}

constexpr char kThingSql[] = R"sql(
CREATE TABLE thing (
  county_id int NOT NULL, id uuid NOT NULL, value int NOT NULL, times int NOT NULL,
  PRIMARY KEY (county_id, id)
);
SELECT fence('thing');
)sql";

db::Tables ThingTables() {
  db::Tables tables = db::MakeTables<ThingRow>();
  AddCommonTables(tables);
  return tables;
}

}  // namespace

const Verb& PutThingVerb() { return kPutThing; }
Uuid CompanionId(int32_t value) { return DeriveUuid(kNaiman, absl::StrCat("companion/", value)); }

// Impatient, so that tests need not wait.
ToysModule::ToysModule(ModuleParts parts)
    : home_(std::move(parts.home)),
      watches_(
          home_, parts.book,
          {.touched = PlacesOfEvents, .gap = absl::Milliseconds(10), .heartbeat = absl::Milliseconds(100)}) {
  Serve(this, &ToysModule::PutThing, &ToysModule::GetThing, &ToysModule::PutTwice, &ToysModule::CountTo,
        &ToysModule::WatchThings, &ToysModule::Follow, &ToysModule::ListAuditEntries);
}

const db::Tables& ToysModule::tables() {
  static const auto* tables = new db::Tables(ThingTables());
  return *tables;
}
db::Schema ToysModule::schema() { return {"toys", {{1, "things", kThingSql}}}; }
const std::vector<AccessRow>& ToysModule::access() {
  static const auto* rows = new std::vector<AccessRow>{
      {.rpc = "/diandan.toy.v1.Toys/PutThing", .roles = {Role::kClerk}},
      {.rpc = "/diandan.toy.v1.Toys/GetThing", .roles = {Role::kClerk}, .services = {"copies"}},
      {.rpc = "/diandan.toy.v1.Toys/PutTwice", .roles = {Role::kClerk}},
      {.rpc = "/diandan.toy.v1.Toys/CountTo", .anyone = true},
      {.rpc = "/diandan.toy.v1.Toys/WatchThings", .roles = {Role::kClerk}},
      {.rpc = "/diandan.toy.v1.Toys/Follow", .services = {"copies"}},
      {.rpc = "/diandan.toy.v1.Toys/ListAuditEntries", .roles = AuditReaders()},
  };
  return *rows;
}

grpc::ServerUnaryReactor* ToysModule::PutThing(grpc::CallbackServerContext* context,
                                               const PutThingRequest* request, Thing* response) {
  return Mutate(home_, context, request, response, kPutThing);
}

grpc::ServerUnaryReactor* ToysModule::GetThing(grpc::CallbackServerContext* context,
                                               const GetThingRequest* request, Thing* response) {
  return Read(home_, context, *request, [=](const Call& call, db::Connection& connection) {
    return ReadThing(call, connection, request->name(), *response);
  });
}

grpc::ServerUnaryReactor* ToysModule::PutTwice(grpc::CallbackServerContext* context,
                                               const PutTwiceRequest* request, Thing* response) {
  return Slow(home_, context, *request, [=](const Call& call) -> Status {
    for (int part : {1, 2}) {
      PutThingRequest put;
      put.set_name(request->name());
      put.set_value(part);
      DD_RETURN_IF_ERROR(RunInLane(call, call.county, DeriveUuid(call.request_id, absl::StrCat(part)), put,
                                   *response, kPutThing));
    }
    return absl::OkStatus();
  });
}

grpc::ServerWriteReactor<Thing>* ToysModule::CountTo(grpc::CallbackServerContext* context,
                                                     const toy::v1::CountToRequest* request) {
  return Stream<Thing>(home_, context, *request, [=](const Call&, const Write<Thing>& write) -> Status {
    for (int i = 1; i <= request->value(); ++i) {
      Thing thing;
      thing.set_value(i);
      if (!write(thing)) return absl::CancelledError();
    }
    return absl::OkStatus();
  });
}

grpc::ServerWriteReactor<events::v1::Position>* ToysModule::WatchThings(
    grpc::CallbackServerContext* context, const toy::v1::WatchThingsRequest* request) {
  return watches_.Open(context, *request, request->path(), [this, request](const Call& call) {
    Scope scope;
    scope.county = call.county;
    scope.org_path = request->path();
    return Allowed(*home_.access->Of(request->GetDescriptor()), call.caller, scope);
  });
}

grpc::ServerWriteReactor<events::v1::FollowResponse>* ToysModule::Follow(
    grpc::CallbackServerContext* context, const events::v1::FollowRequest* request) {
  return rpc::Follow(home_, context, *request);
}

grpc::ServerUnaryReactor* ToysModule::ListAuditEntries(grpc::CallbackServerContext* context,
                                                       const events::v1::ListAuditEntriesRequest* request,
                                                       events::v1::ListAuditEntriesResponse* response) {
  return rpc::ListAuditEntries(home_, context, *request, *response);
}

const db::Tables& CopiesModule::tables() {
  static const auto* tables = new db::Tables(ThingTables());
  return *tables;
}
// The database refuses 666, whatever the rule says.
db::Schema CopiesModule::schema() {
  return {"copies",
          {{1, "things", kThingSql},
           {2, "taboo", "ALTER TABLE thing ADD CONSTRAINT taboo CHECK (value <> 666)"}}};
}
const std::vector<AccessRow>& CopiesModule::access() {
  static const auto* rows = new std::vector<AccessRow>{
      {.rpc = "/diandan.toy.v1.Copies/GetCopy", .roles = {Role::kClerk}},
  };
  return *rows;
}
Mood& CopiesModule::mood() {
  static auto* mood = new Mood;
  return *mood;
}

std::unique_ptr<Follower> CopiesModule::NewFollower() const {
  EventHandler handler = MakeHandler<ThingPut>(TouchCopy, CopyRule, TouchCompanion);
  handler.concerns = [](const events::v1::Event&, const google::protobuf::Message& put) {
    return static_cast<const ThingPut&>(put).value() != mood().foreign_value;
  };
  if (mood().calls_peer)
    handler.before = [](const events::v1::Event& event, const google::protobuf::Message&) -> Status {
      ++mood().before_calls;
      if (event.position().county_id() == mood().away_for) return Refuse(errors::v1::PEER_UNAVAILABLE);
      if (mood().peer_away > 0 && mood().peer_away-- > 0) return Refuse(errors::v1::PEER_UNAVAILABLE);
      return absl::OkStatus();
    };
  auto stub = std::shared_ptr<toy::v1::Toys::Stub>(toy::v1::Toys::NewStub(parts_.channel_to("toys")));
  return std::make_unique<Follower>(
      parts_.home, "toys",
      [stub](grpc::ClientContext* context, const events::v1::FollowRequest& request) {
        return stub->Follow(context, request);
      },
      EventHandlers{{ThingPut::descriptor()->full_name(), handler}});
}

grpc::ServerUnaryReactor* CopiesModule::GetCopy(grpc::CallbackServerContext* context,
                                                const GetCopyRequest* request, Thing* response) {
  return Read(parts_.home, context, *request, [=](const Call& call, db::Connection& connection) {
    return ReadThing(call, connection, request->name(), *response);
  });
}

ToyWorld::ToyWorld(bool follow)
    : toys(world.Host<ToysModule>("toys")),
      copies(world.Host<CopiesModule>("copies")),
      clerk(world.CallerWith(Role::kClerk, testing::InOrg(kNaiman, "c1"))),
      kulun_clerk(world.CallerWith(Role::kClerk, testing::InOrg(kKulun, "c2"))),
      stub(toy::v1::Toys::NewStub(world.ChannelTo("toys"))),
      copies_stub(toy::v1::Copies::NewStub(world.ChannelTo("copies"))) {
  Mood& mood = CopiesModule::mood();
  mood.calls_peer = false;
  mood.refuse_value = mood.throw_value = mood.foreign_value = -1;
  mood.peer_away = mood.away_for = mood.before_calls = 0;
  if (follow) world.Start();
}

PutThingRequest ToyWorld::Put(CountyId county, const Uuid& thing, int32_t value) const {
  PutThingRequest request;
  request.set_request_id(NewId().ToString());
  request.set_name(ResourceNameOf(county, "things", thing));
  request.set_value(value);
  return request;
}

StatusOr<Thing> ToyWorld::Send(const PutThingRequest& request) const {
  const bool naiman = ParseResourceName(request.name()).value().county == kNaiman;
  return (naiman ? clerk : kulun_clerk).Call(*stub, &toy::v1::Toys::Stub::PutThing, request);
}

StatusOr<Thing> ToyWorld::Copy(CountyId county, const Uuid& thing) const {
  GetCopyRequest request;
  request.set_name(ResourceNameOf(county, "things", thing));
  return (county == kNaiman ? clerk : kulun_clerk)
      .Call(*copies_stub, &toy::v1::Copies::Stub::GetCopy, request);
}

int64_t ToyWorld::Count(const std::string& service, const std::string& sql) const {
  int64_t count = -1;
  Status status =
      db::TransactFor(*world.home(service).pool, db::kAllCounties, true, [&](db::Connection& connection) {
        count = connection.Run(sql)->Get<int64_t>(0, 0);
        return absl::OkStatus();
      });
  return status.ok() ? count : -1;
}

}  // namespace diandan::rpc
