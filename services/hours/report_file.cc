#include "services/hours/report_file.h"

#include "absl/strings/str_cat.h"
#include "services/hours/file_type.h"
#include "services/hours/report/csv.h"
#include "services/hours/report/sheets.h"
#include "services/hours/report/workbook.h"
#include "services/hours/temporary_file.h"

namespace diandan::hours {
ReportFile::ReportFile(const v1::Report& report, v1::FileFormat format, Language language,
                       const rpc::Write<v1::ReportPart>& write)
    : report_(report), write_(write) {
  const FileType type = FileTypeOf(format);
  next_.set_media_type(type.media);
  next_.set_file_name(absl::StrCat(report::TitleOf(report, language), " ", report::PeriodOf(report, language),
                                   ".", type.ending));
}

bool ReportFile::Part(const std::string& bytes) {
  next_.set_data(bytes);
  const bool sent = write_(next_);
  next_.clear_file_name();
  next_.clear_media_type();
  return sent;
}

Status ReportFile::Send(const std::string& bytes) {
  for (size_t from = 0; from < bytes.size(); from += kFilePartBytes)
    if (!Part(bytes.substr(from, kFilePartBytes))) return absl::CancelledError();
  return absl::OkStatus();
}

Status ReportFile::SendCsv(const report::Sheet& sheet) {
  return report::WriteCsv(sheet, [this](const std::string& bytes) { return Send(bytes).ok(); });
}

Status ReportFile::SendWorkbook(const std::vector<report::Sheet>& sheets) {
  const TemporaryFile file;
  if (file.name().empty()) return Refuse(errors::v1::INTERNAL_ERROR);
  DD_RETURN_IF_ERROR(report::WriteWorkbook(sheets, report_.subject_name(), file.name()));
  return EachPart(file.name(), [this](const std::string& bytes) { return Part(bytes); });
}

}  // namespace diandan::hours
