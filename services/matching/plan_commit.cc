#include "services/matching/plan_commit.h"

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/base/words.h"
#include "services/matching/answer_rules.h"
#include "services/matching/plan/instance.h"
#include "services/matching/plan_store.h"
#include "services/matching/ranking_words.h"
#include "services/matching/recommendation_rules.h"
#include "services/matching/wave_rules.h"

namespace diandan::matching {
namespace {

// Enough for the lanes of `orders` to gather them.
constexpr int kAtATime = 8;

bool Overlap(const HeldOrder& held, const v1::Need& need) {
  const absl::Duration gap = absl::Minutes(plan::Instance{}.gap);
  for (const auto& mine : need.sessions()) {
    for (const auto& other : held.sessions) {
      if (FromProto(mine.start_time()) < FromProto(other.end_time()) + gap &&
          FromProto(other.start_time()) < FromProto(mine.end_time()) + gap)
        return true;
    }
  }
  return false;
}

}  // namespace

void SayRefused(const Status& refusal, Language language, v1::CommitResult& result) {
  const errors::v1::ErrorInfo info = diandan::Speak(refusal, language);
  result.set_reason(errors::v1::Reason_Name(ReasonOf(refusal)));
  result.set_sentence(info.message());
  if (result.has_left_out()) result.mutable_left_out()->set_sentence(SentenceOf(result.left_out(), language));
}

Status StillStands(const v1::PlanLine& line, v1::PlanModel model, const Present& present,
                   const TeamIndex& teams, v1::LeftOutReason& left_out) {
  auto order = present.orders.find(IdOf(line.order()));
  if (order == present.orders.end() || order->second.seq != line.order_seq())
    return Refuse(Reason::PLAN_ORDER_MOVED_ON, {{"order", line.number()}});
  for (const auto& session : line.need().sessions()) {
    if (FromProto(session.start_time()) <= present.now)
      return Refuse(Reason::PLAN_ORDER_MOVED_ON, {{"order", line.number()}});
  }
  const Uuid team_id = IdOf(line.chosen().team());
  const Status moved_on = Refuse(Reason::PLAN_TEAM_MOVED_ON, {{"team", line.chosen().team_name()}});
  const Team* team = teams.Find(team_id);
  if (team == nullptr) return moved_on;
  Ask ask = MakeAsk(line.need(), order->first, orders::v1::COUNTY, present.now);
  ask.asked.insert(order->second.asked.begin(), order->second.asked.end());
  ask.by_clock = model == v1::CLOCK_TIMES;
  left_out = WhyLeftOut(ask, *team);
  if (left_out.code() != v1::LEFT_OUT_UNSPECIFIED) return moved_on;
  for (const HeldOrder& held : present.held) {
    if (model != v1::CLOCK_TIMES || held.team != team_id || !Overlap(held, line.need())) continue;
    left_out.set_code(v1::BUSY_THEN);
    return moved_on;
  }
  return absl::OkStatus();
}

v1::Recommendation RecommendationOf(const v1::PlanLine& line, const v1::Plan& plan, const OpenOrder& order,
                                    int32_t wave, absl::Time now) {
  v1::Recommendation made;
  made.set_order(line.order());
  made.set_wave(wave);
  made.set_level(std::max(order.facts.level(), orders::v1::VILLAGE));
  made.set_weights_version(plan.weights().version());
  *made.mutable_snapshot_time() = plan.snapshot_time();
  *made.mutable_need() = line.need();
  *made.add_ranked() = line.chosen();
  if (line.has_runner_up()) *made.add_ranked() = line.runner_up();
  made.set_teams_considered(plan.figures().teams());
  made.add_offered_teams(line.chosen().team());
  *made.mutable_offer_expire_time() =
      ToTimestamp(OfferExpiry(order.facts, orders::v1::COUNTY, plan.weights().waves(), now));
  made.set_plan(plan.name());
  return made;
}

Uuid CommittedId(const Uuid& request_id, const Uuid& order) {
  return DeriveUuid(request_id, absl::StrCat("recommendation/", order.ToString()));
}

Status ReadPresent(const rpc::Call& call, const std::vector<Uuid>& orders, Present& present) {
  std::vector<Uuid> recommendations;
  for (const Uuid& order : orders) recommendations.push_back(CommittedId(call.request_id, order));
  present.county = call.county;
  present.now = call.now;
  return rpc::ReadCounty(call, [&](db::Connection& connection) {
    present.orders.clear();
    for (OpenOrder& order : ReadOpenOrders(connection, call.county)) {
      const Uuid id = order.id;
      present.orders[id] = std::move(order);
    }
    present.held = ReadHeldOrders(connection, call.county);
    present.kept = ReadKeptRecommendations(connection, call.county, recommendations);
    present.waves = ReadLastWaves(connection, call.county, orders);
    return absl::OkStatus();
  });
}

Status PlanCommitter::CommitOne(const rpc::Call& call, const v1::Plan& plan, const v1::PlanLine& line,
                                const Present& present, v1::CommitResult& result) const {
  const Uuid order = IdOf(line.order());
  const Uuid id = CommittedId(call.request_id, order);
  auto open = present.orders.find(order);
  v1::Recommendation kept;
  auto wave = present.waves.find(order);
  v1::Recommendation wanted =
      RecommendationOf(line, plan, open == present.orders.end() ? OpenOrder{} : open->second,
                       wave == present.waves.end() ? 1 : wave->second + 1, present.now);
  wanted.set_name(ResourceNameOf(present.county, "recommendations", id));
  db::Command command;
  command.county = present.county;
  command.request_id = id;
  command.caller = &call.caller;
  command.verb = &kKeepRecommendation;
  command.request = &wanted;
  command.response = &kept;
  command.received_at = call.now;
  DD_RETURN_IF_ERROR(call.home.lanes->Run(std::move(command)));
  result.set_recommendation(kept.name());

  orders::v1::OfferOrderRequest request;
  request.set_request_id(DeriveUuid(id, "offer").ToString());
  request.set_name(line.order());
  auto& offer = *request.add_offers();
  offer.set_team(line.chosen().team());
  offer.set_recommendation(kept.name());
  *request.mutable_expire_time() = kept.offer_expire_time();
  return offer_(call, request);
}

void PlanCommitter::Commit(const rpc::Call& call, const v1::Plan& plan,
                           const std::vector<v1::PlanLine>& lines, const Present& present,
                           std::vector<v1::CommitResult>& results) const {
  std::atomic<size_t> next = 0;
  auto work = [&] {
    for (size_t i = next++; i < lines.size(); i = next++) {
      if (!results[i].reason().empty()) continue;
      const Status made = CommitOne(call, plan, lines[i], present, results[i]);
      results[i].set_offered(made.ok());
      if (!made.ok()) SayRefused(made, call.caller.language, results[i]);
    }
  };
  std::vector<std::jthread> helpers;
  for (int i = 1; i < kAtATime && static_cast<size_t>(i) < lines.size(); ++i) helpers.emplace_back(work);
  work();
}

}  // namespace diandan::matching
