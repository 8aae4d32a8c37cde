#include "services/checkpoint/row_bytes.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/checkpoint/hash.h"
#include "services/checkpoint/run_bytes.h"
#include "services/checkpoint/sealed_tables.h"

namespace diandan::checkpoint {
namespace {

const absl::Time kThen = absl::FromUnixMicros(1'795'654'800'123'456);

RowBytes ARow(int64_t seq) {
  RowBytes row("hours/transfer/1");
  row.AddInt(150525);
  row.AddInt(seq);
  row.AddUuid(*ParseUuid("00112233-4455-6677-8899-aabbccddeeff"));
  row.AddBytes("PEND 待");
  row.AddNull();
  row.AddTime(kThen);
  return row;
}

// Whoever recomputes a hash elsewhere starts from this: changing it makes every published checkpoint wrong.
TEST(RowBytesTest, EveryByteIsWhereItIsSaidToBe) {
  EXPECT_EQ(ToHex(ARow(42).bytes()),
            "0010"
            "686f7572732f7472616e736665722f31"  // hours/transfer/1
            "01"
            "0000000000024bfd"  // 150525
            "01"
            "000000000000002a"  // 42
            "03"
            "00112233445566778899aabbccddeeff"
            "02"
            "00000008"
            "50454e4420e5be85"  // PEND 待
            "00"
            "04"
            "0006612376802640");
  EXPECT_EQ(HexOf(HashOf(ARow(42).bytes())),
            "5c47b6d7d07b130727e7b6a3d4538ce64e2a2620664af3a3c1525ad74505fe36");
}

TEST(RowBytesTest, NegativeNumbersAndTheEndsOfTime) {
  RowBytes row("x");
  row.AddInt(-1);
  row.AddTime(absl::InfinitePast());
  row.AddTime(absl::InfiniteFuture());
  row.AddTime(absl::UnixEpoch() - absl::Microseconds(1));
  EXPECT_EQ(ToHex(row.bytes()),
            "000178"
            "01ffffffffffffffff"
            "048000000000000000"
            "047fffffffffffffff"
            "04ffffffffffffffff");
}

TEST(RowBytesTest, WhatIsClearedBeginsAnew) {
  RowBytes row = ARow(1);
  row.Clear();
  row.AddInt(7);
  RowBytes other("hours/transfer/1");
  other.AddInt(7);
  EXPECT_EQ(row.bytes(), other.bytes());
}

TEST(RowBytesTest, NeighboursCannotTradeBytes) {
  RowBytes one("x"), other("x");
  one.AddBytes("ab");
  one.AddBytes("c");
  other.AddBytes("a");
  other.AddBytes("bc");
  EXPECT_NE(one.bytes(), other.bytes());
}

TEST(RowBytesTest, ARowThoughtBackToAnotherStep) {
  EXPECT_EQ(AtStep(ARow(42).bytes(), 7), ARow(7).bytes());
  EXPECT_EQ(AtStep("x", 7), "x");
}

TEST(RunBytesTest, AreReadAsTheyWereWritten) {
  const std::vector<SealedStep> steps = {
      {{0, HashOf("event")}}, {}, {{0, HashOf("event")}, {1, HashOf("transfer")}, {2, HashOf("entry")}}};
  std::string run;
  for (const SealedStep& step : steps) AppendStep(step, run);
  EXPECT_EQ(run.size(), 3 * 2 + 4 * 33);
  const auto again = StepsOf(run);
  ASSERT_TRUE(again.ok());
  ASSERT_EQ(again->size(), 3);
  for (size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(LeafOf((*again)[i]), LeafOf(steps[i]));
  EXPECT_EQ((*again)[2][1].table, 1);
  EXPECT_FALSE(StepsOf(run.substr(0, run.size() - 1)).ok());
  EXPECT_FALSE(StepsOf(run + "x").ok());
}

TEST(SealedTablesTest, AllBeginWithCountyStepAndName) {
  for (const std::string& service : SealedServices()) {
    for (const SealedTable& table : SealedTables(service)) {
      EXPECT_STREQ(table.columns[0].name, "county_id");
      EXPECT_STREQ(table.step(), table.table == "event" ? "seq" : "event_seq");
      EXPECT_EQ(table.columns[2].kind, ColumnKind::kUuid);
    }
    EXPECT_EQ(SealedTables(service)[0].table, "event");
  }
  EXPECT_TRUE(SealedTables("gateway").empty());
}

}  // namespace
}  // namespace diandan::checkpoint
