// exchange export, import, withdraw, list: records of Order 67 handed on and taken over.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/exchange_export.h"
#include "clients/cli/exchange_import.h"
#include "clients/cli/exchange_texts.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "diandan/hours/v1/exchange_service.grpc.pb.h"
#include "services/hours/record/cells.h"

namespace diandan::cli {

namespace h = hours::v1;
namespace record = hours::record;

namespace {

using Exchange = h::ExchangeService::Stub;

constexpr int kMostOfPage = 200;  // of these lists

// As often as there is something left to take back.
Status WithdrawAll(Context& context, const std::string& import) {
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kExchangeAskWithdraw)));
  h::WithdrawImportRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_import_id(import);
  if (context.settings.dry_run) return context.ShowUnsent(request);
  h::WithdrawImportResponse all;
  for (int part = 0;; ++part) {
    request.set_request_id(context.DerivedId(absl::StrCat("part/", part)).ToString());
    h::WithdrawImportResponse answer;
    DD_RETURN_IF_ERROR(context.client().Call(&Exchange::WithdrawImport, request, &answer));
    if (answer.withdrawn() == 0) break;
    all.set_withdrawn(all.withdrawn() + answer.withdrawn());
  }
  context.out.Done(all, context.Say(kExchangeWithdrawn, {{"count", absl::StrCat(all.withdrawn())}}),
                   {absl::StrCat(all.withdrawn())});
  return absl::OkStatus();
}

Status ImportsOf(Context& context) {
  h::ListImportsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_page_size(kMostOfPage);
  h::ListImportsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Exchange::ListImports, request, &all));
  Table table{.head = absl::StrSplit(context.Say(kHeadImports), '\t'), .right = {3, 4}};
  for (const auto& one : all.imports()) {
    table.rows.push_back(
        {PaperMinute(TimeOf(one.import_time())), record::TitleOf(one.group()),
         context.names().SayAccount(one.actor()), absl::StrCat(one.records()), absl::StrCat(one.standing()),
         one.has_withdraw_time() ? PaperMinute(TimeOf(one.withdraw_time())) : "", one.import_id()});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

// What a record is about, in a line.
std::vector<std::string> CellsOfImported(Context& context, const h::ImportedRecord& one) {
  const h::RecordGroup group = record::GroupOf(one.record());
  const auto& part = record::PartOf(group, one.record());
  std::string what = record::TextOf(part, group == h::EVALUATION_RECORDS ? "evaluation" : "title"), time;
  if (one.record().has_service()) time = context.Minutes(one.record().service().minutes());
  if (one.record().has_training()) time = context.Minutes(one.record().training().minutes());
  const char* by = group == h::SERVICE_RECORDS    ? "recorder"
                   : group == h::TRAINING_RECORDS ? "organiser"
                                                  : "awarded_by";
  return {record::TextOf(part, "date"),
          what,
          time,
          record::TextOf(part, by),
          record::TextOf(part, "source"),
          record::TextOf(part, "source_number"),
          context.Word(one.state())};
}

Status ListOf(Context& context, const std::string& typed, h::RecordGroup group) {
  h::ListImportedRecordsRequest request;
  request.set_volunteer(context.client().session().volunteer);
  if (!typed.empty()) {
    DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), context.names().Volunteer(typed));
  }
  request.set_group(group);
  request.set_page_size(kMostOfPage);
  h::ListImportedRecordsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Exchange::ListImportedRecords, request, &all));
  if (all.service_minutes() > 0)
    context.out.Note(context.Say(kImportedSum, {{"time", context.Minutes(all.service_minutes())}}));
  Table table{.head = absl::StrSplit(context.Say(kHeadImportedRecords), '\t'), .right = {2}};
  for (const auto& one : all.records()) table.rows.push_back(CellsOfImported(context, one));
  context.out.Show(all, table);
  return absl::OkStatus();
}

}  // namespace

void AddExchangeCommands(Command& root, Context& context) {
  Command& group = root.Sub("exchange", {"服务记录的导出和导入（民政部令第67号的五组）",
                                         "Records of Order 67, handed on and taken over"});
  static constexpr Wording kWhichGroup{"哪一组；可以写几次，不写是全部五组",
                                       "Which group; may be repeated, all five by default"};

  Command& out =
      group.Sub("export", {"导出：一个 .xlsx，或放 CSV、JSON 的文件夹；一组也可以是一个文件",
                           "Write a workbook, or a folder of CSV or JSON; one group also as a file"});
  auto to = out.Argument("FILE", {"写到哪里", "Where to"});
  auto groups = out.Choices<h::RecordGroup>("--group", kWhichGroup);
  auto purpose = out.Choice<h::ExportPurpose>(
      "--purpose", {"做什么用；会记在操作记录里", "What for; it is put on record"}, Need::kOptional);
  auto format =
      out.Option("--format", "FORMAT",
                 {"csv、json 或 xlsx；不写就看文件名", "csv, json or xlsx; by the file's name by default"});
  auto whose = out.Option("--volunteer", "VOLUNTEER", {"只要这一位的", "Only this person's"});
  auto own = out.Flag("--mine", {"自己的", "One's own"});
  auto from = out.Option("--from", "DAY", {"从哪天起", "First day"});
  auto until = out.Option("--until", "DAY", {"到哪天为止", "Last day"});
  auto place = out.Option("--org", "PLACE",
                          {"只要登记在这里的人的", "Only of people who are registered here or below"});
  out.Changes();
  out.Runs([=, &context] {
    return ExportRecords(context, {*to, *whose, *format, *from, *until, *place, *own, *groups, *purpose});
  });

  Command& in = group.Sub(
      "import",
      {"导入：先把整个文件查一遍，有一处不对就什么都不导入",
       "Take over a file: all of it is checked first, and nothing is written if anything is wrong"});
  auto file = in.Argument("FILE", {".csv、.json 或 .xlsx", ".csv, .json or .xlsx"});
  auto which = in.Choice<h::RecordGroup>(
      "--group", {"哪一组；看表头分不清时才要写", "Which group; only when the heads do not tell"},
      Need::kOptional);
  auto consented = in.Flag("--consented", {"文件里的人都同意过了（第67号令第六条）",
                                           "Everybody in the file has agreed (Order 67 art. 6)"});
  auto again = in.Option("--again", "WORD",
                         {"撤回以后再导入同一个文件：写明是哪一次",
                          "The same file once more after it was taken back: say which time"});
  auto all = in.Flag("--all", kHelpAll);
  in.Asks();
  in.Runs([=, &context] { return ImportRecords(context, {*file, *again, *which, *consented, *all}); });

  Command& withdraw =
      group.Sub("withdraw", {"撤回一次导入的全部记录", "Take back every record of one import"});
  auto import = withdraw.Argument("IMPORT", {"导入的编号", "The number of the import"});
  withdraw.Asks();
  withdraw.Runs([=, &context] { return WithdrawAll(context, *import); });

  Command& imports =
      group.Sub("imports", {"导入过的：什么时候、谁、多少", "What was taken over: when, by whom, how much"});
  imports.Runs([&context] { return ImportsOf(context); });

  Command& list = group.Sub("list", {"一位志愿者在别处的记录", "What other systems recorded of a person"});
  auto person = list.Argument("VOLUNTEER", {"谁；不写是自己", "Who; oneself by default"}, Need::kOptional);
  auto only = list.Choice<h::RecordGroup>("--group", {"只看这一组", "Only this group"}, Need::kOptional);
  list.Runs([=, &context] { return ListOf(context, *person, *only); });
}

}  // namespace diandan::cli
