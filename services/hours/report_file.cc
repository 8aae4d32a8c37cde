#include "services/hours/report_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/hours/report/csv.h"
#include "services/hours/report/sheets.h"
#include "services/hours/report/workbook.h"

namespace diandan::hours {
namespace {

constexpr size_t kPartBytes = 256 << 10;

struct FileType {
  const char* ending;
  const char* media;
};

FileType TypeOf(v1::FileFormat format) {
  switch (format) {
    case v1::XLSX:
      return {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
    case v1::PDF:
      return {"pdf", "application/pdf"};
    default:
      return {"csv", "text/csv; charset=utf-8"};
  }
}

// A file of its own that is gone with it.
class TemporaryFile {
 public:
  TemporaryFile() : name_((std::filesystem::temp_directory_path() / "diandan-report-XXXXXX").string()) {
    const int made = mkstemp(name_.data());
    if (made < 0) {
      LogWarning("no temporary file", {{"problem", std::strerror(errno)}});
      name_.clear();
      return;
    }
    close(made);
  }
  ~TemporaryFile() {
    if (!name_.empty()) std::remove(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

}  // namespace

ReportFile::ReportFile(const v1::Report& report, v1::FileFormat format, Language language,
                       const rpc::Write<v1::ReportPart>& write)
    : report_(report), write_(write) {
  const FileType type = TypeOf(format);
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
  for (size_t from = 0; from < bytes.size(); from += kPartBytes)
    if (!Part(bytes.substr(from, kPartBytes))) return absl::CancelledError();
  return absl::OkStatus();
}

Status ReportFile::SendCsv(const report::Sheet& sheet) {
  return report::WriteCsv(sheet, [this](const std::string& bytes) { return Send(bytes).ok(); });
}

Status ReportFile::SendWorkbook(const std::vector<report::Sheet>& sheets) {
  const TemporaryFile file;
  if (file.name().empty()) return Refuse(errors::v1::INTERNAL_ERROR);
  DD_RETURN_IF_ERROR(report::WriteWorkbook(sheets, report_.subject_name(), file.name()));
  std::ifstream in(file.name(), std::ios::binary);
  std::string part(kPartBytes, '\0');
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0)
    if (!Part(part.substr(0, static_cast<size_t>(in.gcount())))) return absl::CancelledError();
  return absl::OkStatus();
}

}  // namespace diandan::hours
