#include "clients/cli/exchange_export.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/exchange_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/private_files.h"
#include "clients/cli/resolve.h"
#include "diandan/hours/v1/exchange_service.grpc.pb.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/text_writer.h"
#include "services/hours/record/xlsx_writer.h"

namespace diandan::cli {

namespace h = hours::v1;
namespace record = hours::record;

namespace {

constexpr int kRecordsOfPage = 200;

class Exporter {
 public:
  Exporter(Context& context, ExportWanted wanted) : context_(context), wanted_(std::move(wanted)) {}

  Status Run() {
    DD_RETURN_IF_ERROR(Prepare());
    if (context_.settings.dry_run) return context_.ShowUnsent(FirstPage(wanted_.groups.front()));
    const PrivateFiles mine;
    DD_RETURN_IF_ERROR(*format_ == record::FileFormat::kXlsx ? WriteBook() : WriteTexts());
    context_.out.Note(context_.Say(kExchangePrivate));
    return absl::OkStatus();
  }

 private:
  Status Prepare() {
    DD_ASSIGN_OR_RETURN(parent_, context_.Parent());
    if (wanted_.own) {
      volunteer_ = context_.client().session().volunteer;
      wanted_.purpose = h::EXPORT_FOR_THE_PERSON;
    } else if (!wanted_.volunteer.empty()) {
      DD_ASSIGN_OR_RETURN(volunteer_, context_.names().Volunteer(wanted_.volunteer));
    }
    if (!wanted_.from.empty()) {
      DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context_, "--from", wanted_.from));
      wanted_.from = PaperDay(day);
    }
    if (!wanted_.until.empty()) {
      DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context_, "--until", wanted_.until));
      wanted_.until = PaperDay(day);
    }
    if (!wanted_.org.empty()) {
      DD_ASSIGN_OR_RETURN(const std::string org, context_.names().Org(wanted_.org));
      DD_ASSIGN_OR_RETURN(wanted_.org, context_.names().PathOf(org));
    }
    if (wanted_.purpose == h::EXPORT_PURPOSE_UNSPECIFIED) return InvalidField("--purpose", "", "required");
    if (wanted_.groups.empty())
      wanted_.groups = {h::PERSON_RECORDS, h::SERVICE_RECORDS, h::TRAINING_RECORDS, h::AWARD_RECORDS,
                        h::EVALUATION_RECORDS};
    const std::string lower = absl::AsciiStrToLower(wanted_.to);
    for (const auto format :
         {record::FileFormat::kCsv, record::FileFormat::kJson, record::FileFormat::kXlsx}) {
      const std::string ending = record::EndingOf(format);
      const bool meant =
          wanted_.format.empty() ? absl::EndsWith(lower, ending) : ending == "." + wanted_.format;
      if (meant) format_ = format;
    }
    if (!format_) return InvalidField("--format", wanted_.format, "one_of:csv, json, xlsx");
    return absl::OkStatus();
  }

  h::ExportRecordsRequest FirstPage(h::RecordGroup group) const {
    h::ExportRecordsRequest request;
    request.set_parent(parent_);
    request.set_group(group);
    request.set_purpose(wanted_.purpose);
    request.set_volunteer(volunteer_);
    request.set_org_path(wanted_.org);
    request.set_from_day(wanted_.from);
    request.set_until_day(wanted_.until);
    request.set_page_size(kRecordsOfPage);
    request.set_request_id(context_.request_id().ToString());
    return request;
  }

  // Returns how many there were.
  StatusOr<int> Each(h::RecordGroup group, const std::function<Status(const h::Record&)>& each) {
    h::ExportRecordsRequest request = FirstPage(group);
    int count = 0;
    for (int page = 0;; ++page) {
      request.set_request_id(
          context_.DerivedId(absl::StrCat(h::RecordGroup_Name(group), "/page/", page)).ToString());
      h::ExportRecordsResponse answer;
      DD_RETURN_IF_ERROR(context_.client().Call(&h::ExchangeService::Stub::ExportRecords, request, &answer));
      for (const h::Record& one : answer.records()) DD_RETURN_IF_ERROR(each(one));
      count += answer.records_size();
      const bool last = answer.next_page_token().empty();
      context_.out.Progress(context_.Say(kExchangeProgress,
                                         {{"group", record::TitleOf(group)}, {"count", absl::StrCat(count)}}),
                            last);
      if (last) return count;
      request.set_page_token(answer.next_page_token());
    }
  }

  void Written(h::RecordGroup group, int count, const std::string& file) {
    context_.out.Done(
        h::ExportRecordsResponse(),
        context_.Say(kExchangeWritten,
                     {{"group", record::TitleOf(group)}, {"count", absl::StrCat(count)}, {"file", file}}),
        {h::RecordGroup_Name(group), absl::StrCat(count), file});
  }

  Status WriteTexts() {
    const bool one_file = absl::EndsWith(absl::AsciiStrToLower(wanted_.to), record::EndingOf(*format_));
    if (one_file && wanted_.groups.size() != 1)
      return InvalidField("FILE", wanted_.to, absl::StrCat("record_folder"));
    if (!one_file) {
      std::error_code problem;
      std::filesystem::create_directories(wanted_.to, problem);
      if (problem) return InvalidField("FILE", wanted_.to, "file_writable");
    }
    for (const h::RecordGroup group : wanted_.groups) {
      const std::string file =
          one_file ? wanted_.to
                   : absl::StrCat(wanted_.to, "/", record::TitleOf(group), record::EndingOf(*format_));
      DD_RETURN_IF_ERROR(WriteText(group, file));
    }
    return absl::OkStatus();
  }

  // Under another name until it is whole.
  Status WriteText(h::RecordGroup group, const std::string& file) {
    const std::string partial = file + ".part";
    std::ofstream out(partial, std::ios::binary | std::ios::trunc);
    record::TextWriter writer(*format_, group);
    out << writer.Head();
    DD_ASSIGN_OR_RETURN(const int count, Each(group, [&](const h::Record& one) {
                          out << writer.Line(one);
                          return out ? absl::OkStatus() : InvalidField("FILE", file, "file_writable");
                        }));
    out << writer.Foot();
    if (!out.flush()) return InvalidField("FILE", file, "file_writable");
    return Finish(partial, file, [&] { Written(group, count, file); });
  }

  Status WriteBook() {
    const std::string partial = wanted_.to + ".part";
    DD_ASSIGN_OR_RETURN(const auto writer, record::XlsxWriter::Open(partial));
    std::vector<std::pair<h::RecordGroup, int>> counts;
    for (const h::RecordGroup group : wanted_.groups) {
      std::vector<std::string> heads;
      for (const record::Column& column : record::ColumnsOf(group)) heads.emplace_back(column.title);
      DD_RETURN_IF_ERROR(writer->Sheet(record::TitleOf(group), heads));
      DD_ASSIGN_OR_RETURN(const int count, Each(group, [&](const h::Record& one) {
                            return writer->Row(record::CellsOf(group, one));
                          }));
      counts.emplace_back(group, count);
    }
    DD_RETURN_IF_ERROR(writer->Close());
    return Finish(partial, wanted_.to, [&] {
      for (const auto& [group, count] : counts) Written(group, count, wanted_.to);
    });
  }

  static Status Finish(const std::string& partial, const std::string& file,
                       const std::function<void()>& tell) {
    DD_RETURN_IF_ERROR(NameWhole(partial, file, "FILE"));
    tell();
    return absl::OkStatus();
  }

  Context& context_;
  ExportWanted wanted_;
  std::optional<record::FileFormat> format_;
  std::string parent_, volunteer_;
};

}  // namespace

Status ExportRecords(Context& context, ExportWanted wanted) {
  return Exporter(context, std::move(wanted)).Run();
}

}  // namespace diandan::cli
