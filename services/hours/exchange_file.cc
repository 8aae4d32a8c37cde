#include "services/hours/exchange_file.h"

#include "absl/strings/str_cat.h"
#include "services/hours/file_type.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/columns.h"

namespace diandan::hours {
namespace {

record::FileFormat RecordFormatOf(v1::FileFormat format) {
  return format == v1::CSV    ? record::FileFormat::kCsv
         : format == v1::JSON ? record::FileFormat::kJson
                              : record::FileFormat::kXlsx;
}

// "志愿服务情况 2026-11-01–2026-11-30.csv"; files of records are Chinese, whoever asks.
std::string RecordFileName(const v1::DownloadRecordsRequest& request) {
  std::string days;
  if (!request.from_day().empty() || !request.until_day().empty())
    days = absl::StrCat(" ", request.from_day(), "–", request.until_day());
  const std::string title = request.groups_size() == 1 ? record::TitleOf(request.groups(0)) : "志愿服务记录";
  return absl::StrCat(title, days, ".", FileTypeOf(request.format()).ending);
}

}  // namespace

ExchangeFile::ExchangeFile(const v1::DownloadRecordsRequest& request,
                           const rpc::Write<v1::RecordsPart>& write)
    : request_(request), write_(write) {
  next_.set_file_name(RecordFileName(request));
  next_.set_media_type(FileTypeOf(request.format()).media);
}

bool ExchangeFile::Part(const std::string& bytes) {
  next_.set_data(bytes);
  const bool sent = write_(next_);
  next_.clear_file_name();
  next_.clear_media_type();
  return sent;
}

Status ExchangeFile::Begin(v1::RecordGroup group) {
  group_ = group;
  if (request_.format() != v1::XLSX) {
    text_ = std::make_unique<record::TextWriter>(RecordFormatOf(request_.format()), group);
    unsent_ = text_->Head();
    return absl::OkStatus();
  }
  if (file_ == nullptr) {
    file_ = std::make_unique<TemporaryFile>();
    if (file_->name().empty()) return Refuse(errors::v1::INTERNAL_ERROR);
    DD_ASSIGN_OR_RETURN(book_, record::XlsxWriter::Open(file_->name()));
  }
  std::vector<std::string> heads;
  for (const record::Column& column : record::ColumnsOf(group)) heads.emplace_back(column.title);
  return book_->Sheet(record::TitleOf(group), heads);
}

Status ExchangeFile::Add(const v1::Record& record) {
  next_.set_records(next_.records() + 1);
  if (text_ == nullptr) return book_->Row(record::CellsOf(group_, record));
  absl::StrAppend(&unsent_, text_->Line(record));
  return absl::OkStatus();
}

Status ExchangeFile::SendText(bool all) {
  if (unsent_.empty() || (!all && unsent_.size() < kFilePartBytes)) return absl::OkStatus();
  const bool sent = Part(unsent_);
  unsent_.clear();
  return sent ? absl::OkStatus() : absl::CancelledError();
}

Status ExchangeFile::Flush() {
  if (text_ != nullptr) return SendText(false);
  return Part("") ? absl::OkStatus() : absl::CancelledError();
}

Status ExchangeFile::Finish() {
  if (text_ != nullptr) {
    absl::StrAppend(&unsent_, text_->Foot());
    return SendText(true);
  }
  DD_RETURN_IF_ERROR(book_->Close());
  return EachPart(file_->name(), [this](const std::string& bytes) { return Part(bytes); });
}

}  // namespace diandan::hours
