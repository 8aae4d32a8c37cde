#include "services/db/cells.h"

#include <stdexcept>

#include "absl/strings/str_cat.h"

namespace diandan::db {
namespace {

// array_recv of PostgreSQL: dimensions, whether there are NULLs, the elements' type; of the one dimension its
// length and lower bound. Then each element with its length in bytes, -1 for NULL.
constexpr size_t kEmptyHeader = 12, kHeader = 20;
constexpr size_t kLength = 4;

void Overwrite(std::string& bytes, size_t at, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes[at++] = char(value >> shift & 0xff);
}

}  // namespace

Cells::Cells(uint32_t element_oid) : oid_(element_oid), bytes_(kHeader, '\0') {
  Overwrite(bytes_, 8, element_oid);
}

Cells& Cells::AddNull() {
  nulls_ = true;
  Overwrite(bytes_, BeginElement(oid_), ~uint32_t{0});
  return *this;
}

size_t Cells::BeginElement(uint32_t element_oid) {
  if (element_oid != oid_) throw std::logic_error(absl::StrCat("a ", element_oid, " among cells of ", oid_));
  ++size_;
  bytes_.append(kLength, '\0');
  return bytes_.size() - kLength;
}

void Cells::EndElement(size_t start) { Overwrite(bytes_, start, uint32_t(bytes_.size() - start - kLength)); }

std::string Cells::Take() && {
  if (size_ == 0) {
    bytes_.resize(kEmptyHeader);
  } else {
    Overwrite(bytes_, 0, 1);
    Overwrite(bytes_, 4, nulls_ ? 1 : 0);
    Overwrite(bytes_, 12, uint32_t(size_));
    Overwrite(bytes_, 16, 1);
  }
  return std::move(bytes_);
}

}  // namespace diandan::db
