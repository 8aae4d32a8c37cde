#include "services/rpc/audit_store.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "diandan/errors/v1/errors.pb.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/request_fields.h"
#include "services/db/where.h"
#include "services/rpc/feed_store.h"

namespace diandan::rpc {
namespace {

using events::v1::AuditEntry;
using events::v1::EventKind;
using events::v1::ListAuditEntriesRequest;

// Events are numbered as they are committed and carry the time their command came in: it waited for less.
constexpr absl::Duration kLongestWait = absl::Hours(1);

// [from, before): the events looked at.
struct Range {
  int64_t from = 1, before = 1;
};

absl::Time TimeOf(db::Connection& connection, CountyId county, int64_t seq) {
  static const std::string kTime = "SELECT time FROM event WHERE county_id = $1::int4 AND seq = $2::int8";
  return connection.Run(kTime, db::Params().Add(county).Add(seq))->Get<absl::Time>(0, 0);
}

// The first event of the range not before `time`. Numbers have no gaps, so halving finds it without an index.
int64_t FirstSince(db::Connection& connection, CountyId county, Range range, absl::Time time) {
  while (range.from < range.before) {
    const int64_t middle = range.from + (range.before - range.from) / 2;
    if (TimeOf(connection, county, middle) < time) {
      range.from = middle + 1;
    } else {
      range.before = middle;
    }
  }
  return range.from;
}

Range RangeOf(db::Connection& connection, CountyId county, const ListAuditEntriesRequest& request,
              const Page& page) {
  const Range all{1, ReadClock(connection, county) + 1};
  if (request.seq() > 0) return {request.seq(), std::min(request.seq() + 1, all.before)};
  Range range = all;
  if (request.has_from_time()) {
    range.from = FirstSince(connection, county, all, FromProto(request.from_time()) - kLongestWait);
  }
  if (request.has_until_time()) {
    range.before = FirstSince(connection, county, all, FromProto(request.until_time()) + kLongestWait);
  }
  int64_t before = 0;
  if (page.after.size() == 1 && absl::SimpleAtoi(page.after[0], &before)) {
    range.before = std::min(range.before, before);
  }
  return range;
}

void Filter(db::Where& where, const ListAuditEntriesRequest& request) {
  where.And(absl::StrCat("kind <> ALL (", where.Param(WithheldKinds()), ")"));
  if (!request.actor().empty()) where.And("actor = ", request.actor());
  if (!request.subject().empty()) where.And("subject_id = ", IdOf(request.subject()));
  if (request.has_from_time()) where.And("time >= ", FromProto(request.from_time()));
  if (request.has_until_time()) where.And("time < ", FromProto(request.until_time()));
  if (request.kinds_size() == 0) return;
  std::vector<std::string> kinds;
  for (int kind : request.kinds()) kinds.push_back(EventKind_Name(static_cast<EventKind>(kind)));
  where.And(absl::StrCat("kind = ANY (", where.Param(kinds), ")"));
}

std::string SubjectOf(CountyId county, EventKind kind, const Uuid& subject) {
  const auto& facts =
      events::v1::EventKind_descriptor()->FindValueByNumber(kind)->options().GetExtension(events::v1::kind);
  return facts.collection().empty() ? ResourceNameOf(county, "", Uuid{})
                                    : ResourceNameOf(county, facts.collection(), subject);
}

void Describe(const std::string& payload_type, const std::string& payload, AuditEntry& entry) {
  if (payload_type == errors::v1::ErrorInfo::descriptor()->full_name()) {
    errors::v1::ErrorInfo info;
    info.ParseFromString(payload);
    entry.set_refused_reason(info.reason());
  } else if (payload_type == volunteers::v1::VolunteersRevealed::descriptor()->full_name()) {
    volunteers::v1::VolunteersRevealed revealed;
    revealed.ParseFromString(payload);
    entry.set_on_behalf_of(revealed.on_behalf_of());
    entry.set_purpose(revealed.purpose());
    entry.set_people_count(revealed.volunteer_ids_size());
  }
}

AuditEntry EntryOf(const db::Result& rows, int i, const std::string& service, CountyId county) {
  AuditEntry entry;
  auto* position = entry.mutable_position();
  position->set_service(service);
  position->set_county_id(county);
  position->set_seq(rows.Get<int64_t>(i, 0));
  EventKind kind = events::v1::EVENT_KIND_UNSPECIFIED;
  events::v1::EventKind_Parse(rows.Get<std::string>(i, 1), &kind);
  entry.set_kind(kind);
  entry.set_subject(SubjectOf(county, kind, rows.Get<std::optional<Uuid>>(i, 2).value_or(Uuid{})));
  entry.set_actor(rows.Get<std::string>(i, 3));
  *entry.mutable_time() = ToTimestamp(rows.Get<absl::Time>(i, 4));
  if (!rows.null(i, 5)) {
    entry.mutable_cause()->set_service(rows.Get<std::string>(i, 5));
    entry.mutable_cause()->set_county_id(rows.Get<int32_t>(i, 6));
    entry.mutable_cause()->set_seq(rows.Get<int64_t>(i, 7));
  }
  if (!rows.null(i, 9)) Describe(rows.Get<std::string>(i, 8), rows.Get<Bytes>(i, 9).data, entry);
  return entry;
}

}  // namespace

const std::vector<std::string>& WithheldKinds() {
  static const auto* kinds = new std::vector<std::string>{"OFFER_DECLINED", "OFFERS_LAPSED"};
  return *kinds;
}

AuditPage ReadAuditPage(db::Connection& connection, const std::string& service, CountyId county,
                        const ListAuditEntriesRequest& request, const Page& page, int64_t most_looked_at) {
  const Range range = RangeOf(connection, county, request, page);
  // The few events of one subject have an index of their own.
  const int64_t from =
      request.subject().empty() ? std::max(range.from, range.before - most_looked_at) : range.from;
  db::Where where;
  where.And("county_id = ", county);
  where.And("seq >= ", from);
  where.And("seq < ", range.before);
  Filter(where, request);
  const std::string limit = where.Param(static_cast<int32_t>(page.size + 1));
  // Payloads are read only where they say what the row does not.
  const auto rows = connection.Run(
      absl::StrCat("SELECT seq, kind, subject_id, actor, time, cause_service, cause_county, cause_seq, "
                   "payload_type, CASE WHEN payload_type IN ('diandan.errors.v1.ErrorInfo', "
                   "'diandan.volunteers.v1.VolunteersRevealed') THEN payload END FROM event WHERE ",
                   where.text(), " ORDER BY seq DESC LIMIT ", limit),
      where.params());
  AuditPage found;
  for (int i = 0; i < std::min(rows->rows(), page.size); ++i) {
    found.entries.push_back(EntryOf(*rows, i, service, county));
  }
  if (rows->rows() > page.size) {
    found.before = found.entries.back().position().seq();
  } else if (from > range.from) {
    found.before = from;
  }
  return found;
}

}  // namespace diandan::rpc
