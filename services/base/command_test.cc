#include "services/base/command.h"

#include "google/protobuf/empty.pb.h"
#include "gtest/gtest.h"
#include "services/base/base_testing.h"
#include "services/base/touches.h"
#include "services/base/validate_test.pb.h"
#include "services/base/verb.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::Refused;

struct OrderRow {
  CountyId county_id = 0;
  Uuid id;
  Uuid group_id;
  std::string title;
  static constexpr auto kParent = &OrderRow::group_id;
};

class CommandTest : public ::testing::Test {
 protected:
  Work MakeWork(int64_t next_seq = 41) {
    return Work(picture_, 1, caller_, Id(100), absl::UnixEpoch(), next_seq);
  }
  static google::protobuf::Empty Payload() { return {}; }

  Picture picture_;
  Caller caller_;
};

TEST_F(CommandTest, SeesItsOwnCountyOnly) {
  picture_.Rows<OrderRow>().Load({1, Id(1), Id(9), "ours"});
  picture_.Rows<OrderRow>().Load({2, Id(2), Id(9), "theirs"});
  Work work = MakeWork();
  EXPECT_EQ(work.Find<OrderRow>(Id(1))->title, "ours");
  EXPECT_EQ(work.Find<OrderRow>(Id(2)), nullptr);
  EXPECT_EQ(work.Change<OrderRow>(Id(2)), nullptr);
  EXPECT_EQ(work.Children<OrderRow>(Id(9)).size(), 1u);
}

TEST_F(CommandTest, WhatItInsertsIsOfItsCountyWhateverTheRowSaid) {
  Work work = MakeWork();
  work.Insert(OrderRow{2, Id(3), Id(9), "new"});
  EXPECT_EQ(work.Find<OrderRow>(Id(3))->county_id, 1);
  EXPECT_EQ(picture_.Rows<OrderRow>().Find(2, Id(3)), nullptr);
}

TEST_F(CommandTest, TheFirstEventIsTheRequestTheNextAreDerivedFromIt) {
  const auto emit = [&] {
    Work work = MakeWork();
    work.Emit("ORDER_ACCEPTED", Id(1), Payload());
    work.Emit("OFFER_RECALLED", Id(2), Payload());
    work.Emit("OFFER_RECALLED", Id(2), Payload());
    return std::vector<Uuid>{work.events()[0].event_id, work.events()[1].event_id, work.events()[2].event_id};
  };
  const std::vector<Uuid> ids = emit();
  EXPECT_EQ(ids[0], Id(100));
  EXPECT_NE(ids[1], ids[0]);
  EXPECT_NE(ids[2], ids[1]);
  EXPECT_EQ(ids, emit());
}

TEST_F(CommandTest, SequenceNumbersRunAheadWithTheEvents) {
  Work work = MakeWork(41);
  EXPECT_EQ(work.next_seq(), 41);
  work.Emit("A", Id(1), Payload());
  EXPECT_EQ(work.next_seq(), 42);
}

TEST_F(CommandTest, CausedEventsHaveTheSameIdsHoweverTheyWereBatched) {
  const auto emit_for = [](Work& work, uint8_t cause) {
    work.CausedBy({"orders", 1, cause}, Id(cause));
    work.Emit("ENTRY_PENDING", Id(1), Payload());
    work.Emit("ENTRY_PENDING", Id(2), Payload());
  };
  Work together = MakeWork();
  emit_for(together, 5);
  emit_for(together, 6);
  Work alone = MakeWork();
  emit_for(alone, 6);
  EXPECT_EQ(together.events()[2].event_id, alone.events()[0].event_id);
  EXPECT_EQ(together.events()[3].event_id, alone.events()[1].event_id);
  EXPECT_NE(together.events()[0].event_id, together.events()[2].event_id);
  EXPECT_EQ(together.events()[3].cause.seq, 6);
  EXPECT_EQ(together.events()[3].cause.service, "orders");
}

TEST_F(CommandTest, ARuleMayKeepWhatItChangedThoughItRefuses) {
  Work work = MakeWork();
  EXPECT_FALSE(work.keep());
  work.KeepDespiteRefusal();
  EXPECT_TRUE(work.keep());
}

TEST(TouchesTest, CollectsSortedIdsOfTheCountyAndNoNilOnes) {
  Touches touches;
  EXPECT_TRUE(touches.empty());
  touches.set_county(1);
  touches.Add<OrderRow>(Uuid{});
  EXPECT_TRUE(touches.empty());
  touches.Add<OrderRow>(Id(2));
  touches.Add<OrderRow>(Id(1));
  touches.Add<OrderRow>(Id(2));
  touches.set_county(2);
  touches.AddChildren<OrderRow>(Id(9));
  const Touches::Wanted* wanted = touches.Of(std::type_index(typeid(OrderRow)));
  ASSERT_NE(wanted, nullptr);
  EXPECT_EQ(wanted->ids, (std::set<RowKey>{{1, Id(1)}, {1, Id(2)}}));
  EXPECT_EQ(wanted->parents, (std::set<RowKey>{{2, Id(9)}}));
  EXPECT_EQ(touches.Of(std::type_index(typeid(int))), nullptr);
}

void TouchOrder(const validate_test::Person&, Touches& touches) { touches.Add<OrderRow>(Id(1)); }
Status Rename(Work& work, const validate_test::Person& request) {
  if (request.nickname().empty()) return InvalidField("nickname", "", "required");
  work.Change<OrderRow>(Id(1))->title = request.nickname();
  return absl::OkStatus();
}
void AnswerOrder(const validate_test::Person&, const Work& work, validate_test::Order& response) {
  response.set_title(work.Find<OrderRow>(Id(1))->title);
}

TEST_F(CommandTest, AVerbRunsItsTypedFunctions) {
  const Verb verb = MakeVerb("Rename", TouchOrder, Rename, AnswerOrder);
  Touches touches;
  validate_test::Person request;
  verb.touches(request, touches);
  EXPECT_FALSE(touches.empty());
  EXPECT_EQ(verb.more, nullptr);

  picture_.Rows<OrderRow>().Load({1, Id(1), Id(9), "old"});
  Work work = MakeWork();
  EXPECT_THAT(verb.rule(work, request), Refused(errors::v1::FIELD_INVALID));
  request.set_nickname("new");
  EXPECT_OK(verb.rule(work, request));
  validate_test::Order response;
  verb.answer(request, work, response);
  EXPECT_EQ(response.title(), "new");
}

}  // namespace
}  // namespace diandan
