// Live boards: which orders they hear of, and who may watch.
#include "diandan/orders/v1/board_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using Stub = v1::OrderService::Stub;

class BoardTest : public ::testing::Test {
 protected:
  // A board that somebody has open.
  class Board {
   public:
    Board(const BoardTest& test, const TestCaller& caller, const std::string& path) {
      caller.Prepare(context_);
      v1::WatchBoardRequest request;
      request.set_parent("counties/150525");
      request.set_org_path(path);
      reader_ = test.boards->WatchBoard(&context_, request);
    }
    ~Board() {
      context_.TryCancel();
      if (reader_) reader_->Finish();
    }
    int64_t Next() {
      events::v1::Position position;
      return reader_->Read(&position) ? position.seq() : -1;
    }
    Status Over() {
      EXPECT_EQ(Next(), -1);
      Status status = rpc::FromGrpc(reader_->Finish());
      reader_ = nullptr;
      return status;
    }

   private:
    grpc::ClientContext context_;
    std::unique_ptr<grpc::ClientReader<events::v1::Position>> reader_;
  };

  int64_t Seq() { return world.Count("SELECT seq FROM county_clock"); }

  OrdersWorld world;
  std::unique_ptr<v1::BoardService::Stub> boards = v1::BoardService::NewStub(world.world.ChannelTo("orders"));
  const std::string centre = Path({"centre"}), town = Path({"centre", "town"}),
                    far = Path({"centre", "far_town"});
};

TEST_F(BoardTest, EveryStepOfAnOrderIsHeardAtAndAboveItsStation) {
  Board village(*this, world.clerk, VillagePath()), county(*this, world.dispatcher, centre);
  const int64_t before = Seq();
  EXPECT_EQ(village.Next(), before);
  EXPECT_EQ(county.Next(), before);
  ASSERT_OK(world.Do(world.clerk, &Stub::PlaceOrder, world.Wanted("cut")));
  EXPECT_EQ(village.Next(), before + 1);
  EXPECT_EQ(county.Next(), before + 1);
  ASSERT_OK(world.Do(world.officer, &Stub::ApproveOrder, Fresh(For<v1::ApproveOrderRequest>("cut"))));
  EXPECT_EQ(village.Next(), before + 2);
  auto offer = Fresh(For<v1::OfferOrderRequest>("cut"));
  offer.add_offers()->set_team(Name("teams", "team"));
  ASSERT_OK(world.Do(world.officer, &Stub::OfferOrder, offer));
  EXPECT_EQ(village.Next(), before + 3);
  auto accept = Fresh(For<v1::AcceptOrderRequest>("cut"));
  accept.set_team(Name("teams", "team"));
  ASSERT_OK(world.Do(world.leader, &Stub::AcceptOrder, accept));
  EXPECT_EQ(village.Next(), before + 4);
}

TEST_F(BoardTest, WhatIsNoOrderOfThePlaceIsNotHeard) {
  Board elsewhere(*this, world.dispatcher, far), county(*this, world.dispatcher, centre);
  const int64_t before = Seq();
  EXPECT_EQ(elsewhere.Next(), before);
  EXPECT_EQ(county.Next(), before);
  v1::CreateMenuItemRequest item;
  item.mutable_menu_item()->set_name(Name("menu_items", "song"));
  item.mutable_menu_item()->set_title("唱歌");
  item.mutable_menu_item()->set_theme(v1::DAILY_SERVICE);
  item.mutable_menu_item()->set_skill("song");
  item.mutable_menu_item()->set_usual_minutes(60);
  item.mutable_menu_item()->set_usual_people(2);
  ASSERT_OK(world.admin.Call(*world.menu, &v1::MenuService::Stub::CreateMenuItem, Fresh(item)));
  ASSERT_OK(world.Do(world.clerk, &Stub::PlaceOrder, world.Wanted("near")));
  EXPECT_EQ(county.Next(), before + 2) << "an order, not the menu";
  auto request = world.Wanted("far");
  request.mutable_order()->set_station(Name("orgs", "far_village"));
  ASSERT_OK(world.Do(world.far_clerk, &Stub::PlaceOrder, request));
  EXPECT_EQ(elsewhere.Next(), before + 3);
}

TEST_F(BoardTest, NobodyWatchesAnotherPlace) {
  EXPECT_THAT(Board(*this, world.officer, centre).Over(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Board(*this, world.far_clerk, VillagePath()).Over(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Board(*this, world.leader, VillagePath()).Over(), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Board(*this, world.world.Nobody(), centre).Over(), Refused(errors::v1::NOT_SIGNED_IN));
  Board own(*this, world.officer, town);
  EXPECT_EQ(own.Next(), Seq());
}

}  // namespace
}  // namespace diandan::orders::testing
