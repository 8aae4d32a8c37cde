// Nobody passes their own work: people with two hats, each of which alone would be let in. The rows say which
// part somebody had in a service, and what becomes of it when they decide its hours: another one has to
// agree, who must not be they.
#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/orders/v1/loop_policy_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"
#include "tests/support/figures.h"

namespace diandan::security {
namespace {

namespace h = hours::v1;
namespace o = orders::v1;
namespace v = volunteers::v1;
using scenario::OrThrow;
using scenario::Stage;
using scenario::Walk;
using Accounts = v::AccountService::Stub;
using Entries = h::EntryService::Stub;

struct Part {
  const char* words;
  const char* who;     // decides in the end
  const char* placer;  // of the order
  bool own_part;
};
// The station's clerk witnesses, the leader leads and records, the volunteer serves.
constexpr Part kParts[] = {
    {"placed it", "two-hats", "two-hats", true},
    {"served", "volunteer", "clerk", true},
    {"led the team", "leader", "clerk", true},
    {"saw it done", "clerk", "two-hats", true},
    {"saw its closing code", "code-seer", "clerk", true},
    {"had no part in it", "reviewer", "clerk", false},
};
constexpr char kSeer[] = "code-seer";

class Conflicts : public ::testing::Test {
 protected:
  v::Account AccountOf(const std::string& actor) {
    v::ListAccountsRequest list;
    list.set_parent(stage_.parent());
    list.set_page_size(200);
    const auto found = OrThrow(stage_.Call("admin", &Accounts::ListAccounts, list));
    for (const auto& account : found.accounts()) {
      if (account.display_name() == actor) return account;
    }
    throw std::runtime_error("no account of " + actor);
  }

  v::GrantRoleRequest SecondHat(const std::string& actor) {
    v::GrantRoleRequest grant;
    grant.set_name(actor == "admin" ? own_ : AccountOf(actor).name());
    grant.set_request_id(stage_.Id());
    grant.set_grant_id(stage_.Id());
    grant.mutable_grant()->set_role(v::REVIEWER);
    grant.mutable_grant()->set_org(stage_.OrgOf(""));
    return grant;
  }

  // An hour from `hour` on, placed by them and served by the volunteer; the entry that waits.
  h::Entry Served(const std::string& placer, int hour) {
    o::PlaceOrderRequest place;
    place.set_name(stage_.NameOf("orders", stage_.Id()));
    *place.mutable_order() = scenario::Haircut(stage_, stage_.Id(), hour, hour + 1);
    Walk walk(stage_, OrThrow(stage_.Do(placer, &o::OrderService::Stub::PlaceOrder, place)));
    o::ViewSlipRequest view;
    view.set_name(place.name());
    OrThrow(stage_.Do(kSeer, &o::RatingService::Stub::ViewSlip, view));
    walk.ServedBy("leader", stage_.team, {stage_.volunteer});
    (void)walk.Approve();  // who is trusted needs nobody's
    OrThrow(walk.Accept());
    OrThrow(walk.SetRoster());
    stage_.At(hour, 0);
    OrThrow(walk.CheckIn("leader", stage_.volunteer, hour, 0));
    stage_.At(hour + 1, 0);
    OrThrow(walk.CheckOut("leader", stage_.volunteer, hour + 1, 0));
    OrThrow(walk.Witness(hour + 1, 0));
    h::ListEntriesOfOrderRequest list;
    list.set_order(place.name());
    return OrThrow(stage_.Call("reviewer", &Entries::ListEntriesOfOrder, list)).entries(0);
  }

  StatusOr<h::Entry> Verify(const std::string& actor, const h::Entry& entry) {
    h::DecideEntriesRequest decide;
    decide.set_parent(stage_.parent());
    h::Decision& decision = *decide.add_decisions();
    decision.set_entry(entry.name());
    decision.set_verdict(h::VERIFY);
    auto decided = stage_.Do(actor, &Entries::DecideEntries, decide);
    if (!decided.ok()) return decided.status();
    return decided->entries(0);
  }

  Status Confirm(const std::string& actor, const h::Entry& entry) {
    h::ConfirmSecondRequest confirm;
    confirm.set_name(entry.name());
    confirm.set_agreed(true);
    return stage_.Do(actor, &Entries::ConfirmSecond, confirm).status();
  }

  Stage stage_;
  const std::string own_ = AccountOf("County admin").name();
};

TEST_F(Conflicts, WhoHadAPartDoesNotPassItAlone) {
  stage_.OpenAccount("two-hats", v::CLERK, stage_.station);
  stage_.OpenAccount(kSeer, v::CLERK, stage_.station);
  const std::vector<std::string> hats = {"two-hats", "volunteer", "leader", "clerk", kSeer};
  for (const std::string& actor : hats) OrThrow(stage_.Do("admin", &Accounts::GrantRole, SecondHat(actor)));
  int hour = 10, cells = 0, alone = 0;
  for (const Part& part : kParts) {
    SCOPED_TRACE(part.words);
    const h::Entry entry = Served(part.placer, hour);
    const auto decided = OrThrow(Verify(part.who, entry));
    hour += 2;
    ++cells;
    EXPECT_EQ(decided.state() == h::SECOND, part.own_part) << h::EntryState_Name(decided.state());
    if (!part.own_part) continue;
    if (decided.state() != h::SECOND) ++alone;
    // Nor together with another one who had a part: the code is seen, the service led, given and witnessed in
    // each row.
    for (const std::string& actor : hats) {
      if (actor == "two-hats" && actor != part.placer) continue;
      const auto reason = ReasonOf(Confirm(actor, entry));
      ++cells;
      if (reason == errors::v1::REASON_UNSPECIFIED) ++alone;
      EXPECT_EQ(reason,
                actor == part.who ? errors::v1::SECOND_REVIEWER_NEEDED : errors::v1::CONFLICT_OF_INTEREST)
          << actor;
    }
    EXPECT_TRUE(Confirm("reviewer", entry).ok());
  }
  testing::TellFigures(absl::StrCat("conflicts: ", std::size(kParts), " parts in a service, ", cells,
                                    " decisions, ", alone, " passed by those who had one",
                                    HasFailure() ? "  FAILED" : ""));
}

TEST_F(Conflicts, NobodyRaisesThemselvesOrAgreesWithThemselves) {
  EXPECT_EQ(ReasonOf(stage_.Do("admin", &Accounts::GrantRole, SecondHat("admin")).status()),
            errors::v1::CONFLICT_OF_INTEREST);
  v::DisableAccountRequest disable;
  disable.set_name(own_);
  EXPECT_EQ(ReasonOf(stage_.Do("admin", &Accounts::DisableAccount, disable).status()),
            errors::v1::CONFLICT_OF_INTEREST);
  using Policies = o::LoopPolicyService::Stub;
  o::GetLoopPolicyRequest get;
  get.set_parent(stage_.parent());
  const auto present = OrThrow(stage_.Call("admin", &Policies::GetLoopPolicy, get));
  o::SetLoopPolicyRequest set;
  set.set_parent(stage_.parent());
  set.set_from_version(present.version());
  *set.mutable_settings() = present.settings();
  set.mutable_settings()->set_release_minutes(present.settings().release_minutes() + 30);
  OrThrow(stage_.Do("admin", &Policies::SetLoopPolicy, set));
  o::ConfirmLoopPolicyRequest confirm;
  confirm.set_parent(stage_.parent());
  confirm.set_from_version(present.version());
  EXPECT_EQ(ReasonOf(stage_.Do("admin", &Policies::ConfirmLoopPolicy, confirm).status()),
            errors::v1::CONFLICT_OF_INTEREST);
}

}  // namespace
}  // namespace diandan::security
