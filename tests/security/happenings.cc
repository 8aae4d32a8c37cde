// What happens in the worlds of the matrix: the stories and errands of the scenarios, and what these do to
// others' things once more to the village's own.
#include "absl/strings/escaping.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/stories.h"
#include "tests/scenario/walk.h"
#include "tests/security/worlds.h"

namespace diandan::security {
namespace {

namespace o = orders::v1;
namespace v = volunteers::v1;
using scenario::OrThrow;
using scenario::Stage;
using scenario::Walk;

template <typename Request, typename Stub, typename Response>
Response About(
    Stage& stage, const std::string& actor,
    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const std::string& name,
    const std::function<void(Request&)>& fill = [](Request&) {}) {
  Request request;
  request.set_name(name);
  fill(request);
  return OrThrow(stage.Do(actor, method, request));
}

void OwnTeam(Stage& stage) {
  using Teams = v::TeamService::Stub;
  About<v::UpdateTeamRequest>(stage, "admin", &Teams::UpdateTeam, stage.team, [](auto& request) {
    request.set_open_to_join(true);
    request.mutable_update_mask()->add_paths("open_to_join");
  });
  About<v::SetFreeTimesRequest>(stage, "admin", &Teams::SetFreeTimes, stage.team,
                                [](auto& request) { request.add_free_slots(3); });
  About<v::SuspendTeamRequest>(stage, "admin", &Teams::SuspendTeam, stage.team);
  About<v::ResumeTeamRequest>(stage, "admin", &Teams::ResumeTeam, stage.team);
  About<v::JoinTeamRequest>(stage, "neighbour", &Teams::JoinTeam, stage.team);
  v::ListMembershipsRequest list;
  list.set_parent(stage.parent());
  list.set_volunteer(stage.volunteer);
  const auto memberships = OrThrow(stage.Call("volunteer", &Teams::ListMemberships, list)).memberships();
  for (const v::Membership& membership : memberships) {
    if (membership.team() != stage.team) continue;
    About<v::EndMembershipRequest>(stage, "volunteer", &Teams::EndMembership, membership.name());
  }
  stage.Join(stage.volunteer, stage.team, false);
}

void OwnPerson(Stage& stage) {
  using People = v::VolunteerService::Stub;
  About<v::UpdateVolunteerRequest>(stage, "admin", &People::UpdateVolunteer, stage.volunteer,
                                   [](auto& request) { request.set_chosen_name("Volunteer"); });
  About<v::SetConsentRequest>(stage, "admin", &People::SetConsent, stage.volunteer, [](auto& request) {
    request.set_kind(v::CONTACT);
    request.set_given(true);
  });
  About<v::SetOwnFreeTimesRequest>(stage, "admin", &People::SetOwnFreeTimes, stage.volunteer,
                                   [](auto& request) { request.add_free_slots(3); });
  About<v::AddQualificationRequest>(stage, "admin", &People::AddQualification, stage.volunteer,
                                    [&](auto& request) {
                                      request.set_code("health_certificate");
                                      *request.mutable_valid_until() = stage.TimeOf(24 * 100, 0);
                                    });
  About<v::AddInsuranceRequest>(stage, "admin", &People::AddInsurance, stage.volunteer, [&](auto& request) {
    *request.mutable_valid_from() = stage.TimeOf(0, 0);
    *request.mutable_valid_until() = stage.TimeOf(24 * 100, 0);
  });
}

// A clerk of the village, made and given the role once more.
void VillageClerk(Stage& stage) {
  using Accounts = v::AccountService::Stub;
  v::CreateAccountRequest create;
  create.set_parent(stage.parent());
  create.set_account_id(stage.Id());
  create.set_sign_in_name("second-clerk");
  create.set_password("a-kettle-on-the-stove");
  create.set_display_name("Second clerk");
  v::GrantRequest& grant = *create.add_grants();
  grant.set_role(v::CLERK);
  grant.set_org(stage.station);
  OrThrow(stage.Do("admin", &Accounts::CreateAccount, create));
}

void Loop(Stage& stage) {
  scenario::TellTheLoop(stage);
  VillageClerk(stage);
}

void OwnStation(Stage& stage) {
  About<v::UpdateOrgRequest>(stage, "admin", &v::OrgService::Stub::UpdateOrg, stage.station,
                             [](auto& request) { request.set_display_name("Willow village"); });
}

void People(Stage& stage) {
  scenario::RunPeopleErrands(stage);
  OwnStation(stage);
  OwnTeam(stage);
  OwnPerson(stage);
}

// Of an order that the village's own team holds: the station proposes other times, the team agrees and shows
// what it did.
void NewTimesAndAPhoto(Stage& stage) {
  Walk held(stage);
  held.UntilRoster();
  const std::string order = OrThrow(held.Show()).name();
  const o::Order proposed = About<o::RescheduleOrderRequest>(
      stage, "clerk", &o::OrderService::Stub::RescheduleOrder, order, [&](auto& request) {
        *request.mutable_sessions() = scenario::Haircut(stage, stage.Id(), 18, 19).sessions();
      });
  About<o::ConfirmRescheduleRequest>(stage, "leader", &o::OrderService::Stub::ConfirmReschedule, order,
                                     [&](auto& request) {
                                       request.set_proposal_id(proposed.reschedule().proposal_id());
                                       request.set_agreed(true);
                                     });
  About<o::AddPhotoRequest>(stage, "leader", &o::PhotoService::Stub::AddPhoto, order, [](auto& request) {
    absl::Base64Unescape(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR42mNogAIGyhgAgIQgARDoahcAAAAASUVORK5CYII=",
        request.mutable_image());
  });
}

// The village's own team is asked and declines; takes another and gives it back.
void Orders(Stage& stage) {
  scenario::RunOrdersErrands(stage);
  Walk asked(stage);
  OrThrow(asked.Place());
  OrThrow(asked.Approve());
  const o::Order offered = OrThrow(asked.Offer());
  About<o::DeclineOfferRequest>(stage, "leader", &o::OrderService::Stub::DeclineOffer, offered.name(),
                                [&](auto& request) { request.set_offer_id(offered.offers(0).offer_id()); });
  Walk taken(stage);
  taken.UntilRoster();
  OrThrow(taken.Withdraw());
  OrThrow(taken.Cancel());
  NewTimesAndAPhoto(stage);
}

void Planning(Stage& stage) {
  scenario::RunSuggestionErrands(stage);
  scenario::RunExchangeErrands(stage);
  scenario::RunPlanErrands(stage);
}

}  // namespace

const std::vector<WorldMaker>& Worlds() {
  static const auto* worlds = new std::vector<WorldMaker>{
      {"loop", Loop},
      {"people", People},
      {"orders", Orders},
      {"together", scenario::TellTogether},
      {"planning", Planning},
      {"hours", scenario::RunHoursErrands},
      {"honours", scenario::RunHonourErrands},
  };
  return *worlds;
}

}  // namespace diandan::security
