#include "services/hours/record/zip_entries.h"

#include <zip.h>

#include <filesystem>

#include "absl/strings/str_cat.h"

namespace diandan::hours::record {
namespace {

constexpr int64_t kSmall = 1 << 20;  // below it a ratio says nothing
constexpr size_t kPiece = 64 << 10;

class Entries final : public ZipEntries {
 public:
  Entries(std::string path, zip_t* zip, const XlsxLimits& limits)
      : path_(std::move(path)), zip_(zip), limits_(limits) {}
  ~Entries() override { zip_discard(zip_); }

  bool Has(const std::string& name) const override { return zip_name_locate(zip_, name.c_str(), 0) >= 0; }

  Status Read(const std::string& name, const std::function<Status(absl::string_view, bool)>& feed) override {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat(zip_, name.c_str(), 0, &stat) != 0) return NoWorkbook(path_);
    const auto packed = static_cast<int64_t>((stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0);
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(zip_, name.c_str(), 0), zip_fclose);
    if (file == nullptr) return NoWorkbook(path_);
    std::string piece(kPiece, '\0');
    int64_t all = 0;
    for (;;) {
      const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
      if (got < 0) return NoWorkbook(path_);
      all += got;
      if (all > limits_.entry_bytes)
        return BeyondLimit(path_, absl::StrCat(limits_.entry_bytes >> 20, " MB"));
      if (all > kSmall && all > packed * limits_.ratio)
        return BeyondLimit(path_, absl::StrCat(limits_.ratio, ":1"));
      DD_RETURN_IF_ERROR(feed({piece.data(), static_cast<size_t>(got)}, got == 0));
      if (got == 0) return absl::OkStatus();
    }
  }

 private:
  const std::string path_;
  zip_t* const zip_;
  const XlsxLimits limits_;
};

}  // namespace

Status NoWorkbook(const std::string& path) { return InvalidField("FILE", path, "xlsx_whole"); }

Status BeyondLimit(const std::string& path, const std::string& limit) {
  return InvalidField("FILE", path, absl::StrCat("xlsx_within:", limit));
}

StatusOr<std::unique_ptr<ZipEntries>> ZipEntries::Open(const std::string& path, const XlsxLimits& limits) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  if (problem) return InvalidField("FILE", path, "file_readable");
  if (static_cast<int64_t>(size) > limits.file_bytes)
    return BeyondLimit(path, absl::StrCat(limits.file_bytes >> 20, " MB"));
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY, &error);
  if (zip == nullptr) return NoWorkbook(path);
  auto entries = std::make_unique<Entries>(path, zip, limits);
  if (zip_get_num_entries(zip, 0) > limits.entries)
    return BeyondLimit(path, absl::StrCat(limits.entries, " files"));
  return entries;
}

}  // namespace diandan::hours::record
