#include "services/hours/rater_rules.h"

#include <map>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace diandan::hours {
namespace {

namespace r = risk;

using PersonOf = absl::flat_hash_map<r::Index, r::Index>;

// Whose phone it is: whoever checked in by their own code with it, mostly.
PersonOf OwnersOf(const r::Evidence& evidence) {
  std::map<std::pair<r::Index, r::Index>, int> times;  // by phone and person
  absl::flat_hash_map<r::Index, int> all;
  for (const r::Attendance& attendance : evidence.attendances) {
    for (const r::Fact* fact : {&attendance.in, &attendance.out}) {
      if (fact->how != r::How::kOwnCode || fact->device == r::kNobody) continue;
      ++times[{fact->device, attendance.person}];
      ++all[fact->device];
    }
  }
  PersonOf owners;
  for (const auto& [whose, count] : times) {
    if (2 * count > all[whose.first]) owners[whose.first] = whose.second;
  }
  return owners;
}

// Of all that each votes for, the one with the most votes; none where two have as many.
PersonOf MostVoted(const std::map<std::pair<r::Index, r::Index>, int>& votes, bool by_second) {
  PersonOf chosen;
  absl::flat_hash_map<r::Index, int> most;
  for (const auto& [pair, count] : votes) {
    const auto [who, whom] = by_second ? std::pair(pair.second, pair.first) : pair;
    int& before = most[who];
    if (count < before) continue;
    chosen[who] = count == before ? r::kNobody : whom;
    before = count;
  }
  return chosen;
}

class Raters {
 public:
  Raters(const std::vector<RatingOfOrder>& ratings, EvidenceNumbers& numbers, const r::Evidence& evidence)
      : numbers_(numbers), owners_(OwnersOf(evidence)) {
    for (const r::Attendance& attendance : evidence.attendances)
      served_.insert({attendance.order, attendance.person});
    std::map<std::pair<r::Index, r::Index>, int> votes;  // of households for persons
    for (const RatingOfOrder& each : ratings) {
      const r::Index household = Household(*each.rating), owner = Owner(each);
      if (household != r::kNobody && owner != r::kNobody) ++votes[{household, owner}];
    }
    // A helper's phone rates for many households, and a household's visitors have phones as well.
    const PersonOf lives_in = MostVoted(votes, /*by_second=*/true);
    for (const auto& [household, person] : MostVoted(votes, /*by_second=*/false)) {
      const auto back = lives_in.find(person);
      if (back != lives_in.end() && back->second == household) person_of_[household] = person;
    }
  }

  // kNobody where nothing tells.
  r::Index Of(const RatingOfOrder& each) {
    if (each.rating->rater_volunteer)
      return EvidenceNumbers::Of(numbers_.people, each.rating->rater_volunteer->ToString());
    const r::Index household = Household(*each.rating);
    if (household == r::kNobody) return Owner(each);
    const auto person = person_of_.find(household);
    return person == person_of_.end() ? household : person->second;
  }

 private:
  r::Index Household(const ServiceRatingRow& rating) {
    if (rating.client_key.empty()) return r::kNobody;
    return EvidenceNumbers::Of(numbers_.people, absl::StrCat("household/", rating.client_key));
  }
  // The owner of the phone it came from, who did not serve then.
  r::Index Owner(const RatingOfOrder& each) {
    const auto owner = owners_.find(numbers_.Device(each.rating->device));
    if (owner == owners_.end() || served_.contains({each.order, owner->second})) return r::kNobody;
    return owner->second;
  }

  EvidenceNumbers& numbers_;
  const PersonOf owners_;                                      // by phone
  absl::flat_hash_set<std::pair<r::Index, r::Index>> served_;  // order, person
  PersonOf person_of_;                                         // by household
};

void TellWhose(r::Index account, r::Index person, r::Evidence& evidence) {
  if (account == r::kNobody) return;
  if (evidence.person_of.size() <= size_t(account))
    evidence.person_of.resize(size_t(account) + 1, r::kNobody);
  evidence.person_of[size_t(account)] = person;
}

}  // namespace

r::Index EvidenceNumbers::Of(absl::flat_hash_map<std::string, r::Index>& numbers, const std::string& id) {
  return id.empty() ? r::kNobody : numbers.try_emplace(id, r::Index(numbers.size())).first->second;
}

r::Index EvidenceNumbers::Device(int64_t number) {
  return number == 0 ? r::kNobody : devices.try_emplace(number, r::Index(devices.size())).first->second;
}

std::vector<const ServiceRatingRow*> ThoseThatStand(const std::vector<ServiceRatingRow>& ratings) {
  std::map<int, const ServiceRatingRow*> latest;
  for (const ServiceRatingRow& rating : ratings) {
    if (rating.annulled) continue;
    const ServiceRatingRow*& known = latest[rating.rater_kind];
    if (known == nullptr || known->event_seq < rating.event_seq) known = &rating;
  }
  std::vector<const ServiceRatingRow*> standing;
  for (const auto& [kind, rating] : latest) standing.push_back(rating);
  return standing;
}

void AddRatings(const std::vector<RatingOfOrder>& ratings, EvidenceNumbers& numbers, r::Evidence& evidence) {
  for (const r::Attendance& attendance : evidence.attendances) {
    for (const r::Fact* fact : {&attendance.in, &attendance.out}) {
      if (fact->how == r::How::kOwnCode) TellWhose(fact->by, attendance.person, evidence);
    }
  }
  std::vector<RatingOfOrder> served;
  for (const RatingOfOrder& each : ratings) {
    const ServiceRatingRow& rating = *each.rating;
    const r::Index account = EvidenceNumbers::Of(numbers.accounts, rating.rater);
    if (rating.rater_volunteer)
      TellWhose(account, EvidenceNumbers::Of(numbers.people, rating.rater_volunteer->ToString()), evidence);
    if (rating.rater_kind == orders::v1::RESIDENT) served.push_back(each);
    if (rating.words_length == 0) continue;
    r::Order& order = evidence.orders[size_t(each.order)];
    order.has_text = true;
    order.text = uint64_t(rating.words_print);
    order.text_length = rating.words_length;
    order.reporter = account;
  }
  Raters raters(served, numbers, evidence);
  for (const RatingOfOrder& each : served) {
    const r::Index rater = raters.Of(each);
    if (rater == r::kNobody) continue;
    evidence.ratings.push_back({each.order, rater, r::kNobody, each.rating->score,
                                absl::ToUnixSeconds(each.rating->rated_at),
                                numbers.Device(each.rating->device)});
  }
}

}  // namespace diandan::hours
