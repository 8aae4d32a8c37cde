#include "services/hours/reward_rules.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/points_events.pb.h"
#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"
#include "services/hours/policy_guard_rules.h"

namespace diandan::hours {
namespace {

using v1::CloseRewardRequest;
using v1::CreateRewardRequest;
using v1::RestockRewardRequest;
using v1::RewardSettings;
using v1::UpdateRewardRequest;

// The organisation belongs to the county by its path's first step, as grants do.
Status CheckReward(const RewardSettings& settings) {
  if (settings.kind() != v1::REWARD_MONEY) return absl::OkStatus();
  return Forbid("settings.kind", {"REWARD_MONEY", "REGULATIONS_2", "SERVICE_IS_UNPAID"});
}

void PutReward(const RewardSettings& settings, RewardRow& row) {
  row.title = settings.title();
  row.description = settings.description();
  row.kind = settings.kind();
  row.points = settings.points();
  row.per_person = settings.per_person();
  row.org_path = settings.org_path();
  row.pick_up_note = settings.pick_up_note();
  ++row.version;
}

void SayReward(Work& work, const RewardRow& row, int32_t added = 0) {
  v1::RewardChanged event;
  event.set_reward_id(row.id.ToString());
  event.set_state(v1::RewardState_Name(row.state));
  event.set_points(row.points);
  event.set_stock(row.stock);
  event.set_per_person(row.per_person);
  event.set_added(added);
  work.Emit("REWARD_CHANGED", row.id, std::move(event));
}

// The reward when it is open; NOT_FOUND, REWARD_IS_CLOSED.
StatusOr<const RewardRow*> OpenReward(const Work& work, const std::string& name) {
  const auto* found = work.Find<RewardRow>(IdOf(name));
  if (found == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", name}});
  if (found->state != v1::REWARD_OPEN)
    return Refuse(errors::v1::REWARD_IS_CLOSED, {{"reward", found->title}});
  return found;
}

Status CreateReward(Work& work, const CreateRewardRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  DD_RETURN_IF_ERROR(CheckReward(request.settings()));
  if (work.Find<RewardRow>(work.request_id) != nullptr) return Refuse(errors::v1::REQUEST_ID_REUSED);

  RewardRow row;
  row.id = work.request_id;
  row.state = v1::REWARD_OPEN;
  row.created_at = work.now;
  PutReward(request.settings(), row);
  SayReward(work, work.Insert(std::move(row)));
  return absl::OkStatus();
}

Status UpdateReward(Work& work, const UpdateRewardRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  DD_RETURN_IF_ERROR(CheckReward(request.settings()));
  DD_ASSIGN_OR_RETURN(const RewardRow* found, OpenReward(work, request.name()));
  DD_RETURN_IF_ERROR(CheckEtag(request.etag(), found->version));

  RewardRow& row = *work.Change<RewardRow>(found->id);
  PutReward(request.settings(), row);
  SayReward(work, row);
  return absl::OkStatus();
}

Status RestockReward(Work& work, const RestockRewardRequest& request) {
  const auto* known = work.Find<RewardRow>(IdOf(request.name()));
  DD_RETURN_IF_ERROR(known == nullptr
                         ? MayGovern(work.caller, work.county, RewardKeepers())
                         : MaySeePlace(work.caller, work.county, known->org_path, RewardKeepers()));
  DD_ASSIGN_OR_RETURN(const RewardRow* found, OpenReward(work, request.name()));
  if (found->laid_in > std::numeric_limits<int32_t>::max() - request.add())
    return InvalidField("add", absl::StrCat(request.add()),
                        absl::StrCat("max:", std::numeric_limits<int32_t>::max() - found->laid_in));

  RewardRow& row = *work.Change<RewardRow>(found->id);
  row.laid_in += request.add();
  row.stock += request.add();
  SayReward(work, row, request.add());
  return absl::OkStatus();
}

Status CloseReward(Work& work, const CloseRewardRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kCountyAdmin}));
  DD_ASSIGN_OR_RETURN(const RewardRow* found, OpenReward(work, request.name()));
  RewardRow& row = *work.Change<RewardRow>(found->id);
  row.state = v1::REWARD_CLOSED;
  SayReward(work, row);
  return absl::OkStatus();
}

void TouchCreateReward(const CreateRewardRequest& request, Touches& touches) {
  touches.Add<RewardRow>(IdOf(request.request_id()));
}
void AnswerCreateReward(const CreateRewardRequest& request, const Work& work, v1::Reward& answer) {
  if (const auto* row = work.Find<RewardRow>(IdOf(request.request_id()))) answer = ToProto(*row);
}

template <typename Request>
Verb RewardVerb(const char* name, Status (*rule)(Work&, const Request&)) {
  return MakeVerb<Request, v1::Reward>(
      name, [](const Request& request, Touches& touches) { touches.Add<RewardRow>(IdOf(request.name())); },
      rule,
      [](const Request& request, const Work& work, v1::Reward& answer) {
        if (const auto* row = work.Find<RewardRow>(IdOf(request.name()))) answer = ToProto(*row);
      });
}

}  // namespace

const Verb& CreateRewardVerb() {
  static const Verb verb = MakeVerb<CreateRewardRequest, v1::Reward>("CreateReward", TouchCreateReward,
                                                                     CreateReward, AnswerCreateReward);
  return verb;
}
const Verb& UpdateRewardVerb() {
  static const Verb verb = RewardVerb<UpdateRewardRequest>("UpdateReward", UpdateReward);
  return verb;
}
const Verb& RestockRewardVerb() {
  static const Verb verb = RewardVerb<RestockRewardRequest>("RestockReward", RestockReward);
  return verb;
}
const Verb& CloseRewardVerb() {
  static const Verb verb = RewardVerb<CloseRewardRequest>("CloseReward", CloseReward);
  return verb;
}

const std::vector<Role>& RewardKeepers() {
  using enum Role;
  static const std::vector<Role> roles = {kClerk, kOfficer, kCountyAdmin};
  return roles;
}

v1::Reward ToProto(const RewardRow& row) {
  v1::Reward out;
  out.set_name(ResourceNameOf(row.county_id, "rewards", row.id));
  RewardSettings& settings = *out.mutable_settings();
  settings.set_title(row.title);
  settings.set_description(row.description);
  settings.set_kind(row.kind);
  settings.set_points(row.points);
  settings.set_per_person(row.per_person);
  settings.set_org_path(row.org_path);
  settings.set_pick_up_note(row.pick_up_note);
  out.set_state(row.state);
  out.set_stock(row.stock);
  out.set_held(row.held);
  out.set_handed(row.handed);
  out.set_etag(EtagOf(row.version));
  *out.mutable_create_time() = ToTimestamp(row.created_at);
  return out;
}

}  // namespace diandan::hours
