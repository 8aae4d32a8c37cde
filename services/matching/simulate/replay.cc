#include "services/matching/simulate/replay.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "services/matching/simulate/chance.h"
#include "services/matching/simulate/measures.h"
#include "services/matching/simulate/served_so_far.h"
#include "services/matching/slot_rules.h"
#include "services/matching/turn_rules.h"
#include "services/matching/wave_rules.h"
#include "services/matching/wave_size.h"

namespace diandan::matching::simulate {
namespace {

constexpr int kCancelEvery = 256;
constexpr int kAssumedWeek = 4;     // half-days of a team that declared none
constexpr int kOrdersToJudge = 10;  // a township with fewer says nothing about waiting
constexpr int kFourth = 4;
constexpr size_t kShortlist = 32;

enum class What { kWave, kAnswer, kService };
struct Event {
  absl::Time at;
  uint64_t number;  // equal times in the order they were made
  What what;
  size_t order;
  bool operator>(const Event& other) const { return std::tie(at, number) > std::tie(other.at, other.number); }
};

// What one asked team is going to say, decided when it is asked.
struct Answer {
  size_t team;
  absl::Time at;
  bool accepts;
};

struct OrderNow {
  Ask ask;
  std::vector<size_t> shortlist;  // of its first wave
  std::vector<Answer> wave;       // by time; of the wave under way
  size_t heard = 0;               // answers of it that have come
  int offers = 0, waves = 0;
  int accepted_in = 0;  // number of the wave; 0 = nobody yet
  size_t team = 0;
  absl::Time accepted_at;
  double km = 0;
  bool served = false;
};

struct TeamNow {
  double willing = 0;
  double recent = 0;  // accepted half-days, fading
  absl::Time recent_at = absl::InfinitePast();
  int accepted = 0;  // half-days
  AsksRow asks;
};

class Run {
 public:
  Run(const County& county, const v1::Weights& weights, const v1::SimulationBehaviour& behaviour,
      uint64_t seed)
      : county_(county),
        weights_(weights),
        behaviour_(behaviour),
        seed_(seed),
        teams_(county.teams),
        now_(teams_.size()),
        orders_(county.arrivals.size()),
        served_(weights.fairness()) {
    const double low = behaviour.willing_low_percent() / 100.0,
                 high = behaviour.willing_high_percent() / 100.0;
    for (size_t t = 0; t < teams_.size(); ++t) {
      now_[t].asks.quiet_since =
          DayOf(county.arrivals.empty() ? absl::UnixEpoch() : county.arrivals[0].placed);
      now_[t].willing = low + (high - low) * Chance(seed, Purpose::kWilling, 0, t);
      for (const std::string& skill : teams_[t].skills) by_skill_[skill].push_back(t);
      by_skill_[""].push_back(t);
    }
  }

  Status Play(const std::function<bool()>& cancelled) {
    for (size_t o = 0; o < orders_.size(); ++o) {
      orders_[o].ask = county_.arrivals[o].ask;
      Plan(county_.arrivals[o].placed, What::kWave, o);
    }
    for (int steps = 0; !events_.empty(); ++steps) {
      if (steps % kCancelEvery == 0 && cancelled && cancelled())
        return absl::CancelledError("the replay was cancelled");
      const Event event = events_.top();
      events_.pop();
      if (event.what == What::kWave) Wave(event.order, event.at);
      if (event.what == What::kAnswer) Hear(event.order, event.at);
      if (event.what == What::kService) Serve(event.order);
    }
    return absl::OkStatus();
  }

  Outcome Measure() const;

 private:
  void Plan(absl::Time at, What what, size_t order) { events_.push({at, numbers_++, what, order}); }

  int WeekOfTeam(size_t team) const {
    return teams_[team].weekly_slots > 0 ? teams_[team].weekly_slots : kAssumedWeek;
  }

  // Kilometres as ranking counts them, tiers included where a point is missing.
  double Km(const Ask& ask, size_t team) const {
    return Terms(ask, teams_[team], weights_).front().numbers(0) / 10.0;
  }

  // Who is asked next, best first. All are judged at the first wave; later ones judge those anew that stood
  // near the top, for points of one order only rise while it waits. Once they are used up all are judged
  // again.
  std::vector<size_t> Best(OrderNow& order, int32_t today, size_t most) const {
    std::vector<Judged> best = Judge(order.ask, today, order.shortlist, most);
    if (best.size() < most) {
      best = Judge(order.ask, today, Offering(order.ask), kShortlist);
      order.shortlist = Places(best);
      best.resize(std::min(best.size(), most));
    }
    return Places(best);
  }

  struct Judged {
    Candidate candidate;
    size_t team;
  };
  const std::vector<size_t>& Offering(const Ask& ask) const {
    static const std::vector<size_t> kNobody;
    const auto found = by_skill_.find(ask.need.skill());
    return found == by_skill_.end() ? kNobody : found->second;
  }
  bool MayAsk(const Ask& ask, int32_t today, size_t team) const {
    return FirstFailing(ask, teams_[team]) == v1::LEFT_OUT_UNSPECIFIED &&
           CapReached(AsksOf(now_[team].asks, today), bounds_) == v1::LEFT_OUT_UNSPECIFIED;
  }
  std::vector<Judged> Judge(const Ask& ask, int32_t today, const std::vector<size_t>& teams,
                            size_t most) const {
    std::vector<Judged> best;
    for (const size_t t : teams) {
      if (!MayAsk(ask, today, t)) continue;
      best.push_back({{&teams_[t], Points(ask, teams_[t], weights_)}, t});
    }
    const auto end = best.begin() + ptrdiff_t(std::min(most, best.size()));
    std::partial_sort(best.begin(), end, best.end(), [&](const Judged& a, const Judged& b) {
      return Better(ask, a.candidate, b.candidate);
    });
    best.erase(end, best.end());
    return best;
  }
  static std::vector<size_t> Places(const std::vector<Judged>& judged) {
    std::vector<size_t> teams;
    for (const Judged& one : judged) teams.push_back(one.team);
    return teams;
  }

  void Wave(size_t o, absl::Time at) {
    OrderNow& order = orders_[o];
    const Arrival& arrival = county_.arrivals[o];
    if (at >= arrival.start) return CountEnded(o, false);
    if (const auto known = services_.find(arrival.client);
        known != services_.end() && !arrival.client.empty())
      order.ask.services_to_client = known->second;
    const int32_t today = DayOf(at);
    const std::vector<size_t> teams = Asked(order, arrival.order.urgency(), today);
    if (teams.empty()) return CountEnded(o, false);
    ++order.waves;
    const absl::Time expiry = OfferExpiry(arrival.order, order.ask.level, weights_.waves(), at);
    order.wave.clear();
    order.heard = 0;
    for (const size_t team : teams) {
      order.ask.asked.insert(teams_[team].id);
      CountAsk(today, now_[team].asks);
      now_[team].asks.open.emplace_back();
      ++order.offers;
      order.wave.push_back(AnswerOf(o, team, at, expiry));
    }
    std::sort(order.wave.begin(), order.wave.end(),
              [](const Answer& a, const Answer& b) { return a.at < b.at; });
    Plan(order.wave.front().at, What::kAnswer, o);
  }

  // Whom the next wave asks: as many of the best as it takes, and the team whose turn it is.
  std::vector<size_t> Asked(OrderNow& order, orders::v1::Urgency urgency, int32_t today) {
    const int32_t nth = order.waves + 1;
    const int32_t extra = served_.ExtraTeams(order.ask.place.township, today);
    std::vector<size_t> teams = Best(order, today, size_t(MostSize(urgency, weights_.waves(), nth) + extra));
    if (teams.empty()) return teams;
    std::vector<Uuid> fitting;
    for (const size_t team : teams) fitting.push_back(teams_[team].id);
    const size_t best = teams.front();
    teams.resize(size_t(SizeOf(urgency, weights_.waves(), nth, fitting, chances_, extra).teams()));
    const auto turn = NextTurn(order.ask, today, best);
    if (turn && std::find(teams.begin(), teams.end(), *turn) == teams.end()) teams.push_back(*turn);
    return teams;
  }

  std::optional<size_t> NextTurn(const Ask& ask, int32_t today, size_t best) const {
    if (bounds_.floor_days() == 0) return std::nullopt;
    std::vector<const Team*> waiting;
    AsksByTeam asks;
    for (const size_t t : Offering(ask)) {
      if (today - now_[t].asks.quiet_since < bounds_.floor_days()) continue;
      if (CapReached(AsksOf(now_[t].asks, today), bounds_) != v1::LEFT_OUT_UNSPECIFIED) continue;
      waiting.push_back(&teams_[t]);
      asks[teams_[t].id] = AsksOf(now_[t].asks, today);
    }
    const auto turn = WhoseTurn(ask, weights_, teams_[best], waiting, asks, today);
    if (!turn) return std::nullopt;
    return size_t(turn->team - teams_.data());
  }

  void CountEnded(size_t o, bool served) {
    served_.Count(orders_[o].ask.place.township, DayOf(county_.arrivals[o].placed), served);
  }
  void EndAsk(size_t team) {
    if (!now_[team].asks.open.empty()) now_[team].asks.open.pop_back();
  }

  Answer AnswerOf(size_t o, size_t team, absl::Time at, absl::Time expiry) const {
    const double full = WeekOfTeam(team) * behaviour_.memory_days() / 7.0;
    const double load = Recent(team, at) / full;
    const double chance = now_[team].willing * std::exp(-behaviour_.tiring() / 100.0 * load) *
                          std::exp(-behaviour_.distance() / 100.0 * Km(orders_[o].ask, team) / 10);
    const bool accepts = Chance(seed_, Purpose::kAccepts, o, team) < chance;
    const bool silent =
        !accepts && Chance(seed_, Purpose::kSilent, o, team) * 100 < behaviour_.silent_percent();
    const double wait = -std::log1p(-Chance(seed_, Purpose::kAnswers, o, team)) * behaviour_.answer_minutes();
    const absl::Time answer = at + absl::Seconds(int64_t(wait * 60) + 1);
    if (silent || answer >= expiry) return {team, expiry, false};
    return {team, answer, accepts};
  }

  double Recent(size_t team, absl::Time at) const {
    const TeamNow& now = now_[team];
    if (now.recent == 0) return 0;
    return now.recent * std::exp(-absl::ToDoubleHours(at - now.recent_at) / 24 / behaviour_.memory_days());
  }

  void Hear(size_t o, absl::Time at) {
    OrderNow& order = orders_[o];
    const Answer& answer = order.wave[order.heard++];
    EndAsk(answer.team);
    ++chances_[teams_[answer.team].id].ended;
    // It may have taken another order of the same time since it was asked.
    if (answer.accepts && StillFree(order.ask, answer.team)) return Accept(o, answer.team, at);
    if (order.heard < order.wave.size()) {
      Plan(order.wave[order.heard].at, What::kAnswer, o);
    } else {
      Plan(at, What::kWave, o);
    }
  }

  bool StillFree(const Ask& ask, size_t team) const {
    const v1::LeftOut failing = FirstFailing(ask, teams_[team]);
    return failing != v1::BUSY_THEN && failing != v1::WEEK_FULL;
  }

  void Accept(size_t o, size_t team, absl::Time at) {
    OrderNow& order = orders_[o];
    ++chances_[teams_[team].id].taken;
    for (size_t i = order.heard; i < order.wave.size(); ++i) EndAsk(order.wave[i].team);
    order.accepted_in = order.waves;
    order.team = team;
    order.accepted_at = at;
    order.km = Km(order.ask, team);
    TeamNow& now = now_[team];
    const auto slots = int(order.ask.slots.size());
    now.recent = Recent(team, at) + slots;
    now.recent_at = at;
    now.accepted += slots;
    std::vector<int32_t>& booked = teams_[team].booked;
    // What lies further back bears on no ranking any more.
    const int32_t old = (DayOf(at) - 7 * (1 + std::max(1, weights_.load_weeks()))) * kSlotsPerDay;
    std::erase_if(booked, [&](int32_t slot) { return slot < old; });
    booked.insert(booked.end(), order.ask.slots.begin(), order.ask.slots.end());
    Plan(county_.arrivals[o].start, What::kService, o);
  }

  void Serve(size_t o) {
    OrderNow& order = orders_[o];
    order.served = Chance(seed_, Purpose::kAppears, o, order.team) * 100 >= behaviour_.no_show_percent();
    if (!order.served) return;
    CountEnded(o, true);
    Team& team = teams_[order.team];
    const std::string& skill = order.ask.need.skill();
    const auto served = std::find_if(team.served.begin(), team.served.end(),
                                     [&](const Team::Served& s) { return s.skill == skill; });
    if (served == team.served.end()) {
      team.served.push_back({skill, 1});
    } else {
      ++served->services;
    }
    if (const std::string& client = county_.arrivals[o].client; !client.empty()) ++services_[client][team.id];
  }

  const County& county_;
  const v1::Weights& weights_;
  const v1::WaveBounds& bounds_ = weights_.waves().bounds();
  const v1::SimulationBehaviour& behaviour_;
  const uint64_t seed_;
  std::vector<Team> teams_;
  std::vector<TeamNow> now_;
  std::vector<OrderNow> orders_;
  Chances chances_;
  ServedSoFar served_;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_skill_;
  absl::flat_hash_map<std::string, absl::flat_hash_map<Uuid, int32_t>> services_;  // by client and team
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  uint64_t numbers_ = 0;
};

double Mean(const std::vector<double>& values) { return IntervalOf(values).mean; }

double WorstTownship(const std::map<std::string, std::vector<double>>& waits) {
  double worst = 0;
  for (const auto& [township, hours] : waits) {
    if (hours.size() >= kOrdersToJudge) worst = std::max(worst, Mean(hours));
  }
  return worst;
}

Outcome Run::Measure() const {
  Outcome outcome;
  std::vector<double> work, waits, km;
  double offers = 0, first = 0, fourth = 0, lost = 0, unserved = 0, unused = 0;
  std::map<std::string, std::vector<double>> by_township;
  for (size_t o = 0; o < orders_.size(); ++o) {
    const OrderNow& order = orders_[o];
    offers += order.offers;
    first += order.accepted_in == 1;
    fourth += order.offers >= kFourth;
    lost += order.accepted_in == 0;
    if (order.accepted_in == 0) continue;
    unserved += !order.served;
    km.push_back(order.km);
    waits.push_back(absl::ToDoubleHours(order.accepted_at - county_.arrivals[o].placed));
    by_township[order.ask.place.township].push_back(waits.back());
  }
  for (size_t t = 0; t < teams_.size(); ++t) {
    work.push_back(now_[t].accepted);
    outcome.loads.push_back(double(now_[t].accepted) / WeekOfTeam(t));
    unused += now_[t].accepted == 0;
  }
  const double all = double(std::max<size_t>(orders_.size(), 1)),
               teams = double(std::max<size_t>(teams_.size(), 1));
  auto& figures = outcome.figures;
  figures[v1::GINI] = Gini(outcome.loads);
  figures[v1::TOP_TENTH_SHARE] = TopTenth(work);
  figures[v1::NEVER_USED] = unused / teams;
  figures[v1::MEAN_KM] = Mean(km);
  figures[v1::OFFERS_PER_ORDER] = offers / all;
  figures[v1::TAKEN_AT_FIRST] = first / all;
  figures[v1::FOURTH_OFFER] = fourth / all;
  figures[v1::LOST] = lost / all;
  figures[v1::NOT_SERVED] = unserved / all;
  figures[v1::WAIT_HOURS] = Mean(waits);
  figures[v1::WAIT_HOURS_WORST_TOWNSHIP] = WorstTownship(by_township);
  std::sort(waits.begin(), waits.end());
  figures[v1::WAIT_HOURS_SLOWEST] = waits.empty() ? 0 : waits[waits.size() * 9 / 10];
  return outcome;
}

}  // namespace

StatusOr<Outcome> Replay(const County& county, const v1::Weights& weights,
                         const v1::SimulationBehaviour& behaviour, uint64_t seed,
                         const std::function<bool()>& cancelled) {
  Run run(county, weights, behaviour, seed);
  DD_RETURN_IF_ERROR(run.Play(cancelled));
  return run.Measure();
}

}  // namespace diandan::matching::simulate
