#include "services/hours/honour_review_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/hours/access_rules.h"
#include "services/hours/honour_parts_rules.h"

namespace diandan::hours {
namespace {

using v1::AwardNominationRequest;
using v1::DecideObjectionRequest;
using v1::ObjectToNominationRequest;
using v1::ReviewNominationRequest;

const std::vector<Role>& HostRoles() {
  static const std::vector<Role> roles = {Role::kOfficer, Role::kCountyAdmin};
  return roles;
}

// A clerk speaks for the own village; officers and reviewers for their place and whatever lies below.
Status MayReviewAt(const Work& work, const NominationRow& row) {
  std::vector<Role> roles = {Role::kOfficer, Role::kReviewer, Role::kCountyAdmin};
  if (row.tier == v1::VILLAGE_TIER) roles.push_back(Role::kClerk);
  return MaySeePlace(work.caller, work.county, PlaceAt(row.place_path, row.tier), roles);
}

// Each tier another person: whoever recommended it below does not select it above.
Status NoStepOfTheirs(const Work& work, const NominationRow& row) {
  for (const auto* step : work.Children<NominationStepRow>(row.id)) {
    if (step->decided_by == work.caller.subject)
      return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "DECIDED_IT_BEFORE"}});
  }
  return absl::OkStatus();
}

template <typename Request>
void TouchReviewed(const Request& request, Touches& touches) {
  TouchNomination(request.name(), touches);
}
template <typename Request>
void TouchAroundReviewed(const Request& request, const Work& work, Touches& touches) {
  const auto* row = work.Find<NominationRow>(IdOf(request.name()));
  if (row != nullptr) TouchAroundNomination(*row, touches);
}
template <typename Request>
void AnswerReviewed(const Request& request, const Work& work, v1::Nomination& answer) {
  answer = ShowNomination(work, IdOf(request.name()));
}

Status CheckVerdict(const Work& work, const ReviewNominationRequest& request, const NominationRow& row) {
  if (request.verdict() == v1::RECOMMEND) {
    if (request.reason() != v1::PASS_OVER_REASON_UNSPECIFIED)
      return InvalidField("reason", v1::PassOverReason_Name(request.reason()), "only_with:PASS_OVER");
    return CheckSeat(work, row);
  }
  if (request.reason() == v1::PASS_OVER_REASON_UNSPECIFIED || request.reason() == v1::OBJECTION_PROVEN)
    return InvalidField("reason", v1::PassOverReason_Name(request.reason()),
                        "one_of:OTHERS_FIRST, DEEDS_TOO_THIN, OUTSIDE_TERMS");
  return absl::OkStatus();
}

// The last day counts in full: until midnight of the county's clock.
absl::Time NoticeEnd(absl::Time now, int32_t days) {
  const absl::CivilDay first = absl::ToCivilDay(now, ChinaTime());
  return absl::FromCivil(first + days + 1, ChinaTime());
}

void KeepStep(Work& work, const NominationRow& row, const ReviewNominationRequest& request) {
  NominationStepRow step;
  step.id = DeriveUuid(row.id, absl::StrCat("step/", v1::HonourTier_Name(row.tier)));
  step.nomination_id = row.id;
  step.tier = row.tier;
  step.verdict = request.verdict();
  step.reason = request.reason();
  step.decided_by = work.caller.subject;
  step.decided_at = work.now;
  work.Insert(std::move(step));
}

void Recommend(Work& work, NominationRow& row) {
  TakeSeat(work, row);
  const auto& campaign = *work.Find<CampaignRow>(row.campaign_id);
  if (row.tier == campaign.tier) {
    row.notice_until = NoticeEnd(work.now, campaign.notice_days);
    return GoTo(work, row, v1::ON_PUBLIC_NOTICE);
  }
  GoTo(work, row, v1::UNDER_REVIEW);
  row.tier = static_cast<v1::HonourTier>(row.tier + 1);
}

Status Review(Work& work, const ReviewNominationRequest& request) {
  DD_ASSIGN_OR_RETURN(const NominationRow* found, NominationOf(work, request.name()));
  DD_RETURN_IF_ERROR(MayReviewAt(work, *found));
  DD_RETURN_IF_ERROR(NoPart(work, *found));
  DD_RETURN_IF_ERROR(NoStepOfTheirs(work, *found));
  DD_RETURN_IF_ERROR(MayGo(*found, v1::NOT_SELECTED));
  if (found->state != v1::UNDER_REVIEW || found->tier != request.tier())
    return Refuse(errors::v1::HONOUR_WRONG_STATE, {{"state", v1::NominationState_Name(found->state)},
                                                   {"tier", v1::HonourTier_Name(found->tier)}});
  DD_RETURN_IF_ERROR(CheckVerdict(work, request, *found));

  NominationRow& row = *work.Change<NominationRow>(found->id);
  KeepStep(work, row, request);
  if (request.verdict() == v1::RECOMMEND) {
    Recommend(work, row);
  } else {
    row.pass_over_reason = request.reason();
    GoTo(work, row, v1::NOT_SELECTED);
  }
  v1::NominationChanged event = ToEvent(row);
  event.set_verdict(v1::HonourVerdict_Name(request.verdict()));
  work.Emit("NOMINATION_REVIEWED", row.id, std::move(event));
  return absl::OkStatus();
}

v1::NominationChanged ToEvent(const NominationRow& row, const ObjectionRow& objection) {
  v1::NominationChanged event = hours::ToEvent(row);
  event.set_objection_id(objection.id.ToString());
  event.set_objection_reason(v1::ObjectionReason_Name(objection.reason));
  event.set_objection_state(v1::ObjectionState_Name(objection.state));
  return event;
}

Status Object(Work& work, const ObjectToNominationRequest& request) {
  const auto* found = work.Find<NominationRow>(IdOf(request.name()));
  if (work.caller.kind != Caller::Kind::kAccount) return Refuse(errors::v1::NOT_ALLOWED);
  if (found == nullptr || !(found->state == v1::ON_PUBLIC_NOTICE || found->state == v1::OBJECTED_TO))
    return Refuse(errors::v1::NOT_ON_NOTICE);
  if (found->state == v1::ON_PUBLIC_NOTICE && work.now >= *found->notice_until)
    return Refuse(errors::v1::NOT_ON_NOTICE);
  for (const auto* other : work.Children<ObjectionRow>(found->id)) {
    if (other->objected_by == work.caller.subject) return Refuse(errors::v1::OBJECTED_BEFORE);
  }
  ObjectionRow row;
  row.id = work.request_id;
  row.nomination_id = found->id;
  row.reason = request.reason();
  row.objected_by = work.caller.subject;
  row.objected_at = work.now;
  const ObjectionRow& kept = work.Insert(std::move(row));
  NominationRow& nomination = *work.Change<NominationRow>(found->id);
  if (nomination.state == v1::ON_PUBLIC_NOTICE) GoTo(work, nomination, v1::OBJECTED_TO);
  work.Emit("NOMINATION_OBJECTED", nomination.id, ToEvent(nomination, kept));
  return absl::OkStatus();
}

void TouchObjection(const DecideObjectionRequest& request, Touches& touches) {
  TouchNomination(request.nomination(), touches);
  touches.Add<ObjectionRow>(IdOf(request.name()));
}
void TouchAroundObjection(const DecideObjectionRequest& request, const Work& work, Touches& touches) {
  const auto* row = work.Find<NominationRow>(IdOf(request.nomination()));
  if (row != nullptr) TouchAroundNomination(*row, touches);
}

bool OthersOpen(const Work& work, const ObjectionRow& decided) {
  const auto all = work.Children<ObjectionRow>(decided.nomination_id);
  return std::any_of(all.begin(), all.end(), [&](const ObjectionRow* other) {
    return other->id != decided.id && other->state == v1::OBJECTION_OPEN;
  });
}

// Upheld, the others are moot: they end with it, by the same decision.
void UpholdAll(Work& work, NominationRow& row) {
  std::vector<Uuid> open;
  for (const auto* each : work.Children<ObjectionRow>(row.id)) {
    if (each->state == v1::OBJECTION_OPEN) open.push_back(each->id);
  }
  for (const Uuid& id : open) {
    ObjectionRow& each = *work.Change<ObjectionRow>(id);
    each.state = v1::OBJECTION_UPHELD;
    each.decided_by = work.caller.subject;
    each.decided_at = work.now;
  }
  row.pass_over_reason = v1::OBJECTION_PROVEN;
  GoTo(work, row, v1::NOT_SELECTED);
}

Status DecideObjection(Work& work, const DecideObjectionRequest& request) {
  DD_ASSIGN_OR_RETURN(const NominationRow* found, NominationOf(work, request.nomination()));
  DD_RETURN_IF_ERROR(MaySeePlace(work.caller, work.county, found->host_path,
                                 {Role::kOfficer, Role::kReviewer, Role::kCountyAdmin}));
  const auto* asked = work.Find<ObjectionRow>(IdOf(request.name()));
  if (asked == nullptr || asked->nomination_id != found->id)
    return Refuse(errors::v1::NOT_FOUND, {{"name", request.name()}});
  DD_RETURN_IF_ERROR(NoPart(work, *found));
  DD_RETURN_IF_ERROR(NoStepOfTheirs(work, *found));
  for (const auto* each : work.Children<ObjectionRow>(found->id)) {
    if (each->objected_by == work.caller.subject)
      return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "OBJECTED"}});
  }
  if (found->state != v1::OBJECTED_TO || asked->state != v1::OBJECTION_OPEN)
    return Refuse(errors::v1::HONOUR_WRONG_STATE, {{"state", v1::NominationState_Name(found->state)}});

  NominationRow& row = *work.Change<NominationRow>(found->id);
  ObjectionRow& objection = *work.Change<ObjectionRow>(asked->id);
  objection.state = request.upheld() ? v1::OBJECTION_UPHELD : v1::OBJECTION_DISMISSED;
  objection.decided_by = work.caller.subject;
  objection.decided_at = work.now;
  if (request.upheld()) {
    UpholdAll(work, row);
  } else if (!OthersOpen(work, objection)) {
    row.notice_until = std::max(*row.notice_until, NoticeEnd(work.now, 0));
    GoTo(work, row, v1::ON_PUBLIC_NOTICE);
  }
  work.Emit("NOMINATION_OBJECTED", row.id, ToEvent(row, objection));
  return absl::OkStatus();
}

void AnswerObjection(const DecideObjectionRequest& request, const Work& work, v1::Nomination& answer) {
  answer = ShowNomination(work, IdOf(request.nomination()));
}

Status Award(Work& work, const AwardNominationRequest& request) {
  DD_ASSIGN_OR_RETURN(const NominationRow* found, NominationOf(work, request.name()));
  DD_RETURN_IF_ERROR(MaySeePlace(work.caller, work.county, found->host_path, HostRoles()));
  DD_RETURN_IF_ERROR(NoPart(work, *found));
  DD_RETURN_IF_ERROR(MayGo(*found, v1::AWARDED));
  if (work.now < *found->notice_until)
    return Refuse(errors::v1::NOTICE_RUNS, {{"until", TimeFact(*found->notice_until)}});
  NominationRow& row = *work.Change<NominationRow>(found->id);
  row.awarded_at = work.now;
  GoTo(work, row, v1::AWARDED);
  work.Emit("HONOUR_AWARDED", row.id, hours::ToEvent(row));
  return absl::OkStatus();
}

}  // namespace

const Verb& ReviewNominationVerb() {
  static const Verb verb = MakeVerb<ReviewNominationRequest, v1::Nomination>(
      "ReviewNomination", TouchReviewed<ReviewNominationRequest>, Review,
      AnswerReviewed<ReviewNominationRequest>, TouchAroundReviewed<ReviewNominationRequest>);
  return verb;
}

const Verb& ObjectToNominationVerb() {
  static const Verb verb = MakeVerb<ObjectToNominationRequest, v1::Nomination>(
      "ObjectToNomination", TouchReviewed<ObjectToNominationRequest>, Object,
      AnswerReviewed<ObjectToNominationRequest>, TouchAroundReviewed<ObjectToNominationRequest>);
  return verb;
}

const Verb& DecideObjectionVerb() {
  static const Verb verb = MakeVerb<DecideObjectionRequest, v1::Nomination>(
      "DecideObjection", TouchObjection, DecideObjection, AnswerObjection, TouchAroundObjection);
  return verb;
}

const Verb& AwardNominationVerb() {
  static const Verb verb = MakeVerb<AwardNominationRequest, v1::Nomination>(
      "AwardNomination", TouchReviewed<AwardNominationRequest>, Award, AnswerReviewed<AwardNominationRequest>,
      TouchAroundReviewed<AwardNominationRequest>);
  return verb;
}

}  // namespace diandan::hours
