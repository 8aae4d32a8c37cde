#include "services/hours/evaluation_service.h"

#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/hours/access_rules.h"
#include "services/hours/evaluation_rules.h"
#include "services/hours/evaluation_store.h"
#include "services/hours/evaluation_words.h"
#include "services/hours/ledger_store.h"
#include "services/hours/policy_rules.h"
#include "services/hours/star_rules.h"

namespace diandan::hours {
namespace {

constexpr absl::Duration kLongestPreviewed = absl::Hours(24 * 366);
constexpr absl::Duration kLongestEvaluated = absl::Hours(24 * 366 * 5);

const std::vector<Role>& EvaluationReaders() {
  static const std::vector<Role> roles = {Role::kReviewer, Role::kCountyAdmin, Role::kAuditor};
  return roles;
}

bool IsOwn(const Caller& caller, const Uuid& volunteer) {
  return !caller.volunteer.is_nil() && caller.volunteer == volunteer;
}

Status CheckOneIsMeant(const v1::GetEvaluationRequest& request) {
  if (request.volunteer().empty() == request.team().empty())
    return InvalidField("volunteer", request.volunteer(), "volunteer_or_team");
  return absl::OkStatus();
}

Status CheckEvaluated(const v1::GetEvaluationRequest& request) {
  const absl::Time from = FromProto(request.start_time()), to = FromProto(request.end_time());
  if (to <= from) return InvalidField("end_time", TimeFact(to), "after:start_time");
  if (to - from > kLongestEvaluated) return InvalidField("end_time", TimeFact(to), "within_days:1830");
  return absl::OkStatus();
}

Status MaySeeEvaluation(const rpc::Call& call, db::Connection& db, const v1::GetEvaluationRequest& request) {
  if (request.team().empty()) {
    if (IsOwn(call.caller, IdOf(request.volunteer()))) return absl::OkStatus();
    return MayGovern(call.caller, call.county, EvaluationReaders());
  }
  Touches touches;
  touches.set_county(call.county);
  touches.Add<TeamRow>(IdOf(request.team()));
  Picture picture;
  rpc::LoadForRead(db, call.home, touches, picture);
  const auto* team = picture.Rows<TeamRow>().Find(call.county, IdOf(request.team()));
  if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"name", request.team()}});
  std::vector<Role> roles = EvaluationReaders();
  roles.push_back(Role::kOfficer);
  roles.push_back(Role::kLeader);
  return MaySeeTeam(call.caller, *team, roles);
}

v1::EvaluationTerms TermsNow(const rpc::Call& call, db::Connection& db) {
  Touches touches;
  touches.set_county(call.county);
  TouchTerms(call.county, touches);
  Picture picture;
  rpc::LoadForRead(db, call.home, touches, picture);
  return CurrentTerms(Work(picture, call.county, call.caller, {}, call.now, 0));
}

}  // namespace

// As a statement: a volunteer's services of all counties, of one moment; a team's are its own county's.
Status EvaluationService::Evaluated(const rpc::Call& call, const v1::GetEvaluationRequest& request,
                                    v1::Evaluation& response) const {
  DD_RETURN_IF_ERROR(CheckOneIsMeant(request));
  const bool team = !request.team().empty();
  const Uuid id = IdOf(team ? request.team() : request.volunteer());
  v1::EvaluationTerms terms;
  std::vector<CountyId> counties;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) -> Status {
    DD_RETURN_IF_ERROR(MaySeeEvaluation(call, db, request));
    DD_RETURN_IF_ERROR(CheckEvaluated(request));
    terms = TermsNow(call, db);
    counties = team ? std::vector<CountyId>() : ServedCounties(db, call.county, id);
    counties.insert(counties.begin(), call.county);
    return absl::OkStatus();
  }));
  EvaluatedFacts facts;
  DD_RETURN_IF_ERROR(db::Transact(*home_.pool, counties, /*read_only=*/true, [&](db::Connection& db) {
    facts = {};
    for (const CountyId county : counties)
      facts.Add(FactsOfOne(db, county, team ? hours::Evaluated::kTeam : hours::Evaluated::kVolunteer, id,
                           FromProto(request.start_time()), FromProto(request.end_time())));
    return absl::OkStatus();
  }));
  response = Evaluate(facts, terms);
  response.set_volunteer(request.volunteer());
  response.set_team(request.team());
  *response.mutable_start_time() = request.start_time();
  *response.mutable_end_time() = request.end_time();
  SayFormula(response, call.caller.language);
  return absl::OkStatus();
}

EvaluationService::Reactor* EvaluationService::GetEvaluation(Context* context,
                                                             const v1::GetEvaluationRequest* request,
                                                             v1::Evaluation* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Evaluated(call, *request, *response);
  });
}

EvaluationService::Reactor* EvaluationService::GetEvaluationTerms(
    Context* context, const v1::GetEvaluationTermsRequest* request, v1::EvaluationTerms* response) {
  return rpc::Read(home_, context, *request, [response](const rpc::Call& call, db::Connection& db) {
    *response = TermsNow(call, db);
    return absl::OkStatus();
  });
}

// Of what this county recorded; what its people did elsewhere no weight of its own touches alone.
Status EvaluationService::Preview(const rpc::Call& call, const v1::PreviewEvaluationTermsRequest& request,
                                  v1::PreviewEvaluationTermsResponse& response) const {
  DD_RETURN_IF_ERROR(MayGovern(call.caller, call.county, EvaluationReaders()));
  DD_RETURN_IF_ERROR(CheckTerms(request.terms()));
  const absl::Time from = FromProto(request.start_time()), to = FromProto(request.end_time());
  if (to <= from) return InvalidField("end_time", TimeFact(to), "after:start_time");
  if (to - from > kLongestPreviewed) return InvalidField("end_time", TimeFact(to), "within_days:366");
  v1::EvaluationTerms now;
  std::map<Uuid, EvaluatedFacts> each;
  EvaluatedFacts all;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    now = TermsNow(call, db);
    each = FactsOfEach(db, call.county, from, to);
    all = FactsOfOne(db, call.county, hours::Evaluated::kEverybody, Uuid(), from, to);
    return absl::OkStatus();
  }));
  std::vector<EvaluatedFacts> people;
  for (auto& [id, facts] : each) people.push_back(std::move(facts));
  response = PreviewTerms(people, all, now, request.terms());
  SayPreviewedTerms(response, call.caller.language);
  return absl::OkStatus();
}

EvaluationService::Reactor* EvaluationService::PreviewEvaluationTerms(
    Context* context, const v1::PreviewEvaluationTermsRequest* request,
    v1::PreviewEvaluationTermsResponse* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Preview(call, *request, *response);
  });
}

EvaluationService::Reactor* EvaluationService::SetEvaluationTerms(
    Context* context, const v1::SetEvaluationTermsRequest* request, v1::EvaluationTerms* response) {
  return rpc::Mutate(home_, context, request, response, SetEvaluationTermsVerb());
}

StarService::Reactor* StarService::GetStar(Context* context, const v1::GetStarRequest* request,
                                           v1::Star* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    const Uuid volunteer = IdOf(request->volunteer());
    if (!IsOwn(call.caller, volunteer))
      DD_RETURN_IF_ERROR(MayGovern(call.caller, call.county, EvaluationReaders()));
    std::vector<CountyId> counties;
    std::vector<int32_t> star_hours;
    std::optional<StarRow> held;
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
      Touches touches;
      touches.set_county(call.county);
      touches.Add<StarRow>(StarId(volunteer));
      TouchPolicy(call.county, touches);
      Picture picture;
      rpc::LoadForRead(db, home_, touches, picture);
      const Work work(picture, call.county, call.caller, {}, call.now, 0);
      star_hours = CurrentPolicy(work).star_hours;
      if (const auto* row = work.Find<StarRow>(StarId(volunteer))) held = *row;
      counties = ServedCounties(db, call.county, volunteer);
      counties.insert(counties.begin(), call.county);
      return absl::OkStatus();
    }));
    return db::Transact(*home_.pool, counties, /*read_only=*/true, [&](db::Connection& db) {
      int64_t minutes = 0;
      for (const CountyId county : counties) minutes += VolunteerSums(db, county, volunteer).posted;
      *response = ShowStar(held ? &*held : nullptr, call.county, volunteer, minutes, star_hours);
      return absl::OkStatus();
    });
  });
}

}  // namespace diandan::hours
