#include "services/hours/campaign_rules.h"

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/hours/access_rules.h"
#include "services/hours/honour_parts_rules.h"

namespace diandan::hours {
namespace {

using v1::EndCampaignRequest;
using v1::OpenCampaignRequest;

constexpr absl::Duration kLongestNomination = absl::Hours(24 * 366);

const std::vector<Role>& CampaignHolders() {
  static const std::vector<Role> roles = {Role::kOfficer, Role::kCountyAdmin};
  return roles;
}

Uuid CategoryId(const Uuid& campaign, int index) {
  return DeriveUuid(campaign, absl::StrCat("category/", index));
}

std::string At(int index, const char* field) { return absl::StrCat("categories[", index, "].", field); }

// A title goes with one sort of nominee; the county's own with any.
bool Fits(v1::HonourKind kind, v1::HonourSubject subject) {
  if (subject == v1::HONOURED_RESIDENT) return false;
  switch (kind) {
    case v1::GOOD_NEIGHBOUR:
    case v1::FINEST_VOLUNTEER:
      return subject == v1::HONOURED_PERSON;
    case v1::FINEST_PROJECT:
      return subject == v1::HONOURED_PROJECT;
    case v1::FINEST_TEAM:
      return subject == v1::HONOURED_TEAM;
    case v1::FINEST_COMMUNITY:
      return subject == v1::HONOURED_PLACE;
    default:
      return true;
  }
}

// Every tier that takes part has seats, the ones above it have none.
Status CheckQuota(int index, const char* field, int32_t quota, bool takes_part) {
  if ((quota > 0) == takes_part) return absl::OkStatus();
  return InvalidField(At(index, field), absl::StrCat(quota), takes_part ? "min:1" : "max:0");
}

Status CheckCategory(int i, const v1::HonourCategory& category, v1::HonourTier tier) {
  if (!Fits(category.kind(), category.subject()))
    return InvalidField(At(i, "subject"), v1::HonourSubject_Name(category.subject()),
                        absl::StrCat("fits:", v1::HonourKind_Name(category.kind())));
  if (category.kind() == v1::OWN_TITLE && category.title().empty())
    return InvalidField(At(i, "title"), "", "required");
  DD_RETURN_IF_ERROR(CheckQuota(i, "village_quota", category.village_quota(), true));
  DD_RETURN_IF_ERROR(CheckQuota(i, "township_quota", category.township_quota(), tier >= v1::TOWNSHIP_TIER));
  return CheckQuota(i, "county_quota", category.county_quota(), tier == v1::COUNTY_TIER);
}

Status CheckTimes(const OpenCampaignRequest& request) {
  const absl::Time from = FromProto(request.nominate_start_time());
  const absl::Time to = FromProto(request.nominate_end_time());
  if (to <= from) return InvalidField("nominate_end_time", TimeFact(to), "after:nominate_start_time");
  if (to - from > kLongestNomination)
    return InvalidField("nominate_end_time", TimeFact(to), "within_days:366");
  return absl::OkStatus();
}

void TouchOpen(const OpenCampaignRequest& request, Touches& touches) {
  const Uuid id = IdOf(request.request_id());
  touches.Add<CampaignRow>(id);
  touches.AddChildren<CategoryRow>(id);
}

v1::CampaignChanged ToEvent(const CampaignRow& row) {
  v1::CampaignChanged event;
  event.set_campaign_id(row.id.ToString());
  event.set_tier(v1::HonourTier_Name(row.tier));
  event.set_state(v1::CampaignState_Name(row.state));
  event.set_notice_days(row.notice_days);
  return event;
}

void KeepCategory(Work& work, const Uuid& campaign, int index, const v1::HonourCategory& category) {
  CategoryRow row;
  row.id = CategoryId(campaign, index);
  row.campaign_id = campaign;
  row.ordinal = index;
  row.kind = category.kind();
  row.title = category.title();
  row.subject = category.subject();
  row.village_quota = category.village_quota();
  row.township_quota = category.township_quota();
  row.county_quota = category.county_quota();
  work.Insert(std::move(row));
}

Status OpenCampaign(Work& work, const OpenCampaignRequest& request) {
  const auto* host = work.Extra<HostFacts>();
  if (host == nullptr || work.Find<CampaignRow>(work.request_id) != nullptr)
    return Refuse(errors::v1::REQUEST_ID_REUSED);
  DD_RETURN_IF_ERROR(MaySeePlace(work.caller, work.county, host->path, CampaignHolders()));
  DD_RETURN_IF_ERROR(CheckTimes(request));
  const v1::HonourTier tier = TierOf(host->path);
  for (int i = 0; i < request.categories_size(); ++i)
    DD_RETURN_IF_ERROR(CheckCategory(i, request.categories(i), tier));

  CampaignRow row;
  row.id = work.request_id;
  row.title = request.title();
  row.host_id = IdOf(request.host());
  row.host_path = host->path;
  row.host_name = host->name;
  row.tier = tier;
  row.nominate_from = FromProto(request.nominate_start_time());
  row.nominate_to = FromProto(request.nominate_end_time());
  row.notice_days = request.notice_days();
  row.opened_by = work.caller.subject;
  row.created_at = work.now;
  const CampaignRow& kept = work.Insert(std::move(row));
  for (int i = 0; i < request.categories_size(); ++i) KeepCategory(work, kept.id, i, request.categories(i));
  work.Emit("CAMPAIGN_CHANGED", kept.id, ToEvent(kept));
  return absl::OkStatus();
}

void AnswerOpen(const OpenCampaignRequest& request, const Work& work, v1::Campaign& answer) {
  const Uuid id = IdOf(request.request_id());
  if (const auto* row = work.Find<CampaignRow>(id)) answer = ToProto(*row, work.Children<CategoryRow>(id));
}

void TouchEnd(const EndCampaignRequest& request, Touches& touches) {
  touches.Add<CampaignRow>(IdOf(request.name()));
  touches.AddChildren<CategoryRow>(IdOf(request.name()));
}

Status EndCampaign(Work& work, const EndCampaignRequest& request) {
  const auto* found = work.Find<CampaignRow>(IdOf(request.name()));
  if (found == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.name()}});
  DD_RETURN_IF_ERROR(MaySeePlace(work.caller, work.county, found->host_path, CampaignHolders()));
  if (found->state != v1::CAMPAIGN_OPEN) return Refuse(errors::v1::CAMPAIGN_NOT_OPEN);
  if (found->under_way > 0)
    return Refuse(errors::v1::CAMPAIGN_UNDER_WAY, {{"count", absl::StrCat(found->under_way)}});
  CampaignRow& row = *work.Change<CampaignRow>(found->id);
  row.state = v1::CAMPAIGN_ENDED;
  work.Emit("CAMPAIGN_CHANGED", row.id, ToEvent(row));
  return absl::OkStatus();
}

void AnswerEnd(const EndCampaignRequest& request, const Work& work, v1::Campaign& answer) {
  const Uuid id = IdOf(request.name());
  if (const auto* row = work.Find<CampaignRow>(id)) answer = ToProto(*row, work.Children<CategoryRow>(id));
}

}  // namespace

const Verb& OpenCampaignVerb() {
  static const Verb verb =
      MakeVerb<OpenCampaignRequest, v1::Campaign>("OpenCampaign", TouchOpen, OpenCampaign, AnswerOpen);
  return verb;
}

const Verb& EndCampaignVerb() {
  static const Verb verb =
      MakeVerb<EndCampaignRequest, v1::Campaign>("EndCampaign", TouchEnd, EndCampaign, AnswerEnd);
  return verb;
}

}  // namespace diandan::hours
