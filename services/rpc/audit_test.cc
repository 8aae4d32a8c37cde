// The log of a county as people read it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/base/request_fields.h"
#include "services/rpc/audit_store.h"
#include "services/rpc/toy_testing.h"
#include "tests/support/matchers.h"

namespace diandan::rpc {
namespace {

using events::v1::ListAuditEntriesRequest;
using events::v1::ListAuditEntriesResponse;
using ::testing::ElementsAre;
using testing::InOrg;
using testing::InTeam;
using ::testing::IsEmpty;
using testing::Refused;
using ::testing::SizeIs;

class AuditTest : public ::testing::Test {
 protected:
  void Put(CountyId county, const Uuid& thing, int value) {
    ASSERT_OK(toy_.Send(toy_.Put(county, thing, value)));
  }
  void PutMany(CountyId county, int times) {
    for (int i = 0; i < times; ++i) Put(county, thing_, 20 + i);
  }
  static ListAuditEntriesRequest Of(CountyId county) {
    ListAuditEntriesRequest request;
    request.set_parent(absl::StrCat("counties/", county));
    return request;
  }
  StatusOr<ListAuditEntriesResponse> List(const testing::TestCaller& caller,
                                          const ListAuditEntriesRequest& request) {
    return caller.Call(*toy_.stub, &toy::v1::Toys::Stub::ListAuditEntries, request);
  }
  std::vector<int64_t> Seqs(const ListAuditEntriesRequest& request) {
    auto list = List(admin_, request);
    EXPECT_OK(list);
    std::vector<int64_t> seqs;
    if (!list.ok()) return seqs;
    for (const auto& entry : list->entries()) seqs.push_back(entry.position().seq());
    return seqs;
  }
  Status RefusalOf(const ListAuditEntriesRequest& request) { return List(admin_, request).status(); }

  ToyWorld toy_;
  const testing::TestCaller admin_ = toy_.world.CallerWith(Role::kCountyAdmin, InOrg(kNaiman, "c1"));
  const Uuid thing_ = toy_.NewId(), other_ = toy_.NewId();
};

TEST_F(AuditTest, AnEntrySaysWhoWhatOnWhatAndWhen) {
  Put(kNaiman, thing_, 1);
  auto list = List(admin_, Of(kNaiman));
  ASSERT_OK(list);
  ASSERT_EQ(list->entries_size(), 1);
  const auto& entry = list->entries(0);
  EXPECT_EQ(entry.position().service(), "toys");
  EXPECT_EQ(entry.position().county_id(), kNaiman);
  EXPECT_EQ(entry.position().seq(), 1);
  EXPECT_EQ(entry.actor(), toy_.clerk.subject);
  EXPECT_EQ(FromProto(entry.time()), toy_.world.clock.Now());
  EXPECT_FALSE(entry.has_cause());
  EXPECT_EQ(list->next_page_token(), "");
}

TEST_F(AuditTest, NobodySeesAnotherCounty) {
  PutMany(kNaiman, 2);
  PutMany(kKulun, 3);
  EXPECT_THAT(Seqs(Of(kNaiman)), ElementsAre(2, 1));
  EXPECT_THAT(RefusalOf(Of(kKulun)), Refused(errors::v1::NOT_ALLOWED));
  const auto kulun = toy_.world.CallerWith(Role::kAuditor, InOrg(kKulun, "c2"));
  EXPECT_THAT(List(kulun, Of(kNaiman)), Refused(errors::v1::NOT_ALLOWED));
  auto theirs = List(kulun, Of(kKulun));
  ASSERT_OK(theirs);
  EXPECT_THAT(theirs->entries(), SizeIs(3));
  for (const auto& entry : theirs->entries()) EXPECT_EQ(entry.position().county_id(), kKulun);
}

TEST_F(AuditTest, OnlyWhoeverAnswersForTheWholeCountyReadsIt) {
  Put(kNaiman, thing_, 1);
  for (Role role : {Role::kCountyAdmin, Role::kReviewer, Role::kAuditor}) {
    EXPECT_OK(List(toy_.world.CallerWith(role, InOrg(kNaiman, "c1")), Of(kNaiman)));
    EXPECT_THAT(List(toy_.world.CallerWith(role, InOrg(kNaiman, "c1.t4")), Of(kNaiman)),
                Refused(errors::v1::NOT_ALLOWED));
    EXPECT_THAT(List(toy_.world.CallerWith(role, InTeam(kNaiman, thing_)), Of(kNaiman)),
                Refused(errors::v1::NOT_ALLOWED));
  }
  for (Role role : {Role::kClerk, Role::kOfficer, Role::kDispatcher, Role::kLeader}) {
    EXPECT_THAT(List(toy_.world.CallerWith(role, InOrg(kNaiman, "c1")), Of(kNaiman)),
                Refused(errors::v1::NOT_ALLOWED));
  }
  EXPECT_THAT(List(toy_.world.Nobody(), Of(kNaiman)), Refused(errors::v1::NOT_SIGNED_IN));
  EXPECT_THAT(List(toy_.world.ServiceCaller("copies"), Of(kNaiman)), Refused(errors::v1::NOT_ALLOWED));
}

TEST_F(AuditTest, PagesHaveNoGapsAndNoDoublesWhileRowsAreAdded) {
  PutMany(kNaiman, 7);
  auto request = Of(kNaiman);
  request.set_page_size(3);
  std::vector<int64_t> seen;
  do {
    auto page = List(admin_, request);
    ASSERT_OK(page);
    for (const auto& entry : page->entries()) seen.push_back(entry.position().seq());
    request.set_page_token(page->next_page_token());
    PutMany(kNaiman, 2);
  } while (!request.page_token().empty());
  EXPECT_THAT(seen, ElementsAre(7, 6, 5, 4, 3, 2, 1));
}

TEST_F(AuditTest, FiltersHoldTogether) {
  const absl::Time start = toy_.world.clock.Now();
  Put(kNaiman, thing_, 1);
  toy_.world.clock.Advance(absl::Hours(9));
  Put(kNaiman, other_, 2);
  Put(kNaiman, thing_, 3);
  toy_.world.clock.Advance(absl::Hours(9));
  Put(kNaiman, thing_, 4);

  auto by_subject = Of(kNaiman);
  by_subject.set_subject(ResourceNameOf(kNaiman, "things", thing_));
  EXPECT_THAT(Seqs(by_subject), ElementsAre(4, 3, 1));
  by_subject.set_page_size(2);
  EXPECT_THAT(Seqs(by_subject), ElementsAre(4, 3));

  auto by_actor = Of(kNaiman);
  by_actor.set_actor(toy_.clerk.subject);
  EXPECT_THAT(Seqs(by_actor), SizeIs(4));
  by_actor.set_actor(toy_.kulun_clerk.subject);
  EXPECT_THAT(Seqs(by_actor), IsEmpty());

  auto by_time = Of(kNaiman);
  *by_time.mutable_from_time() = ToTimestamp(start + absl::Hours(9));
  EXPECT_THAT(Seqs(by_time), ElementsAre(4, 3, 2));
  *by_time.mutable_until_time() = ToTimestamp(start + absl::Hours(18));
  EXPECT_THAT(Seqs(by_time), ElementsAre(3, 2));
  by_time.set_subject(ResourceNameOf(kNaiman, "things", other_));
  EXPECT_THAT(Seqs(by_time), ElementsAre(2));

  auto one = Of(kNaiman);
  one.set_seq(3);
  EXPECT_THAT(Seqs(one), ElementsAre(3));
  one.set_seq(99);
  EXPECT_THAT(Seqs(one), IsEmpty());
}

TEST_F(AuditTest, AFilterThatCannotHoldSaysFieldAndWish) {
  PutMany(kNaiman, 3);
  auto foreign = Of(kNaiman);
  foreign.set_subject(ResourceNameOf(kKulun, "things", thing_));
  EXPECT_THAT(RefusalOf(foreign), testing::InvalidAt("subject", "Must be in the same county"));
  foreign.set_subject("somebody");
  EXPECT_THAT(
      RefusalOf(foreign),
      testing::InvalidAt(
          "subject", "A resource name, e.g. counties/150525/orders/01890a5d-ac96-774b-bcce-b302099a8057"));

  auto never = Of(kNaiman);
  *never.mutable_from_time() = *never.mutable_until_time() = ToTimestamp(toy_.world.clock.Now());
  EXPECT_THAT(RefusalOf(never), testing::InvalidAt("until_time", "Later than from_time"));

  auto elsewhere = Of(kNaiman);
  elsewhere.add_kinds(events::v1::ORDER_PLACED);
  EXPECT_THAT(RefusalOf(elsewhere), Refused(errors::v1::FIELD_INVALID));

  auto page = Of(kNaiman);
  page.set_page_size(1);
  page.set_page_token(List(admin_, page)->next_page_token());
  page.set_actor("service:copies");
  EXPECT_THAT(RefusalOf(page), Refused(errors::v1::PAGE_TOKEN_INVALID));
}

// Without a subject no index serves the filters; what is rare is found over several pages, each of them
// cheap.
TEST_F(AuditTest, APageLooksAtNoMoreThanItMay) {
  Put(kNaiman, other_, 1);
  PutMany(kNaiman, 9);
  auto request = Of(kNaiman);
  std::vector<int64_t> seen, asked;
  Status status =
      db::TransactFor(*toy_.world.home("toys").pool, db::kAllCounties, true, [&](db::Connection& connection) {
        request.set_actor("service:nobody");
        for (Page page;; page.after = {absl::StrCat(asked.back())}) {
          const AuditPage found = ReadAuditPage(connection, "toys", kNaiman, request, page, 4);
          asked.push_back(found.before);
          for (const auto& entry : found.entries) seen.push_back(entry.position().seq());
          if (found.before == 0) return absl::OkStatus();
        }
      });
  ASSERT_OK(status);
  EXPECT_THAT(seen, IsEmpty());
  EXPECT_THAT(asked, ElementsAre(7, 3, 0));
}

}  // namespace
}  // namespace diandan::rpc
