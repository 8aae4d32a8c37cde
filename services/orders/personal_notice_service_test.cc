// What `hours` decides about a volunteer, followed onto a real database: one notice each, to that person
// alone.
#include "diandan/hours/v1/evaluation_service.pb.h"
#include "diandan/hours/v1/events.pb.h"
#include "diandan/hours/v1/honour.pb.h"
#include "diandan/hours/v1/points_events.pb.h"
#include "diandan/orders/v1/notice_service.grpc.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/orders_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class PersonalNotices : public ::testing::Test {
 protected:
  TestCaller Volunteer(absl::string_view word) {
    return world_.world.CallerWith({diandan::testing::Self(kCounty, Id(word))}, Id(word));
  }
  v1::ListNoticesResponse List(const TestCaller& caller) {
    v1::ListNoticesRequest request;
    request.set_parent("counties/150525");
    request.set_unseen_only(true);
    auto list = caller.Call(*notices_, &v1::NoticeService::Stub::ListNotices, request);
    EXPECT_OK(list);
    return list.ok() ? *list : v1::ListNoticesResponse();
  }
  // "ENTRY_POSTED entries" …: kind, and what the link leads to.
  std::vector<std::string> Told(const TestCaller& caller) {
    std::vector<std::string> told;
    const auto list = List(caller);
    for (const auto& notice : list.notices()) {
      const auto thing = ParseResourceName(notice.thing());
      told.push_back(
          absl::StrCat(v1::NoticeKind_Name(notice.kind()), " ", thing.ok() ? thing->collection : "?"));
    }
    return told;
  }
  hours::v1::EntryChanged Returned() {
    hours::v1::EntryChanged entry;
    entry.set_entry_id(Id("entry").ToString());
    entry.set_order_id(Id("o").ToString());
    entry.set_volunteer_id(Id("one").ToString());
    entry.set_state(hours::v1::RETURNED);
    entry.set_pending_minutes(60);
    entry.set_decision_reason("ASK_TIMES");
    return entry;
  }
  // Everything that is ever told, as `hours` publishes it.
  void FollowAll() {
    world_.Follow(Returned(), "ENTRY_RETURNED", "returned");
    hours::v1::CaseChanged correction;
    correction.set_entry_id(Id("entry").ToString());
    correction.set_order_id(Id("o").ToString());
    correction.set_volunteer_id(Id("one").ToString());
    correction.set_decision_reason("EVIDENCE_LACKING");
    world_.Follow(correction, "CASE_DISMISSED", "dismissed");
    hours::v1::NominationChanged nomination;
    nomination.set_nomination_id(Id("nomination").ToString());
    nomination.set_nominee_id(Id("one").ToString());
    nomination.set_subject("HONOURED_PERSON");
    nomination.set_state("AWAITS_CONSENT");
    world_.Follow(nomination, "NOMINATED", "nominated");
    nomination.set_state("ON_PUBLIC_NOTICE");
    world_.Follow(nomination, "NOMINATION_REVIEWED", "reviewed");
    nomination.set_state("AWARDED");
    world_.Follow(nomination, "HONOUR_AWARDED", "awarded");
    hours::v1::StarChanged star;
    star.set_volunteer_id(Id("one").ToString());
    star.set_stars(1);
    world_.Follow(star, "STAR_CHANGED", "star");
    hours::v1::RedemptionChanged redemption;
    redemption.set_redemption_id(Id("redemption").ToString());
    redemption.set_volunteer_id(Id("one").ToString());
    redemption.set_points(20);
    world_.Follow(redemption, "REWARD_REDEEMED", "redeemed");
    hours::v1::PointsExpireSoon soon;
    for (const char* who : {"one", "another"}) {
      auto& lot = *soon.add_lots();
      lot.set_lot_id(Id(absl::StrCat(who, "/lot")).ToString());
      lot.set_volunteer_id(Id(who).ToString());
      lot.set_points(30);
    }
    world_.Follow(soon, "POINTS_EXPIRE_SOON", "soon");
    hours::v1::CertificateChanged certificate;
    certificate.set_certificate_id(Id("certificate").ToString());
    certificate.set_volunteer_id(Id("one").ToString());
    certificate.set_revoke_reason("HOURS_CORRECTED");
    world_.Follow(certificate, "CERTIFICATE_REVOKED", "revoked");
  }

  OrdersWorld world_;
  std::unique_ptr<v1::NoticeService::Stub> notices_ =
      v1::NoticeService::NewStub(world_.world.ChannelTo("orders"));
};

TEST_F(PersonalNotices, EachEventTellsThatPersonOnceHoweverOftenItIsFollowed) {
  world_.Opened("o");
  FollowAll();
  FollowAll();
  EXPECT_THAT(Told(Volunteer("one")),
              UnorderedElementsAre("ENTRY_SENT_BACK entries", "CORRECTION_DECIDED entries",
                                   "NOMINATION_RECEIVED nominations", "NOMINATION_DECIDED nominations",
                                   "HONOUR_GIVEN nominations", "STAR_REACHED volunteers",
                                   "POINTS_REDEEMED redemptions", "POINTS_RUN_OUT volunteers",
                                   "CERTIFICATE_VOIDED certificates"));
  EXPECT_THAT(Told(Volunteer("another")), UnorderedElementsAre("POINTS_RUN_OUT volunteers"));
  EXPECT_THAT(Told(world_.leader), IsEmpty());
  EXPECT_THAT(Told(world_.rival), IsEmpty());
  EXPECT_THAT(Told(world_.officer), UnorderedElementsAre("REQUEST_APPROVED ?"));
}

TEST_F(PersonalNotices, OneIsReadByItsOwnerAloneAndSaysWhy) {
  world_.Opened("o");
  world_.Follow(Returned(), "ENTRY_RETURNED", "returned");
  const TestCaller own = Volunteer("one"), other = Volunteer("another");
  const auto list = List(own);
  ASSERT_EQ(list.notices_size(), 1);
  EXPECT_EQ(list.notices(0).order(), Name("orders", "o"));
  EXPECT_EQ(list.notices(0).thing(), Name("entries", "entry"));
  EXPECT_THAT(list.notices(0).text(), HasSubstr("The leader is asked when you came and left."));
  v1::ReadNoticeRequest read;
  read.set_name(list.notices(0).name());
  EXPECT_THAT(other.Call(*notices_, &v1::NoticeService::Stub::ReadNotice, Fresh(read)),
              Refused(errors::v1::NOT_FOUND));
  EXPECT_OK(own.Call(*notices_, &v1::NoticeService::Stub::ReadNotice, Fresh(read)));
  EXPECT_THAT(Told(own), IsEmpty());
}

}  // namespace
}  // namespace diandan::orders::testing
