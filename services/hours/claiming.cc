#include "services/hours/claiming.h"

#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

using google::protobuf::Message;

constexpr int kAttempts = 3;  // a token may be voided by a competitor between claim and decision

const Caller& ClockCaller() {
  static const Caller caller = [] {
    Caller self;
    self.kind = Caller::Kind::kService;
    self.service = "hours";
    self.subject = "service:hours";
    return self;
  }();
  return caller;
}

v1::ClaimMinutes RequestFor(const Wanted& wanted) {
  v1::ClaimMinutes request;
  request.set_entry_id(wanted.entry.id.ToString());
  request.set_volunteer_id(wanted.entry.volunteer_id.ToString());
  request.set_service_county(wanted.entry.county_id);
  *request.mutable_start_time() = ToTimestamp(wanted.entry.start_at);
  *request.mutable_end_time() = ToTimestamp(wanted.entry.end_at);
  request.set_minutes(wanted.minutes);
  return request;
}

}  // namespace

RunVerb AsCaller(const rpc::Call& call) {
  return [&call](CountyId county, const Uuid& request_id, const Message& request, Message& response,
                 const Verb& verb, std::shared_ptr<const void> extra) {
    return rpc::RunInLane(call, county, request_id, request, response, verb, std::move(extra));
  };
}

RunVerb AsClock(const rpc::Home& home) {
  return [&home](CountyId county, const Uuid& request_id, const Message& request, Message& response,
                 const Verb& verb, std::shared_ptr<const void> extra) {
    db::Command command;
    command.county = county;
    command.request_id = request_id;
    command.caller = &ClockCaller();
    command.verb = &verb;
    command.request = &request;
    command.response = &response;
    command.extra = std::move(extra);
    command.received_at = home.clock->Now();
    return home.lanes->Run(std::move(command));
  };
}

Status Claiming::Run(CountyId county, const Uuid& request_id, const Message& request, Message& response,
                     const Verb& verb, const WantedOf& wanted) const {
  Status status = run_(county, request_id, request, response, verb, nullptr);
  for (int attempt = 0; IsClaimNeeded(status) && attempt < kAttempts; ++attempt) {
    DD_ASSIGN_OR_RETURN(std::vector<Wanted> wishes, Read(county, request, verb, wanted));
    Taken taken;
    status = Take(request_id, wishes, taken);
    if (status.ok()) status = run_(county, request_id, request, response, verb, taken.claims);
    if (!status.ok()) GiveAllBack(request_id, taken);
  }
  return IsClaimNeeded(status) ? Refuse(errors::v1::OVERLOADED) : status;
}

StatusOr<std::vector<Wanted>> Claiming::Read(CountyId county, const Message& request, const Verb& verb,
                                             const WantedOf& wanted) const {
  std::vector<Wanted> wishes;
  Status status = db::Transact(*home_.pool, {county}, /*read_only=*/true, [&](db::Connection& connection) {
    Picture picture;
    Work work(picture, county, ClockCaller(), {}, home_.clock->Now(), 0);
    Touches first, second;
    first.set_county(county);
    second.set_county(county);
    verb.touches(request, first);
    rpc::LoadForRead(connection, home_, first, picture);
    if (verb.more) verb.more(request, work, second);
    rpc::LoadForRead(connection, home_, second, picture);
    wishes = wanted(work);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return wishes;
}

Status Claiming::Take(const Uuid& request_id, const std::vector<Wanted>& wanted, Taken& taken) const {
  for (const Wanted& wish : wanted) {
    v1::ClaimMinutes request = RequestFor(wish);
    v1::ClaimMinutesResult result;
    DD_RETURN_IF_ERROR(run_(wish.entry.home_county, ClaimRequestId(wish.entry, request_id), request, result,
                            ClaimMinutesVerb(), nullptr));
    taken.claims->by_entry[wish.entry.id] = {wish.minutes, result.token(), result.day_minutes()};
    taken.entries.push_back(wish.entry);
    // A repeat may answer with a claim that was released meanwhile; its token is void by now.
    if (!result.held()) return ClaimNeeded();
  }
  return absl::OkStatus();
}

void Claiming::GiveAllBack(const Uuid& request_id, const Taken& taken) const {
  for (const EntryRow& entry : taken.entries) {
    int32_t token = taken.claims->by_entry.at(entry.id).token;
    auto given = GiveBack(entry.county_id, entry.home_county, entry.id, token, request_id);
    // The reconciler comes past later.
    if (!given.ok()) LogWarning("claim kept", {{"entry", entry.id.ToString()}, {"status", given.status()}});
  }
}

StatusOr<bool> Claiming::GiveBack(CountyId service_county, CountyId home_county, const Uuid& entry,
                                  int32_t token, const Uuid& cause) const {
  v1::DropClaim drop;
  drop.set_entry_id(entry.ToString());
  drop.set_token(token);
  v1::DropClaimResult dropped;
  DD_RETURN_IF_ERROR(run_(service_county, {}, drop, dropped, DropClaimVerb(), nullptr));
  v1::ReleaseMinutes release;
  release.set_entry_id(entry.ToString());
  release.set_token(token);
  release.set_keep_minutes(dropped.keep_minutes());
  v1::Done done;
  Uuid id =
      DeriveUuid(entry, absl::StrCat("release/", token, "/", dropped.keep_minutes(), "/", cause.ToString()));
  DD_RETURN_IF_ERROR(run_(home_county, id, release, done, ReleaseMinutesVerb(), nullptr));
  return dropped.keep_minutes() == 0;
}

}  // namespace diandan::hours
