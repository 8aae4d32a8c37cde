#include "services/gateway/gzip.h"

#include <zlib.h>

#include <algorithm>

namespace diandan::gateway {
namespace {

constexpr int kGzipWindow = 15 + 16;  // the largest, in gzip's own frame

Bytef* In(absl::string_view data) { return reinterpret_cast<Bytef*>(const_cast<char*>(data.data())); }

}  // namespace

std::string Gzip(absl::string_view data, int level) {
  z_stream stream{};
  deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, data.size()), '\0');
  stream.next_in = In(data);
  stream.avail_in = uInt(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = uInt(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::optional<std::string> Gunzip(absl::string_view data, size_t limit) {
  z_stream stream{};
  inflateInit2(&stream, kGzipWindow);
  stream.next_in = In(data);
  stream.avail_in = uInt(data.size());
  std::string out;
  int result = Z_OK;
  while (result == Z_OK && out.size() <= limit) {
    const size_t before = out.size();
    out.resize(std::min(limit + 1, std::max<size_t>(4096, before * 2)));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = uInt(out.size() - before);
    if (stream.avail_out == 0) break;
    result = inflate(&stream, Z_NO_FLUSH);
    out.resize(stream.total_out);
    if (result == Z_BUF_ERROR) break;  // it ends in the middle
  }
  inflateEnd(&stream);
  if (result != Z_STREAM_END || stream.avail_in != 0 || out.size() > limit) return std::nullopt;
  return out;
}

}  // namespace diandan::gateway
