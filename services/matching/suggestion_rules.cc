#include "services/matching/suggestion_rules.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"

namespace diandan::matching {
namespace {

// One session of an order, in a list of those that it may be the same as.
struct Meeting {
  absl::Time start, end;
  const OpenOrder* order = nullptr;
};

struct NeedPair {
  const OpenOrder* a = nullptr;
  const OpenOrder* b = nullptr;
  absl::Duration apart = absl::InfiniteDuration();  // zero: they overlap
};

bool Unserved(const OpenOrder& order, absl::Time now) {
  const auto state = order.facts.state();
  const auto& sessions = order.facts.sessions();
  const bool to_come = std::any_of(sessions.begin(), sessions.end(),
                                   [&](const auto& session) { return FromProto(session.end_time()) > now; });
  return order.facts.kind() == orders::v1::DEMAND && to_come &&
         (state == orders::v1::PLACED || state == orders::v1::OPEN || state == orders::v1::ACCEPTED);
}

bool SameKey(const orders::v1::OrderChanged& a, const orders::v1::OrderChanged& b) {
  return !a.client_key().empty() && a.client_key() == b.client_key();
}

// A village has several 王大爷, and one of them may be written down with the house once and without it once:
// only a house says who is the same.
bool BothByHouse(const orders::v1::OrderChanged& a, const orders::v1::OrderChanged& b) {
  return a.client_key_by_house() && b.client_key_by_house();
}

// The key of a household is bound to the station that wrote it down: keys of two stations say nothing. A
// station calls one person by one name, or every two haircuts of a village would be taken for one.
bool DifferentHouseholds(const orders::v1::OrderChanged& a, const orders::v1::OrderChanged& b) {
  return a.client_key_by_house() == b.client_key_by_house() && a.station_id() == b.station_id() &&
         !a.client_key().empty() && !b.client_key().empty() && !SameKey(a, b);
}

bool SameItem(const orders::v1::OrderChanged& a, const orders::v1::OrderChanged& b) {
  return !a.menu_item_id().empty() && a.menu_item_id() == b.menu_item_id();
}

bool SameService(const orders::v1::OrderChanged& a, const orders::v1::OrderChanged& b) {
  return SameItem(a, b) || (!a.skill().empty() && a.skill() == b.skill());
}

absl::Time FirstStart(const OpenOrder& order) {
  absl::Time first = absl::InfiniteFuture();
  for (const auto& session : order.facts.sessions()) first = std::min(first, FromProto(session.start_time()));
  return first;
}

class NeedFinder {
 public:
  NeedFinder(const SuggestionInputs& inputs, int64_t* compared) : inputs_(inputs), compared_(compared) {
    for (const OpenOrder& order : inputs.orders) {
      if (!Unserved(order, inputs.now)) continue;
      const auto& facts = order.facts;
      if (!facts.client_key().empty()) List(absl::StrCat("household/", facts.client_key()), order);
      const std::string village = PlaceOf(facts.station_path()).village;
      if (!village.empty() && !facts.skill().empty())
        List(absl::StrCat("village/", village, "/", facts.skill()), order);
    }
    for (auto& [key, meetings] : lists_) Search(meetings);
  }
  const std::map<OrderPair, NeedPair>& found() const { return found_; }

 private:
  void List(const std::string& key, const OpenOrder& order) {
    for (const auto& session : order.facts.sessions())
      lists_[key].push_back({FromProto(session.start_time()), FromProto(session.end_time()), &order});
  }
  void Search(std::vector<Meeting>& meetings) {
    std::sort(meetings.begin(), meetings.end(), [](const Meeting& a, const Meeting& b) {
      return std::tie(a.start, a.order->id, a.end) < std::tie(b.start, b.order->id, b.end);
    });
    for (size_t i = 0; i < meetings.size(); ++i) {
      const size_t last = std::min(meetings.size(), i + 1 + 2 * inputs_.policy.looks);
      for (size_t k = i + 1; k < last; ++k) Compare(meetings[i], meetings[k]);
    }
  }
  void Compare(const Meeting& earlier, const Meeting& later) {
    if (compared_ != nullptr) ++*compared_;
    if (earlier.order->id == later.order->id) return;
    const auto &a = earlier.order->facts, &b = later.order->facts;
    const absl::Duration apart = std::max(absl::ZeroDuration(), later.start - earlier.end);
    if (apart > (SameKey(a, b) ? inputs_.policy.same_need : inputs_.policy.unknown)) return;
    const OrderPair pair = PairOf(earlier.order->id, later.order->id);
    if (!SameService(a, b) || DifferentHouseholds(a, b) || MeantSeveral(a, b) ||
        inputs_.different.contains(pair))
      return;
    NeedPair& found = found_[pair];
    const bool first = earlier.order->id == pair.first;
    found = {first ? earlier.order : later.order, first ? later.order : earlier.order,
             std::min(found.apart, apart)};
  }

  const SuggestionInputs& inputs_;
  int64_t* const compared_;
  std::map<std::string, std::vector<Meeting>> lists_;
  std::map<OrderPair, NeedPair> found_;
};

bool TwoTeams(const NeedPair& pair) {
  return !pair.a->facts.team_id().empty() && !pair.b->facts.team_id().empty() &&
         pair.a->facts.team_id() != pair.b->facts.team_id();
}

v1::Suggestion PairSuggestion(const SuggestionInputs& inputs, const NeedPair& pair) {
  v1::Suggestion made;
  made.set_name(ResourceNameOf(inputs.county, "suggestions",
                               SuggestionId(inputs.county, v1::SAME_NEED, {pair.a->id, pair.b->id})));
  made.set_kind(v1::SAME_NEED);
  const auto placed = [](const OpenOrder& order) {
    return std::pair(FromProto(order.facts.placed_time()), order.id);
  };
  const bool a_first = placed(*pair.a) < placed(*pair.b);
  for (const OpenOrder* order : {a_first ? pair.a : pair.b, a_first ? pair.b : pair.a})
    *made.add_orders() = SuggestedOf(inputs.county, *order);
  const auto &a = pair.a->facts, &b = pair.b->facts;
  const bool same_household = SameKey(a, b) && BothByHouse(a, b);
  AddReason(made, same_household  ? v1::SAME_HOUSEHOLD
                  : SameKey(a, b) ? v1::SAME_FORM_OF_ADDRESS
                                  : v1::SAME_VILLAGE_ONLY);
  AddReason(made, SameItem(a, b) ? v1::SAME_MENU_ITEM : v1::SAME_SKILL);
  if (pair.apart == absl::ZeroDuration()) {
    AddReason(made, v1::TIMES_OVERLAP);
  } else {
    AddReason(made, v1::HOURS_APART,
              {static_cast<int32_t>(absl::Ceil(pair.apart, absl::Hours(1)) / absl::Hours(1))});
  }
  if (a.station_id() != b.station_id()) AddReason(made, v1::TWO_STATIONS);
  if (TwoTeams(pair)) AddReason(made, v1::TWO_TEAMS);
  const bool sure = same_household && SameItem(a, b) && pair.apart <= inputs.policy.surely && !TwoTeams(pair);
  made.set_strength(sure ? v1::SURE : v1::LIKELY);
  return made;
}

}  // namespace

OrderPair PairOf(const Uuid& a, const Uuid& b) { return a < b ? OrderPair{a, b} : OrderPair{b, a}; }

Uuid SuggestionId(CountyId county, v1::SuggestionKind kind, std::vector<Uuid> orders) {
  std::sort(orders.begin(), orders.end());
  std::string name = absl::StrCat("suggestion/", v1::SuggestionKind_Name(kind));
  for (const Uuid& order : orders) absl::StrAppend(&name, "/", order.ToString());
  return DeriveUuid(county, name);
}

bool MeantSeveral(const orders::v1::OrderChanged& a, const orders::v1::OrderChanged& b) {
  const auto same = [](const std::string& x, const std::string& y) { return !x.empty() && x == y; };
  return same(a.group_id(), b.group_id()) || same(a.series_id(), b.series_id()) ||
         same(a.redo_of(), b.order_id()) || same(b.redo_of(), a.order_id()) || same(a.redo_of(), b.redo_of());
}

std::vector<v1::Suggestion> FindSameNeeds(const SuggestionInputs& inputs, int64_t* compared) {
  const NeedFinder finder(inputs, compared);
  struct Ranked {
    bool likely;
    absl::Time start;
    OrderPair pair;
    v1::Suggestion suggestion;
  };
  std::vector<Ranked> ranked;
  for (const auto& [ids, pair] : finder.found()) {
    v1::Suggestion made = PairSuggestion(inputs, pair);
    ranked.push_back({made.strength() == v1::LIKELY, std::min(FirstStart(*pair.a), FirstStart(*pair.b)), ids,
                      std::move(made)});
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(a.likely, a.start, a.pair) < std::tie(b.likely, b.start, b.pair);
  });
  std::vector<v1::Suggestion> found;
  for (Ranked& one : ranked) found.push_back(std::move(one.suggestion));
  return found;
}

v1::SuggestedOrder SuggestedOf(CountyId county, const OpenOrder& order) {
  const auto& facts = order.facts;
  v1::SuggestedOrder shown;
  shown.set_order(ResourceNameOf(county, "orders", order.id));
  shown.set_number(facts.number());
  shown.set_state(facts.state());
  shown.set_station(ResourceNameOf(county, "orgs", IdOf(facts.station_id())));
  shown.set_station_path(facts.station_path());
  shown.set_menu_item(ResourceNameOf(county, "menu_items", IdOf(facts.menu_item_id())));
  *shown.mutable_sessions() = facts.sessions();
  if (facts.has_placed_time()) *shown.mutable_placed_time() = facts.placed_time();
  if (!facts.team_id().empty()) shown.set_team(ResourceNameOf(county, "teams", IdOf(facts.team_id())));
  shown.set_being_asked(order.being_asked);
  shown.set_urgency(facts.urgency());
  return shown;
}

void AddReason(v1::Suggestion& suggestion, v1::SuggestionReasonKind kind,
               std::initializer_list<int32_t> numbers) {
  v1::SuggestionReason& reason = *suggestion.add_reasons();
  reason.set_kind(kind);
  for (int32_t number : numbers) reason.add_numbers(number);
}

}  // namespace diandan::matching
