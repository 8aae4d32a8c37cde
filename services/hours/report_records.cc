#include "services/hours/report_records.h"

#include <memory>

#include "absl/container/flat_hash_map.h"
#include "services/base/request_fields.h"
#include "services/hours/report/facts.h"
#include "services/hours/report/sheets.h"

namespace diandan::hours {
namespace {

constexpr int kRecordsAPage = 2000;

const char* GradeLetter(v1::Grade grade) {
  switch (grade) {
    case v1::A:
      return "A";
    case v1::B:
      return "B";
    case v1::C:
      return "C";
    case v1::D:
      return "D";
    default:
      return "";
  }
}

class RecordReader {
 public:
  RecordReader(db::Connection& connection, const GivenScope& scope, const volunteers::v1::DutyFacts& facts,
               Language language)
      : connection_(connection), scope_(scope), language_(language) {
    for (const auto& place : facts.places()) places_[place.path()] = place.display_name();
    for (const auto& team : facts.teams()) teams_[IdOf(team.team_id())] = team.display_name();
    const auto& people = facts.people();
    for (int i = 0; i < people.numbers_size(); ++i) numbers_[report::PersonAt(people, i)] = people.numbers(i);
  }

  std::vector<report::CellRow> Next() {
    const std::vector<RecordRow> rows =
        ReadRecords(connection_, scope_, count_ == 0 ? nullptr : &last_, kRecordsAPage);
    std::vector<report::CellRow> cells;
    cells.reserve(rows.size());
    for (const RecordRow& row : rows) cells.push_back(report::RowOf(RecordOf(row), ++count_, language_));
    if (!rows.empty()) last_ = rows.back();
    return cells;
  }

 private:
  template <typename Map, typename Key>
  static std::string Known(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? "" : found->second;
  }

  // "大沁他拉镇 红柳村": two names tell a village apart.
  std::string PlaceName(const std::string& path) const {
    const std::string own = Known(places_, path);
    const size_t dot = path.rfind('.');
    if (dot == std::string::npos || report::CountSteps(path) < 3) return own;
    const std::string above = Known(places_, path.substr(0, dot));
    return above.empty() ? own : above + " " + own;
  }

  report::Record RecordOf(const RecordRow& row) const {
    report::Record record;
    record.start = row.start_at;
    record.end = row.end_at;
    record.order_number = row.order_number;
    record.place = PlaceName(row.station_path);
    record.team = Known(teams_, row.team_id);
    record.volunteer_number = Known(numbers_, row.volunteer_id);
    record.minutes = row.minutes;
    record.grade = GradeLetter(row.grade);
    record.recorded = row.settled_at;
    record.in_time = row.in_time;
    return record;
  }

  db::Connection& connection_;
  const GivenScope& scope_;
  const Language language_;
  absl::flat_hash_map<std::string, std::string> places_;
  absl::flat_hash_map<Uuid, std::string> teams_, numbers_;
  RecordRow last_;
  int64_t count_ = 0;
};

}  // namespace

report::NextRows RecordPages(db::Connection& connection, const GivenScope& scope,
                             const volunteers::v1::DutyFacts& people, Language language) {
  const auto reader = std::make_shared<RecordReader>(connection, scope, people, language);
  return [reader]() -> StatusOr<std::vector<report::CellRow>> { return reader->Next(); };
}

}  // namespace diandan::hours
