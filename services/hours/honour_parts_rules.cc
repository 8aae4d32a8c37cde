#include "services/hours/honour_parts_rules.h"

#include <algorithm>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/request_fields.h"
#include "services/hours/honour_transitions.h"
#include "services/hours/unit_name.h"

namespace diandan::hours {
namespace {

Uuid SeatId(const Uuid& category, v1::HonourTier tier, const std::string& place) {
  return DeriveUuid(category, absl::StrCat("seat/", v1::HonourTier_Name(tier), "/", place));
}

Uuid SeatOf(const NominationRow& row, v1::HonourTier tier) {
  return SeatId(row.category_id, tier, PlaceAt(row.place_path, tier));
}

int32_t QuotaOf(const CategoryRow& category, v1::HonourTier tier) {
  switch (tier) {
    case v1::VILLAGE_TIER:
      return category.village_quota;
    case v1::TOWNSHIP_TIER:
      return category.township_quota;
    default:
      return category.county_quota;
  }
}

bool UnderWay(v1::NominationState state) {
  return state == v1::AWAITS_CONSENT || state == v1::UNDER_REVIEW || state == v1::ON_PUBLIC_NOTICE ||
         state == v1::OBJECTED_TO;
}

// Seats taken for it at every tier that recommended it are free for others.
void FreeSeats(Work& work, const NominationRow& row) {
  std::vector<v1::HonourTier> tiers;
  for (const auto* step : work.Children<NominationStepRow>(row.id)) {
    if (step->verdict == v1::RECOMMEND) tiers.push_back(step->tier);
  }
  for (const v1::HonourTier tier : tiers) {
    if (auto* seat = work.Change<SeatRow>(SeatOf(row, tier))) --seat->used;
  }
}

bool SitsIn(const Caller& caller, CountyId county, const std::string& path) {
  return std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.county == county && grant.scope == ScopeKind::kOrg && grant.role != Role::kAuditor &&
           grant.org_path == path;
  });
}

bool LeadsIt(const Caller& caller, const Uuid& team_id, const TeamRow* team) {
  const bool granted = std::any_of(caller.grants.begin(), caller.grants.end(), [&](const Grant& grant) {
    return grant.role == Role::kLeader && grant.scope == ScopeKind::kTeam && grant.id == team_id;
  });
  return granted || (team != nullptr && !caller.volunteer.is_nil() &&
                     std::find(team->leader_ids.begin(), team->leader_ids.end(), caller.volunteer) !=
                         team->leader_ids.end());
}

const char* CollectionOf(v1::HonourSubject subject) {
  switch (subject) {
    case v1::HONOURED_TEAM:
      return "teams";
    case v1::HONOURED_PROJECT:
      return "projects";
    case v1::HONOURED_PLACE:
      return "orgs";
    default:
      return "volunteers";
  }
}

v1::HonourCategory ToProto(const CategoryRow& row) {
  v1::HonourCategory out;
  out.set_name(ResourceNameOf(row.county_id, "honour_categories", row.id));
  out.set_kind(row.kind);
  out.set_title(row.title);
  out.set_subject(row.subject);
  out.set_village_quota(row.village_quota);
  out.set_township_quota(row.township_quota);
  out.set_county_quota(row.county_quota);
  return out;
}

}  // namespace

v1::HonourTier TierOf(const std::string& path) {
  switch (std::count(path.begin(), path.end(), '.')) {
    case 0:
      return v1::COUNTY_TIER;
    case 1:
      return v1::TOWNSHIP_TIER;
    default:
      return v1::VILLAGE_TIER;
  }
}

std::string PlaceAt(const std::string& path, v1::HonourTier tier) {
  std::vector<absl::string_view> steps = absl::StrSplit(path, '.');
  const size_t wanted = tier == v1::COUNTY_TIER ? 1 : tier == v1::TOWNSHIP_TIER ? 2 : 3;
  steps.resize(std::min(steps.size(), wanted));
  return absl::StrJoin(steps, ".");
}

void TouchNomination(const std::string& name, Touches& touches) { touches.Add<NominationRow>(IdOf(name)); }

void TouchAroundNomination(const NominationRow& row, Touches& touches) {
  touches.Add<CampaignRow>(row.campaign_id);
  touches.Add<CategoryRow>(row.category_id);
  touches.AddChildren<NominationStepRow>(row.id);
  touches.AddChildren<ObjectionRow>(row.id);
  if (row.subject == v1::HONOURED_TEAM) touches.Add<TeamRow>(row.nominee_id);
  for (const auto tier : {v1::VILLAGE_TIER, v1::TOWNSHIP_TIER, v1::COUNTY_TIER})
    touches.Add<SeatRow>(SeatOf(row, tier));
}

StatusOr<const NominationRow*> NominationOf(const Work& work, const std::string& name) {
  if (const auto* row = work.Find<NominationRow>(IdOf(name))) return row;
  const bool keeper =
      std::any_of(work.caller.grants.begin(), work.caller.grants.end(), [&](const Grant& grant) {
        return grant.county == work.county &&
               std::find(HonourReaders().begin(), HonourReaders().end(), grant.role) != HonourReaders().end();
      });
  return keeper ? Refuse(errors::v1::NOT_FOUND, {{"name", name}}) : Refuse(errors::v1::NOT_ALLOWED);
}

const std::vector<Role>& HonourReaders() {
  using enum Role;
  static const std::vector<Role> roles = {kClerk, kOfficer, kReviewer, kCountyAdmin, kAuditor};
  return roles;
}

bool IsNominee(const Caller& caller, const NominationRow& row, const TeamRow* team) {
  switch (row.subject) {
    case v1::HONOURED_PERSON:
      return !caller.volunteer.is_nil() && caller.volunteer == row.nominee_id;
    case v1::HONOURED_TEAM:
      return LeadsIt(caller, row.nominee_id, team);
    case v1::HONOURED_RESIDENT:
      return false;  // has no account
    default:
      return SitsIn(caller, row.county_id, row.nominee_path);
  }
}

bool IsNominee(const Work& work, const NominationRow& row) {
  return IsNominee(work.caller, row, work.Find<TeamRow>(row.nominee_id));
}

Status NoPart(const Work& work, const NominationRow& row) {
  if (IsNominee(work, row)) return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "IS_NOMINEE"}});
  if (work.caller.subject == row.nominated_by)
    return Refuse(errors::v1::CONFLICT_OF_INTEREST, {{"role", "NOMINATED_IT"}});
  return absl::OkStatus();
}

Status MayGo(const NominationRow& row, v1::NominationState to) {
  if (MayStep(row.state, to)) return absl::OkStatus();
  return Refuse(errors::v1::HONOUR_WRONG_STATE, {{"state", v1::NominationState_Name(row.state)}});
}

void GoTo(Work& work, NominationRow& row, v1::NominationState to) {
  if (!MayStep(row.state, to)) throw std::logic_error("a step no nomination may take");
  const bool before = UnderWay(row.state), after = UnderWay(to);
  row.prev_state = row.state;
  row.state = to;
  row.shown = to == v1::ON_PUBLIC_NOTICE || to == v1::OBJECTED_TO || to == v1::AWARDED;
  if (to == v1::NOT_SELECTED || to == v1::NOMINATION_WITHDRAWN) FreeSeats(work, row);
  if (before == after) return;
  work.Change<CampaignRow>(row.campaign_id)->under_way += after ? 1 : -1;
}

Status CheckSeat(const Work& work, const NominationRow& row) {
  const auto* seat = work.Find<SeatRow>(SeatOf(row, row.tier));
  const int32_t quota = QuotaOf(*work.Find<CategoryRow>(row.category_id), row.tier);
  if ((seat == nullptr ? 0 : seat->used) < quota) return absl::OkStatus();
  return Refuse(errors::v1::HONOUR_QUOTA_FULL,
                {{"tier", v1::HonourTier_Name(row.tier)}, {"limit", absl::StrCat(quota)}});
}

void TakeSeat(Work& work, const NominationRow& row) {
  const Uuid id = SeatOf(row, row.tier);
  auto* seat = work.Change<SeatRow>(id);
  if (seat == nullptr) {
    SeatRow fresh;
    fresh.id = id;
    fresh.category_id = row.category_id;
    fresh.tier = row.tier;
    fresh.place_path = PlaceAt(row.place_path, row.tier);
    fresh.quota = QuotaOf(*work.Find<CategoryRow>(row.category_id), row.tier);
    seat = &work.Insert(std::move(fresh));
  }
  ++seat->used;
}

void ForgetWords(Work& work, const Uuid& nomination) {
  NominationWordsRow* row = work.Change<NominationWordsRow>(nomination);
  if (row == nullptr) return;
  row->data_key.data.clear();
  row->sealed.data.clear();
}

void ForgetHonoured(Work& work, const Uuid& person) {
  std::vector<Uuid> nominations, words;
  for (const auto* row : work.Children<NominationRow>(person)) nominations.push_back(row->id);
  for (const auto* row : work.Children<NominationWordsRow>(person)) words.push_back(row->id);
  for (const Uuid& id : words) ForgetWords(work, id);
  for (const Uuid& id : nominations) {
    NominationRow& row = *work.Change<NominationRow>(id);
    row.shown = false;
    if (!UnderWay(row.state)) continue;
    GoTo(work, row, v1::NOMINATION_WITHDRAWN);
    work.Emit("NOMINATION_ANSWERED", row.id, ToEvent(row));
  }
}

v1::NominationChanged ToEvent(const NominationRow& row) {
  v1::NominationChanged event;
  event.set_nomination_id(row.id.ToString());
  event.set_campaign_id(row.campaign_id.ToString());
  event.set_category_id(row.category_id.ToString());
  event.set_nominee_id(row.nominee_id.ToString());
  event.set_subject(v1::HonourSubject_Name(row.subject));
  event.set_state(v1::NominationState_Name(row.state));
  event.set_tier(v1::HonourTier_Name(row.tier));
  if (row.shown_as != v1::SHOWN_AS_UNSPECIFIED) event.set_shown_as(v1::ShownAs_Name(row.shown_as));
  if (row.pass_over_reason != v1::PASS_OVER_REASON_UNSPECIFIED)
    event.set_pass_over_reason(v1::PassOverReason_Name(row.pass_over_reason));
  event.set_shown(row.shown);
  return event;
}

v1::Nomination ToProto(const NominationRow& row, const CampaignRow* campaign, const CategoryRow* category) {
  v1::Nomination out;
  out.set_name(ResourceNameOf(row.county_id, "nominations", row.id));
  out.set_campaign(ResourceNameOf(row.county_id, "campaigns", row.campaign_id));
  out.set_category(ResourceNameOf(row.county_id, "honour_categories", row.category_id));
  if (campaign != nullptr) out.set_campaign_title(campaign->title);
  if (category != nullptr) {
    out.set_kind(category->kind);
    out.set_title(category->title);
  }
  out.set_subject(row.subject);
  if (row.subject != v1::HONOURED_RESIDENT)
    out.set_nominee(ResourceNameOf(row.county_id, CollectionOf(row.subject), row.nominee_id));
  if (row.paper_consent_at) *out.mutable_paper_consent_time() = ToTimestamp(*row.paper_consent_at);
  out.set_place(ResourceNameOf(row.county_id, "orgs", row.place_id));
  out.set_place_path(row.place_path);
  out.set_place_name(row.place_name);
  out.set_state(row.state);
  out.set_tier(row.tier);
  out.set_nominated_by(row.nominated_by);
  *out.mutable_nominate_time() = ToTimestamp(row.nominated_at);
  out.set_shown_as(row.shown_as);
  out.set_deeds_shown(row.deeds_shown);
  out.set_shown(row.shown);
  if (row.notice_until) *out.mutable_notice_until_time() = ToTimestamp(*row.notice_until);
  if (row.awarded_at) *out.mutable_award_time() = ToTimestamp(*row.awarded_at);
  out.set_pass_over_reason(row.pass_over_reason);
  return out;
}

v1::Nomination ShowNomination(const Work& work, const Uuid& id) {
  const auto* row = work.Find<NominationRow>(id);
  if (row == nullptr) return {};
  return ToProto(*row, work.Find<CampaignRow>(row->campaign_id), work.Find<CategoryRow>(row->category_id));
}

std::string HonourTitle(v1::HonourKind kind, const std::string& title) {
  if (!title.empty()) return title;
  switch (kind) {
    case v1::GOOD_NEIGHBOUR:
      return "身边好人";
    case v1::FINEST_PROJECT:
      return "最佳志愿服务项目";
    case v1::FINEST_TEAM:
      return "最佳志愿服务组织";
    case v1::FINEST_COMMUNITY:
      return "最美志愿服务社区";
    default:
      return "最美志愿者";
  }
}

std::string HostName(const CampaignRow& campaign) {
  using volunteers::v1::OrgTier;
  static constexpr OrgTier kTiers[] = {volunteers::v1::CENTRE, volunteers::v1::INSTITUTE,
                                       volunteers::v1::STATION};
  const auto below = std::count(campaign.host_path.begin(), campaign.host_path.end(), '.');
  // Points and households lie deeper, and are called what they are called.
  return below > 2 ? campaign.host_name : UnitName(kTiers[below], campaign.host_name);
}

v1::RedListLine ToLine(const NominationRow& row, const CampaignRow& campaign, const CategoryRow& category,
                       const v1::NominationWords& words) {
  v1::RedListLine line;
  line.set_name(ResourceNameOf(row.county_id, "nominations", row.id));
  line.set_campaign(ResourceNameOf(row.county_id, "campaigns", row.campaign_id));
  line.set_campaign_title(campaign.title);
  line.set_kind(category.kind);
  line.set_title(category.title);
  line.set_subject(row.subject);
  line.set_shown_name(words.shown_name());
  line.set_place_name(row.place_name);
  if (row.deeds_shown) line.set_deeds(words.deeds());
  if (row.notice_until && !row.awarded_at) *line.mutable_notice_until_time() = ToTimestamp(*row.notice_until);
  if (row.awarded_at) *line.mutable_award_time() = ToTimestamp(*row.awarded_at);
  line.set_host_name(campaign.host_name);
  return line;
}

v1::Campaign ToProto(const CampaignRow& row, const std::vector<const CategoryRow*>& categories) {
  v1::Campaign out;
  out.set_name(ResourceNameOf(row.county_id, "campaigns", row.id));
  out.set_title(row.title);
  out.set_host(ResourceNameOf(row.county_id, "orgs", row.host_id));
  out.set_host_path(row.host_path);
  out.set_host_name(row.host_name);
  out.set_tier(row.tier);
  out.set_state(row.state);
  std::vector<const CategoryRow*> ordered = categories;
  std::sort(ordered.begin(), ordered.end(),
            [](const CategoryRow* a, const CategoryRow* b) { return a->ordinal < b->ordinal; });
  for (const CategoryRow* category : ordered) *out.add_categories() = ToProto(*category);
  *out.mutable_nominate_start_time() = ToTimestamp(row.nominate_from);
  *out.mutable_nominate_end_time() = ToTimestamp(row.nominate_to);
  out.set_notice_days(row.notice_days);
  *out.mutable_create_time() = ToTimestamp(row.created_at);
  return out;
}

}  // namespace diandan::hours
