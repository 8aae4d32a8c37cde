// Suggestions of a county as they were last found, so that many boards that look every minute cost one search
// and not one each. Kept for a minute at most, and only as long as no row of the county was written: whoever
// dismisses one, or whose order has moved, sees it at once. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "diandan/matching/v1/suggestion.pb.h"
#include "services/base/ids.h"
#include "services/base/status.h"

namespace diandan::matching {

// How long the passing of time alone may go unseen: orders begin, an ask that nobody finished falls free.
inline constexpr absl::Duration kSuggestionsKept = absl::Minutes(1);

struct FoundSuggestions {
  int64_t changes = 0;  // of the county's clock, before anything was read
  std::vector<v1::Suggestion> same_needs, trips;
};

class SuggestionCache {
 public:
  using Find = std::function<Status(FoundSuggestions&)>;

  // What was found for this county and reach, by `find` unless it is known: of those who ask at once one
  // searches and the others wait, so call it from the work pool only. `changes` is the county's clock as the
  // caller has just read it.
  StatusOr<std::shared_ptr<const FoundSuggestions>> Get(CountyId county, orders::v1::EscalationLevel reach,
                                                        int64_t changes, absl::Time now, const Find& find);

 private:
  struct Entry {
    absl::Mutex mutex;
    absl::Time found_at ABSL_GUARDED_BY(mutex);
    std::shared_ptr<const FoundSuggestions> found ABSL_GUARDED_BY(mutex);
  };
  Entry& Of(CountyId county, orders::v1::EscalationLevel reach);

  absl::Mutex mutex_;
  std::map<std::pair<CountyId, int>, std::unique_ptr<Entry>> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace diandan::matching
