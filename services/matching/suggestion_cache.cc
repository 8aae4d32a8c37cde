#include "services/matching/suggestion_cache.h"

namespace diandan::matching {

SuggestionCache::Entry& SuggestionCache::Of(CountyId county, orders::v1::EscalationLevel reach) {
  absl::MutexLock lock(&mutex_);
  auto& entry = entries_[{county, reach}];
  if (!entry) entry = std::make_unique<Entry>();
  return *entry;
}

StatusOr<std::shared_ptr<const FoundSuggestions>> SuggestionCache::Get(CountyId county,
                                                                       orders::v1::EscalationLevel reach,
                                                                       int64_t changes, absl::Time now,
                                                                       const Find& find) {
  Entry& entry = Of(county, reach);
  absl::MutexLock lock(&entry.mutex);
  // Another may have found later ones while this caller waited.
  const bool current =
      entry.found != nullptr && entry.found->changes >= changes && now - entry.found_at < kSuggestionsKept;
  if (current) return entry.found;
  auto found = std::make_shared<FoundSuggestions>();
  DD_RETURN_IF_ERROR(find(*found));
  entry.found_at = now;
  entry.found = found;
  return entry.found;
}

}  // namespace diandan::matching
