// rank, whynot, waves: who fits an order, why somebody is not first, and how many were asked and why. Nothing
// is changed, nothing is counted.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"

namespace diandan::cli {

namespace m = matching::v1;

namespace {

// The sentences of the terms that decided.
std::string WhyOf(const Context& context, const m::RankedTeam& team) {
  std::vector<std::string> sentences;
  for (int reason : team.reasons()) {
    for (const auto& term : team.terms()) {
      if (term.kind() == reason) sentences.push_back(term.sentence());
    }
  }
  return absl::StrJoin(sentences, context.language() == Language::kEnglish ? "; " : "；");
}

Status Rank(Context& context, const std::string& typed, bool left_out, int most) {
  m::RankTeamsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(*request.mutable_order(), context.names().OrderName(typed));
  request.set_page_size(most);
  request.set_show_left_out(left_out);
  m::RankTeamsResponse response;
  DD_RETURN_IF_ERROR(context.Read(&m::MatchingService::Stub::RankTeams, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadRanked), '\t');
  table.right = {0, 2};
  for (const auto& team : response.ranked()) {
    table.rows.push_back(
        {absl::StrCat(team.rank()), team.team_name(), absl::StrCat(team.points()), WhyOf(context, team)});
  }
  context.out.Show(response, table);
  if (context.out.format() != Format::kTable) return absl::OkStatus();
  if (response.left_out_teams_size() > 0) {
    Table others;
    others.head = absl::StrSplit(context.Say(kHeadLeftOut), '\t');
    for (const auto& team : response.left_out_teams()) {
      others.rows.push_back({team.team_name(), team.reason().sentence()});
    }
    context.out.Line("");
    context.out.Show(response, others);
  }
  const std::string all = absl::StrCat(response.teams_considered());
  if (response.ranked_size() == 0) {
    context.out.Note(context.Say(kRankNone, {{"all", all}}));
  } else {
    context.out.Note(context.Say(kRankSum, {{"all", all},
                                            {"eligible", absl::StrCat(response.eligible())},
                                            {"order", typed},
                                            {"team", response.ranked(0).team_name()}}));
  }
  return absl::OkStatus();
}

Status WhyNot(Context& context, const std::string& typed, const std::string& team) {
  m::WhyNotRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_order(), context.names().OrderName(typed));
  DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(team));
  m::WhyNotResponse response;
  DD_RETURN_IF_ERROR(context.Read(&m::MatchingService::Stub::WhyNot, request, &response));
  context.out.Done(response, response.sentence(), {response.team(), response.sentence()});
  return absl::OkStatus();
}

std::string WhySo(const m::Recommendation& wave) {
  std::vector<std::string> sentences;
  if (wave.has_size()) sentences.push_back(wave.size().sentence());
  if (wave.has_floor()) sentences.push_back(wave.floor().sentence());
  return absl::StrJoin(sentences, " ");
}

Status Waves(Context& context, const std::string& typed) {
  m::ListRecommendationsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(*request.mutable_order(), context.names().OrderName(typed));
  m::ListRecommendationsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&m::MatchingService::Stub::ListRecommendations, request, &all));
  Table table{.head = absl::StrSplit(context.Say(kHeadWaves), '\t'), .right = {0}};
  for (const m::Recommendation& wave : all.recommendations()) {
    std::vector<std::string> teams;
    for (const std::string& team : wave.offered_teams()) teams.push_back(context.names().SayTeam(team));
    table.rows.push_back({absl::StrCat(wave.wave()), SayStamp(context, wave.snapshot_time()),
                          context.Word(wave.level()), absl::StrJoin(teams, ", "), WhySo(wave)});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

}  // namespace

void AddMatchingCommands(Command& root, Context& context) {
  Command& rank = root.Sub("rank", {"这一单谁合适，为什么", "Who fits an order, and why"});
  auto order = rank.Argument("ORDER", kHelpOrder);
  auto left_out = rank.Flag("--left-out", {"不在内的也列出，写明为什么", "Also the teams left out, and why"});
  auto most = rank.Number("--most", {"最多几支；不写 20", "How many at most; 20 by default"});
  rank.Runs([=, &context] { return Rank(context, *order, *left_out, *most); });

  Command& why = root.Sub("whynot", {"为什么不是这支队", "Why not this team"});
  auto which = why.Argument("ORDER", kHelpOrder);
  auto team = why.Argument("TEAM", kHelpTeam);
  why.Runs([=, &context] { return WhyNot(context, *which, *team); });

  Command& waves = root.Sub(
      "waves", {"这一单问过几轮，每轮为什么问这么多", "Waves an order was offered in, and why so many"});
  auto asked = waves.Argument("ORDER", kHelpOrder);
  waves.Runs([=, &context] { return Waves(context, *asked); });
}

}  // namespace diandan::cli
