#include "services/hours/evaluation_store.h"

#include "absl/strings/str_cat.h"

namespace diandan::hours {

EvaluatedFacts FactsOfOne(db::Connection& db, CountyId county, Evaluated what, const Uuid& id,
                          absl::Time from, absl::Time to) {
  const char* whose = what == Evaluated::kTeam        ? "team_id = $2"
                      : what == Evaluated::kVolunteer ? "volunteer_id = $2"
                                                      : "$2::uuid IS NOT NULL";
  const std::string served = absl::StrCat("FROM entry WHERE county_id = $1 AND ", whose,
                                          " AND state = 'POSTED' AND start_at >= $3 AND start_at < $4");
  const auto params = [&] { return db::Params().Add(county).Add(id).Add(from).Add(to); };
  EvaluatedFacts facts;
  auto grades = db.Run(
      absl::StrCat("SELECT grade, sum(posted_minutes)::int8, count(*)::int4 ", served, " GROUP BY grade"),
      params());
  for (int i = 0; i < grades->rows(); ++i) {
    v1::Grade grade{};
    if (!v1::Grade_Parse(grades->Get<std::string>(i, 0), &grade)) continue;
    facts.minutes[grade] += grades->Get<int64_t>(i, 1);
    facts.services += grades->Get<int32_t>(i, 2);
  }
  auto scores = db.Run(
      absl::StrCat(
          "WITH served AS MATERIALIZED (SELECT DISTINCT acceptance_id ", served,
          ") SELECT r.rater_kind, r.score, count(*)::int4 FROM served AS s CROSS JOIN LATERAL (SELECT "
          "rater_kind, score FROM service_rating WHERE county_id = $1 AND acceptance_id = s.acceptance_id "
          "AND stands) AS r GROUP BY r.rater_kind, r.score"),
      params());
  for (int i = 0; i < scores->rows(); ++i) {
    orders::v1::RaterKind kind{};
    if (!orders::v1::RaterKind_Parse(scores->Get<std::string>(i, 0), &kind)) continue;
    facts.scores[kind].at(scores->Get<int32_t>(i, 1)) += scores->Get<int32_t>(i, 2);
  }
  facts.rated_could = db.Run(absl::StrCat("SELECT count(DISTINCT acceptance_id)::int4 ", served), params())
                          ->Get<int32_t>(0, 0);
  return facts;
}

std::map<Uuid, EvaluatedFacts> FactsOfEach(db::Connection& db, CountyId county, absl::Time from,
                                           absl::Time to) {
  const std::string served =
      "FROM entry WHERE county_id = $1 AND state = 'POSTED' AND start_at >= $2 AND start_at < $3";
  const auto params = [&] { return db::Params().Add(county).Add(from).Add(to); };
  std::map<Uuid, EvaluatedFacts> each;
  auto grades = db.Run(absl::StrCat("SELECT volunteer_id, grade, sum(posted_minutes)::int8, count(*)::int4 ",
                                    served, " GROUP BY volunteer_id, grade"),
                       params());
  for (int i = 0; i < grades->rows(); ++i) {
    v1::Grade grade{};
    if (!v1::Grade_Parse(grades->Get<std::string>(i, 1), &grade)) continue;
    EvaluatedFacts& facts = each[grades->Get<Uuid>(i, 0)];
    facts.minutes[grade] += grades->Get<int64_t>(i, 2);
    facts.services += grades->Get<int32_t>(i, 3);
  }
  const std::string with =
      absl::StrCat("WITH served AS MATERIALIZED (SELECT DISTINCT volunteer_id, acceptance_id ", served, ") ");
  auto scores = db.Run(
      absl::StrCat(
          with,
          "SELECT s.volunteer_id, r.rater_kind, r.score, count(*)::int4 FROM served AS s CROSS JOIN LATERAL "
          "(SELECT rater_kind, score FROM service_rating WHERE county_id = $1 AND acceptance_id = "
          "s.acceptance_id AND stands) AS r GROUP BY s.volunteer_id, r.rater_kind, r.score"),
      params());
  for (int i = 0; i < scores->rows(); ++i) {
    orders::v1::RaterKind kind{};
    if (!orders::v1::RaterKind_Parse(scores->Get<std::string>(i, 1), &kind)) continue;
    each[scores->Get<Uuid>(i, 0)].scores[kind].at(scores->Get<int32_t>(i, 2)) += scores->Get<int32_t>(i, 3);
  }
  auto could = db.Run(
      absl::StrCat(with, "SELECT volunteer_id, count(*)::int4 FROM served GROUP BY volunteer_id"), params());
  for (int i = 0; i < could->rows(); ++i)
    each[could->Get<Uuid>(i, 0)].rated_could = could->Get<int32_t>(i, 1);
  return each;
}

}  // namespace diandan::hours
