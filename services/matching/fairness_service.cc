#include "services/matching/fairness_service.h"

#include <algorithm>
#include <cmath>

#include "services/base/request_fields.h"
#include "services/matching/fairness_rules.h"
#include "services/matching/fairness_store.h"
#include "services/matching/fairness_words.h"
#include "services/matching/matching_store.h"
#include "services/matching/ranking_words.h"
#include "services/matching/simulate/measures.h"
#include "services/matching/weights_rules.h"

namespace diandan::matching {
namespace {

constexpr int kUsualDays = 90;
// In so few days the orders of one township or language may be those of one household.
constexpr int kFewDays = 7;
// From this many cases on a median is told, as in the figures of `orders`.
constexpr int kFewestForMedian = 5;

void TellWaited(const std::vector<int32_t>& waits, v1::Waited& waited) {
  waited.set_count(static_cast<int32_t>(waits.size()));
  if (waited.count() < kFewestForMedian) return;
  waited.set_median_minutes(WaitOf(waits, 5) / 60);
  waited.set_ninth_tenth_minutes(WaitOf(waits, 9) / 60);
}

void Tell(const ServedTally& tally, const ServedCount& county, const v1::FairnessPolicy& policy,
          v1::ServedFigures& line) {
  line.set_township_path(tally.township_path);
  line.set_language(tally.language);
  line.set_language_required(tally.language_required);
  line.set_let_through(tally.let_through);
  line.set_served(tally.count.served);
  line.set_under_way(tally.under_way);
  line.set_waiting(tally.waiting);
  line.set_unserved(tally.count.unserved);
  line.set_withdrawn(tally.withdrawn);
  if (auto rate = ServedPerMille(tally.count)) line.set_served_per_mille(*rate);
  if (auto rate = SmoothedPerMille(tally.count, county, policy.prior_orders()))
    line.set_smoothed_per_mille(*rate);
  TellWaited(tally.waits, *line.mutable_waited());
}

void TellWork(const std::vector<TeamWork>& teams, int32_t assumed_weekly_slots, v1::WorkSpread& work) {
  std::vector<double> shares;
  for (const TeamWork& team : teams) {
    shares.push_back(double(team.half_days) /
                     (team.weekly_slots > 0 ? team.weekly_slots : assumed_weekly_slots));
    work.set_half_days(work.half_days() + team.half_days);
    if (team.half_days == 0) work.set_never_used(work.never_used() + 1);
  }
  work.set_teams(static_cast<int32_t>(teams.size()));
  work.set_gini_per_mille(static_cast<int32_t>(std::lround(simulate::Gini(std::move(shares)) * 1000)));
}

// `decided`: what waves are decided by. A township that is given larger ones has its line even when nothing
// was let through there in the days shown.
void MarkLargerWaves(const std::vector<TownshipCount>& decided, const std::string& only, Language language,
                     v1::Fairness& fairness) {
  auto& lines = *fairness.mutable_townships();
  const ServedCount county = Sum(decided);
  for (const auto& [path, count] : decided) {
    const int32_t extra = ExtraTeamsFor(count, county, fairness.policy());
    if (extra == 0 || path.empty() || (!only.empty() && only != path)) continue;
    auto it =
        std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.township_path() == path; });
    v1::ServedFigures& line = it != lines.end() ? *it : *lines.Add();
    line.set_township_path(path);
    line.set_extra_teams(extra);
    line.set_sentence(WhyLargerWaves(count, county, fairness.policy(), language));
  }
  std::sort(lines.begin(), lines.end(),
            [](const auto& a, const auto& b) { return a.township_path() < b.township_path(); });
}

absl::Time DaysBefore(absl::Time now, int32_t days) { return now - absl::Hours(24) * days; }

Status TellFairness(const rpc::Call& call, const v1::GetFairnessRequest& request, db::Connection& connection,
                    v1::Fairness& fairness) {
  const std::string& only = request.township_path();
  const auto row = ReadWeights(connection, call.county, 0);
  const v1::Weights weights = WeightsOf(row ? &*row : nullptr);
  const v1::FairnessPolicy& policy = weights.fairness();
  *fairness.mutable_policy() = policy;
  fairness.set_days(request.days() == 0 ? kUsualDays : request.days());
  const absl::Time since = DaysBefore(call.now, fairness.days());

  const std::vector<ServedTally> tallies = CountServed(connection, call.county, since);
  const ServedTally county = Sum(tallies);
  Tell(county, county.count, policy, *fairness.mutable_county());
  const bool few_days = fairness.days() < kFewDays;
  auto told = [](std::vector<ServedTally> lines, bool fine) {
    return fine ? WithoutSmall(std::move(lines)) : lines;
  };
  for (const ServedTally& tally : told(ByTownship(tallies), few_days)) {
    if (only.empty() || tally.township_path == only)
      Tell(tally, county.count, policy, *fairness.add_townships());
  }
  for (const ServedTally& tally : told(ByLanguage(tallies, only), few_days || !only.empty())) {
    v1::ServedFigures& line = *fairness.add_languages();
    Tell(tally, county.count, policy, line);
    line.set_language_name(LanguageName(tally.language, call.caller.language));
  }
  MarkLargerWaves(CountEnded(connection, call.county, DaysBefore(call.now, policy.window_days())), only,
                  call.caller.language, fairness);
  TellWork(CountTeamWork(connection, call.county, since), weights.assumed_weekly_slots(),
           *fairness.mutable_work());
  *fairness.mutable_read_time() = ToTimestamp(call.now);
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* FairnessService::GetFairness(grpc::CallbackServerContext* context,
                                                       const v1::GetFairnessRequest* request,
                                                       v1::Fairness* response) {
  return rpc::Read(home_, context, *request,
                   [request, response](const rpc::Call& call, db::Connection& connection) -> Status {
                     response->Clear();
                     return TellFairness(call, *request, connection, *response);
                   });
}

}  // namespace diandan::matching
