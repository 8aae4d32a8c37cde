// Merkle trees as RFC 6962 §2.1 has them: leaves are hashed behind a byte 0x00, nodes behind 0x01. Pure.
#pragma once

#include <string>
#include <vector>

#include "services/base/status.h"
#include "services/checkpoint/hash.h"

namespace diandan::checkpoint {

Hash LeafHash(absl::string_view leaf);
Hash NodeHash(const Hash& left, const Hash& right);

// The right-hand edge of a tree that only grows: the roots of its perfect subtrees, the largest first. All
// that a further leaf or the root needs of a tree of any size; 32 bytes for each bit set in the size.
class Edge {
 public:
  Edge() = default;
  // As bytes() told it. INTERNAL_ERROR when that is no edge of a tree of this size.
  static StatusOr<Edge> Of(int64_t size, absl::string_view bytes);

  void Append(const Hash& leaf);  // a LeafHash
  int64_t size() const { return size_; }
  // Of an empty tree: the hash of nothing.
  Hash Root() const;
  std::string bytes() const;

 private:
  int64_t size_ = 0;
  std::vector<Hash> subtrees_;
};

}  // namespace diandan::checkpoint
