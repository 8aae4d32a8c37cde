// Photos on a real database: what is sent comes back drawn anew, is stored sealed, and a repeat adds nothing.
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/photo_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "services/db/table.h"
#include "services/orders/orders_testing.h"
#include "services/orders/photo_image.h"
#include "services/orders/photo_rows.h"
#include "services/orders/photo_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;
using ::testing::HasSubstr;
using ::testing::Not;
using PhotoStub = v1::PhotoService::Stub;

class Photos : public ::testing::Test {
 protected:
  Photos() {
    world_.Opened("o");
    auto accept = For<v1::AcceptOrderRequest>("o");
    accept.set_team(Name("teams", "team"));
    EXPECT_OK(world_.Do(world_.leader, &v1::OrderService::Stub::AcceptOrder, Fresh(accept)));
  }
  v1::AddPhotoRequest Adding(const std::string& image) {
    auto request = Fresh(For<v1::AddPhotoRequest>("o"));
    request.set_image(image);
    return request;
  }
  StatusOr<v1::Photo> Add(const diandan::testing::TestCaller& caller, const v1::AddPhotoRequest& request) {
    return caller.Call(*photos_, &PhotoStub::AddPhoto, request);
  }
  StatusOr<v1::ListPhotosResponse> List(const diandan::testing::TestCaller& caller) {
    return caller.Call(*photos_, &PhotoStub::ListPhotos, For<v1::ListPhotosRequest>("o"));
  }
  StatusOr<v1::PhotoFile> Get(const diandan::testing::TestCaller& caller, const std::string& hash) {
    auto request = For<v1::GetPhotoRequest>("o");
    request.set_hash(hash);
    return caller.Call(*photos_, &PhotoStub::GetPhoto, request);
  }
  StatusOr<v1::Photo> Remove(const diandan::testing::TestCaller& caller, const std::string& photo,
                             v1::PhotoRemovalReason reason = {}) {
    auto request = Fresh(For<v1::RemovePhotoRequest>("o"));
    request.set_photo_id(photo);
    request.set_reason(reason);
    return caller.Call(*photos_, &PhotoStub::RemovePhoto, request);
  }

  OrdersWorld world_;
  std::unique_ptr<PhotoStub> photos_ = v1::PhotoService::NewStub(world_.world.ChannelTo("orders"));
};

TEST_F(Photos, ComeBackDrawnAnewUnderTheirHash) {
  const std::string sent = HeldAt(6, PlainJpeg(320, 200));
  const auto added = Add(world_.leader, Adding(sent));
  ASSERT_OK(added);
  const auto file = Get(world_.clerk, added->hash());
  ASSERT_OK(file);
  EXPECT_EQ(file->jpeg(), DrawAnew(sent)->jpeg);
  EXPECT_EQ(added->hash(), ToHex(Sha256(file->jpeg())));
  EXPECT_EQ(added->size(), int(file->jpeg().size()));
  EXPECT_EQ(added->width(), 200);
  EXPECT_EQ(added->height(), 320);
  EXPECT_THAT(file->jpeg(), Not(HasSubstr("GPS")));
  // What lies in the table is sealed.
  EXPECT_EQ(world_.Count("SELECT count(*) FROM photo_file WHERE position('\\xffd8ff'::bytea IN jpeg) = 0"),
            1);
  const auto listed = List(world_.clerk);
  ASSERT_OK(listed);
  ASSERT_EQ(listed->photos_size(), 1);
  EXPECT_FALSE(listed->photos(0).own());
  EXPECT_TRUE(List(world_.leader)->photos(0).own());
}

TEST_F(Photos, ARepeatAddsNothingAndRemovingLeavesNoBytes) {
  const auto request = Adding(PlainJpeg());
  const auto first = Add(world_.leader, request);
  ASSERT_OK(first);
  const int64_t events = world_.Count("SELECT count(*) FROM event");
  const auto again = Add(world_.leader, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->photo_id(), first->photo_id());
  EXPECT_EQ(world_.Count("SELECT count(*) FROM event"), events);
  EXPECT_EQ(world_.Count("SELECT count(*) FROM photo"), 1);

  const auto removed = Remove(world_.leader, first->photo_id());
  ASSERT_OK(removed);
  EXPECT_TRUE(removed->removed());
  EXPECT_EQ(removed->hash(), "");
  EXPECT_EQ(world_.Count("SELECT count(*) FROM photo_file WHERE jpeg <> '' OR data_key <> ''"), 0);
  EXPECT_EQ(List(world_.leader)->photos_size(), 0);
  EXPECT_THAT(Get(world_.leader, first->hash()), Refused(errors::v1::NOT_FOUND));
}

TEST_F(Photos, AreTakenAwayByTheStationWithAReasonThatTheHistoryTells) {
  const auto added = Add(world_.leader, Adding(PlainJpeg()));
  ASSERT_OK(added);
  EXPECT_THAT(Remove(world_.rival, added->photo_id(), v1::PERSON_ASKED), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Remove(world_.clerk, added->photo_id()), InvalidAt("reason", "Please fill this in"));
  ASSERT_OK(Remove(world_.clerk, added->photo_id(), v1::PERSON_ASKED));
  EXPECT_EQ(world_.Count("SELECT count(*) FROM photo_file WHERE jpeg <> '' OR data_key <> ''"), 0);
  const auto history =
      world_.Do(world_.clerk, &v1::OrderService::Stub::GetTimeline, For<v1::GetTimelineRequest>("o"));
  ASSERT_OK(history);
  const v1::TimelineStep& last = history->steps(history->steps_size() - 1);
  EXPECT_EQ(last.kind(), "PHOTO_REMOVED");
  EXPECT_EQ(last.reason(), "PERSON_ASKED");
  EXPECT_EQ(last.actor(), world_.clerk.subject);
}

TEST_F(Photos, AreSeenByWhomTheOrderConcerns) {
  const auto added = Add(world_.leader, Adding(PlainJpeg()));
  ASSERT_OK(added);
  for (const auto* caller :
       {&world_.clerk, &world_.officer, &world_.dispatcher, &world_.admin, &world_.leader}) {
    EXPECT_OK(Get(*caller, added->hash()));
  }
  for (const auto* caller : {&world_.far_clerk, &world_.rival}) {
    EXPECT_THAT(Get(*caller, added->hash()), Refused(errors::v1::NOT_ALLOWED));
    EXPECT_THAT(List(*caller), Refused(errors::v1::NOT_ALLOWED));
    EXPECT_THAT(Add(*caller, Adding(PlainJpeg(64, 40))), Refused(errors::v1::NOT_ALLOWED));
  }
}

TEST_F(Photos, WhatIsNoPhotoOrTooMuchIsRefusedAndNothingIsKept) {
  EXPECT_THAT(Add(world_.leader, Adding("GIF89a")),
              InvalidAt("image", "A whole photo, JPEG or PNG: choose another, or take it again"));
  EXPECT_THAT(Add(world_.leader, Adding(std::string(3'000'001, 'x'))),
              InvalidAt("image", "Too large, at most 3000000 bytes"));
  EXPECT_OK(Add(world_.leader, Adding(PlainJpeg() + std::string(2'990'000, 'x'))))
      << "3 MB come through, and what was behind the picture is gone";
  EXPECT_LT(List(world_.leader)->photos(0).size(), 100'000);
}

TEST(PhotoTablesTest, ALaneKeepsWhatIsKnownOfAPhotoAndNotItsMegabytes) {
  EXPECT_TRUE(db::Table<PhotoRow>().kept());
  EXPECT_FALSE(db::Table<PhotoFileRow>().kept());
}

}  // namespace
}  // namespace diandan::orders::testing
