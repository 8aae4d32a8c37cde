// roster insured: who comes to an order, as an insurer has to know them.

#include <filesystem>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/exchange_texts.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/private_files.h"
#include "clients/cli/resolve.h"
#include "diandan/orders/v1/insured_list_service.grpc.pb.h"
#include "services/base/say_time.h"
#include "services/hours/record/text_writer.h"
#include "services/hours/record/xlsx_writer.h"

namespace diandan::cli {

namespace o = orders::v1;

namespace {

using InsuredLists = o::InsuredListService::Stub;

// What the insurer reads; Chinese, whoever asks.
std::vector<std::string> InsurerHeads() {
  return {"序号", "姓名", "身份证件号码", "活动", "地点", "开始", "结束", "何时列入", "备注"};
}
std::vector<std::string> InsurerCells(const o::InsuredList& list, int at) {
  const o::InsuredPerson& person = list.people(at);
  std::vector<std::string> remarks;
  if (person.late()) remarks.emplace_back("开始后才列入");
  if (person.withheld() == "NO_CONSENT") remarks.emplace_back("本人没有同意用姓名投保");
  if (person.withheld() == "ERASED" || person.withheld() == "UNKNOWN") remarks.emplace_back("资料已注销");
  return {absl::StrCat(at + 1),
          person.legal_name(),
          person.id_number(),
          list.title(),
          list.place(),
          PaperMinute(TimeOf(person.start_time())),
          PaperMinute(TimeOf(person.end_time())),
          PaperMinute(TimeOf(person.add_time())),
          absl::StrJoin(remarks, "；")};
}

Status WriteInsured(const o::InsuredList& list, const std::string& file) {
  const PrivateFiles mine;
  if (absl::EndsWith(absl::AsciiStrToLower(file), ".csv")) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << hours::record::kCsvMark << hours::record::CsvLine(InsurerHeads());
    for (int i = 0; i < list.people_size(); ++i) out << hours::record::CsvLine(InsurerCells(list, i));
    return out.flush() ? absl::OkStatus() : InvalidField("--out", file, "file_writable");
  }
  DD_ASSIGN_OR_RETURN(const auto writer, hours::record::XlsxWriter::Open(file));
  DD_RETURN_IF_ERROR(writer->Sheet("投保名单", InsurerHeads()));
  for (int i = 0; i < list.people_size(); ++i) DD_RETURN_IF_ERROR(writer->Row(InsurerCells(list, i)));
  return writer->Close();
}

void ShowInsured(Context& context, const o::InsuredList& list) {
  context.out.Note(context.Say(list.frozen() ? kInsuredFrozen : kInsuredOpen,
                               {{"time", SayStamp(context, list.freeze_time())}}));
  Table table{.head = absl::StrSplit(context.Say(kHeadInsured), '\t')};
  for (const auto& person : list.people()) {
    table.rows.push_back(
        {person.legal_name().empty() ? context.names().SayVolunteer(person.volunteer()) : person.legal_name(),
         SayRange(TimeOf(person.start_time()), TimeOf(person.end_time()), context.now(), context.language()),
         context.Say(person.covered() ? kInsuredCovered : kInsuredNotCovered),
         person.late() ? context.Say(kInsuredLate) : ""});
  }
  context.out.Show(list, table);
}

Status Insured(Context& context, const std::string& typed, const std::string& file) {
  DD_ASSIGN_OR_RETURN(const std::string name, context.names().OrderName(typed));
  if (file.empty()) {
    o::GetInsuredListRequest request;
    request.set_name(name);
    o::InsuredList list;
    DD_RETURN_IF_ERROR(context.Read(&InsuredLists::GetInsuredList, request, &list));
    ShowInsured(context, list);
    return absl::OkStatus();
  }
  const std::string lower = absl::AsciiStrToLower(file);
  if (!absl::EndsWith(lower, ".xlsx") && !absl::EndsWith(lower, ".csv"))
    return InvalidField("--out", file, "one_of:.xlsx, .csv");
  o::TakeInsuredListRequest request;
  request.set_name(name);
  Status status;
  DD_RETURN_IF_ERROR(context.Change(&InsuredLists::TakeInsuredList, request, [&](const o::InsuredList& list) {
    status = WriteInsured(list, file);
    if (!status.ok()) return;
    context.out.Done(
        list, context.Say(kInsuredWritten, {{"count", absl::StrCat(list.people_size())}, {"file", file}}),
        {absl::StrCat(list.people_size()), file});
    context.out.Note(context.Say(kExchangePrivate));
  }));
  return status;
}

}  // namespace

void AddRosterCommands(Command& root, Context& context) {
  Command& group = root.Sub("roster", {"名单", "Rosters"});
  Command& insured =
      group.Sub("insured", {"投保名单：看谁在上面；--out 写成给保险公司的表",
                            "The insured list: who is on it; --out writes the sheet for an insurer"});
  auto order = insured.Argument("ORDER", kHelpOrder);
  auto file = insured.Option("--out", "FILE",
                             {"写到 .xlsx 或 .csv；里面有姓名和身份证号，会记下是谁取的",
                              "Write .xlsx or .csv with names and ID numbers; who took it is put on record"});
  insured.Changes();
  insured.Runs([=, &context] { return Insured(context, *order, *file); });
}

}  // namespace diandan::cli
