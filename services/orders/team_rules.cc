// What a team must bring before it can take an order: told before it accepts, not after.
#include "absl/strings/str_cat.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/offer_rules.h"

namespace diandan::orders {
namespace {

bool IsQualified(const volunteers::v1::VolunteerChanged& person, const OrderRow& order) {
  if (order.qualification.empty()) return true;
  for (const auto& held : person.qualifications()) {
    if (held.code() != order.qualification) continue;
    if (!held.has_valid_until() || FromProto(held.valid_until()) >= order.last_end) return true;
  }
  return false;
}

bool IsInsured(const volunteers::v1::VolunteerChanged& person, const OrderRow& order) {
  if (!order.insurance_required) return true;
  for (const auto& policy : person.insurances()) {
    if (FromProto(policy.valid_from()) <= order.first_start &&
        FromProto(policy.valid_until()) >= order.last_end) {
      return true;
    }
  }
  return false;
}

bool AsksForSomething(const OrderRow& order) {
  return !order.qualification.empty() || order.insurance_required;
}

std::string Missing(const OrderRow& order, int able) {
  std::string what = order.qualification;
  if (order.insurance_required) absl::StrAppend(&what, what.empty() ? "" : " + ", "insurance");
  return absl::StrCat(what, " ", able, "/", order.volunteers_wanted);
}

}  // namespace

void TouchMembers(const OrderRow& order, const Uuid& team, Touches& touches) {
  if (AsksForSomething(order)) touches.AddChildren<MembershipMirrorRow>(team);
}

Status CheckTeam(const Work& work, const OrderRow& order, const Uuid& team_id) {
  const auto* team = work.Find<TeamMirrorRow>(team_id);
  if (team == nullptr) {
    return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", ResourceNameOf(work.county, "teams", team_id)}});
  }
  if (team->suspended) return Refuse(errors::v1::TEAM_SUSPENDED, {{"team", team->name}});
  if (!AsksForSomething(order)) return absl::OkStatus();
  int able = 0;
  for (const auto* member : work.Children<MembershipMirrorRow>(team_id)) {
    volunteers::v1::VolunteerChanged person;
    if (member->ended || !person.ParseFromString(member->facts.data) || person.suspended()) continue;
    if (IsQualified(person, order) && IsInsured(person, order)) ++able;
  }
  if (able >= order.volunteers_wanted) return absl::OkStatus();
  return Refuse(errors::v1::TEAM_NOT_ELIGIBLE, {{"why", Missing(order, able)}, {"team", team->name}});
}

}  // namespace diandan::orders
