#include "services/orders/unsent_rules.h"

#include <algorithm>

#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/notice_rules.h"
#include "services/orders/view_rules.h"

namespace diandan::orders {
namespace {

// So old is what is told, and so long nobody is told again.
constexpr absl::Duration kUnsentLong = absl::Hours(72);

void TouchReport(const v1::ReportUnsentRequest& request, Touches& touches) {
  if (!request.team().empty()) touches.Add<TeamMirrorRow>(IdOf(request.team()));
}

void TouchReporter(const v1::ReportUnsentRequest& request, const Work& work, Touches& touches) {
  touches.Add<UnsentRow>(work.caller.account);
  for (const Grant& grant : work.caller.grants) {
    if (grant.county == work.county && grant.scope == ScopeKind::kTeam) touches.Add<TeamMirrorRow>(grant.id);
  }
  if (!request.team().empty() && !work.caller.volunteer.is_nil()) {
    touches.Add<MembershipMirrorRow>(MembershipId(IdOf(request.team()), work.caller.volunteer));
  }
}

std::string PathOfTeam(const Work& work, const Uuid& id) {
  const auto* team = work.Find<TeamMirrorRow>(id);
  return team == nullptr ? "" : team->org_path;
}

// The place an account belongs to: its organisation, else its team's; "" when there is none in this county.
std::string HomeOf(const Work& work, const v1::ReportUnsentRequest& request) {
  std::string place;
  for (const Grant& grant : work.caller.grants) {
    if (grant.county != work.county) continue;
    if (grant.scope == ScopeKind::kOrg && !grant.org_path.empty()) return grant.org_path;
    if (grant.scope == ScopeKind::kTeam && place.empty()) place = PathOfTeam(work, grant.id);
  }
  if (!place.empty() || request.team().empty()) return place;
  const Uuid team = IdOf(request.team());
  const auto* member = work.Find<MembershipMirrorRow>(MembershipId(team, work.caller.volunteer));
  return member == nullptr || member->ended ? "" : PathOfTeam(work, team);
}

UnsentRow& UnsentOf(Work& work) {
  if (UnsentRow* row = work.Change<UnsentRow>(work.caller.account)) return *row;
  return work.Insert(UnsentRow{.id = work.caller.account});
}

Status ReportIt(Work& work, const v1::ReportUnsentRequest& request) {
  const std::string place = HomeOf(work, request);
  if (place.empty()) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", request.team()}});
  if (request.count() > 0 && !request.has_oldest_time()) return InvalidField("oldest_time", "", "required");
  UnsentRow& row = UnsentOf(work);
  row.org_path = place;
  row.count = request.count();
  row.reported_at = work.now;
  row.oldest_at.reset();
  // A phone's clock may be ahead.
  if (row.count > 0) row.oldest_at = std::min(FromProto(request.oldest_time()), work.now);
  EmitNoted(work, "UNSENT_REPORTED", row.id, "unsent");
  const bool old = row.oldest_at && work.now - *row.oldest_at >= kUnsentLong;
  if (!old || (row.told_at && work.now - *row.told_at < kUnsentLong)) return absl::OkStatus();
  row.told_at = work.now;
  NoticeUnsent(work, row);
  return absl::OkStatus();
}

void AnswerReport(const v1::ReportUnsentRequest&, const Work&, v1::ReportUnsentResponse&) {}

}  // namespace

const Verb& ReportUnsentVerb() {
  static const auto* verb =
      new Verb(MakeVerb("ReportUnsent", TouchReport, ReportIt, AnswerReport, TouchReporter));
  return *verb;
}

}  // namespace diandan::orders
