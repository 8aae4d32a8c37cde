#include "services/hours/evaluation_rules.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/base/interval.h"
#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;
using v1::SetEvaluationTermsRequest;

constexpr o::RaterKind kRaters[] = {o::RESIDENT, o::STATION, o::ORGANISATION, o::TEAM};
constexpr v1::Grade kGrades[] = {v1::A, v1::B, v1::C, v1::D};

int32_t WeightOf(const v1::EvaluationTerms& terms, v1::Grade grade) {
  switch (grade) {
    case v1::A:
      return terms.grade_a_permille();
    case v1::B:
      return terms.grade_b_permille();
    case v1::C:
      return terms.grade_c_permille();
    default:
      return terms.grade_d_permille();
  }
}

int32_t WeightOf(const v1::EvaluationTerms& terms, o::RaterKind kind) {
  switch (kind) {
    case o::RESIDENT:
      return terms.resident_weight();
    case o::STATION:
      return terms.station_weight();
    case o::ORGANISATION:
      return terms.organisation_weight();
    default:
      return terms.team_weight();
  }
}

v1::RatingPart PartOf(const EvaluatedFacts& facts, o::RaterKind kind, int32_t weight) {
  v1::RatingPart part;
  part.set_kind(kind);
  part.set_asked(facts.rated_could);
  part.set_weight(weight);
  int32_t above_worst = 0;
  if (const auto found = facts.scores.find(kind); found != facts.scores.end()) {
    for (int score = 1; score <= 5; ++score) {
      const int32_t times = found->second[score];
      part.set_answers(part.answers() + times);
      part.set_score_sum(part.score_sum() + score * times);
      above_worst += (score - 1) * times;
      if (score >= 4) part.set_good(part.good() + times);
    }
  }
  const RateInterval share = WilsonInterval(part.good(), part.answers());
  part.set_low_percent(static_cast<int32_t>(share.low * 100));
  part.set_high_percent(static_cast<int32_t>(share.high * 100 + 0.999));
  part.set_permille((250 * above_worst + 500 * kMiddlingAnswers) / (part.answers() + kMiddlingAnswers));
  return part;
}

// As in the proto.
constexpr int32_t kLeastGradePermille = 500;

Uuid TermsShelf(CountyId county) { return DeriveUuid(county, "evaluation terms"); }
Uuid TermsId(CountyId county, int32_t version) {
  return DeriveUuid(county, absl::StrCat("evaluation terms/", version));
}

v1::EvaluationTerms ToProto(const EvaluationTermsRow& row) {
  v1::EvaluationTerms terms;
  terms.set_version(row.version);
  terms.set_grade_a_permille(row.grade_a_permille);
  terms.set_grade_b_permille(row.grade_b_permille);
  terms.set_grade_c_permille(row.grade_c_permille);
  terms.set_grade_d_permille(row.grade_d_permille);
  terms.set_resident_weight(row.resident_weight);
  terms.set_station_weight(row.station_weight);
  terms.set_organisation_weight(row.organisation_weight);
  terms.set_team_weight(row.team_weight);
  terms.set_span_permille(row.span_permille);
  terms.set_set_by(row.set_by);
  *terms.mutable_set_time() = ToTimestamp(row.set_at);
  return terms;
}

void TouchSetTerms(const SetEvaluationTermsRequest& request, Touches& touches) {
  TouchTerms(CountyIn(request.parent()), touches);
}

Status SetTerms(Work& work, const SetEvaluationTermsRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  const int32_t version = CurrentTerms(work).version();
  if (version != request.from_version()) return Refuse(errors::v1::ETAG_MISMATCH);
  DD_RETURN_IF_ERROR(CheckTerms(request.terms()));
  const v1::EvaluationTerms& terms = request.terms();
  EvaluationTermsRow row;
  row.version = version + 1;
  row.id = TermsId(work.county, row.version);
  row.shelf = TermsShelf(work.county);
  row.grade_a_permille = terms.grade_a_permille();
  row.grade_b_permille = terms.grade_b_permille();
  row.grade_c_permille = terms.grade_c_permille();
  row.grade_d_permille = terms.grade_d_permille();
  row.resident_weight = terms.resident_weight();
  row.station_weight = terms.station_weight();
  row.organisation_weight = terms.organisation_weight();
  row.team_weight = terms.team_weight();
  row.span_permille = terms.span_permille();
  row.set_by = work.caller.subject;
  row.set_at = work.now;
  work.Insert(std::move(row));
  v1::EvaluationTermsChanged event;
  event.set_version(version + 1);
  work.Emit("EVALUATION_TERMS_SET", TermsShelf(work.county), std::move(event));
  return absl::OkStatus();
}

void AnswerTerms(const SetEvaluationTermsRequest&, const Work& work, v1::EvaluationTerms& answer) {
  answer = CurrentTerms(work);
}

}  // namespace

v1::Evaluation Evaluate(const EvaluatedFacts& facts, const v1::EvaluationTerms& terms) {
  v1::Evaluation out;
  int64_t minutes = 0, weighed = 0;
  for (const v1::Grade grade : kGrades) {
    const auto found = facts.minutes.find(grade);
    if (found == facts.minutes.end() || found->second == 0) continue;
    v1::GradePart& part = *out.add_grades();
    part.set_grade(grade);
    part.set_minutes(static_cast<int32_t>(found->second));
    part.set_weight_permille(WeightOf(terms, grade));
    minutes += found->second;
    weighed += found->second * WeightOf(terms, grade);
  }
  int64_t weights = 0, said = 0;
  for (const o::RaterKind kind : kRaters) {
    const v1::RatingPart part = PartOf(facts, kind, WeightOf(terms, kind));
    weights += part.weight();
    said += int64_t{part.weight()} * part.permille();
    *out.add_ratings() = part;
  }
  const int64_t quality = minutes == 0 ? 0 : weighed / minutes;
  const int64_t ratings = said / weights;
  const int64_t factor = 1000 - terms.span_permille() + terms.span_permille() * ratings / 500;
  out.set_minutes(static_cast<int32_t>(minutes));
  out.set_services(facts.services);
  out.set_quality_permille(static_cast<int32_t>(quality));
  out.set_rating_permille(static_cast<int32_t>(ratings));
  out.set_factor_permille(static_cast<int32_t>(factor));
  out.set_value_minutes(static_cast<int32_t>(minutes * quality * factor / 1'000'000));
  *out.mutable_terms() = terms;
  return out;
}

// No weaker evidence weighs more than a stronger one; nobody weighs more than the people served. What is left
// out is zero, and the limits of the proto ask nothing of it: whoever sent no weights would have shares of
// nothing.
Status CheckTerms(const v1::EvaluationTerms& terms) {
  if (terms.resident_weight() < 1) return InvalidField("terms.resident_weight", "0", "min:1");
  if (terms.grade_d_permille() < kLeastGradePermille)
    return InvalidField("terms.grade_d_permille", absl::StrCat(terms.grade_d_permille()),
                        absl::StrCat("min:", kLeastGradePermille));
  const std::pair<const char*, std::pair<int32_t, int32_t>> most[] = {
      {"terms.grade_b_permille", {terms.grade_b_permille(), terms.grade_a_permille()}},
      {"terms.grade_c_permille", {terms.grade_c_permille(), terms.grade_b_permille()}},
      {"terms.grade_d_permille", {terms.grade_d_permille(), terms.grade_c_permille()}},
      {"terms.station_weight", {terms.station_weight(), terms.resident_weight()}},
      {"terms.organisation_weight", {terms.organisation_weight(), terms.resident_weight()}},
      {"terms.team_weight", {terms.team_weight(), terms.resident_weight()}},
  };
  for (const auto& [field, values] : most) {
    if (values.first > values.second)
      return InvalidField(field, absl::StrCat(values.first), absl::StrCat("max:", values.second));
  }
  return absl::OkStatus();
}

v1::PreviewEvaluationTermsResponse PreviewTerms(const std::vector<EvaluatedFacts>& people,
                                                const EvaluatedFacts& all, const v1::EvaluationTerms& now,
                                                const v1::EvaluationTerms& then) {
  v1::PreviewEvaluationTermsResponse out;
  out.set_people(static_cast<int32_t>(people.size()));
  for (const EvaluatedFacts& facts : people) {
    const int64_t was = Evaluate(facts, now).value_minutes(), is = Evaluate(facts, then).value_minutes();
    if (is == was) continue;
    const auto permille = static_cast<int32_t>(was == 0 ? 1000 : 1000 * std::abs(is - was) / was);
    if (is > was) {
      out.set_raised(out.raised() + 1);
      out.set_most_raised_permille(std::max(out.most_raised_permille(), permille));
    } else {
      out.set_lowered(out.lowered() + 1);
      out.set_most_lowered_permille(std::max(out.most_lowered_permille(), permille));
    }
  }
  *out.mutable_now() = Evaluate(all, now);
  *out.mutable_then() = Evaluate(all, then);
  return out;
}

v1::EvaluationTerms BuiltInTerms() {
  v1::EvaluationTerms terms;
  terms.set_grade_a_permille(1000);
  terms.set_grade_b_permille(1000);
  terms.set_grade_c_permille(900);
  terms.set_grade_d_permille(800);
  terms.set_resident_weight(60);
  terms.set_station_weight(20);
  terms.set_organisation_weight(20);
  terms.set_span_permille(200);
  return terms;
}

void TouchTerms(CountyId county, Touches& touches) {
  touches.AddChildren<EvaluationTermsRow>(TermsShelf(county));
}

v1::EvaluationTerms CurrentTerms(const Work& work) {
  const EvaluationTermsRow* latest = nullptr;
  for (const auto* row : work.Children<EvaluationTermsRow>(TermsShelf(work.county))) {
    if (latest == nullptr || row->version > latest->version) latest = row;
  }
  return latest == nullptr ? BuiltInTerms() : ToProto(*latest);
}

const Verb& SetEvaluationTermsVerb() {
  static const Verb verb = MakeVerb<SetEvaluationTermsRequest, v1::EvaluationTerms>(
      "SetEvaluationTerms", TouchSetTerms, SetTerms, AnswerTerms);
  return verb;
}

}  // namespace diandan::hours
