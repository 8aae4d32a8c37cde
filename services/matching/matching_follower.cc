#include "services/matching/matching_follower.h"

#include "services/base/request_fields.h"
#include "services/matching/mirror_rules.h"

namespace diandan::matching {
namespace {

using google::protobuf::Message;

template <typename Payload, typename F>
void Afterwards(rpc::EventHandler& handler, F hint) {
  handler.after = [hint](const Event& envelope, const Message& message) {
    hint(envelope, static_cast<const Payload&>(message));
  };
}

template <typename Payload>
void OpensWaves(rpc::EventHandler& handler, WaveMaker& waves) {
  handler.calls = [](const Event&, const Message& message) {
    return WaveMaker::Concerns(static_cast<const Payload&>(message));
  };
  handler.before = [&waves](const Event& envelope, const Message& message) {
    return waves.Before(envelope, static_cast<const Payload&>(message));
  };
}

template <typename Payload>
void Put(rpc::EventHandlers& handlers, rpc::EventHandler handler) {
  handlers[Payload::descriptor()->full_name()] = std::move(handler);
}

rpc::EventHandler OrderHandler(TeamCache& teams, WaveMaker& waves) {
  auto handler = rpc::MakeHandler(TouchOrder, MirrorOrder, TouchOrderTeams);
  OpensWaves<orders::v1::OrderChanged>(handler, waves);
  Afterwards<orders::v1::OrderChanged>(
      handler, [&](const Event& envelope, const orders::v1::OrderChanged& order) {
        bool was_held =
            order.prev_state() == orders::v1::ACCEPTED || order.prev_state() == orders::v1::IN_SERVICE;
        if (!order.team_id().empty()) {
          teams.TeamChanged(CountyOf(envelope), IdOf(order.team_id()));
        } else if (was_held) {
          teams.CountyChanged(CountyOf(envelope));  // the event no longer names the team that held it
        }
      });
  return handler;
}

rpc::EventHandler OffersHandler(WaveMaker& waves) {
  auto handler = rpc::MakeHandler(TouchOffers, MirrorOffers);
  OpensWaves<orders::v1::OffersChanged>(handler, waves);
  return handler;
}

}  // namespace

rpc::EventHandlers VolunteersHandlers(TeamCache& teams) {
  using namespace volunteers::v1;
  rpc::EventHandlers handlers;
  Put<OrgChanged>(handlers, rpc::MakeHandler(TouchOrg, MirrorOrg));

  auto team = rpc::MakeHandler(TouchTeam, MirrorTeam);
  Afterwards<TeamChanged>(team, [&](const Event& envelope, const TeamChanged& event) {
    teams.TeamChanged(CountyOf(envelope), IdOf(event.team_id()));
  });
  Put<TeamChanged>(handlers, std::move(team));

  auto member = rpc::MakeHandler(TouchMember, MirrorMember);
  Afterwards<MembershipChanged>(member, [&](const Event& envelope, const MembershipChanged& event) {
    teams.TeamChanged(CountyOf(envelope), IdOf(event.team_id()));
  });
  Put<MembershipChanged>(handlers, std::move(member));

  auto volunteer = rpc::MakeHandler(TouchVolunteer, MirrorVolunteer);
  Afterwards<VolunteerChanged>(volunteer, [&](const Event& envelope, const VolunteerChanged& event) {
    teams.VolunteerChanged(CountyOf(envelope), IdOf(event.volunteer_id()));
  });
  Put<VolunteerChanged>(handlers, std::move(volunteer));
  return handlers;
}

rpc::EventHandlers OrdersHandlers(TeamCache& teams, WaveMaker& waves) {
  using namespace orders::v1;
  rpc::EventHandlers handlers;
  Put<OrderChanged>(handlers, OrderHandler(teams, waves));
  Put<OffersChanged>(handlers, OffersHandler(waves));

  auto rated = rpc::MakeHandler(TouchRated, MirrorRated);
  Afterwards<Rated>(rated, [&](const Event& envelope, const Rated& event) {
    teams.TeamChanged(CountyOf(envelope), IdOf(event.team_id()));
  });
  Put<Rated>(handlers, std::move(rated));

  auto reviewed = rpc::MakeHandler(TouchReviewed, MirrorReviewed, TouchReviewedTeam);
  Afterwards<RatingReviewed>(reviewed, [&](const Event& envelope, const RatingReviewed& event) {
    if (event.annulled()) teams.CountyChanged(CountyOf(envelope));  // the event does not name the team
  });
  Put<RatingReviewed>(handlers, std::move(reviewed));
  return handlers;
}

}  // namespace diandan::matching
