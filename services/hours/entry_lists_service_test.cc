// Lists of entries through gRPC on a real PostgreSQL: every order, and what surrounds an entry.
#include "gmock/gmock.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"
#include "tests/support/sorted_list.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using diandan::testing::SortText;
using ::testing::IsEmpty;

class EntryListsTest : public ::testing::Test {
 protected:
  using Rows = std::pair<std::vector<v1::Entry>, std::string>;
  StatusOr<Rows> Read(const v1::ListEntriesRequest& request) {
    DD_ASSIGN_OR_RETURN(auto page, reviewer_.Call(*w.entries, &v1::EntryService::Stub::ListEntries, request));
    return Rows({page.entries().begin(), page.entries().end()}, page.next_page_token());
  }
  static std::string Text(const v1::Entry& entry, const std::string& order) {
    if (order == "start_time") return SortText(entry.start_time());
    if (order == "settle_time") return SortText(entry.settle_time(), entry.has_settle_time());
    return SortText(entry.create_time());
  }
  StatusOr<v1::ListEntriesAroundResponse> Around(const diandan::testing::TestCaller& by, const Uuid& entry) {
    v1::ListEntriesAroundRequest request;
    request.set_name(ResourceNameOf(kCounty, "entries", entry));
    return by.Call(*w.entries, &v1::EntryService::Stub::ListEntriesAround, request);
  }

  HoursWorld w;
  diandan::testing::TestCaller reviewer_ = w.Reviewer(kCounty);
};

TEST_F(EntryListsTest, EveryOrderGoesOnOverPages) {
  // Two that began and two that came at the same time each; all but two decided, two of them at the same
  // time.
  std::vector<Told> told;
  for (int i = 0; i < 7; ++i) {
    told.push_back(Told(absl::StrCat("order ", i)).With(absl::StrCat("人 ", i), 60 - 15 * (i / 2), 120));
    w.Settle(told.back());
    if (i % 3 != 0) w.world.clock.Advance(absl::Seconds(1));
  }
  v1::ListEntriesRequest request;
  request.set_parent("counties/150525");
  auto read = [this](const v1::ListEntriesRequest& each) { return Read(each); };
  diandan::testing::ExpectEveryOrder<v1::Entry, v1::ListEntriesRequest>(request, read, Text);
  for (int i = 6; i > 1; --i) {
    if (i % 2 == 0) w.world.clock.Advance(absl::Seconds(1));
    ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, told[i].entry())));
  }
  request.set_state(v1::POSTED);
  diandan::testing::ExpectEveryOrder<v1::Entry, v1::ListEntriesRequest>(request, read, Text);
}

TEST_F(EntryListsTest, AroundAnEntryStandWhatThePersonAndTheTeamDidAndWhoHadAPart) {
  constexpr int kDay = 24 * 60;
  Told told = Told("this").With("赵", 0, 120), beside = Told("beside").With("赵", 90, 180),
       before = Told("before").With("赵", -3 * kDay, -3 * kDay + 60),
       long_ago = Told("long ago").With("赵", -4 * kDay, -4 * kDay + 60),
       other = Told("other").With("钱", 0, 60);
  beside->set_station_path("c.t2.v");
  told->mutable_evidence()->add_code_viewers(Id("clerk").ToString());
  for (const Told* each : {&told, &beside, &before, &long_ago, &other}) w.Settle(*each);
  ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, other.entry(), v1::REJECT, v1::NOT_PRESENT)));

  const auto around = Around(reviewer_, told.entry());
  ASSERT_OK(around);
  ASSERT_EQ(around->of_person_size(), 2) << "neither itself, nor what is four days away, nor other people's";
  EXPECT_EQ(IdOf(around->of_person(0).entry().name()), before.entry()) << "by start";
  EXPECT_EQ(around->of_person(0).overlap_minutes(), 0);
  EXPECT_EQ(around->of_person(1).overlap_minutes(), 30);
  EXPECT_FALSE(around->of_person(1).beyond());
  EXPECT_EQ(around->of_person(1).entry().station_path(), "c.t2.v");
  ASSERT_EQ(around->of_team_size(), 4);
  EXPECT_EQ(IdOf(around->of_team(0).name()), beside.entry()) << "newest first";
  EXPECT_EQ(IdOf(around->of_team(1).name()), other.entry());
  EXPECT_EQ(around->of_team(1).state(), v1::VOIDED);
  EXPECT_EQ(around->of_team(1).reason(), v1::NOT_PRESENT);
  const v1::OrderParts& parts = around->parts();
  EXPECT_EQ(parts.placer(), "accounts/" + Id("clerk").ToString());
  EXPECT_EQ(parts.witness(), "") << "closed with the code";
  EXPECT_THAT(parts.code_viewers(), ::testing::ElementsAre("accounts/" + Id("clerk").ToString()));
  EXPECT_EQ(parts.recorders_size(), 1);
  EXPECT_EQ(parts.people(), 1);
  EXPECT_EQ(parts.reports(), 1);

  // Whoever answers for one township learns of the other one that the person served there, and when.
  const auto township = Around(w.Reviewer(kCounty, "c.t"), told.entry());
  ASSERT_OK(township);
  ASSERT_EQ(township->of_person_size(), 2);
  const auto& veiled = township->of_person(1);
  EXPECT_TRUE(veiled.beyond());
  EXPECT_EQ(veiled.overlap_minutes(), 30);
  EXPECT_EQ(veiled.entry().state(), v1::PENDING);
  for (const std::string& text :
       {veiled.entry().name(), veiled.entry().order(), veiled.entry().order_number(), veiled.entry().team(),
        veiled.entry().station_path(), veiled.entry().skill()})
    EXPECT_EQ(text, "");
  for (const auto& each : township->of_team()) EXPECT_EQ(each.station_path(), "c.t.v");
  EXPECT_EQ(township->of_team_size(), 3);

  EXPECT_THAT(Around(w.Reviewer(kCounty, "c.t2"), told.entry()), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Around(w.Reviewer(kNeighbour), told.entry()), Refused(errors::v1::NOT_ALLOWED));
  for (Role role : {Role::kOfficer, Role::kCountyAdmin, Role::kAuditor}) {
    EXPECT_THAT(Around(w.world.CallerWith(role, testing::InOrg(kCounty, "c")), told.entry()),
                Refused(errors::v1::NOT_ALLOWED));
  }
  EXPECT_THAT(Around(w.Person(Id("赵")), told.entry()), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Around(reviewer_, Id("no such entry")), Refused(errors::v1::NOT_FOUND));
  // Nobody else in sight is an answer as well.
  const auto alone = Around(reviewer_, long_ago.entry());
  ASSERT_OK(alone);
  EXPECT_EQ(alone->of_person_size(), 1);
}

TEST_F(EntryListsTest, WhatSurroundsAnEntryIsBounded) {
  Told told = Told("this").With("赵", 0, 120);
  for (int i = 0; i < 60; ++i) told.With(absl::StrCat("人 ", i), 0, 60);
  Told often = Told("often");
  for (int i = 0; i < 60; ++i) often.With("赵", i, i + 1);
  for (int i = 0; i < 60; ++i)  // attendances of one person differ by their number
    often->mutable_attendances(i)->set_attendance_id(Id(absl::StrCat("often ", i)).ToString());
  w.Settle(told);
  w.Settle(often);
  const auto around = Around(reviewer_, told.entry());
  ASSERT_OK(around);
  EXPECT_EQ(around->of_person_size(), 50);
  EXPECT_EQ(around->of_team_size(), 50);
  EXPECT_EQ(around->parts().recorders_size(), 20);
  EXPECT_EQ(around->parts().people(), 61);
}

// 公示: whoever passes by reads it, back-filled time is marked, and the statement keeps the mark.
TEST_F(EntryListsTest, TheNoticeIsForAnybodyAndNamesNobody) {
  v1::PolicySettings settings = BuiltInSettings();
  settings.set_notice_days(3);
  ASSERT_OK(w.Govern(kCounty, settings));
  Told own = Told("own").With("赵", 0, 120),
       filled = Told("filled").With("钱", 0, 60, orders::v1::BACK_FILLED, orders::v1::BACK_FILLED),
       waits = Told("waits").With("孙", 0, 60);
  for (const Told* told : {&own, &filled, &waits}) w.Settle(*told);
  for (const Told* told : {&own, &filled}) ASSERT_OK(w.Decide(reviewer_, w.Verdict(kCounty, told->entry())));
  v1::ConfirmSecondRequest confirm;
  confirm.set_name(ResourceNameOf(kCounty, "entries", filled.entry()));
  confirm.set_request_id(w.RequestId());
  confirm.set_agreed(true);
  ASSERT_OK(w.Reviewer(kCounty).Call(*w.entries, &v1::EntryService::Stub::ConfirmSecond, confirm));

  v1::ListPublicNoticeRequest request;
  request.set_parent("counties/150525");
  request.set_page_size(1);
  auto read = [&] {
    return w.world.Nobody().Call(*w.entries, &v1::EntryService::Stub::ListPublicNotice, request);
  };
  auto first = read();
  ASSERT_OK(first);
  ASSERT_EQ(first->lines_size(), 1);
  EXPECT_FALSE(first->lines(0).back_filled()) << "three days are over before five";
  EXPECT_EQ(first->lines(0).minutes(), 120);
  request.set_page_token(first->next_page_token());
  auto second = read();
  ASSERT_EQ(second->lines_size(), 1);
  EXPECT_TRUE(second->lines(0).back_filled());
  EXPECT_THAT(second->next_page_token(), IsEmpty());
  request.clear_page_token();
  request.set_back_filled_only(true);
  EXPECT_EQ(read()->lines_size(), 1);
  EXPECT_THAT(read()->DebugString(), ::testing::Not(::testing::HasSubstr("volunteers/")));

  v1::GetVolunteerStatementRequest mine;
  mine.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("钱")));
  auto statement = w.Person(Id("钱")).Call(*w.ledger, &v1::LedgerService::Stub::GetVolunteerStatement, mine);
  ASSERT_OK(statement);
  EXPECT_TRUE(statement->lines(0).back_filled());
}

}  // namespace
}  // namespace diandan::hours
