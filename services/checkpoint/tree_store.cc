#include "services/checkpoint/tree_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/db/cells.h"

namespace diandan::checkpoint {
namespace {

using db::Params;

constexpr int kNotesAtOnce = 16;

std::string In(const std::string& service, absl::string_view sql) {
  return absl::StrReplaceAll(sql, {{"{s}", service}});
}

std::vector<std::string> Notes(db::Connection& connection, const std::string& service, const char* which,
                               int64_t number, int limit) {
  const auto rows =
      connection.Run(absl::StrCat("SELECT note FROM ", service, ".checkpoint WHERE ", which, " LIMIT $2"),
                     Params().Add(number).Add<int32_t>(limit));
  std::vector<std::string> notes;
  for (int i = 0; i < rows->rows(); ++i) notes.push_back(rows->Get<std::string>(i, 0));
  return notes;
}

}  // namespace

std::vector<std::string> NotesFrom(db::Connection& connection, const std::string& service, int64_t number,
                                   int limit) {
  return Notes(connection, service, "number >= $1 ORDER BY number", number, limit);
}

std::vector<StoredNote> NotesBefore(db::Connection& connection, const std::string& service, int64_t number,
                                    int limit, size_t most_bytes) {
  const std::string sql =
      In(service, "SELECT number, note FROM {s}.checkpoint WHERE number < $1 ORDER BY number DESC LIMIT $2");
  std::vector<StoredNote> notes;
  size_t bytes = 0;
  for (bool more = true; more;) {
    const int some = std::min(kNotesAtOnce, limit - int(notes.size()));
    const auto page = connection.Run(sql, Params().Add(number).Add<int32_t>(some));
    for (int i = 0; i < page->rows() && bytes < most_bytes; ++i) {
      number = page->Get<int64_t>(i, 0);
      notes.push_back({number, page->Get<std::string>(i, 1)});
      bytes += notes.back().whole.size();
    }
    more = page->rows() == some && int(notes.size()) < limit && bytes < most_bytes;
  }
  return notes;
}

std::vector<Behind> CountiesBehind(db::Connection& connection, const std::string& service) {
  const auto rows = connection.Run(
      In(service,
         "SELECT c.county_id, c.seq, coalesce(t.size, 0), coalesce(t.edge, '') FROM {s}.county_clock AS c "
         "LEFT JOIN {s}.checkpoint_tree AS t ON t.county_id = c.county_id "
         "WHERE c.seq > coalesce(t.size, 0) ORDER BY c.county_id"));
  std::vector<Behind> behind;
  for (int i = 0; i < rows->rows(); ++i) {
    behind.push_back({rows->Get<int32_t>(i, 0), rows->Get<int64_t>(i, 1), rows->Get<int64_t>(i, 2),
                      rows->Get<Bytes>(i, 3).data});
  }
  return behind;
}

void StoreCheckpoint(db::Connection& connection, const std::string& service, int64_t number,
                     const std::string& note, const std::vector<Grown>& grown) {
  // First, so that of two sealers the second waits here and then fails, whatever else both would write.
  connection.Run(In(service, "INSERT INTO {s}.checkpoint (number, note) VALUES ($1, $2)"),
                 Params().Add(number).AddText(note));
  auto counties = db::Cells::Of<int32_t>(), more_counties = db::Cells::Of<int32_t>();
  auto firsts = db::Cells::Of<int64_t>(), sizes = db::Cells::Of<int64_t>();
  auto edges = db::Cells::Of<Bytes>(), hashes = db::Cells::Of<Bytes>();
  for (const Grown& county : grown) {
    counties.Add(county.county);
    more_counties.Add(county.county);
    firsts.Add(county.first_seq);
    sizes.Add(county.size);
    edges.Add(Bytes{county.edge});
    hashes.Add(Bytes{county.hashes});
  }
  const std::string runs = In(service,
                              "INSERT INTO {s}.checkpoint_run (county_id, first_seq, hashes) "
                              "SELECT * FROM unnest($1::int4[], $2::int8[], $3::bytea[])");
  const std::string trees =
      In(service,
         "INSERT INTO {s}.checkpoint_tree (county_id, size, edge) "
         "SELECT * FROM unnest($1::int4[], $2::int8[], $3::bytea[]) "
         "ON CONFLICT (county_id) DO UPDATE SET size = excluded.size, edge = excluded.edge");
  db::Together both;
  both.Add(runs, db::Arrays().Add(std::move(counties)).Add(std::move(firsts)).Add(std::move(hashes)));
  both.Add(trees, db::Arrays().Add(std::move(more_counties)).Add(std::move(sizes)).Add(std::move(edges)));
  connection.CommitWith(both);
}

std::vector<Run> RunsIn(db::Connection& connection, const std::string& service, CountyId county,
                        int64_t after, int64_t upto) {
  const auto rows =
      connection.Run(In(service,
                        "SELECT first_seq, hashes FROM {s}.checkpoint_run WHERE county_id = $1 AND "
                        "first_seq > $2 AND first_seq <= $3 ORDER BY first_seq"),
                     Params().Add(county).Add(after).Add(upto));
  std::vector<Run> runs;
  for (int i = 0; i < rows->rows(); ++i)
    runs.push_back({rows->Get<int64_t>(i, 0), rows->Get<Bytes>(i, 1).data});
  return runs;
}

std::vector<CountyClock> AllCounties(db::Connection& connection, const std::string& service,
                                     const std::vector<std::string>& tables) {
  // From one county to the next by the index that every table begins with: no table is read as a whole.
  std::string sql = "WITH RECURSIVE ";
  std::string all = absl::StrCat("SELECT county_id FROM ", service, ".county_clock");
  for (const std::string& table : tables) {
    const std::string from = absl::StrCat(service, ".", table);
    absl::StrAppend(&sql, "of_", table, " AS (SELECT min(county_id) AS county_id FROM ", from,
                    " UNION ALL SELECT (SELECT min(county_id) FROM ", from,
                    " WHERE county_id > p.county_id) ", "FROM of_", table,
                    " AS p WHERE p.county_id IS NOT NULL), ");
    absl::StrAppend(&all, " UNION SELECT county_id FROM of_", table, " WHERE county_id IS NOT NULL");
  }
  absl::StrAppend(&sql, "found AS (", all,
                  ") SELECT f.county_id, coalesce(c.seq, 0) FROM found AS f LEFT JOIN ", service,
                  ".county_clock AS c ON c.county_id = f.county_id ORDER BY f.county_id");
  const auto rows = connection.Run(sql);
  std::vector<CountyClock> clocks;
  for (int i = 0; i < rows->rows(); ++i)
    clocks.push_back({rows->Get<int32_t>(i, 0), rows->Get<int64_t>(i, 1)});
  return clocks;
}

}  // namespace diandan::checkpoint
