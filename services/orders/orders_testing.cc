#include "services/orders/orders_testing.h"

#include <stdexcept>

#include "diandan/volunteers/v1/events.pb.h"
#include "services/db/codec.h"
#include "services/orders/followers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InOrg;
using diandan::testing::InTeam;

void OrThrow(const Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

volunteers::v1::OrgChanged Org(const char* word, const std::string& path, volunteers::v1::OrgTier tier) {
  volunteers::v1::OrgChanged org;
  org.set_org_id(Id(word).ToString());
  org.set_path(path);
  org.set_tier(tier);
  org.set_name(word);
  return org;
}

volunteers::v1::TeamChanged Team(const char* word, const char* org, const std::string& path) {
  volunteers::v1::TeamChanged team;
  team.set_team_id(Id(word).ToString());
  team.set_name(word);
  team.set_kind(volunteers::v1::VILLAGE_TEAM);
  team.set_org_id(Id(org).ToString());
  team.set_org_path(path);
  team.add_skills("haircut");
  return team;
}

// Webhooks may reach receivers in this process.
OrdersModule& Hosted(diandan::testing::Installation& world) {
  world.webhook_networks = {Network::Loopback()};
  return world.Host<OrdersModule>("orders");
}

}  // namespace

OrdersWorld::OrdersWorld()
    : module(Hosted(world)),
      orders(v1::OrderService::NewStub(world.ChannelTo("orders"))),
      menu(v1::MenuService::NewStub(world.ChannelTo("orders"))),
      wishes(v1::WishService::NewStub(world.ChannelTo("orders"))),
      policy(v1::LoopPolicyService::NewStub(world.ChannelTo("orders"))),
      clerk(world.CallerWith(Role::kClerk, InOrg(kCounty, VillagePath()))),
      far_clerk(world.CallerWith(Role::kClerk, InOrg(kCounty, Path({"centre", "far_town", "far_village"})))),
      officer(world.CallerWith(Role::kOfficer, InOrg(kCounty, Path({"centre", "town"})))),
      dispatcher(world.CallerWith(Role::kDispatcher, InOrg(kCounty, Path({"centre"})))),
      admin(world.CallerWith(Role::kCountyAdmin, InOrg(kCounty, Path({"centre"})))),
      leader(world.CallerWith(Role::kLeader, InTeam(kCounty, Id("team")))),
      rival(world.CallerWith(Role::kLeader, InTeam(kCounty, Id("rival")))) {
  Follow(Org("centre", Path({"centre"}), volunteers::v1::CENTRE));
  Follow(Org("town", Path({"centre", "town"}), volunteers::v1::INSTITUTE));
  Follow(Org("village", VillagePath(), volunteers::v1::STATION));
  Follow(Org("far_village", Path({"centre", "far_town", "far_village"}), volunteers::v1::STATION));
  Follow(Team("team", "village", VillagePath()));
  Follow(Team("rival", "village", VillagePath()));
  v1::CreateMenuItemRequest item;
  item.mutable_menu_item()->set_name(Name("menu_items", "haircut"));
  item.mutable_menu_item()->set_title("理发");
  item.mutable_menu_item()->set_theme(v1::DAILY_SERVICE);
  item.mutable_menu_item()->set_skill("haircut");
  item.mutable_menu_item()->set_usual_minutes(60);
  item.mutable_menu_item()->set_usual_people(2);
  OrThrow(admin.Call(*menu, &v1::MenuService::Stub::CreateMenuItem, Fresh(item)).status());
}

void OrdersWorld::Follow(const google::protobuf::Message& payload, const char* kind, absl::string_view word) {
  rpc::EventHandlers handlers = VolunteersHandlers();
  handlers.merge(HoursHandlers());
  const rpc::EventHandler& handler = handlers.at(payload.GetDescriptor()->full_name());
  events::v1::Event event;
  event.set_kind(kind);
  event.set_event_id(Id(word).ToString());
  if (handler.concerns && !handler.concerns(event, payload)) return;
  Verb verb;
  verb.name = "Follow";
  verb.touches = [&](const auto& m, Touches& touches) { handler.touches(event, m, touches); };
  if (handler.more) {
    verb.more = [&](const auto& m, const Work& work, Touches& touches) {
      handler.more(event, m, work, touches);
    };
  }
  const Cause cause{"test", kCounty, ++followed_};
  verb.rule = [&](Work& work, const auto& m) {
    work.CausedBy(cause, DeriveUuid(kCounty, absl::StrCat("followed/", cause.seq)));
    return handler.rule(work, event, m);
  };
  Caller self;
  self.kind = Caller::Kind::kService;
  self.subject = "service:orders";
  db::Command command;
  command.county = kCounty;
  command.caller = &self;
  command.verb = &verb;
  command.request = &payload;
  command.received_at = world.clock.Now();
  OrThrow(world.home("orders").lanes->Run(std::move(command)));
}

int64_t OrdersWorld::Count(const std::string& sql) {
  int64_t count = 0;
  OrThrow(
      db::TransactFor(*world.home("orders").pool, db::kAllCounties, true, [&](db::Connection& connection) {
        count = connection.Run(sql)->Get<int64_t>(0, 0);
        return absl::OkStatus();
      }));
  return count;
}

void OrdersWorld::Wait(absl::Duration time) {
  world.clock.Advance(time);
  for (auto* caller : {&clerk, &far_clerk, &officer, &dispatcher, &admin, &leader, &rival}) {
    caller->token = world.TokenFor(caller->account, caller->home_county);
  }
}

v1::PlaceOrderRequest OrdersWorld::Wanted(absl::string_view word) {
  auto request = For<v1::PlaceOrderRequest>(word);
  *request.mutable_order() = Draft(word, world.clock.Now() + absl::Hours(24));
  return Fresh(request);
}

v1::Order OrdersWorld::Opened(absl::string_view word, absl::string_view house) {
  auto wanted = Wanted(word);
  if (!house.empty()) wanted.mutable_order()->set_house(std::string(house));
  OrThrow(Do(clerk, &v1::OrderService::Stub::PlaceOrder, wanted).status());
  auto opened = Do(officer, &v1::OrderService::Stub::ApproveOrder, Fresh(For<v1::ApproveOrderRequest>(word)));
  OrThrow(opened.status());
  return *opened;
}

}  // namespace diandan::orders::testing
