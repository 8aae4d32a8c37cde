#include "services/base/picture.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/base/base_testing.h"

namespace diandan {
namespace {

struct OfferRow {
  CountyId county_id = 0;
  Uuid id;
  Uuid order_id;
  std::string state;
  static constexpr auto kParent = &OfferRow::order_id;
};

OfferRow Offer(uint8_t id, uint8_t order, const std::string& state = "OFFERED", CountyId county = 1) {
  return {county, Id(id), Id(order), state};
}

// "1:OFFERED 2:ACCEPTED* 3:OFFERED+" with * for dirty and + for not yet stored.
std::string Text(const RowSet<OfferRow>::Entry& entry) {
  return absl::StrCat(entry.row.id.bytes[15], ":", entry.row.state, entry.stored ? "" : "+",
                      entry.stored && entry.dirty ? "*" : "");
}
template <typename Entries>
std::string Text(const Entries& entries) {
  std::string text;
  for (const auto* entry : entries) absl::StrAppend(&text, text.empty() ? "" : " ", Text(*entry));
  return text;
}

class PictureTest : public ::testing::Test {
 protected:
  PictureTest() {
    offers().Load(Offer(1, 9));
    offers().Load(Offer(2, 9));
    offers().Load(Offer(3, 8));
  }
  RowSet<OfferRow>& offers() { return picture_.Rows<OfferRow>(); }
  std::string All() { return Text(offers().all()); }
  std::string OfOrder(uint8_t order) { return Text(offers().Children(1, Id(order))); }

  Picture picture_;
};

TEST_F(PictureTest, FindsByCountyAndId) {
  EXPECT_EQ(offers().Find(1, Id(2))->order_id, Id(9));
  EXPECT_EQ(offers().Find(2, Id(2)), nullptr);
  EXPECT_EQ(offers().Find(1, Id(7)), nullptr);
  EXPECT_EQ(offers().Change(1, Id(7)), nullptr);
  EXPECT_EQ(OfOrder(9), "1:OFFERED 2:OFFERED");
  EXPECT_EQ(OfOrder(7), "");
}

TEST_F(PictureTest, LoadingAgainKeepsWhatWasChanged) {
  offers().Change(1, Id(1))->state = "ACCEPTED";
  offers().Load(Offer(1, 9));
  EXPECT_EQ(All(), "1:ACCEPTED* 2:OFFERED 3:OFFERED");
}

TEST_F(PictureTest, RowsKeepTheirOrderAndPlaceInMemory) {
  const OfferRow* first = offers().Find(1, Id(1));
  for (uint8_t n = 10; n < 200; ++n) offers().Insert(Offer(n, 9));
  EXPECT_EQ(offers().Find(1, Id(1)), first);
  EXPECT_EQ(offers().Children(1, Id(9)).size(), 192u);
  EXPECT_EQ(offers().Children(1, Id(9)).at(2)->row.id, Id(10));
}

TEST_F(PictureTest, ARefusedCommandLeavesNoTrace) {
  picture_.BeginCommand();
  offers().Change(1, Id(1))->state = "ACCEPTED";
  offers().Change(1, Id(1))->state = "RECALLED";
  offers().Insert(Offer(4, 9));
  offers().Change(1, Id(4))->state = "ACCEPTED";
  EXPECT_EQ(All(), "1:RECALLED* 2:OFFERED 3:OFFERED 4:ACCEPTED+");
  picture_.UndoCommand();
  EXPECT_EQ(All(), "1:OFFERED 2:OFFERED 3:OFFERED");
  EXPECT_EQ(OfOrder(9), "1:OFFERED 2:OFFERED");
  EXPECT_EQ(offers().Find(1, Id(4)), nullptr);
}

TEST_F(PictureTest, UndoingReachesBackToTheCommandsBeginOnly) {
  picture_.BeginCommand();
  offers().Change(1, Id(1))->state = "ACCEPTED";
  offers().Insert(Offer(4, 8));
  picture_.BeginCommand();
  offers().Change(1, Id(1))->state = "RECALLED";
  offers().Change(1, Id(4))->state = "RECALLED";
  picture_.UndoCommand();
  EXPECT_EQ(All(), "1:ACCEPTED* 2:OFFERED 3:OFFERED 4:OFFERED+");
}

TEST_F(PictureTest, AnUndoneRowMayComeAgain) {
  picture_.BeginCommand();
  offers().Insert(Offer(4, 9));
  picture_.UndoCommand();
  picture_.BeginCommand();
  offers().Insert(Offer(4, 8));
  EXPECT_EQ(OfOrder(8), "3:OFFERED 4:OFFERED+");
  EXPECT_EQ(OfOrder(9), "1:OFFERED 2:OFFERED");
}

TEST_F(PictureTest, ATypeFirstSeenInACommandIsUndoneToo) {
  struct NoteRow {
    CountyId county_id = 0;
    Uuid id;
  };
  picture_.BeginCommand();
  picture_.Rows<NoteRow>().Insert({1, Id(1)});
  picture_.UndoCommand();
  EXPECT_EQ(picture_.Rows<NoteRow>().Find(1, Id(1)), nullptr);
  EXPECT_TRUE(picture_.Rows<NoteRow>().all().empty());
}

TEST_F(PictureTest, InsertingARowTwiceIsAFaultOfTheRule) {
  EXPECT_THROW(offers().Insert(Offer(1, 8)), std::logic_error);
  EXPECT_EQ(All(), "1:OFFERED 2:OFFERED 3:OFFERED");
  EXPECT_EQ(OfOrder(8), "3:OFFERED");
}

}  // namespace
}  // namespace diandan
