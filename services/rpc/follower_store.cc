#include "services/rpc/follower_store.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/db/table.h"
#include "services/rpc/access_book.h"
#include "services/rpc/follower.h"

namespace diandan::rpc {
namespace {

const std::string& Letters() {
  static const std::string columns = db::Table<DeadLetterRow>::ColumnList("d");
  return columns;
}

}  // namespace

void AddCommonTables(db::Tables& tables) {
  tables.push_back(std::make_unique<db::Table<CursorRow>>());
  tables.push_back(std::make_unique<db::Table<DeadLetterRow>>());
  tables.push_back(std::make_unique<db::Table<AccessAccountRow>>());
}

Uuid CursorId(CountyId county, const std::string& owner) {
  return DeriveUuid(county, absl::StrCat("cursor/", owner));
}
Uuid DeadLetterId(CountyId county, const std::string& owner, int64_t seq) {
  return DeriveUuid(county, absl::StrCat("dead_letter/", owner, "/", seq));
}

std::vector<std::pair<CountyId, int64_t>> ReadCursors(db::Connection& connection, const std::string& owner) {
  auto rows = connection.Run("SELECT county_id, seq FROM cursor WHERE owner = $1", db::Params().Add(owner));
  std::vector<std::pair<CountyId, int64_t>> cursors;
  for (int i = 0; i < rows->rows(); ++i)
    cursors.emplace_back(rows->Get<int32_t>(i, 0), rows->Get<int64_t>(i, 1));
  return cursors;
}

std::vector<DeadLetterRow> ReadDeadLetters(db::Connection& connection, const std::string& owner,
                                           CountyId county, const Uuid& subject) {
  static const std::string kLetters = absl::StrCat(
      "SELECT ", Letters(), " FROM dead_letter AS d WHERE d.county_id = $1 AND d.subject_id = $2 AND ",
      "d.owner = $3 AND d.settled_at IS NULL ORDER BY d.seq");
  auto rows = connection.Run(kLetters, db::Params().Add(county).Add(subject).Add(owner));
  std::vector<DeadLetterRow> letters;
  for (int i = 0; i < rows->rows(); ++i) letters.push_back(db::Table<DeadLetterRow>::Decode(*rows, i));
  return letters;
}

std::vector<events::v1::DeadLetter> ListDeadLetters(db::Connection& connection, const std::string& follower,
                                                    CountyId county, int limit) {
  static const std::string kLetters = absl::StrCat(
      "SELECT ", Letters(), " FROM dead_letter AS d WHERE d.county_id = $1 AND d.settled_at IS NULL ",
      "ORDER BY d.parked_at, d.owner, d.seq LIMIT $2");
  auto rows = connection.Run(kLetters, db::Params().Add(county).Add<int32_t>(limit));
  std::vector<events::v1::DeadLetter> letters;
  for (int i = 0; i < rows->rows(); ++i) {
    DeadLetterRow row = db::Table<DeadLetterRow>::Decode(*rows, i);
    auto& letter = letters.emplace_back();
    letter.set_follower(follower);
    letter.mutable_event()->ParseFromString(row.event.data);
    letter.set_problem(row.problem);
    *letter.mutable_parked_time() =
        google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(row.parked_at));
  }
  return letters;
}

std::string ParkedFigures(db::Connection& connection, const std::string& service, absl::Time now) {
  const auto counted = connection.Run(
      "SELECT count(*)::int8, coalesce(extract(epoch FROM $1::timestamptz - min(parked_at)), 0)::text FROM "
      "dead_letter WHERE settled_at IS NULL",
      db::Params().Add(now));
  const std::string labels = absl::StrCat("{service=\"", service, "\"} ");
  return absl::StrCat("diandan_events_parked", labels, counted->Get<int64_t>(0, 0), "\n",
                      "diandan_oldest_parked_seconds", labels, counted->text(0, 1), "\n");
}

}  // namespace diandan::rpc
