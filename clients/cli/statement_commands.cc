// statement: the hours of a person or a team.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "clients/cli/words.h"
#include "diandan/hours/v1/entry.pb.h"
#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "diandan/orders/v1/types.pb.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Ledger = h::LedgerService::Stub;

template <typename Statement>
void TellSum(Context& context, const Statement& statement) {
  if (context.out.format() != Format::kTable) return;
  context.out.Line(context.Say(kStatementSum, {{"posted", context.Minutes(statement.posted_minutes())},
                                               {"pending", context.Minutes(statement.pending_minutes())},
                                               {"services", absl::StrCat(statement.services())}}));
}

Status OfTeam(Context& context, const std::string& typed) {
  h::GetTeamStatementRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_team(), context.names().Team(typed));
  h::TeamStatement statement;
  DD_RETURN_IF_ERROR(context.Read(&Ledger::GetTeamStatement, request, &statement));
  TellSum(context, statement);
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadMembers), '\t');
  table.right = {1, 2};
  for (const auto& member : statement.members()) {
    table.rows.push_back({context.names().SayVolunteer(member.volunteer()),
                          context.Minutes(member.posted_minutes()), absl::StrCat(member.services())});
  }
  context.out.Show(statement, table);
  return absl::OkStatus();
}

Status OfVolunteer(Context& context, const std::string& typed) {
  h::GetVolunteerStatementRequest request;
  request.set_volunteer(context.client().session().volunteer);
  if (!typed.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), context.names().Volunteer(typed));
  }
  h::VolunteerStatement statement;
  DD_RETURN_IF_ERROR(context.Read(&Ledger::GetVolunteerStatement, request, &statement));
  TellSum(context, statement);
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadStatement), '\t');
  for (const auto& line : statement.lines()) {
    h::EntryState state = h::ENTRY_STATE_UNSPECIFIED;
    (void)h::EntryState_Parse(line.state(), &state);
    table.rows.push_back(
        {line.order_number(), context.for_scripts() ? line.skill() : context.names().SaySkill(line.skill()),
         SayStamp(context, line.start_time()), context.Minutes(line.reported_minutes()),
         context.Minutes(line.posted_minutes()),
         line.back_filled() ? context.Listed({context.Word(state), context.Word(orders::v1::BACK_FILLED)})
                            : context.Word(state)});
  }
  context.out.Show(statement, table);
  return absl::OkStatus();
}

}  // namespace

void AddStatementCommands(Command& root, Context& context) {
  Command& statement =
      root.Sub("statement", {"时长：自己的、一个人的或一支队的", "Hours: one's own, a person's or a team's"});
  auto volunteer =
      statement.Argument("VOLUNTEER", {"谁；不写是自己", "Who; oneself by default"}, Need::kOptional);
  auto team = statement.Option("--team", "NAME", {"这支队的", "Of this team"});
  statement.Runs(
      [=, &context] { return team->empty() ? OfVolunteer(context, *volunteer) : OfTeam(context, *team); });
}

}  // namespace diandan::cli
