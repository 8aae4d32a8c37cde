#include "services/hours/nominate_rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/hours/access_rules.h"
#include "services/hours/honour_parts_rules.h"

namespace diandan::hours {
namespace {

using v1::AnswerNominationRequest;
using v1::NominateRequest;
using v1::WithdrawNominationRequest;

// A consent on paper is good for so long before it is used.
constexpr absl::Duration kPaperHolds = absl::Hours(24 * 366);

const std::vector<Role>& PlaceNominators() {
  using enum Role;
  static const std::vector<Role> roles = {kClerk, kOfficer, kDispatcher, kReviewer, kCountyAdmin};
  return roles;
}

// Stations and offices for their places; a team's leader for where the team is at home; a unit's liaison to
// whoever holds the campaign.
Status MayNominate(const Work& work, const CampaignRow& campaign, const std::string& place) {
  const Status by_place = MaySeePlace(work.caller, work.county, place, PlaceNominators());
  if (by_place.ok()) return by_place;
  for (const Grant& grant : work.caller.grants) {
    if (grant.county != work.county) continue;
    if (grant.role == Role::kLiaison && grant.scope == ScopeKind::kUnit && place == campaign.host_path)
      return absl::OkStatus();
    if (grant.role != Role::kLeader || grant.scope != ScopeKind::kTeam) continue;
    const auto* team = work.Find<TeamRow>(grant.id);
    if (team != nullptr && PathCovers(team->org_path, place)) return absl::OkStatus();
  }
  return by_place;
}

void TouchNominate(const NominateRequest& request, Touches& touches) {
  touches.Add<CampaignRow>(IdOf(request.campaign()));
  touches.Add<CategoryRow>(IdOf(request.category()));
  touches.Add<NominationRow>(IdOf(request.request_id()));
  touches.Add<TeamRow>(IdOf(request.team()));
  for (const std::string& nominee : {request.volunteer(), request.team(), request.project(), request.org()})
    touches.AddChildren<NominationRow>(IdOf(nominee));
}

void TouchNominators(const NominateRequest& request, const Work& work, Touches& touches) {
  const auto* facts = work.Extra<NomineeFacts>();
  if (request.has_resident() && facts != nullptr) touches.AddChildren<NominationRow>(facts->resident_id);
  for (const Grant& grant : work.caller.grants) {
    if (grant.county == work.county && grant.scope == ScopeKind::kTeam) touches.Add<TeamRow>(grant.id);
  }
}

Status CheckCampaign(const Work& work, const CampaignRow& campaign) {
  if (campaign.state == v1::CAMPAIGN_OPEN && work.now >= campaign.nominate_from &&
      work.now < campaign.nominate_to)
    return absl::OkStatus();
  return Refuse(errors::v1::CAMPAIGN_NOT_OPEN,
                {{"from", TimeFact(campaign.nominate_from)}, {"to", TimeFact(campaign.nominate_to)}});
}

// A nominee stands once in a category, and whoever did not want to is left alone.
Status CheckOnce(const Work& work, const Uuid& category, const Uuid& nominee) {
  for (const auto* other : work.Children<NominationRow>(nominee)) {
    if (other->category_id != category) continue;
    if (other->declined) return Refuse(errors::v1::NOMINEE_DECLINED);
    if (other->state != v1::NOMINATION_WITHDRAWN) return Refuse(errors::v1::ALREADY_NOMINATED);
  }
  return absl::OkStatus();
}

// A category for people, of a title that is not for volunteers alone.
bool TakesResidents(const CategoryRow& category) {
  return category.subject == v1::HONOURED_PERSON &&
         (category.kind == v1::GOOD_NEIGHBOUR || category.kind == v1::OWN_TITLE);
}

Status CheckPaper(const Work& work, const NominateRequest& request, const CategoryRow& category) {
  const v1::PaperNominee& paper = request.resident();
  for (const std::string* other :
       {&request.volunteer(), &request.team(), &request.project(), &request.org()}) {
    if (!other->empty()) return InvalidField("resident", *other, "fits:HONOURED_RESIDENT");
  }
  if (!TakesResidents(category))
    return InvalidField("resident", "", absl::StrCat("fits:", v1::HonourKind_Name(category.kind)));
  if (paper.shown_as() != v1::CHOSEN_NAME && paper.shown_as() != v1::MASKED_LEGAL_NAME)
    return InvalidField("resident.shown_as", v1::ShownAs_Name(paper.shown_as()),
                        "one_of:CHOSEN_NAME, MASKED_LEGAL_NAME");
  if (paper.shown_as() == v1::CHOSEN_NAME && paper.called().empty())
    return InvalidField("resident.called", "", "required");
  if (paper.consent_witness() == paper.legal_name())
    return InvalidField("resident.consent_witness", "", "another_person");
  const absl::Time signed_at = FromProto(paper.consent_time());
  if (signed_at > work.now) return InvalidField("resident.consent_time", TimeFact(signed_at), "past");
  if (work.now - signed_at > kPaperHolds)
    return InvalidField("resident.consent_time", TimeFact(signed_at), "within_days:366");
  return absl::OkStatus();
}

// The nominee's id, of a resident the one made before the lane.
StatusOr<Uuid> NomineeOf(const Work& work, const NominateRequest& request, const CategoryRow& category,
                         const NomineeFacts& facts) {
  if (request.has_resident()) {
    DD_RETURN_IF_ERROR(CheckPaper(work, request, category));
    return facts.resident_id;
  }
  DD_ASSIGN_OR_RETURN(const std::string nominee, NomineeIn(request, category.subject));
  DD_RETURN_IF_ERROR(SameCounty(work, "volunteer", nominee));
  return IdOf(nominee);
}

// What the paper says stands for the answer.
void AgreeOnPaper(Work& work, NominationRow& row, const v1::PaperNominee& paper) {
  row.shown_as = paper.shown_as();
  row.deeds_shown = paper.deeds_shown();
  GoTo(work, row, v1::UNDER_REVIEW);
}

NominationRow Nominated(const Work& work, const NominateRequest& request, const CampaignRow& campaign,
                        const CategoryRow& category, const NomineeFacts& facts, const Uuid& nominee) {
  NominationRow row;
  row.county_id = work.county;
  row.id = work.request_id;
  row.campaign_id = campaign.id;
  row.category_id = category.id;
  row.subject = category.subject;
  if (request.has_resident()) {
    row.subject = v1::HONOURED_RESIDENT;
    row.paper_consent_at = FromProto(request.resident().consent_time());
  }
  row.nominee_id = nominee;
  row.nominee_path = facts.nominee_path;
  row.place_id = IdOf(request.place());
  row.place_path = facts.place_path;
  row.place_name = facts.place_name;
  row.host_path = campaign.host_path;
  row.state = v1::NOMINATION_STATE_UNSPECIFIED;
  row.tier = TierOf(facts.place_path);
  row.nominated_by = work.caller.subject;
  row.nominated_at = work.now;
  return row;
}

void KeepWords(Work& work, const NominationRow& row, const NomineeFacts& facts) {
  NominationWordsRow words;
  words.id = row.id;
  words.nominee_id = row.nominee_id;
  words.data_key = facts.data_key;
  words.sealed = facts.sealed;
  work.Insert(std::move(words));
}

Status Nominate(Work& work, const NominateRequest& request) {
  const auto* campaign = work.Find<CampaignRow>(IdOf(request.campaign()));
  const auto* category = work.Find<CategoryRow>(IdOf(request.category()));
  if (campaign == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.campaign()}});
  if (category == nullptr || category->campaign_id != campaign->id)
    return Refuse(errors::v1::NOT_FOUND, {{"name", request.category()}});
  const auto* facts = work.Extra<NomineeFacts>();
  if (facts == nullptr || work.Find<NominationRow>(work.request_id) != nullptr)
    return Refuse(errors::v1::REQUEST_ID_REUSED);
  DD_RETURN_IF_ERROR(SameCounty(work, "place", request.place()));
  DD_RETURN_IF_ERROR(MayNominate(work, *campaign, facts->place_path));
  DD_RETURN_IF_ERROR(CheckCampaign(work, *campaign));
  if (!PathCovers(campaign->host_path, facts->place_path))
    return InvalidField("place", request.place(), "below_host");
  DD_ASSIGN_OR_RETURN(const Uuid nominee, NomineeOf(work, request, *category, *facts));
  DD_RETURN_IF_ERROR(CheckOnce(work, category->id, nominee));
  NominationRow row = Nominated(work, request, *campaign, *category, *facts, nominee);
  if (row.subject == v1::HONOURED_TEAM && work.Find<TeamRow>(row.nominee_id) == nullptr)
    return Refuse(errors::v1::TEAM_UNKNOWN, {{"name", request.team()}});
  if (IsNominee(work, row)) return Refuse(errors::v1::OWN_NOMINATION);

  NominationRow& kept = work.Insert(std::move(row));
  KeepWords(work, kept, *facts);
  GoTo(work, kept, v1::AWAITS_CONSENT);
  if (request.has_resident()) AgreeOnPaper(work, kept, request.resident());
  work.Emit("NOMINATED", kept.id, ToEvent(kept));
  return absl::OkStatus();
}

void AnswerNominate(const NominateRequest& request, const Work& work, v1::Nomination& answer) {
  answer = ShowNomination(work, IdOf(request.request_id()));
}

template <typename Request>
void TouchOne(const Request& request, Touches& touches) {
  TouchNomination(request.name(), touches);
}
template <typename Request>
void TouchAroundOne(const Request& request, const Work& work, Touches& touches) {
  const auto* row = work.Find<NominationRow>(IdOf(request.name()));
  if (row != nullptr) TouchAroundNomination(*row, touches);
}
template <typename Request>
void AnswerOne(const Request& request, const Work& work, v1::Nomination& answer) {
  answer = ShowNomination(work, IdOf(request.name()));
}

template <typename Request>
void TouchWords(const Request& request, const Work& work, Touches& touches) {
  TouchAroundOne(request, work, touches);
  touches.Add<NominationWordsRow>(IdOf(request.name()));
}

Status CheckShownAs(const NominationRow& row, v1::ShownAs shown_as) {
  const bool person = row.subject == v1::HONOURED_PERSON;
  const bool personal = shown_as == v1::CHOSEN_NAME || shown_as == v1::MASKED_LEGAL_NAME;
  if (person ? personal : shown_as == v1::OWN_NAME) return absl::OkStatus();
  return InvalidField("shown_as", v1::ShownAs_Name(shown_as),
                      person ? "one_of:CHOSEN_NAME, MASKED_LEGAL_NAME" : "one_of:OWN_NAME");
}

bool Over(v1::NominationState state) {
  return state == v1::NOT_SELECTED || state == v1::NOMINATION_WITHDRAWN;
}

void Agree(Work& work, NominationRow& row, const AnswerNominationRequest& request, const AgreedWords& words) {
  row.shown_as = request.shown_as();
  row.deeds_shown = request.deeds_shown();
  work.Change<NominationWordsRow>(row.id)->sealed = words.sealed;
  if (row.state == v1::AWAITS_CONSENT) return GoTo(work, row, v1::UNDER_REVIEW);
  row.shown = row.state != v1::UNDER_REVIEW;
}

// What was awarded stays awarded, but nobody reads of it any more; of a resident nothing is kept.
void Decline(Work& work, NominationRow& row) {
  row.declined = row.state != v1::AWARDED;
  row.shown_as = v1::SHOWN_AS_UNSPECIFIED;
  row.deeds_shown = false;
  row.shown = false;
  if (row.state != v1::AWARDED) GoTo(work, row, v1::NOMINATION_WITHDRAWN);
  if (row.subject == v1::HONOURED_RESIDENT) ForgetWords(work, row.id);
}

// Somebody without an account says so where they live, or to whoever nominated them.
Status MayTakeBack(const Work& work, const NominationRow& row, const AnswerNominationRequest& request) {
  static const std::vector<Role> keepers = {Role::kClerk, Role::kOfficer, Role::kCountyAdmin};
  if (work.caller.subject != row.nominated_by)
    DD_RETURN_IF_ERROR(MaySeePlace(work.caller, work.county, row.place_path, keepers));
  return request.agreed() ? InvalidField("agreed", "true", "only_taken_back") : absl::OkStatus();
}

Status MayAnswer(const Work& work, const NominationRow& row, const AnswerNominationRequest& request) {
  if (row.subject == v1::HONOURED_RESIDENT) return MayTakeBack(work, row, request);
  if (!IsNominee(work, row)) return Refuse(errors::v1::NOT_ALLOWED);
  if (work.caller.subject == row.nominated_by)
    return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "NOMINATED_IT"}});
  return absl::OkStatus();
}

Status Answer(Work& work, const AnswerNominationRequest& request) {
  DD_ASSIGN_OR_RETURN(const NominationRow* found, NominationOf(work, request.name()));
  DD_RETURN_IF_ERROR(MayAnswer(work, *found, request));
  if (Over(found->state))
    return Refuse(errors::v1::HONOUR_WRONG_STATE, {{"state", v1::NominationState_Name(found->state)}});
  const auto* words = work.Find<NominationWordsRow>(found->id);
  const auto* agreed = work.Extra<AgreedWords>();
  if (request.agreed()) {
    DD_RETURN_IF_ERROR(CheckShownAs(*found, request.shown_as()));
    if (words == nullptr || words->data_key.data.empty()) return Refuse(errors::v1::PERSON_ERASED);
    if (agreed == nullptr) return Refuse(errors::v1::REQUEST_ID_REUSED);
  }
  NominationRow& row = *work.Change<NominationRow>(found->id);
  if (request.agreed()) {
    Agree(work, row, request, *agreed);
  } else {
    Decline(work, row);
  }
  work.Emit("NOMINATION_ANSWERED", row.id, ToEvent(row));
  return absl::OkStatus();
}

Status Withdraw(Work& work, const WithdrawNominationRequest& request) {
  DD_ASSIGN_OR_RETURN(const NominationRow* found, NominationOf(work, request.name()));
  if (work.caller.subject != found->nominated_by) return Refuse(errors::v1::NOT_ALLOWED);
  if (found->state != v1::AWAITS_CONSENT && found->state != v1::UNDER_REVIEW)
    return Refuse(errors::v1::HONOUR_WRONG_STATE, {{"state", v1::NominationState_Name(found->state)}});
  NominationRow& row = *work.Change<NominationRow>(found->id);
  GoTo(work, row, v1::NOMINATION_WITHDRAWN);
  if (row.subject == v1::HONOURED_RESIDENT) ForgetWords(work, row.id);
  work.Emit("NOMINATION_ANSWERED", row.id, ToEvent(row));
  return absl::OkStatus();
}

}  // namespace

StatusOr<std::string> NomineeIn(const NominateRequest& request, v1::HonourSubject subject) {
  const std::array<std::pair<const char*, const std::string*>, 4> given = {{
      {"volunteer", &request.volunteer()},
      {"team", &request.team()},
      {"project", &request.project()},
      {"org", &request.org()},
  }};
  const size_t wanted = static_cast<size_t>(subject) - v1::HONOURED_PERSON;
  for (size_t i = 0; i < given.size(); ++i) {
    const auto& [field, name] = given[i];
    if (i == wanted && name->empty()) return InvalidField(field, "", "required");
    if (i != wanted && !name->empty())
      return InvalidField(field, *name, absl::StrCat("fits:", v1::HonourSubject_Name(subject)));
  }
  return *given.at(wanted).second;
}

const Verb& NominateVerb() {
  static const Verb verb = MakeVerb<NominateRequest, v1::Nomination>("Nominate", TouchNominate, Nominate,
                                                                     AnswerNominate, TouchNominators);
  return verb;
}

const Verb& AnswerNominationVerb() {
  static const Verb verb = MakeVerb<AnswerNominationRequest, v1::Nomination>(
      "AnswerNomination", TouchOne<AnswerNominationRequest>, Answer, AnswerOne<AnswerNominationRequest>,
      TouchWords<AnswerNominationRequest>);
  return verb;
}

const Verb& WithdrawNominationVerb() {
  static const Verb verb = MakeVerb<WithdrawNominationRequest, v1::Nomination>(
      "WithdrawNomination", TouchOne<WithdrawNominationRequest>, Withdraw,
      AnswerOne<WithdrawNominationRequest>, TouchWords<WithdrawNominationRequest>);
  return verb;
}

}  // namespace diandan::hours
