// Ranking one order among 2,000 teams, through gRPC.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "tests/bench/order_steps.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace v = volunteers::v1;
using Matching = matching::v1::MatchingService::Stub::async_interface;

constexpr int kTeams = 2000;
constexpr int kRankVillages = 20;

// More teams of the same skill, in the same villages, free at all times.
void AddTeams(const Wires& wires, const County& county, int count) {
  v::TeamService::Stub teams(wires.at(0));
  std::atomic<int> next{0};
  Checked(KeepInFlight(32, absl::InfiniteDuration(), [&](int, Finished finished) {
    const int i = next++;
    if (i >= count) return false;
    v::CreateTeamRequest team;
    team.set_parent(county.parent());
    team.set_request_id(NewId());
    team.set_team_id(NewId());
    team.set_display_name(absl::StrCat("Team ", i + 1));
    team.set_kind(v::VILLAGE_TEAM);
    team.set_org(county.villages[size_t(i) % county.villages.size()].station);
    team.add_skills("haircut");
    team.set_weekly_slots(21);
    for (int slot = 0; slot < 21; ++slot) team.add_free_slots(slot);
    Send(teams.async(), &v::TeamService::Stub::async_interface::CreateTeam, county.admin.token, "",
         std::move(team), [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
           finished(Problem(status));
         });
    return true;
  }));
}

std::string Place(const Site& site, const OrderPlan& order) {
  std::string position;
  Checked(KeepInFlight(1, absl::InfiniteDuration(), [&, left = 1](int, Finished finished) mutable {
    if (left-- == 0) return false;
    Send(site.orders(0), &orders::v1::OrderService::Stub::async_interface::PlaceOrder,
         order.county->officer.token, "", order.Place(),
         [&, finished = std::move(finished)](const grpc::Status& status, auto&, auto& context) {
           position = PositionOf(context);
           finished(Problem(status));
         });
    return true;
  }));
  return position;
}

}  // namespace

std::vector<Row> BenchRank(const Settings& settings) {
  const Site site("all", settings.connections);
  const auto counties =
      site.Build({.counties = 1, .villages = kRankVillages, .members = 3, .automatic_waves = false});
  const Wires wires(site.server().socket(), settings.connections);
  AddTeams(wires, counties[0], kTeams - kRankVillages);
  const OrderPlan order(counties[0], counties[0].villages[0]);
  std::string after = Place(site, order);
  matching::v1::MatchingService::Stub stub(wires.at(0));
  std::atomic<int> considered{0};
  auto burst = [&](absl::Duration how_long) {
    return Checked(KeepInFlight(
        1, how_long,
        [&](int, Finished finished) {
          matching::v1::RankTeamsRequest request;
          request.set_parent(counties[0].parent());
          request.set_order(order.name);
          request.set_level(orders::v1::COUNTY);
          request.set_page_size(3);
          Send(stub.async(), &Matching::RankTeams, counties[0].officer.token, after, std::move(request),
               [&, finished = std::move(finished)](const grpc::Status& status,
                                                   const matching::v1::RankTeamsResponse& response, auto&) {
                 considered = response.teams_considered();
                 finished(Problem(status));
               });
          return true;
        },
        /*with_times=*/true));
  };
  burst(absl::Seconds(2));
  const Tally tally = burst(settings.round);
  return {{.name = "rank",
           .value = Percentile(tally.milliseconds, 99),
           .unit = "ms",
           .against = "",
           .ratio = std::nullopt,
           .note = absl::StrFormat("p99 of %d rankings among %d teams; p50 %.2f", tally.done,
                                   considered.load(), Median(tally.milliseconds))}};
}

}  // namespace diandan::bench
