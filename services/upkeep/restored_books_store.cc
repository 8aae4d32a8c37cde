#include "services/upkeep/restored_books_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/checkpoint/sealed_tables.h"
#include "services/db/codec.h"

namespace diandan::upkeep {
namespace {

struct Question {
  const char* name;
  Wording what;
  const char* sql;  // (looked at, wrong); {s}: asked of each service
};

constexpr Question kOfEachService[] = {
    {"EVENTS_GAP_FREE",
     {"每个县的事件从 1 数起，没有缺号", "Counties' events count from 1 without a gap"},
     "SELECT count(*), count(*) FILTER (WHERE c.seq <> coalesce(e.n, 0) OR c.seq <> coalesce(e.high, 0) OR "
     "coalesce(e.low, 1) <> 1) FROM {s}.county_clock AS c FULL JOIN (SELECT county_id, count(*) AS n, "
     "min(seq) "
     "AS low, max(seq) AS high FROM {s}.event GROUP BY county_id) AS e USING (county_id)"},
    {"EVENTS_PARKED",
     {"没有停着的事件", "No event is parked"},
     "SELECT count(*), count(*) FILTER (WHERE settled_at IS NULL) FROM {s}.dead_letter"},
};

constexpr Question kOfAll[] = {
    {"BALANCE_IS_ITS_TRANSFERS",
     {"每户的余额就是它每一笔加起来", "Every account's balance is the sum of its transfers"},
     "SELECT count(*), count(*) FILTER (WHERE a.balance <> coalesce(c.minutes, 0) - coalesce(d.minutes, 0)) "
     "FROM "
     "hours.account AS a LEFT JOIN (SELECT county_id, credit AS id, sum(minutes) AS minutes FROM "
     "hours.transfer "
     "GROUP BY 1, 2) AS c USING (county_id, id) LEFT JOIN (SELECT county_id, debit AS id, sum(minutes) AS "
     "minutes "
     "FROM hours.transfer GROUP BY 1, 2) AS d USING (county_id, id) WHERE a.ledger = 'MINUTES'"},
    {"VERIFIED_IS_DECIDED",
     {"已验的单都有时长，而且条条都有结果", "Every verified order has entries, and all of them are decided"},
     "SELECT count(*), count(*) FILTER (WHERE e.all_of_it IS NULL OR e.all_of_it = 0 OR e.waiting > 0) FROM "
     "orders.service_order AS o LEFT JOIN LATERAL (SELECT count(*) AS all_of_it, count(*) FILTER (WHERE "
     "state NOT "
     "IN ('POSTED', 'VOIDED')) AS waiting FROM hours.entry AS e WHERE e.county_id = o.county_id AND "
     "e.order_id = "
     "o.id) AS e ON true WHERE o.state = 'VERIFIED'"},
    {"CREDITED_ONCE",
     {"每条记了账的时长只有一笔站得住的账", "Every posted entry stands on one transfer of its own"},
     "SELECT count(*), count(*) FILTER (WHERE t.id IS NULL) FROM hours.entry AS e LEFT JOIN hours.transfer "
     "AS t "
     "ON t.county_id = e.county_id AND t.id = e.standing_transfer AND t.entry_id = e.id WHERE e.state = "
     "'POSTED'"},
    {"ENTRY_HAS_ORDER",
     {"每条时长都有它的单", "Every entry has its order"},
     "SELECT count(*), count(*) FILTER (WHERE o.id IS NULL) FROM hours.entry AS e LEFT JOIN "
     "orders.service_order AS o ON o.county_id = e.county_id AND o.id = e.order_id"},
};

// What a service has followed must be there: else the one it follows was restored to an earlier moment.
constexpr Question kFollowed = {
    "FOLLOWED_IS_THERE",
    {"跟到的事件都在", "What was followed is there"},
    "SELECT count(*), count(*) FILTER (WHERE c.seq > coalesce(o.seq, 0)) FROM {s}.cursor AS c LEFT JOIN "
    "{o}.county_clock AS o USING (county_id) WHERE c.owner = '{o}'"};

void Ask(db::Connection& connection, const std::string& sql, BookCheck& check) {
  const auto counted = connection.Run(sql);
  check.looked_at += counted->Get<int64_t>(0, 0);
  check.wrong += counted->Get<int64_t>(0, 1);
}

}  // namespace

std::vector<BookCheck> CheckBooks(db::Connection& connection) {
  const std::vector<std::string>& services = checkpoint::SealedServices();
  std::vector<BookCheck> checks;
  for (const Question& question : kOfEachService) {
    BookCheck& check = checks.emplace_back(BookCheck{question.name, question.what});
    for (const std::string& service : services)
      Ask(connection, absl::StrReplaceAll(question.sql, {{"{s}", service}}), check);
  }
  BookCheck& followed = checks.emplace_back(BookCheck{kFollowed.name, kFollowed.what});
  for (const std::string& service : services) {
    for (const std::string& owner : services)
      Ask(connection, absl::StrReplaceAll(kFollowed.sql, {{"{s}", service}, {"{o}", owner}}), followed);
  }
  for (const Question& question : kOfAll)
    Ask(connection, question.sql, checks.emplace_back(BookCheck{question.name, question.what}));
  return checks;
}

int64_t LastCheckpoint(db::Connection& connection, const std::string& service) {
  const auto missing =
      connection.Run("SELECT to_regclass($1) IS NULL", db::Params().AddText(service + ".checkpoint"));
  if (missing->Get<bool>(0, 0)) return 0;
  return connection.Run(absl::StrCat("SELECT coalesce(max(number), 0)::int8 FROM ", service, ".checkpoint"))
      ->Get<int64_t>(0, 0);
}

}  // namespace diandan::upkeep
