#include "services/rpc/feed_store.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/db/codec.h"

namespace diandan::rpc {
namespace {

using db::Params;

events::v1::Event EventFrom(const db::Result& rows, int i, const std::string& service) {
  events::v1::Event event;
  auto* position = event.mutable_position();
  position->set_service(service);
  position->set_county_id(rows.Get<int32_t>(i, 1));
  position->set_seq(rows.Get<int64_t>(i, 2));
  event.set_event_id(rows.Get<std::string>(i, 3));
  event.set_kind(rows.Get<std::string>(i, 4));
  event.set_subject_id(rows.Get<std::string>(i, 5));
  event.set_actor(rows.Get<std::string>(i, 6));
  *event.mutable_time() = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
      absl::ToUnixMicros(rows.Get<absl::Time>(i, 7)));
  if (!rows.null(i, 8)) {
    auto* cause = event.mutable_cause();
    cause->set_service(rows.Get<std::string>(i, 8));
    cause->set_county_id(rows.Get<int32_t>(i, 9));
    cause->set_seq(rows.Get<int64_t>(i, 10));
  }
  event.mutable_payload()->set_type_url(absl::StrCat("type.googleapis.com/", rows.Get<std::string>(i, 11)));
  event.mutable_payload()->set_value(rows.Get<Bytes>(i, 12).data);
  return event;
}

}  // namespace

std::vector<events::v1::FollowResponse> ReadEvents(db::Connection& connection, const std::string& service,
                                                   const std::vector<EventCursor>& cursors, int limit) {
  static const std::string kEvents =
      "SELECT k.n, e.county_id, e.seq, e.request_id, e.kind, e.subject_id, e.actor, e.time, e.cause_service, "
      "e.cause_county, e.cause_seq, e.payload_type, e.payload "
      "FROM unnest($1::int4[], $2::int8[]) WITH ORDINALITY AS k(c, s, n) CROSS JOIN LATERAL "
      "(SELECT * FROM event WHERE county_id = k.c AND seq > k.s ORDER BY seq LIMIT $3) AS e ORDER BY k.n, "
      "e.seq";
  std::vector<std::optional<std::string>> counties, seqs;
  for (const auto& [county, seq] : cursors) {
    counties.push_back(absl::StrCat(county));
    seqs.push_back(absl::StrCat(seq));
  }
  auto rows = connection.Run(
      kEvents,
      Params().AddText(db::EncodeArray(counties)).AddText(db::EncodeArray(seqs)).Add<int32_t>(limit));
  std::vector<events::v1::FollowResponse> found(cursors.size());
  for (size_t i = 0; i < cursors.size(); ++i) found[i].set_county_id(cursors[i].first);
  for (int i = 0; i < rows->rows(); ++i) {
    *found[size_t(rows->Get<int64_t>(i, 0) - 1)].add_events() = EventFrom(*rows, i, service);
  }
  return found;
}

std::vector<EventCursor> ReadClocks(db::Connection& connection) {
  auto rows = connection.Run("SELECT county_id, seq FROM county_clock WHERE seq > 0");
  std::vector<EventCursor> clocks;
  clocks.reserve(size_t(rows->rows()));
  for (int i = 0; i < rows->rows(); ++i)
    clocks.emplace_back(rows->Get<int32_t>(i, 0), rows->Get<int64_t>(i, 1));
  return clocks;
}

int64_t ReadClock(db::Connection& connection, CountyId county) {
  auto row = connection.Run("SELECT coalesce(max(seq), 0)::int8 FROM county_clock WHERE county_id = $1::int4",
                            Params().Add(county));
  return row->Get<int64_t>(0, 0);
}

std::string ReadWritePosition(db::Connection& connection) {
  auto row = connection.Run(
      "SELECT CASE WHEN pg_is_in_recovery() THEN '' ELSE pg_current_wal_insert_lsn()::text END");
  return row->Get<std::string>(0, 0);
}

}  // namespace diandan::rpc
