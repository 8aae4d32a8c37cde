#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/guests.h"
#include "services/volunteers/member_rules.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/team_rules.h"
#include "services/volunteers/team_store.h"
#include "services/volunteers/volunteer_rules.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// Who may see the names of a team's members, or the teams of a person, besides those concerned.
const std::vector<Role>& Lookers() {
  static const auto* roles =
      new std::vector<Role>{Role::kLeader,  Role::kClerk,      Role::kOfficer,  Role::kCountyAdmin,
                            Role::kLiaison, Role::kDispatcher, Role::kReviewer, Role::kAuditor};
  return *roles;
}

Status MaySeeTeam(const rpc::Call& call, ReadView& view, const Uuid& team) {
  view.Load([&](Touches& touches) {
    touches.Add<TeamRow>(team);
    touches.Add<MembershipRow>(MembershipId(team, call.caller.volunteer));
  });
  const TeamRow* row = view.work().Find<TeamRow>(team);
  if (row == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", team.ToString()}});
  const auto* own = view.work().Find<MembershipRow>(MembershipId(team, call.caller.volunteer));
  if (own != nullptr && own->state == v1::Membership::ACTIVE) return absl::OkStatus();
  return MustHold(call.caller, call.county, Lookers(), Of(*row));
}

Status MaySeePerson(const rpc::Call& call, ReadView& view, const Uuid& volunteer) {
  if (!call.caller.volunteer.is_nil() && call.caller.volunteer == volunteer) return absl::OkStatus();
  view.Load([&](Touches& touches) { touches.Add<VolunteerRow>(volunteer); });
  const VolunteerRow* row = view.work().Find<VolunteerRow>(volunteer);
  if (row == nullptr) return Refuse(errors::v1::VOLUNTEER_UNKNOWN, {{"volunteer", volunteer.ToString()}});
  return MustHold(call.caller, call.county, Lookers(), Of(*row));
}

class TeamServiceImpl final : public rpc::Serving<v1::TeamService> {
 public:
  explicit TeamServiceImpl(Parts& parts) : home_(parts.home) {
    Serve(this, &TeamServiceImpl::GetTeam, &TeamServiceImpl::ListTeams, &TeamServiceImpl::ListMemberships,
          &TeamServiceImpl::CreateTeam, &TeamServiceImpl::UpdateTeam, &TeamServiceImpl::SetFreeTimes,
          &TeamServiceImpl::SuspendTeam, &TeamServiceImpl::ResumeTeam, &TeamServiceImpl::AddMember,
          &TeamServiceImpl::JoinTeam, &TeamServiceImpl::EndMembership);
  }

  Reactor* GetTeam(Context* c, const v1::GetTeamRequest* q, v1::Team* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      ReadView view(call, connection);
      view.Load([&](Touches& touches) { touches.Add<TeamRow>(IdOf(q->name())); });
      const TeamRow* row = view.work().Find<TeamRow>(IdOf(q->name()));
      if (row == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", q->name()}});
      *r = ShowTeam(*row);
      return absl::OkStatus();
    });
  }

  Reactor* ListTeams(Context* c, const v1::ListTeamsRequest* q, v1::ListTeamsResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      DD_ASSIGN_OR_RETURN(Page page, PageOf(*q));
      TeamFilter filter;
      if (!q->org().empty()) filter.org = IdOf(q->org());
      if (!q->unit().empty()) filter.unit = IdOf(q->unit());
      if (q->kind() != v1::TEAM_KIND_UNSPECIFIED) filter.kind = v1::TeamKind_Name(q->kind());
      filter.skill = q->skill();
      filter.include_suspended = q->include_suspended();
      filter.order_by = q->order_by();
      DD_ASSIGN_OR_RETURN(auto sorted, volunteers::ListTeams(connection, call.county, filter, page));
      r->Clear();
      if (!sorted.last.empty()) r->set_next_page_token(NextPageToken(*q, sorted.last));
      for (const TeamRow& row : sorted.rows) *r->add_teams() = ShowTeam(row);
      return absl::OkStatus();
    });
  }

  Reactor* ListMemberships(Context* c, const v1::ListMembershipsRequest* q, v1::ListMembershipsResponse* r) {
    return rpc::Read(home_, c, *q, [q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      if (q->team().empty() == q->volunteer().empty())
        return InvalidField("team", q->team(), "one_of:team, volunteer");
      DD_ASSIGN_OR_RETURN(Page page, PageOf(*q));
      ReadView view(call, connection);
      MemberFilter filter;
      filter.include_ended = q->include_ended();
      if (!q->team().empty()) filter.team = IdOf(q->team());
      if (!q->volunteer().empty()) filter.volunteer = IdOf(q->volunteer());
      if (call.caller.kind != Caller::Kind::kService) {
        DD_RETURN_IF_ERROR(filter.team ? MaySeeTeam(call, view, *filter.team)
                                       : MaySeePerson(call, view, *filter.volunteer));
      }
      auto lines = volunteers::ListMemberships(connection, call.county, filter, page);
      r->Clear();
      r->set_next_page_token(CutPage(*q, page, lines, [](const MemberLine& line) {
        return std::vector<std::string>{line.row.id.ToString()};
      }));
      for (const MemberLine& line : lines)
        *r->add_memberships() = ShowMembership(line.row, line.number, line.name);
      return absl::OkStatus();
    });
  }

  Reactor* CreateTeam(Context* c, const v1::CreateTeamRequest* q, v1::Team* r) {
    return rpc::Mutate(home_, c, q, r, kCreateTeam);
  }
  Reactor* UpdateTeam(Context* c, const v1::UpdateTeamRequest* q, v1::Team* r) {
    return rpc::Mutate(home_, c, q, r, kUpdateTeam);
  }
  Reactor* SetFreeTimes(Context* c, const v1::SetFreeTimesRequest* q, v1::Team* r) {
    return rpc::Mutate(home_, c, q, r, kSetFreeTimes);
  }
  Reactor* SuspendTeam(Context* c, const v1::SuspendTeamRequest* q, v1::Team* r) {
    return rpc::Mutate(home_, c, q, r, kSuspendTeam);
  }
  Reactor* ResumeTeam(Context* c, const v1::ResumeTeamRequest* q, v1::Team* r) {
    return rpc::Mutate(home_, c, q, r, kResumeTeam);
  }
  Reactor* AddMember(Context* c, const v1::AddMemberRequest* q, v1::Membership* r) {
    if (CountyIn(q->volunteer()) == CountyIn(q->name())) return rpc::Mutate(home_, c, q, r, kAddMember);
    return rpc::Mutate(
        home_, c, q, r, kAddMember, [q](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
          DD_RETURN_IF_ERROR(WithTeam(call, q->name(), [](const Work& work, const TeamRow& team) {
            return MayDo(work, "TeamService/AddMember", Of(team));
          }));
          return InviteGuest(call, CountyIn(q->volunteer()), IdOf(q->volunteer()));
        });
  }
  Reactor* JoinTeam(Context* c, const v1::JoinTeamRequest* q, v1::Membership* r) {
    return rpc::Mutate(
        home_, c, q, r, kJoinTeam, [q](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
          const Caller& caller = call.caller;
          if (caller.volunteer.is_nil() || caller.home_county == call.county) return nullptr;
          DD_RETURN_IF_ERROR(
              WithTeam(call, q->name(), [](const Work&, const TeamRow&) { return absl::OkStatus(); }));
          return InviteGuest(call, caller.home_county, caller.volunteer);
        });
  }
  Reactor* EndMembership(Context* c, const v1::EndMembershipRequest* q, v1::Membership* r) {
    return rpc::Mutate(home_, c, q, r, kEndMembership);
  }

 private:
  // Another county notes a guest before the lane decides: for a team that is there only, and by who may.
  // Whoever asks to join need not be known in its county yet, so this looks with the service's own eyes.
  static Status WithTeam(const rpc::Call& call, const std::string& name,
                         Status (*may)(const Work&, const TeamRow&)) {
    return db::Transact(*call.home.pool, {call.county}, true, [&](db::Connection& connection) -> Status {
      ReadView view(call, connection);
      view.Load([&](Touches& touches) { touches.Add<TeamRow>(IdOf(name)); });
      const TeamRow* team = view.work().Find<TeamRow>(IdOf(name));
      if (team == nullptr) return Refuse(errors::v1::TEAM_UNKNOWN, {{"team", name}});
      return may(view.work(), *team);
    });
  }

  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeTeamService(Parts& parts) {
  return std::make_unique<TeamServiceImpl>(parts);
}

}  // namespace diandan::volunteers
