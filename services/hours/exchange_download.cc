#include "services/hours/exchange_download.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/hours/record/cells.h"
#include "services/hours/record/text_writer.h"
#include "services/hours/record/xlsx_writer.h"

namespace diandan::hours {
namespace {

constexpr int kRecordsAtOnce = 200;
constexpr size_t kPiece = 64 << 10;

// Every record of a group, in order.
Status EachRecord(const ExchangeExport& source, const rpc::Call& call,
                  const v1::DownloadRecordsRequest& request, v1::RecordGroup group,
                  const std::function<Status(const v1::Record&)>& each) {
  record::Place after;
  for (;;) {
    DD_ASSIGN_OR_RETURN(const RecordsPage page,
                        source.Read(call, group, IdOf(request.volunteer()), after, kRecordsAtOnce));
    for (const v1::Record& record : page.records) DD_RETURN_IF_ERROR(each(record));
    if (!page.more) return absl::OkStatus();
    after = page.last;
  }
}

Status Send(const rpc::Write<v1::FilePiece>& write, const std::string& data) {
  v1::FilePiece piece;
  piece.set_data(data);
  return write(piece) ? absl::OkStatus() : absl::CancelledError();
}

Status StreamText(const ExchangeExport& source, const rpc::Call& call,
                  const v1::DownloadRecordsRequest& request, const rpc::Write<v1::FilePiece>& write) {
  record::TextWriter writer(request.format(), request.groups(0));
  std::string data = writer.Head();
  DD_RETURN_IF_ERROR(
      EachRecord(source, call, request, request.groups(0), [&](const v1::Record& record) -> Status {
        data += writer.Line(record);
        if (data.size() < kPiece) return absl::OkStatus();
        DD_RETURN_IF_ERROR(Send(write, data));
        data.clear();
        return absl::OkStatus();
      }));
  return Send(write, data + writer.Foot());
}

// A folder of its own, 0700, removed with everything in it.
class PrivateFolder {
 public:
  explicit PrivateFolder(const std::string& above)
      : path_((above.empty() ? std::filesystem::temp_directory_path() : std::filesystem::path(above)) /
              "export-XXXXXX") {
    std::string pattern = path_.string();
    made_ = mkdtemp(pattern.data()) != nullptr;
    path_ = pattern;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    if (made_) std::filesystem::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  bool made() const { return made_; }
  std::string File(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
  bool made_ = false;
};

Status StreamBook(const ExchangeExport& source, const rpc::Call& call,
                  const v1::DownloadRecordsRequest& request, const std::string& data_dir,
                  const rpc::Write<v1::FilePiece>& write) {
  const PrivateFolder folder(data_dir);
  if (!folder.made()) return Refuse(errors::v1::INTERNAL_ERROR);
  const std::string file = folder.File("records.xlsx");
  DD_ASSIGN_OR_RETURN(const auto writer, record::XlsxWriter::Open(file));
  for (const int number : request.groups()) {
    const auto group = static_cast<v1::RecordGroup>(number);
    std::vector<std::string> heads;
    for (const record::Column& column : record::ColumnsOf(group)) heads.emplace_back(column.title);
    DD_RETURN_IF_ERROR(writer->Sheet(record::TitleOf(group), heads));
    DD_RETURN_IF_ERROR(EachRecord(source, call, request, group, [&](const v1::Record& record) {
      return writer->Row(record::CellsOf(group, record));
    }));
  }
  DD_RETURN_IF_ERROR(writer->Close());
  std::ifstream in(file, std::ios::binary);
  std::string data(kPiece, '\0');
  while (in.read(data.data(), static_cast<std::streamsize>(data.size())) || in.gcount() > 0)
    DD_RETURN_IF_ERROR(Send(write, data.substr(0, static_cast<size_t>(in.gcount()))));
  return absl::OkStatus();
}

}  // namespace

Status StreamFile(const ExchangeExport& source, const rpc::Call& call,
                  const v1::DownloadRecordsRequest& request, const std::string& data_dir,
                  const rpc::Write<v1::FilePiece>& write) {
  if (request.format() == v1::XLSX) return StreamBook(source, call, request, data_dir, write);
  return StreamText(source, call, request, write);
}

}  // namespace diandan::hours
