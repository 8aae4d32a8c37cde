// suggestion: orders that may be one need, orders that one team could serve in one trip.
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/matching/v1/suggestion_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"

namespace diandan::cli {
namespace {

namespace m = matching::v1;
using Suggestions = m::SuggestionService::Stub;

std::string NumbersOf(const m::Suggestion& suggestion) {
  std::vector<std::string> numbers;
  for (const auto& order : suggestion.orders()) numbers.push_back(order.number());
  return absl::StrJoin(numbers, " + ");
}

std::string KindWord(const Context& context, const m::Suggestion& suggestion) {
  return suggestion.kind() == m::SAME_NEED && suggestion.strength() != m::SUGGESTION_STRENGTH_UNSPECIFIED
             ? context.Word(suggestion.strength())
             : context.Word(suggestion.kind());
}

std::vector<std::string> SettledRow(Context& context, const m::Suggestion& suggestion) {
  std::string outcome = context.Word(suggestion.outcome());
  if (suggestion.dismissal() != m::SUGGESTION_DISMISSAL_UNSPECIFIED)
    absl::StrAppend(&outcome, " · ", context.Word(suggestion.dismissal()));
  if (!suggestion.team().empty())
    absl::StrAppend(&outcome, " · ", context.names().SayTeam(suggestion.team()));
  return {context.Word(suggestion.kind()), NumbersOf(suggestion), outcome,
          context.names().SayAccount(suggestion.settled_by()), SayStamp(context, suggestion.settle_time())};
}

Status ListThem(Context& context, const std::vector<m::SuggestionKind>& kinds, const std::string& place,
                bool settled) {
  m::ListSuggestionsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  for (m::SuggestionKind kind : kinds) request.add_kinds(kind);
  if (!place.empty()) {
    DD_ASSIGN_OR_RETURN(const std::string org, context.names().Org(place));
    DD_ASSIGN_OR_RETURN(*request.mutable_township_path(), context.names().PathOf(org));
  }
  request.set_settled(settled);
  m::ListSuggestionsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Suggestions::ListSuggestions, request, &response));
  const bool people = context.out.format() == Format::kTable;
  if (response.suggestions().empty() && people && !settled) {
    context.out.Note(context.Say(kNoSuggestions));
    return absl::OkStatus();
  }
  Table table;
  table.head = absl::StrSplit(context.Say(settled ? kHeadSettled : kHeadSuggestions), '\t');
  for (const m::Suggestion& one : response.suggestions()) {
    table.rows.push_back(settled ? SettledRow(context, one)
                                 : std::vector<std::string>{KindWord(context, one), NumbersOf(one),
                                                            one.sentence(),
                                                            SaySessions(context, one.orders(0).sessions())});
  }
  context.out.Show(response, table);
  if (people && !settled) context.out.Note(context.Say(kSuggestionNext));
  return absl::OkStatus();
}

StatusOr<std::vector<std::string>> NamesOf(Context& context, const std::vector<std::string>& typed) {
  std::vector<std::string> names;
  for (const std::string& order : typed) {
    DD_ASSIGN_OR_RETURN(std::string name, context.names().OrderName(order));
    names.push_back(std::move(name));
  }
  return names;
}

// What is suggested of just these orders; of `kind` unless that is unspecified.
StatusOr<m::Suggestion> SuggestedFor(Context& context, const std::vector<std::string>& orders,
                                     m::SuggestionKind kind) {
  m::ListSuggestionsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_order(orders.front());
  if (kind != m::SUGGESTION_KIND_UNSPECIFIED) request.add_kinds(kind);
  m::ListSuggestionsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Suggestions::ListSuggestions, request, &response));
  const std::set<std::string> wanted(orders.begin(), orders.end());
  for (const m::Suggestion& one : response.suggestions()) {
    std::set<std::string> named;
    for (const auto& order : one.orders()) named.insert(order.order());
    if (named == wanted) return one;
  }
  return InvalidField("ORDER", absl::StrJoin(orders, " "), "as_suggested");
}

Status DismissOne(Context& context, const std::vector<std::string>& typed, m::SuggestionDismissal reason) {
  DD_ASSIGN_OR_RETURN(const std::vector<std::string> orders, NamesOf(context, typed));
  DD_ASSIGN_OR_RETURN(const m::Suggestion suggested,
                      SuggestedFor(context, orders, m::SUGGESTION_KIND_UNSPECIFIED));
  m::DismissSuggestionRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_kind(suggested.kind());
  for (const std::string& order : orders) request.add_orders(order);
  request.set_reason(reason);
  return context.Change(&Suggestions::DismissSuggestion, request, [&](const m::Suggestion& done) {
    context.out.Done(done, context.Say(kSuggestionDismissed), {done.name()});
  });
}

Status Merge(Context& context, const std::string& kept, const std::string& gone) {
  orders::v1::CancelOrderRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().OrderName(gone));
  DD_ASSIGN_OR_RETURN(*request.mutable_same_as(), context.names().OrderName(kept));
  request.set_reason(orders::v1::PLACED_TWICE);
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskMerge, {{"kept", kept}, {"gone", gone}})));
  return context.Change(
      &orders::v1::OrderService::Stub::CancelOrder, request, [&](const orders::v1::Order& order) {
        context.out.Done(order, context.Say(kOrdersMerged, {{"kept", kept}, {"gone", order.number()}}),
                         {order.number(), order.reason()});
      });
}

Status AskOneTeam(Context& context, const std::vector<std::string>& typed, const std::string& team) {
  DD_ASSIGN_OR_RETURN(const std::vector<std::string> orders, NamesOf(context, typed));
  m::AskBundleRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (team.empty()) {
    DD_ASSIGN_OR_RETURN(const m::Suggestion suggested, SuggestedFor(context, orders, m::ONE_TRIP));
    request.set_team(suggested.team());
    for (const auto& order : suggested.orders()) {
      auto& wanted = *request.add_orders();
      wanted.set_order(order.order());
      *wanted.mutable_start_time() = order.sessions(0).start_time();
    }
  } else {
    DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(team));
    for (const std::string& order : orders) request.add_orders()->set_order(order);
  }
  return context.Change(&Suggestions::AskBundle, request, [&](const m::AskBundleResponse& done) {
    Table table;
    for (const m::CommitResult& result : done.results()) {
      if (!result.offered()) table.rows.push_back({result.number(), result.sentence()});
    }
    context.out.Show(done, table);
    context.out.Note(context.Say(kPlanCommitted, {{"offered", absl::StrCat(done.offered())},
                                                  {"left", absl::StrCat(done.left_out())}}));
  });
}

}  // namespace

void AddSuggestionCommands(Command& root, Context& context) {
  Command& suggestion = root.Sub(
      "suggestion", {"可能重复的单，可以一趟去的单", "Orders that may be placed twice, orders of one trip"});
  Command& list = suggestion.Sub("list", {"现在有哪些建议", "What is suggested now"});
  auto kinds = list.Choices<m::SuggestionKind>("--kind", {"只看这一种", "Only this kind"});
  auto place = list.Option("--org", "ORG", {"只看这个镇或村", "Only this township or village"});
  auto settled = list.Flag("--settled", {"看已经办过的", "What has been settled"});
  list.Runs([=, &context] { return ListThem(context, *kinds, *place, *settled); });

  Command& dismiss =
      suggestion.Sub("dismiss", {"这一条不再提，写明原因", "Not to be suggested again, with a reason"});
  auto set_aside = dismiss.Arguments("ORDER", {"建议里的单号，都写上", "All orders of the suggestion"});
  auto reason = dismiss.Choice<m::SuggestionDismissal>("--reason", kHelpReason);
  dismiss.Changes();
  dismiss.Runs([=, &context] { return DismissOne(context, *set_aside, *reason); });

  Command& merge =
      suggestion.Sub("merge", {"重复的两单留一单，撤一单", "Of two that are one need keep one, cancel one"});
  auto kept = merge.Argument("KEPT", {"留下的单", "The order that stays"});
  auto gone = merge.Argument("CANCELLED", {"撤掉的单", "The order that is cancelled"});
  merge.Asks();
  merge.Runs([=, &context] { return Merge(context, *kept, *gone); });

  Command& ask = suggestion.Sub("ask", {"一趟去的几单一起问一支队；队里可以不接",
                                        "Ask one team for all orders of a trip; it may decline"});
  auto asked = ask.Arguments("ORDER", {"这一趟的单号，都写上", "All orders of the trip"});
  auto team = ask.Option("--team", "TEAM",
                         {"问哪支队；不写是建议的那支", "Which team; by default the one suggested"});
  ask.Changes();
  ask.Runs([=, &context] { return AskOneTeam(context, *asked, *team); });
}

}  // namespace diandan::cli
