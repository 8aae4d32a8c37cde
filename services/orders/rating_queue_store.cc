#include "services/orders/rating_queue_store.h"

#include "absl/strings/str_cat.h"
#include "services/db/where.h"
#include "services/orders/store_lists.h"

namespace diandan::orders {
namespace {

// A rating by the tear-off slip of an order that the served team's people have looked up.
constexpr char kSlipSeen[] =
    "(x.channel = 'RATING_SECRET' AND EXISTS (SELECT FROM code_view v WHERE v.county_id = x.county_id AND "
    "v.order_id = x.order_id AND v.by_team))";

// Households are told apart by their keyed hashes; this rating's is one of them.
std::string SamePhone() {
  return absl::StrCat(
      "(x.device <> '' AND (SELECT count(DISTINCT p.client_key) FROM rating d JOIN service_order p ON "
      "p.county_id = d.county_id AND p.id = d.order_id WHERE d.county_id = x.county_id AND d.device = "
      "x.device "
      "AND d.team_id = x.team_id AND d.rated_at BETWEEN x.rated_at - interval '",
      absl::ToInt64Hours(kPhoneMemory), " hours' AND x.rated_at + interval '",
      absl::ToInt64Hours(kPhoneMemory), " hours') >= ", kHouseholdsOfAPhone, ")");
}

std::string Wanted(v1::RatingQueue queue) {
  switch (queue) {
    case v1::LOW_RATINGS:
      return "x.due_at IS NOT NULL AND x.settled = ''";
    case v1::DOUBTFUL_RATINGS:
      return absl::StrCat("x.reviewed_at IS NULL AND (", kSlipSeen, " OR ", SamePhone(), ")");
    default:
      return "true";
  }
}

absl::string_view SortedBy(v1::RatingQueue queue) {
  return queue == v1::LOW_RATINGS ? "x.due_at" : "x.rated_at";
}

}  // namespace

std::vector<QueuedRating> ListRatingsToReview(db::Connection& connection, CountyId county,
                                              const std::string& path, v1::RatingQueue queue,
                                              const Page& page) {
  const absl::string_view key = SortedBy(queue);
  db::Where where;
  where.And("x.county_id = ", county);
  where.And("x.rater_kind = 'RESIDENT' AND NOT x.annulled AND NOT x.outranked");
  where.And(absl::StrCat("(o.station_path = ", where.Param(path), " OR (o.station_path >= ",
                         where.Param(path + "."), " AND o.station_path < ", where.Param(path + "/"), "))"));
  where.And(Wanted(queue));
  if (!page.after.empty()) {
    where.And(absl::StrCat("(", key, ", x.id) > (", where.Param(page.after[0]), "::timestamptz, ",
                           where.Param(IdAfter(page, 1)), ")"));
  }
  static const std::string columns = db::Table<RatingRow>::ColumnList("x");
  const std::string sql = absl::StrCat(
      "SELECT ", columns, ", o.number, o.title, o.station_path, o.first_start, o.redo_count, ", kSlipSeen,
      ", ", SamePhone(),
      " FROM rating x JOIN service_order o ON o.county_id = x.county_id AND o.id = x.order_id WHERE ",
      where.text(), " ORDER BY ", key, ", x.id LIMIT ", page.size + 1);
  const auto found = connection.Run(sql, where.params());
  constexpr int kOrderColumns = db::kColumnCount<RatingRow>;
  std::vector<QueuedRating> ratings;
  for (int row = 0; row < found->rows(); ++row) {
    QueuedRating& one = ratings.emplace_back();
    one.rating = db::Table<RatingRow>::Decode(*found, row);
    one.number = found->Get<std::string>(row, kOrderColumns);
    one.title = found->Get<std::string>(row, kOrderColumns + 1);
    one.station_path = found->Get<std::string>(row, kOrderColumns + 2);
    one.start = found->Get<absl::Time>(row, kOrderColumns + 3);
    one.redos = found->Get<int32_t>(row, kOrderColumns + 4);
    one.slip_seen_by_team = found->Get<bool>(row, kOrderColumns + 5);
    one.same_phone = found->Get<bool>(row, kOrderColumns + 6);
  }
  return ratings;
}

std::vector<std::string> KeyOf(const QueuedRating& rating, v1::RatingQueue queue) {
  const absl::Time key = queue == v1::LOW_RATINGS ? *rating.rating.due_at : rating.rating.rated_at;
  return {db::EncodeTime(key), rating.rating.id.ToString()};
}

}  // namespace diandan::orders
