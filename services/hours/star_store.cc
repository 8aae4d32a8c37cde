#include "services/hours/star_store.h"

namespace diandan::hours {
namespace {

std::vector<MovedPerson> PeopleFrom(const db::ResultPtr& found) {
  std::vector<MovedPerson> people;
  for (int i = 0; i < found->rows(); ++i)
    people.push_back({found->Get<Uuid>(i, 0), found->Get<int32_t>(i, 1)});
  return people;
}

}  // namespace

std::vector<StarWindow> StarWindows(db::Connection& db, int64_t most) {
  static const std::string kSql =
      "SELECT c.county_id, coalesce(l.seen_seq, 0)::int8, least(c.seq, coalesce(l.seen_seq, 0) + $1)::int8"
      " FROM county_clock AS c LEFT JOIN star_look AS l ON l.county_id = c.county_id"
      " WHERE c.seq > coalesce(l.seen_seq, 0) ORDER BY 1";
  std::vector<StarWindow> windows;
  auto found = db.Run(kSql, db::Params().Add(most));
  for (int i = 0; i < found->rows(); ++i)
    windows.push_back({found->Get<int32_t>(i, 0), found->Get<int64_t>(i, 1), found->Get<int64_t>(i, 2)});
  return windows;
}

void KeepStarLook(db::Connection& db, CountyId county, int64_t seen_seq) {
  db.Run(
      "INSERT INTO star_look (county_id, seen_seq) VALUES ($1, $2) ON CONFLICT (county_id) DO UPDATE SET "
      "seen_seq = greatest(star_look.seen_seq, excluded.seen_seq)",
      db::Params().Add(county).Add(seen_seq));
}

std::vector<MovedPerson> MovedIn(db::Connection& db, const StarWindow& window) {
  static const std::string kSql =
      "SELECT DISTINCT t.volunteer_id, e.home_county FROM transfer AS t CROSS JOIN LATERAL (SELECT "
      "home_county "
      "FROM entry WHERE county_id = $1 AND id = t.entry_id) AS e WHERE t.county_id = $1 AND t.event_seq > $2 "
      "AND "
      "t.event_seq <= $3 AND t.kind IN ('POST', 'CORRECT')";
  return PeopleFrom(db.Run(kSql, db::Params().Add(window.county).Add(window.from).Add(window.to)));
}

bool PolicyMovedIn(db::Connection& db, const StarWindow& window) {
  static const std::string kSql =
      "SELECT EXISTS (SELECT FROM event WHERE county_id = $1 AND seq > $2 AND seq <= $3 AND kind = "
      "'POLICY_SET')";
  return db.Run(kSql, db::Params().Add(window.county).Add(window.from).Add(window.to))->Get<bool>(0, 0);
}

std::vector<MovedPerson> EverybodyAt(db::Connection& db, CountyId home) {
  static const std::string kSql =
      "SELECT DISTINCT volunteer_id, home_county FROM entry WHERE county_id = $1 AND home_county = $1 AND "
      "state = "
      "'POSTED' UNION SELECT DISTINCT volunteer_id, county_id FROM served_county WHERE county_id = $1";
  return PeopleFrom(db.Run(kSql, db::Params().Add(home)));
}

std::vector<Starred> StarsNow(db::Connection& db, CountyId home, const std::vector<Uuid>& volunteers) {
  static const std::string kSql =
      "SELECT p.id, coalesce(own.balance, 0)::int8, coalesce(other.minutes, 0)::int8, s.stars, "
      "s.held_from_hours "
      "FROM unnest($2::uuid[]) AS p(id) LEFT JOIN LATERAL (SELECT balance FROM account WHERE county_id = $1 "
      "AND "
      "volunteer_id = p.id AND ledger = 'MINUTES') AS own ON true LEFT JOIN LATERAL (SELECT sum(a.balance) "
      "AS "
      "minutes FROM served_county AS c JOIN account AS a ON a.county_id = c.service_county AND "
      "a.volunteer_id = "
      "c.volunteer_id AND a.ledger = 'MINUTES' WHERE c.county_id = $1 AND c.volunteer_id = p.id) AS other ON "
      "true "
      "LEFT JOIN LATERAL (SELECT stars, held_from_hours FROM star WHERE county_id = $1 AND volunteer_id = "
      "p.id) AS "
      "s ON true";
  std::vector<Starred> people;
  auto found = db.Run(kSql, db::Params().Add(home).Add(volunteers));
  for (int i = 0; i < found->rows(); ++i) {
    Starred& person = people.emplace_back();
    person.volunteer = found->Get<Uuid>(i, 0);
    person.minutes_here = found->Get<int64_t>(i, 1);
    person.minutes_elsewhere = found->Get<int64_t>(i, 2);
    if (found->null(i, 3)) continue;
    StarRow row;
    row.volunteer_id = person.volunteer;
    row.stars = found->Get<int32_t>(i, 3);
    row.held_from_hours = found->Get<int32_t>(i, 4);
    person.held = row;
  }
  return people;
}

}  // namespace diandan::hours
