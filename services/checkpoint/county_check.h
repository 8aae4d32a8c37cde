// Whether one county's steps are what was published of them, and if not, which rows. Pure: whoever reads the
// tables hands it the steps in order.
//
//   CountyCheck check(tables, published);
//   for (…) check.Take(rows, kept);
//   report.differences = check.Finish();
//
// Two trees grow at once: one of the rows as they are, one of the hashes that were kept when they were
// sealed. Where a published root is met by the second, the kept hashes are right and every row that differs
// from its own is named. Where it is met by the first alone, the rows are right and the kept hashes were
// touched. Where it is met by neither, all that can be said is between which two checkpoints.
#pragma once

#include <string>
#include <vector>

#include "services/checkpoint/difference.h"
#include "services/checkpoint/merkle.h"
#include "services/checkpoint/run_bytes.h"
#include "services/checkpoint/sealed_tables.h"

namespace diandan::checkpoint {

// One row as it is now.
struct RowFound {
  uint8_t table = 0;  // as SealedTables numbers them
  int64_t seq = 0;
  std::string id;
  std::string bytes;  // row_bytes.h
  Hash hash{};
};

struct PublishedRoot {
  int64_t size = 0;
  Hash root{};
};

class CountyCheck {
 public:
  // `published`: by size.
  CountyCheck(const std::vector<SealedTable>& tables, std::vector<PublishedRoot> published)
      : tables_(tables), published_(std::move(published)) {}

  // The rows of the next step, the first one being 1, in the order of its leaf; `kept` is null where no
  // hashes are kept.
  void Take(std::vector<RowFound> rows, const SealedStep* kept);
  // A row at no step there is.
  void TakeStray(RowFound row);
  // After the last step. `more`: how many differences there are beyond those listed.
  std::vector<Difference> Finish(int64_t* more);

 private:
  struct Lost {
    int64_t seq;
    SealedRow row;
  };
  void Compare(std::vector<RowFound> rows, const SealedStep& kept);
  void Judge(const PublishedRoot& published);
  void Add(Fault fault, const RowFound& row, int64_t other_seq = 0);
  void AddRange(Fault fault, int64_t first, int64_t last);
  void NameMoved();
  void NameChanged();

  const std::vector<SealedTable>& tables_;
  const std::vector<PublishedRoot> published_;
  size_t next_root_ = 0;
  int64_t first_ = 1;  // of the steps since the last root that was met
  Edge rows_, kept_;
  bool keeps_ = true;    // hashes are kept of every step so far
  bool broken_ = false;  // a root was met by neither tree
  // Of the steps since the last root; and of all before, where the kept hashes were right.
  std::vector<RowFound> doubted_rows_, extra_;
  std::vector<Lost> doubted_lost_, lost_;
  std::vector<int64_t> gaps_;
  std::vector<Difference> differences_;
  int64_t more_ = 0;
};

}  // namespace diandan::checkpoint
