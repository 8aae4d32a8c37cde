#include "services/checkpoint/county_check.h"

#include <algorithm>

#include "services/checkpoint/row_bytes.h"

namespace diandan::checkpoint {
namespace {

// Of each kind; whoever has changed more than that needs no longer list.
constexpr size_t kMostNamed = 200;

SealedStep StepOf(const std::vector<RowFound>& rows) {
  SealedStep step;
  for (const RowFound& row : rows) step.push_back({row.table, row.hash});
  return step;
}

bool HasEvent(const SealedStep& step) { return !step.empty() && step.front().table == 0; }

// Moves what fits into `into`; the rest is counted.
template <typename T>
void Keep(std::vector<T>& from, std::vector<T>& into, int64_t& more) {
  for (T& one : from) {
    if (into.size() < kMostNamed) {
      into.push_back(std::move(one));
    } else {
      ++more;
    }
  }
  from.clear();
}

}  // namespace

void CountyCheck::Take(std::vector<RowFound> rows, const SealedStep* kept) {
  const SealedStep step = StepOf(rows);
  rows_.Append(LeafHash(LeafOf(step)));
  keeps_ = keeps_ && kept != nullptr;
  if (keeps_) kept_.Append(LeafHash(LeafOf(*kept)));
  const bool told = keeps_ && HasEvent(*kept);
  if (!HasEvent(step) && !told) {
    if (gaps_.size() < kMostNamed) {
      gaps_.push_back(rows_.size());
    } else {
      ++more_;
    }
  }
  if (keeps_) Compare(std::move(rows), *kept);
  while (next_root_ < published_.size() && published_[next_root_].size == rows_.size())
    Judge(published_[next_root_++]);
}

void CountyCheck::TakeStray(RowFound row) {
  if (extra_.size() < kMostNamed) {
    extra_.push_back(std::move(row));
  } else {
    ++more_;
  }
}

void CountyCheck::Compare(std::vector<RowFound> rows, const SealedStep& kept) {
  std::vector<SealedRow> lost(kept);
  for (RowFound& row : rows) {
    const auto same = std::find_if(lost.begin(), lost.end(), [&](const SealedRow& one) {
      return one.table == row.table && one.hash == row.hash;
    });
    if (same != lost.end()) {
      lost.erase(same);
    } else {
      doubted_rows_.push_back(std::move(row));
    }
  }
  for (const SealedRow& row : lost) doubted_lost_.push_back({rows_.size(), row});
}

void CountyCheck::Judge(const PublishedRoot& published) {
  if (broken_) return;
  const bool rows_right = rows_.Root() == published.root;
  const bool kept_right = keeps_ && kept_.Root() == published.root;
  if (kept_right) {
    const bool told = !doubted_rows_.empty() || !doubted_lost_.empty();
    if (!rows_right && !told) AddRange(Fault::kRange, first_, published.size);  // rows in another order
    Keep(doubted_rows_, extra_, more_);
    Keep(doubted_lost_, lost_, more_);
    rows_ = kept_;
  } else {
    AddRange(rows_right ? Fault::kHashes : Fault::kRange, first_, published.size);
    doubted_rows_.clear();
    doubted_lost_.clear();
    kept_ = rows_;
    keeps_ = true;
    broken_ = !rows_right;
  }
  first_ = published.size + 1;
}

std::vector<Difference> CountyCheck::Finish(int64_t* more) {
  // Sealed after the log was copied: held against the kept hashes alone.
  Keep(doubted_rows_, extra_, more_);
  Keep(doubted_lost_, lost_, more_);
  NameMoved();
  NameChanged();
  for (const RowFound& row : extra_) Add(Fault::kInserted, row);
  for (const Lost& one : lost_) Add(Fault::kMissing, {one.row.table, one.seq, "", "", {}});
  for (int64_t seq : gaps_) Add(Fault::kMissing, {0, seq, "", "", {}});
  std::stable_sort(differences_.begin(), differences_.end(),
                   [](const Difference& a, const Difference& b) { return a.seq < b.seq; });
  *more = more_;
  return std::move(differences_);
}

// A row that is one of the lost ones as soon as it is thought back to that one's step was moved from there.
void CountyCheck::NameMoved() {
  struct Moved {
    RowFound row;
    int64_t from;
  };
  std::vector<Moved> moved;
  for (auto lost = lost_.begin(); lost != lost_.end();) {
    const auto row = std::find_if(extra_.begin(), extra_.end(), [&](const RowFound& one) {
      return one.table == lost->row.table && one.seq != lost->seq &&
             HashOf(AtStep(one.bytes, lost->seq)) == lost->row.hash;
    });
    if (row == extra_.end()) {
      ++lost;
      continue;
    }
    moved.push_back({std::move(*row), lost->seq});
    extra_.erase(row);
    lost = lost_.erase(lost);
  }
  while (!moved.empty()) {
    const Moved one = std::move(moved.back());
    moved.pop_back();
    const auto other = std::find_if(moved.begin(), moved.end(), [&](const Moved& m) {
      return m.row.table == one.row.table && m.row.seq == one.from && m.from == one.row.seq;
    });
    Add(other == moved.end() ? Fault::kMoved : Fault::kSwapped, one.row, one.from);
    if (other != moved.end()) moved.erase(other);
  }
}

void CountyCheck::NameChanged() {
  for (auto row = extra_.begin(); row != extra_.end();) {
    const auto lost = std::find_if(lost_.begin(), lost_.end(), [&](const Lost& one) {
      return one.seq == row->seq && one.row.table == row->table;
    });
    if (lost == lost_.end()) {
      ++row;
      continue;
    }
    Add(Fault::kChanged, *row);
    lost_.erase(lost);
    row = extra_.erase(row);
  }
}

void CountyCheck::Add(Fault fault, const RowFound& row, int64_t other_seq) {
  differences_.push_back({fault, tables_[row.table].table, row.seq, other_seq, row.id, "", ""});
}

void CountyCheck::AddRange(Fault fault, int64_t first, int64_t last) {
  differences_.push_back({fault, "", first, last, "", "", ""});
}

}  // namespace diandan::checkpoint
