#include "services/checkpoint/merkle.h"

#include <bit>

#include "absl/strings/str_cat.h"

namespace diandan::checkpoint {

Hash LeafHash(absl::string_view leaf) { return HashOf({absl::string_view("\0", 1), leaf}); }

Hash NodeHash(const Hash& left, const Hash& right) { return HashOf({"\1", BytesOf(left), BytesOf(right)}); }

StatusOr<Edge> Edge::Of(int64_t size, absl::string_view bytes) {
  Edge edge;
  const size_t subtrees = size < 0 ? 0 : size_t(std::popcount(uint64_t(size)));
  if (size < 0 || bytes.size() != subtrees * sizeof(Hash)) {
    return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", absl::StrCat("no edge of ", size, " leaves")}});
  }
  edge.size_ = size;
  for (size_t i = 0; i < subtrees; ++i)
    edge.subtrees_.push_back(HashFromBytes(bytes.substr(i * sizeof(Hash), sizeof(Hash))));
  return edge;
}

void Edge::Append(const Hash& leaf) {
  Hash subtree = leaf;
  for (int64_t low = size_++; (low & 1) != 0; low >>= 1) {
    subtree = NodeHash(subtrees_.back(), subtree);
    subtrees_.pop_back();
  }
  subtrees_.push_back(subtree);
}

Hash Edge::Root() const {
  if (subtrees_.empty()) return HashOf("");
  Hash root = subtrees_.back();
  for (size_t i = subtrees_.size() - 1; i-- > 0;) root = NodeHash(subtrees_[i], root);
  return root;
}

std::string Edge::bytes() const {
  std::string bytes;
  for (const Hash& subtree : subtrees_) absl::StrAppend(&bytes, BytesOf(subtree));
  return bytes;
}

}  // namespace diandan::checkpoint
