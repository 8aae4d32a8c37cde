// A county in memory for rule tests: a village with its teams and menu, people with their grants, and verbs
// run as the lane runs them, without a database.
#pragma once

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "services/base/verb.h"
#include "services/orders/attendance_rows.h"
#include "services/orders/common_rules.h"
#include "services/orders/mirror_rows.h"
#include "services/orders/place_rules.h"
#include "services/orders/rows.h"

namespace diandan::orders::testing {

inline constexpr CountyId kCounty = 150525;

inline Uuid Id(absl::string_view word) { return DeriveUuid(kCounty, word); }
inline std::string Name(absl::string_view collection, absl::string_view word) {
  return ResourceNameOf(kCounty, collection, Id(word));
}
inline std::string Path(std::initializer_list<absl::string_view> words) {
  std::string path;
  for (absl::string_view word : words) absl::StrAppend(&path, path.empty() ? "" : ".", Id(word).ToString());
  return path;
}
inline const std::string& VillagePath() {
  static const auto* path = new std::string(Path({"centre", "town", "village"}));
  return *path;
}

inline Caller Account(absl::string_view word, Grant grant) {
  Caller caller;
  caller.kind = Caller::Kind::kAccount;
  caller.account = Id(word);
  caller.subject = absl::StrCat("accounts/", caller.account.ToString());
  caller.home_county = kCounty;
  grant.county = kCounty;
  caller.grants = {std::move(grant)};
  return caller;
}
inline Caller AtOrg(absl::string_view word, Role role, std::string path) {
  return Account(word, Grant{.role = role, .scope = ScopeKind::kOrg, .org_path = std::move(path)});
}
inline Caller OfTeam(absl::string_view word, absl::string_view team) {
  return Account(word, Grant{.role = Role::kLeader, .scope = ScopeKind::kTeam, .id = Id(team)});
}

// 20 November 2026, 9:00 in China: a Friday.
inline constexpr int64_t kFridayMorning = 1'795'136'400;

class County {
 public:
  County() {
    for (const auto& [word, path, tier] :
         {std::tuple{"centre", Path({"centre"}), volunteers::v1::CENTRE},
          {"town", Path({"centre", "town"}), volunteers::v1::INSTITUTE},
          {"village", VillagePath(), volunteers::v1::STATION},
          {"far_village", Path({"centre", "far_town", "far_village"}), volunteers::v1::STATION}}) {
      OrgMirrorRow row{.county_id = kCounty, .id = Id(word), .tier = tier, .path = path, .name = word};
      picture.Rows<OrgMirrorRow>().Load(row);
    }
    AddTeam("team", VillagePath());
    AddTeam("rival", VillagePath());
    AddTeam("far_team", Path({"centre", "far_town", "far_village"}));
    MenuItemRow item{.county_id = kCounty, .id = Id("haircut"), .title = "理发", .theme = v1::DAILY_SERVICE};
    item.skill = "haircut";
    item.usual_minutes = 60;
    item.usual_people = 2;
    item.version = 1;
    picture.Rows<MenuItemRow>().Load(item);
  }

  void AddTeam(absl::string_view word, const std::string& path) {
    TeamMirrorRow row{.county_id = kCounty, .id = Id(word), .name = std::string(word)};
    row.org_path = path;
    row.skills = {"haircut"};
    picture.Rows<TeamMirrorRow>().Load(row);
  }

  // As the lane does: the rule, and its changes taken back when it refuses.
  Status Run(const Verb& verb, const Caller& caller, const google::protobuf::Message& request,
             const void* extra = nullptr) {
    Work work(picture, kCounty, caller, NewUuid(now), now, next_seq, extra);
    picture.BeginCommand();
    Status answer = verb.rule(work, request);
    if (!answer.ok() && !work.keep()) {
      picture.UndoCommand();
      return answer;
    }
    events.clear();
    for (const EventDraft& event : work.events()) events.push_back(event.kind);
    next_seq += static_cast<int64_t>(work.events().size());
    return answer;
  }

  // An order of two volunteers tomorrow at nine, in this state; held by "team" from ACCEPTED on.
  OrderRow& AddOrder(absl::string_view word, v1::OrderState state) {
    OrderRow row{.county_id = kCounty, .id = Id(word)};
    row.number = std::string(word);
    row.kind = v1::DEMAND;
    row.state = state;
    row.menu_item_id = Id("haircut");
    row.skill = "haircut";
    row.station_id = Id("village");
    row.station_path = VillagePath();
    row.volunteers_wanted = 2;
    row.urgency = v1::ROUTINE;
    row.level = v1::VILLAGE;
    row.first_start = now + absl::Hours(24);
    row.last_end = now + absl::Hours(26);
    row.placer = clerk.subject;
    row.placed_at = now;
    row.version = 1;
    if (state >= v1::ACCEPTED && state <= v1::REJECTED && state != v1::REFUSED) {
      row.team_id = Id("team");
      row.acceptance_ordinal = 1;
      row.acceptance_id = AcceptanceId(row.id, 1);
      row.accepted_at = now;
      AcceptanceRow held{.county_id = kCounty, .id = *row.acceptance_id, .order_id = row.id, .ordinal = 1};
      held.team_id = Id("team");
      held.accepted_at = now;
      picture.Rows<AcceptanceRow>().Load(held);
    }
    SessionRow session{.county_id = kCounty, .id = Id(absl::StrCat(word, "/session")), .order_id = row.id};
    session.start_at = row.first_start;
    session.end_at = row.last_end;
    session.planned = true;
    picture.Rows<SessionRow>().Load(session);
    picture.Rows<OrderRow>().Load(row);
    return *picture.Rows<OrderRow>().Change(kCounty, row.id);
  }
  OfferRow& AddOffer(absl::string_view order, absl::string_view team, v1::OfferState state = v1::OFFERED) {
    OfferRow row{.county_id = kCounty, .id = OfferId(Id(order), Id(team)), .order_id = Id(order)};
    row.team_id = Id(team);
    row.state = state;
    row.level = v1::VILLAGE;
    row.made_at = now;
    row.expires_at = now + absl::Hours(4);
    picture.Rows<OfferRow>().Load(row);
    picture.Rows<OrderRow>().Change(kCounty, row.order_id)->asked_team_ids.push_back(row.team_id);
    return *picture.Rows<OfferRow>().Change(kCounty, row.id);
  }
  template <typename Row>
  const Row* Find(const Uuid& id) {
    return picture.Rows<Row>().Find(kCounty, id);
  }
  const OrderRow& Order(absl::string_view word) { return *Find<OrderRow>(Id(word)); }

  Picture picture;
  absl::Time now = absl::FromUnixSeconds(kFridayMorning);
  int64_t next_seq = 1;
  std::vector<std::string> events;  // kinds, of the last command

  const Caller clerk = AtOrg("clerk", Role::kClerk, VillagePath());
  const Caller far_clerk = AtOrg("far_clerk", Role::kClerk, Path({"centre", "far_town", "far_village"}));
  const Caller officer = AtOrg("officer", Role::kOfficer, Path({"centre", "town"}));
  const Caller dispatcher = AtOrg("dispatcher", Role::kDispatcher, Path({"centre"}));
  const Caller leader = OfTeam("leader", "team");
  const Caller rival = OfTeam("rival_leader", "rival");
};

// Requests as short as they get.
template <typename Request>
Request For(absl::string_view order) {
  Request request;
  request.set_name(Name("orders", order));
  return request;
}

inline v1::SessionDraft SessionAt(absl::string_view word, absl::Time start, absl::Duration length) {
  v1::SessionDraft session;
  session.set_session_id(Id(word).ToString());
  *session.mutable_start_time() = ToTimestamp(start);
  *session.mutable_end_time() = ToTimestamp(start + length);
  return session;
}

inline v1::OrderDraft Draft(absl::string_view word, absl::Time start) {
  v1::OrderDraft draft;
  draft.set_menu_item(Name("menu_items", "haircut"));
  draft.set_station(Name("orgs", "village"));
  draft.set_client_address("王奶奶");
  draft.set_house("3 组 12 号");
  draft.set_note("腿脚不便，请带剪子");
  *draft.add_sessions() = SessionAt(absl::StrCat(word, "/session"), start, absl::Hours(2));
  return draft;
}

// "o" three days from now instead.
inline v1::RescheduleOrderRequest NewTimes(County& county) {
  auto request = For<v1::RescheduleOrderRequest>("o");
  *request.add_sessions() = SessionAt("later", county.now + absl::Hours(72), absl::Hours(1));
  return request;
}

// Sealed halves without sealing, for rules that only move them.
inline PlaceExtra Sealed(std::initializer_list<absl::string_view> orders) {
  PlaceExtra extra;
  for (absl::string_view word : orders)
    extra.orders.push_back({OrderPrivateRow{.id = Id(word)}, Bytes{"household"}});
  return extra;
}

}  // namespace diandan::orders::testing
