// What was done about suggestions.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "diandan/matching/v1/suggestion.pb.h"
#include "services/base/picture.h"

namespace diandan::matching {

struct SuggestionRow {
  static constexpr const char* kTable = "suggestion";
  CountyId county_id = 0;
  Uuid id;          // SuggestionId
  int64_t seq = 0;  // of its event: the order of listing
  v1::SuggestionKind kind{};
  std::vector<Uuid> order_ids;
  v1::SuggestionOutcome outcome{};
  v1::SuggestionDismissal dismissal{};
  std::optional<Uuid> team_id;    // TEAM_ASKED: whom
  std::vector<Uuid> offered_ids;  // for which of the orders
  std::optional<Uuid> ask_id;     // TEAM_ASKED: the request that did
  bool finished = false;          // all offers have been tried
  std::string settled_by;
  absl::Time settled_at;
  template <typename R = SuggestionRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"seq", &R::seq},
               Field{"kind", &R::kind}, Field{"order_ids", &R::order_ids}, Field{"outcome", &R::outcome},
               Field{"dismissal", &R::dismissal}, Field{"team_id", &R::team_id},
               Field{"offered_ids", &R::offered_ids}, Field{"ask_id", &R::ask_id},
               Field{"finished", &R::finished}, Field{"settled_by", &R::settled_by},
               Field{"settled_at", &R::settled_at});
  }
};

// In which suggestion a team was last asked for an order, so that two trips that share one order are asked
// one after the other.
struct TripOrderRow {
  static constexpr const char* kTable = "trip_order";
  CountyId county_id = 0;
  Uuid id;  // the order
  Uuid suggestion_id;
  template <typename R = TripOrderRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id},
               Field{"suggestion_id", &R::suggestion_id});
  }
};

}  // namespace diandan::matching
