// Which rows are named when a county is not what was published of it.
#include "services/checkpoint/county_check.h"

#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/checkpoint/row_bytes.h"

namespace diandan::checkpoint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RowFound RowAt(uint8_t table, int64_t seq, const std::string& id) {
  RowBytes bytes(SealedTables("hours")[table].encoding());
  bytes.AddInt(150525);
  bytes.AddInt(seq);
  bytes.AddBytes(id);
  return {table, seq, id, bytes.bytes(), HashOf(bytes.bytes())};
}

// Ten steps, checkpoints after the fourth and the eighth; each even step has two transfers.
class CountyCheckTest : public ::testing::Test {
 protected:
  CountyCheckTest() {
    Edge edge;
    for (int64_t seq = 1; seq <= 10; ++seq) {
      rows_[seq].push_back(RowAt(0, seq, absl::StrCat("event ", seq)));
      for (int i = 0; seq % 2 == 0 && i < 2; ++i)
        rows_[seq].push_back(RowAt(1, seq, absl::StrCat("t", seq, i)));
      SealedStep step;
      for (const RowFound& row : rows_[seq]) step.push_back({row.table, row.hash});
      kept_[seq] = step;
      edge.Append(LeafHash(LeafOf(step)));
      if (seq == 4 || seq == 8) published_.push_back({seq, edge.Root()});
    }
    kept_.erase(10);  // not sealed yet
  }

  // Each as "fault table seq other_seq id".
  std::vector<std::string> Found() {
    CountyCheck check(SealedTables("hours"), published_);
    for (int64_t seq = 1; seq <= 10; ++seq) {
      const auto kept = kept_.find(seq);
      check.Take(rows_[seq], kept == kept_.end() ? nullptr : &kept->second);
    }
    for (const RowFound& row : strays_) check.TakeStray(row);
    int64_t more = 0;
    std::vector<std::string> told;
    static const char* const kNames[] = {"changed", "missing", "inserted", "moved",
                                         "swapped", "range",   "hashes"};
    for (const Difference& d : check.Finish(&more)) {
      told.push_back(
          absl::StrCat(kNames[int(d.fault)], " ", d.table, " ", d.seq, " ", d.other_seq, " ", d.id));
    }
    EXPECT_EQ(more, 0);
    return told;
  }

  RowFound& Row(int64_t seq, size_t i) { return rows_[seq][i]; }
  void Change(int64_t seq, size_t i) {
    const std::string id = Row(seq, i).id;
    Row(seq, i) = RowAt(Row(seq, i).table, seq, id + "!");
    Row(seq, i).id = id;
  }

  std::map<int64_t, std::vector<RowFound>> rows_;
  std::map<int64_t, SealedStep> kept_;
  std::vector<RowFound> strays_;
  std::vector<PublishedRoot> published_;
};

TEST_F(CountyCheckTest, NothingWhereNothingWasTouched) { EXPECT_THAT(Found(), IsEmpty()); }

TEST_F(CountyCheckTest, AChangedRowIsNamed) {
  Change(3, 0);
  Change(6, 2);
  EXPECT_THAT(Found(), ElementsAre("changed event 3 0 event 3", "changed transfer 6 0 t61"));
}

TEST_F(CountyCheckTest, ADeletedRowIsNamedByItsStep) {
  rows_[4].erase(rows_[4].begin() + 1);
  rows_[7].clear();
  EXPECT_THAT(Found(), ElementsAre("missing transfer 4 0 ", "missing event 7 0 "));
}

TEST_F(CountyCheckTest, AnInsertedRowIsNamed) {
  rows_[5].push_back(RowAt(1, 5, "new"));
  strays_.push_back(RowAt(0, 99, "stray"));
  EXPECT_THAT(Found(), ElementsAre("inserted transfer 5 0 new", "inserted event 99 0 stray"));
}

TEST_F(CountyCheckTest, AMovedRowIsToldFromWhere) {
  rows_[3].push_back(RowAt(1, 3, "t20"));
  rows_[2].erase(rows_[2].begin() + 1);
  EXPECT_THAT(Found(), ElementsAre("moved transfer 3 2 t20"));
}

TEST_F(CountyCheckTest, AStrayRowThatBelongsSomewhereWasMovedToo) {
  rows_[3].clear();
  strays_.push_back(RowAt(0, 99, "event 3"));
  EXPECT_THAT(Found(), ElementsAre("moved event 99 3 event 3"));
}

TEST_F(CountyCheckTest, TwoRowsInEachOthersPlace) {
  Row(2, 0) = RowAt(0, 2, "event 7");
  Row(7, 0) = RowAt(0, 7, "event 2");
  EXPECT_THAT(Found(),
              ElementsAre(::testing::AnyOf("swapped event 2 7 event 7", "swapped event 7 2 event 2")));
}

TEST_F(CountyCheckTest, ARowChangedAfterTheLogWasCopiedIsHeldAgainstItsKeptHash) {
  Change(9, 0);
  EXPECT_THAT(Found(), ElementsAre("changed event 9 0 event 9"));
}

TEST_F(CountyCheckTest, WhatIsNotSealedYetMayStillNotLackAnEvent) {
  rows_[10].clear();
  EXPECT_THAT(Found(), ElementsAre("missing event 10 0 "));
}

// Whoever changes the hash beside the row as well hides the row, not the range.
TEST_F(CountyCheckTest, ARowChangedTogetherWithItsHashIsFoundByItsRange) {
  Change(6, 0);
  kept_[6][0].hash = Row(6, 0).hash;
  EXPECT_THAT(Found(), ElementsAre("range  5 8 "));
}

TEST_F(CountyCheckTest, HashesThatWereTouchedOrLostAccuseNobody) {
  kept_[2][0].hash = HashOf("touched");
  kept_.erase(6);
  EXPECT_THAT(Found(), ElementsAre("hashes  1 4 ", "hashes  5 8 "));
}

TEST_F(CountyCheckTest, ALostHashDoesNotHideAChangedRow) {
  Change(3, 0);
  kept_.erase(2);
  EXPECT_THAT(Found(), ElementsAre("range  1 4 "));
}

TEST_F(CountyCheckTest, AnEventThatWasMissingWhenItWasSealedMayNotAppear) {
  Edge edge;
  kept_[3].clear();
  published_.clear();
  for (int64_t seq = 1; seq <= 9; ++seq) edge.Append(LeafHash(LeafOf(kept_[seq])));
  published_.push_back({9, edge.Root()});
  EXPECT_THAT(Found(), ElementsAre("inserted event 3 0 event 3"));
  rows_[3].clear();
  EXPECT_THAT(Found(), ElementsAre("missing event 3 0 "));
}

TEST_F(CountyCheckTest, NothingThatMissesThePublishedRootIsPassedOver) {
  std::swap(rows_[4][1], rows_[4][2]);
  EXPECT_THAT(Found(), ElementsAre("range  1 4 "));
}

}  // namespace
}  // namespace diandan::checkpoint
