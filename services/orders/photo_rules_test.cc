// Who may add a photo and take one away, in words.
#include "services/orders/photo_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/orders/access_rules.h"
#include "services/orders/rules_testing.h"
#include "tests/support/matchers.h"

namespace diandan::orders::testing {
namespace {

using diandan::testing::InvalidAt;
using diandan::testing::Refused;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Caller Person(absl::string_view word) {
  Caller person = Account(word, Grant{.role = Role::kVolunteer, .scope = ScopeKind::kSelf, .id = Id(word)});
  person.volunteer = Id(word);
  return person;
}

class PhotoRules : public ::testing::Test {
 protected:
  PhotoRules() {
    county_.AddOrder("o", v1::IN_SERVICE);
    MembershipMirrorRow row{.county_id = kCounty, .id = MembershipId(Id("team"), Id("member"))};
    row.team_id = Id("team");
    row.volunteer_id = Id("member");
    county_.picture.Rows<MembershipMirrorRow>().Load(row);
  }
  Status Add(const Caller& caller, const std::string& hash) {
    const SealedPhoto photo{
        .hash = hash, .width = 4, .height = 3, .size = 2, .look = 0x77, .data_key = {"k"}, .jpeg = {"j"}};
    return county_.Run(AddPhotoVerb(), caller, For<v1::AddPhotoRequest>("o"), &photo);
  }
  Status Remove(const Caller& caller, const Uuid& photo, v1::PhotoRemovalReason reason = {}) {
    auto request = For<v1::RemovePhotoRequest>("o");
    request.set_photo_id(photo.ToString());
    request.set_reason(reason);
    return county_.Run(RemovePhotoVerb(), caller, request);
  }
  // Of the last photo.
  const PhotoRow& Last() { return county_.picture.Rows<PhotoRow>().all().back()->row; }
  void Become(v1::OrderState state) {
    county_.picture.Rows<OrderRow>().Change(kCounty, Id("o"))->state = state;
  }

  County county_;
};

TEST_F(PhotoRules, WhoServesAndTheStationMayAdd) {
  EXPECT_OK(Add(county_.leader, "1"));
  EXPECT_THAT(county_.events, ElementsAre("PHOTO_ADDED"));
  EXPECT_OK(Add(Person("member"), "2"));
  EXPECT_OK(Add(county_.clerk, "3"));
  const Caller others[] = {county_.rival, county_.far_clerk, county_.officer, county_.dispatcher,
                           Person("passer-by")};
  for (const Caller& other : others) EXPECT_THAT(Add(other, "4"), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_EQ(county_.picture.Rows<PhotoRow>().size(), 3U);
}

TEST_F(PhotoRules, FromAcceptanceUntilTheDecision) {
  const std::pair<v1::OrderState, bool> states[] = {
      {v1::PLACED, false},   {v1::OPEN, false},     {v1::ACCEPTED, true},  {v1::IN_SERVICE, true},
      {v1::COMPLETED, true}, {v1::VERIFIED, false}, {v1::REJECTED, false}, {v1::CANCELLED, false}};
  for (const auto& [state, may] : states) {
    SCOPED_TRACE(v1::OrderState_Name(state));
    Become(state);
    const Status answer = Add(county_.clerk, v1::OrderState_Name(state));
    if (may) {
      EXPECT_OK(answer);
    } else {
      EXPECT_THAT(answer, Refused(errors::v1::ORDER_WRONG_STATE));
    }
  }
}

TEST_F(PhotoRules, TheSamePictureOnceAndSixInAll) {
  for (const char* hash : {"1", "2", "3", "4", "5"}) ASSERT_OK(Add(county_.leader, hash));
  EXPECT_THAT(Add(county_.clerk, "5"), Refused(errors::v1::ALREADY_EXISTS));
  EXPECT_OK(Add(county_.clerk, "6"));
  EXPECT_THAT(Add(county_.leader, "7"), InvalidAt("image", "photos_most:6"));
  EXPECT_OK(Remove(county_.clerk, Last().id));
  EXPECT_OK(Add(county_.leader, "6")) << "there is room again, and what was removed may come back";
}

TEST_F(PhotoRules, WhoAddedItTakesItAwayForGood) {
  ASSERT_OK(Add(county_.leader, "1"));
  const Uuid id = Last().id;
  EXPECT_THAT(Remove(county_.leader, Id("another")), Refused(errors::v1::NOT_FOUND));
  EXPECT_OK(Remove(county_.leader, id));
  EXPECT_THAT(county_.events, ElementsAre("PHOTO_REMOVED"));
  EXPECT_EQ(Last().removed_at, county_.now);
  const PhotoFileRow& file = *county_.Find<PhotoFileRow>(id);
  EXPECT_THAT(file.jpeg.data, IsEmpty());
  EXPECT_THAT(file.data_key.data, IsEmpty());
  EXPECT_THAT(Remove(county_.leader, id), Refused(errors::v1::NOT_FOUND));
}

TEST_F(PhotoRules, NothingIsTakenAwayAtWillFromWhatWasDecided) {
  ASSERT_OK(Add(county_.leader, "1"));
  const Uuid leaders = Last().id;
  ASSERT_OK(Add(county_.clerk, "2"));
  for (const v1::OrderState decided : {v1::VERIFIED, v1::REJECTED}) {
    Become(decided);
    EXPECT_THAT(Remove(county_.leader, leaders), Refused(errors::v1::ORDER_WRONG_STATE));
    EXPECT_THAT(Remove(county_.leader, leaders, v1::PERSON_ASKED), Refused(errors::v1::ORDER_WRONG_STATE));
    EXPECT_THAT(Remove(county_.clerk, Last().id), InvalidAt("reason", "required"));
  }
}

TEST_F(PhotoRules, TheStationsSideTakesAnyAwayAtAnyTimeAndSaysWhy) {
  const Caller admin = AtOrg("admin", Role::kCountyAdmin, Path({"centre"}));
  const Caller far_officer = AtOrg("far officer", Role::kOfficer, Path({"centre", "far_town"}));
  const Caller reviewer = AtOrg("reviewer", Role::kReviewer, Path({"centre"}));
  const Caller others[] = {county_.rival, county_.far_clerk,   far_officer,
                           reviewer,      Person("passer-by"), county_.leader};
  const Caller side[] = {county_.clerk, county_.officer, county_.dispatcher, admin};
  for (const v1::OrderState state : {v1::COMPLETED, v1::CANCELLED, v1::VERIFIED, v1::REJECTED}) {
    for (const Caller& caller : side) {
      SCOPED_TRACE(v1::OrderState_Name(state) + " " + caller.subject);
      Become(v1::IN_SERVICE);
      ASSERT_OK(Add(Person("member"), "1"));
      Become(state);
      const Uuid id = Last().id;
      for (const Caller& other : others) {
        EXPECT_THAT(Remove(other, id, v1::PERSON_ASKED), Refused(errors::v1::NOT_ALLOWED)) << other.subject;
      }
      EXPECT_THAT(Remove(caller, id), InvalidAt("reason", "required"));
      EXPECT_FALSE(Last().removed_at);
      EXPECT_OK(Remove(caller, id, v1::PERSON_ASKED));
      EXPECT_THAT(county_.events, ElementsAre("PHOTO_REMOVED"));
      EXPECT_THAT(county_.Find<PhotoFileRow>(id)->jpeg.data, IsEmpty());
    }
  }
}

TEST_F(PhotoRules, HoursIsToldAgainWhatACompletedOrderLooksLikeUntilItIsDecided) {
  Become(v1::COMPLETED);
  AcceptanceRow& held = *county_.picture.Rows<AcceptanceRow>().Change(kCounty, AcceptanceId(Id("o"), 1));
  held.ended_at = county_.now;
  held.settled_revision = 1;
  EXPECT_OK(Add(county_.leader, "1"));
  EXPECT_THAT(county_.events, ElementsAre("PHOTO_ADDED", "SETTLED"));
  EXPECT_EQ(Last().look, 0x77);
  EXPECT_EQ(county_.Find<AcceptanceRow>(AcceptanceId(Id("o"), 1))->settled_revision, 2);
  EXPECT_OK(Remove(county_.leader, Last().id));
  EXPECT_THAT(county_.events, ElementsAre("PHOTO_REMOVED", "SETTLED"));
  EXPECT_FALSE(Last().look) << "nothing of it is kept";
  county_.picture.Rows<AcceptanceRow>().Change(kCounty, AcceptanceId(Id("o"), 1))->entries_settled = true;
  EXPECT_OK(Add(county_.leader, "2"));
  EXPECT_THAT(county_.events, ElementsAre("PHOTO_ADDED"));
}

TEST_F(PhotoRules, WhoWasOnlyAskedSeesTheOrderAndNoPhotos) {
  OrderRow order = county_.Order("o");
  order.asked_team_ids = {Id("rival")};
  const auto sees = [&](const Caller& caller) { return SightOf(caller, order, false).photos; };
  EXPECT_TRUE(SightOf(county_.rival, order, false).order);
  EXPECT_FALSE(sees(county_.rival));
  EXPECT_FALSE(sees(county_.far_clerk));
  EXPECT_TRUE(sees(county_.leader));
  EXPECT_TRUE(sees(county_.clerk));
  EXPECT_TRUE(sees(AtOrg("reviewer", Role::kReviewer, Path({"centre"}))));
  EXPECT_TRUE(SightOf(Person("member"), order, /*on_roster=*/true).photos);
  order.state = v1::VERIFIED;
  EXPECT_TRUE(sees(county_.leader)) << "their own work, also when it is decided";
}

}  // namespace
}  // namespace diandan::orders::testing
