// What a draft must be before an order is made of it.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "services/base/say_time.h"
#include "services/orders/access_rules.h"
#include "services/orders/common_rules.h"
#include "services/orders/place_rules.h"
#include "services/orders/timing_rules.h"

namespace diandan::orders {
namespace {

constexpr absl::Duration kLongestSession = absl::Hours(24);
constexpr absl::Duration kFarthestStart = absl::Hours(24 * 400);

bool IsActivity(const v1::OrderDraft& draft) { return draft.kind() == v1::ACTIVITY; }

// Leaders and liaisons start activities; a need is placed by those who look after the place.
bool StartsOnly(Role role) { return role == Role::kLeader || role == Role::kLiaison; }

volunteers::v1::Role WordOf(Role role) {
  volunteers::v1::Role word = volunteers::v1::ROLE_UNSPECIFIED;
  volunteers::v1::Role_Parse(std::string(RoleName(role)), &word);
  return word;
}

bool PolicyTrusts(const v1::LoopSettings& settings, Role role) {
  const auto& trusted = settings.trusted_roles();
  return std::find(trusted.begin(), trusted.end(), WordOf(role)) != trusted.end();
}

// The place and, for an activity, the team and unit that start it. A team is only named by those who speak
// for it: for everybody else it would be an order, not an offer (志愿服务条例 25).
StatusOr<Scope> ScopeOf(const Work& work, const v1::OrderDraft& draft, const std::string& field) {
  const auto* station = work.Find<OrgMirrorRow>(IdOf(draft.station()));
  if (station == nullptr || station->closed)
    return Refuse(errors::v1::ORG_UNKNOWN, {{"org", draft.station()}});
  Scope scope;
  scope.county = work.county;
  scope.org_path = station->path;
  if (draft.team().empty()) return scope;
  if (!IsActivity(draft))
    return InvalidField(absl::StrCat(field, ".team"), draft.team(), "only_with:ACTIVITY");
  const auto* team = work.Find<TeamMirrorRow>(IdOf(draft.team()));
  if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", draft.team()}});
  if (team->suspended) return Refuse(errors::v1::TEAM_SUSPENDED, {{"team", team->name}});
  scope.teams = {team->id};
  if (team->unit_id) scope.units = {*team->unit_id};
  Scope own = scope;
  own.org_path.clear();
  const auto& grants = work.caller.grants;
  const bool speaks = std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return StartsOnly(grant.role) && Covers(grant, own);
  });
  if (speaks) return scope;
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "LEADER, LIAISON"}});
}

// A village cultural tutor (乡村文化指导员) offers what the menu marks as a tutor's.
bool IsTutorOf(const Work& work, const v1::OrderDraft& draft) {
  const auto* item = work.Find<MenuItemRow>(IdOf(draft.menu_item()));
  const auto* person = work.Find<VolunteerMirrorRow>(work.caller.volunteer);
  volunteers::v1::VolunteerChanged facts;
  if (item == nullptr || !item->tutor || person == nullptr || person->suspended ||
      !facts.ParseFromString(person->facts.data)) {
    return false;
  }
  const auto& kinds = facts.kinds();
  return std::find(kinds.begin(), kinds.end(), volunteers::v1::CULTURAL_TUTOR) != kinds.end();
}

Status CheckSession(const Work& work, const v1::SessionDraft& session, const std::string& field) {
  const absl::Time start = FromProto(session.start_time()), end = FromProto(session.end_time());
  if (end <= start) return InvalidField(absl::StrCat(field, ".end_time"), ShowTime(end), "after:start_time");
  if (end - start > kLongestSession) {
    return InvalidField(absl::StrCat(field, ".end_time"), ShowTime(end), "within_hours:24");
  }
  if (start <= work.now) return Refuse(errors::v1::SESSION_IN_PAST, {{"start", TimeFact(start)}});
  if (start > work.now + kFarthestStart) {
    return InvalidField(absl::StrCat(field, ".start_time"), ShowTime(start), "within_days:400");
  }
  if (work.Find<SessionRow>(IdOf(session.session_id())) != nullptr) {
    return Refuse(errors::v1::ALREADY_EXISTS, {{"what", session.session_id()}});
  }
  return absl::OkStatus();
}

}  // namespace

StatusOr<bool> MayPlace(const Work& work, const v1::OrderDraft& draft, const std::string& field,
                        absl::string_view method) {
  DD_ASSIGN_OR_RETURN(const Scope scope, ScopeOf(work, draft, field));
  const AccessRow& row = AccessTo(method);
  const v1::LoopSettings settings = SettingsOf(work);
  bool allowed = false, trusted = false;
  for (const Grant& grant : work.caller.grants) {
    const bool listed = std::find(row.roles.begin(), row.roles.end(), grant.role) != row.roles.end();
    if (!listed || !Covers(grant, scope)) continue;
    if (StartsOnly(grant.role) && !IsActivity(draft)) continue;
    allowed = true;
    trusted |= PolicyTrusts(settings, grant.role);
  }
  if (allowed) return trusted;
  // Wherever the tutor teaches, an officer looks first: a tutor is never trusted by policy.
  if (IsActivity(draft) && IsTutorOf(work, draft)) return false;
  return Refuse(errors::v1::NOT_ALLOWED,
                {{"needed", IsActivity(draft) ? "CLERK, OFFICER, DISPATCHER, LEADER, LIAISON"
                                              : "CLERK, OFFICER, DISPATCHER"}});
}

void TouchPlacer(const Work& work, const v1::OrderDraft& draft, Touches& touches) {
  if (IsActivity(draft)) touches.Add<VolunteerMirrorRow>(work.caller.volunteer);
}

Status CheckSessions(const Work& work, const google::protobuf::RepeatedPtrField<v1::SessionDraft>& sessions,
                     const std::string& field) {
  std::vector<const v1::SessionDraft*> sorted;
  for (int i = 0; i < sessions.size(); ++i) {
    DD_RETURN_IF_ERROR(CheckSession(work, sessions[i], absl::StrCat(field, "[", i, "]")));
    sorted.push_back(&sessions[i]);
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return FromProto(a->start_time()) < FromProto(b->start_time());
  });
  for (size_t i = 1; i < sorted.size(); ++i) {
    if (FromProto(sorted[i]->start_time()) < FromProto(sorted[i - 1]->end_time())) {
      return Refuse(errors::v1::SESSIONS_OVERLAP,
                    {{"first", TimeFact(FromProto(sorted[i - 1]->start_time()))},
                     {"second", TimeFact(FromProto(sorted[i]->start_time()))}});
    }
    for (size_t j = 0; j < i; ++j) {
      if (sorted[i]->session_id() == sorted[j]->session_id()) {
        return InvalidField(field, sorted[i]->session_id(), "unique");
      }
    }
  }
  return absl::OkStatus();
}

void AddSessions(Work& work, const Uuid& order,
                 const google::protobuf::RepeatedPtrField<v1::SessionDraft>& sessions, bool planned,
                 const std::optional<Uuid>& proposal) {
  for (const v1::SessionDraft& draft : sessions) {
    SessionRow session;
    session.id = IdOf(draft.session_id());
    session.order_id = order;
    session.start_at = FromProto(draft.start_time());
    session.end_at = FromProto(draft.end_time());
    session.planned = planned;
    session.proposal_id = proposal;
    work.Insert(std::move(session));
  }
}

}  // namespace diandan::orders
