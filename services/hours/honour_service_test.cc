// Honours on a real database: repeated, sealed, read by anybody once agreed to, taken off again, erased.
#include <thread>

#include "gmock/gmock.h"
#include "services/hours/honour_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::InOrg;
using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::Not;
using Honours = HonourStub;
class HonourServiceTest : public HonourTestBase {};

// Sends it twice: the same answer, and no second event.
template <typename Stub, typename Method, typename Request>
void ExpectOnce(HoursWorld& w, const TestCaller& by, Stub& stub, Method method, const Request& request) {
  const auto first = by.Call(stub, method, request);
  ASSERT_OK(first);
  const int64_t events = w.Events(kCounty);
  const auto again = by.Call(stub, method, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(w.Events(kCounty), events) << request.GetTypeName();
}

TEST_F(HonourServiceTest, EveryStepIsTakenOnceHoweverOftenItIsSent) {
  const auto opening = Opening();
  ExpectOnce(w, admin_, *w.honours, &Honours::OpenCampaign, opening);
  const auto campaign = admin_.Call(*w.honours, &Honours::OpenCampaign, opening);
  const auto naming = Naming(*campaign);
  ExpectOnce(w, clerk_, *w.honours, &Honours::Nominate, naming);
  const std::string name = ResourceNameOf(kCounty, "nominations", IdOf(naming.request_id()));
  v1::AnswerNominationRequest answer;
  answer.set_name(name);
  answer.set_request_id(w.RequestId());
  answer.set_agreed(true);
  answer.set_shown_as(v1::CHOSEN_NAME);
  ExpectOnce(w, w.Person(Id("赵")), *w.honours, &Honours::AnswerNomination, answer);
  v1::ReviewNominationRequest review;
  review.set_name(name);
  review.set_verdict(v1::RECOMMEND);
  for (const auto& [by, tier] :
       {std::pair(officer_, v1::VILLAGE_TIER), std::pair(w.Reviewer(kCounty), v1::TOWNSHIP_TIER),
        std::pair(w.Reviewer(kCounty), v1::COUNTY_TIER)}) {
    review.set_request_id(w.RequestId());
    review.set_tier(tier);
    ExpectOnce(w, by, *w.honours, &Honours::ReviewNomination, review);
  }
  v1::ObjectToNominationRequest object;
  object.set_name(name);
  object.set_request_id(w.RequestId());
  object.set_reason(v1::OTHER_OBJECTION);
  ExpectOnce(w, w.Person(Id("钱")), *w.honours, &Honours::ObjectToNomination, object);
  v1::DecideObjectionRequest decide;
  decide.set_nomination(name);
  decide.set_name(ResourceNameOf(kCounty, "objections", IdOf(object.request_id())));
  decide.set_request_id(w.RequestId());
  ExpectOnce(w, admin_, *w.honours, &Honours::DecideObjection, decide);
  Later(7);
  v1::AwardNominationRequest award;
  award.set_name(name);
  award.set_request_id(w.RequestId());
  ExpectOnce(w, admin_, *w.honours, &Honours::AwardNomination, award);
  v1::EndCampaignRequest end;
  end.set_name(campaign->name());
  end.set_request_id(w.RequestId());
  ExpectOnce(w, admin_, *w.honours, &Honours::EndCampaign, end);
}

TEST_F(HonourServiceTest, ATakenBackNominationIsTakenBackOnce) {
  const auto nominated = clerk_.Call(*w.honours, &Honours::Nominate, Naming(Open()));
  ASSERT_OK(nominated);
  v1::WithdrawNominationRequest request;
  request.set_name(nominated->name());
  request.set_request_id(w.RequestId());
  ExpectOnce(w, clerk_, *w.honours, &Honours::WithdrawNomination, request);
}

TEST_F(HonourServiceTest, AnybodyReadsWhatWasAgreedTo) {
  const auto campaign = Open();
  const auto nomination = OnNotice(campaign);
  auto notice = RedList(true);
  ASSERT_OK(notice);
  ASSERT_EQ(notice->lines_size(), 1);
  EXPECT_EQ(notice->lines(0).shown_name(), "王*利");
  EXPECT_EQ(notice->lines(0).place_name(), "红柳村");
  EXPECT_THAT(notice->lines(0).deeds(), HasSubstr("理发"));
  EXPECT_EQ(notice->centre_name(), "奈曼旗新时代文明实践中心");
  EXPECT_EQ(RedList()->lines_size(), 0);
  Later(6);
  ASSERT_OK(Step<v1::AwardNominationRequest>(admin_, &Honours::AwardNomination, nomination.name()));
  EXPECT_EQ(RedList(true)->lines_size(), 0);
  auto list = RedList();
  ASSERT_EQ(list->lines_size(), 1);
  EXPECT_TRUE(list->lines(0).has_award_time());

  const auto nominee = w.Person(Id("赵"));
  ASSERT_OK(Answer(nominee, nomination.name(), true, v1::CHOSEN_NAME, false));
  list = RedList();
  EXPECT_EQ(list->lines(0).shown_name(), "利姐");
  EXPECT_EQ(list->lines(0).deeds(), "") << "the name alone";
  ASSERT_OK(Answer(nominee, nomination.name(), false));
  EXPECT_EQ(RedList()->lines_size(), 0) << "off at once";
}

TEST_F(HonourServiceTest, DeedsAreSealedAndReadByThoseConcerned) {
  const auto nominated = clerk_.Call(*w.honours, &Honours::Nominate, Naming(Open()));
  ASSERT_OK(nominated);
  EXPECT_EQ(nominated->deeds(), "")
      << "an answer to a mutation is kept nowhere, but says no more than it must";
  EXPECT_EQ(
      w.Number(kCounty,
               "SELECT count(*) FROM nomination_words WHERE position('\\xe79086'::bytea IN sealed) > 0"),
      0);
  EXPECT_THAT(Get(w.Person(Id("赵")), nominated->name())->deeds(), HasSubstr("理发"));
  EXPECT_EQ(Get(w.Person(Id("赵")), nominated->name())->steps_size(), 0);
  EXPECT_THAT(Get(clerk_, nominated->name())->deeds(), HasSubstr("理发"));
  EXPECT_THAT(Get(w.Person(Id("钱")), nominated->name()), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Get(w.world.CallerWith(Role::kOfficer, InOrg(kCounty, "c.u")), nominated->name()),
              Refused(errors::v1::NOT_ALLOWED));
  const std::string none = ResourceNameOf(kCounty, "nominations", Id("none"));
  EXPECT_THAT(Get(w.Person(Id("钱")), none), Refused(errors::v1::NOT_ALLOWED))
      << "which there are is not told";
  EXPECT_THAT(Get(admin_, none), Refused(errors::v1::NOT_FOUND));
}

TEST_F(HonourServiceTest, ListsShowWhatConcernsTheCaller) {
  const auto campaign = Open();
  const auto nominated = clerk_.Call(*w.honours, &Honours::Nominate, Naming(campaign));
  ASSERT_OK(nominated);
  const auto count = [&](const TestCaller& by, auto change) -> StatusOr<int> {
    v1::ListNominationsRequest request;
    request.set_parent("counties/150525");
    change(request);
    DD_ASSIGN_OR_RETURN(const auto list, by.Call(*w.honours, &Honours::ListNominations, request));
    return list.nominations_size();
  };
  const auto all = [](auto&) {};
  const auto mine = [](auto& q) { q.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵"))); };
  EXPECT_EQ(*count(admin_, all), 1);
  EXPECT_EQ(*count(officer_, all), 1);
  EXPECT_EQ(*count(w.world.CallerWith(Role::kOfficer, InOrg(kCounty, "c.u")), all), 0);
  EXPECT_EQ(*count(w.Person(Id("赵")), mine), 1);
  EXPECT_THAT(count(w.Person(Id("钱")), mine), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(count(w.Person(Id("钱")), all), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_EQ(*count(w.Person(Id("钱")), [](auto& q) { q.set_own(true); }), 0);
  EXPECT_EQ(*count(clerk_, [](auto& q) { q.set_own(true); }), 1);
}

TEST_F(HonourServiceTest, NobodyStoresAStepThatIsNone) {
  Awarded(Open());
  for (const char* change :
       {"UPDATE nomination SET state = 'UNDER_REVIEW', prev_state = 'AWARDED', awarded_at = NULL",
        "UPDATE nomination SET shown_as = 'SHOWN_AS_UNSPECIFIED'",
        "UPDATE nomination SET awarded_at = notice_until - interval '1 second'",
        "UPDATE honour_seat SET used = used + 100", "UPDATE honour_category SET county_quota = 100",
        "DELETE FROM nomination_step", "DELETE FROM nomination"}) {
    EXPECT_FALSE(w.Tamper(kCounty, change).ok()) << change;
  }
}

TEST_F(HonourServiceTest, OfAPersonWhoWasErasedNothingIsLeftToRead) {
  const auto campaign = Open();
  Awarded(campaign);
  ASSERT_EQ(RedList()->lines_size(), 1);
  w.Erase(kCounty, Id("赵"));
  EXPECT_EQ(RedList()->lines_size(), 0);
  EXPECT_EQ(w.Number(kCounty, "SELECT sum(length(sealed) + length(data_key)) FROM nomination_words"), 0);
  const auto under_way = OnNotice(campaign, "钱");
  w.Erase(kCounty, Id("钱"));
  EXPECT_EQ(Get(admin_, under_way.name())->state(), v1::NOMINATION_WITHDRAWN);
}

TEST_F(HonourServiceTest, OneSeatIsTakenByOneOfMany) {
  const auto campaign = Open();
  std::vector<std::string> names;
  for (int i = 0; i < 8; ++i) {
    const std::string who = "person " + std::to_string(i);
    const auto nominated = clerk_.Call(*w.honours, &Honours::Nominate, Naming(campaign, who.c_str()));
    ASSERT_OK(nominated);
    ASSERT_OK(Answer(w.Person(Id(who)), nominated->name(), true));
    names.push_back(nominated->name());
  }
  std::atomic<int> taken{0}, full{0};
  std::vector<std::thread> threads;
  for (const std::string& name : names) {
    threads.emplace_back([&, name] {
      const auto said = Review(officer_, name, v1::VILLAGE_TIER);
      if (said.ok()) ++taken;
      if (ReasonOf(said.status()) == errors::v1::HONOUR_QUOTA_FULL) ++full;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(taken, 2);
  EXPECT_EQ(full, 6);
}

TEST_F(HonourServiceTest, PagesOfTheRedList) {
  const auto campaign = Open();
  Awarded(campaign, "赵");
  Awarded(campaign, "钱");
  const auto first = RedList(false, 1);
  ASSERT_OK(first);
  ASSERT_EQ(first->lines_size(), 1);
  const auto second = RedList(false, 1, first->next_page_token());
  ASSERT_OK(second);
  EXPECT_EQ(second->lines_size(), 1);
  EXPECT_NE(second->lines(0).name(), first->lines(0).name());
  EXPECT_EQ(second->next_page_token(), "");
}

// Somebody without an account: read by those who decide, public as the paper says, gone when it is taken
// back.
TEST_F(HonourServiceTest, AResidentWhoAgreedOnPaper) {
  auto opening = Opening();
  opening.mutable_categories(0)->set_kind(v1::GOOD_NEIGHBOUR);
  const auto campaign = admin_.Call(*w.honours, &Honours::OpenCampaign, opening);
  ASSERT_OK(campaign);
  v1::NominateRequest naming = Naming(*campaign);
  naming.clear_volunteer();
  naming.mutable_resident()->set_legal_name("乌云花");
  naming.mutable_resident()->set_called("乌奶奶");
  naming.mutable_resident()->set_shown_as(v1::MASKED_LEGAL_NAME);
  naming.mutable_resident()->set_consent_witness("包银山");
  *naming.mutable_resident()->mutable_consent_time() = ToTimestamp(kNine - absl::Hours(48));
  ExpectOnce(w, clerk_, *w.honours, &Honours::Nominate, naming);
  const std::string name = ResourceNameOf(kCounty, "nominations", IdOf(naming.request_id()));
  naming.set_request_id(w.RequestId());
  EXPECT_THAT(clerk_.Call(*w.honours, &Honours::Nominate, naming), Refused(errors::v1::ALREADY_NOMINATED));
  const auto seen = Get(officer_, name);
  ASSERT_OK(seen);
  EXPECT_EQ(seen->nominee(), "");
  EXPECT_EQ(seen->resident_name(), "乌云花");
  EXPECT_EQ(seen->shown_name(), "乌*花");
  EXPECT_EQ(seen->consent_witness(), "包银山");
  EXPECT_EQ(w.Number(kCounty,
                     "SELECT count(*) FROM nomination AS n JOIN nomination_words AS w USING (county_id, id) "
                     "WHERE n::text LIKE '%乌%' OR position(convert_to('乌', 'UTF8') IN w.sealed) > 0"),
            0);
  EXPECT_OK(Review(officer_, name, v1::VILLAGE_TIER));
  EXPECT_OK(Review(w.Reviewer(kCounty), name, v1::TOWNSHIP_TIER));
  EXPECT_OK(Review(w.Reviewer(kCounty), name, v1::COUNTY_TIER));
  Later(6);
  ASSERT_OK(Step<v1::AwardNominationRequest>(admin_, &Honours::AwardNomination, name));
  const auto list = RedList();
  ASSERT_OK(list);
  ASSERT_EQ(list->lines_size(), 1);
  EXPECT_EQ(list->lines(0).shown_name(), "乌*花");
  EXPECT_EQ(list->lines(0).deeds(), "") << "the paper said nothing of the deeds";
  EXPECT_OK(Answer(clerk_, name, false));
  EXPECT_EQ(RedList()->lines_size(), 0);
  EXPECT_EQ(Get(officer_, name)->resident_name(), "");
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM nomination_words WHERE sealed <> ''"), 0);
}

TEST_F(HonourServiceTest, APosterOfWhoAgreed) {
  const auto campaign = Open();
  v1::DownloadHonourPosterRequest request;
  request.set_campaign(campaign.name());
  EXPECT_THAT(w.world.Nobody().Call(*w.honours, &Honours::DownloadHonourPoster, request),
              Refused(errors::v1::NOT_FOUND));
  Awarded(campaign);
  const auto poster = w.world.Nobody().Call(*w.honours, &Honours::DownloadHonourPoster, request);
  ASSERT_OK(poster);
  EXPECT_THAT(poster->pdf(), HasSubstr("%PDF"));
  EXPECT_THAT(poster->file_name(), HasSubstr("A3"));
}

}  // namespace
}  // namespace diandan::hours
