// The whole server seals what a county does; whatever a database superuser changes afterwards is found.
#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/checkpoint/published.h"
#include "services/checkpoint/sealed_tables.h"
#include "services/checkpoint/verify_service.h"
#include "services/db/codec.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/stories.h"
#include "tests/scenario/tampering.h"
#include "tests/support/sealing.h"

namespace diandan::scenario {
namespace {

using checkpoint::Difference;
using checkpoint::Fault;
using checkpoint::PublishedLog;
using checkpoint::SealedServices;

constexpr int kEdits = 1'000;

class Sealed : public ::testing::Test {
 protected:
  Sealed()
      : hosting_(HostInOneServer(MondayMorning())),
        stage_(hosting_, kCounty),
        neighbours_(hosting_, kCounty + 1) {
    TellTheLoop(neighbours_);
    stage_.At(9, 0);
    RunHoursErrands(stage_);
    hand_ = db::Connection::Open({.conninfo = hosting_->database(), .statement_timeout_ms = 0});
    testing::AwaitSealed(*hand_);
    for (PublishedLog& log :
         OrThrow(checkpoint::ReadPublished(hosting_->data_dir() + "/checkpoints", std::nullopt)))
      logs_[log.service] = std::move(log);
  }

  std::vector<Difference> Verify(const std::string& service) {
    std::vector<Difference> found;
    for (const auto& county : checkpoint::VerifyService(*hand_, logs_.at(service)).counties)
      found.insert(found.end(), county.differences.begin(), county.differences.end());
    return found;
  }

  std::shared_ptr<Hosting> hosting_;
  Stage stage_, neighbours_;
  std::unique_ptr<db::Connection> hand_;
  std::map<std::string, PublishedLog> logs_;
};

std::string Told(const std::vector<Difference>& found) {
  return absl::StrJoin(found, "; ", [](std::string* out, const Difference& d) {
    absl::StrAppend(out, int(d.fault), " ", d.table, " ", d.seq, " ", d.other_seq, " ", d.id, " ", d.expected,
                    " | ", d.found);
  });
}

// What the difference must say of the edit.
bool Names(const Edit& edit, const Difference& difference) {
  // The points of an account under another name went to one that is not there.
  if (edit.table == "point_account" && difference.table == "point_transfer")
    return difference.fault == Fault::kLegs;
  if (difference.table != edit.table) return false;
  if (edit.table == "account" || edit.table == "point_account") return difference.fault == Fault::kBalance;
  switch (edit.deed) {
    case Deed::kUpdate:
      // In another county a row that is gone here appears; at another step it was moved.
      if (edit.column == "county_id") return difference.fault == Fault::kMissing;
      if (edit.column == "seq" || edit.column == "event_seq")
        return difference.fault == Fault::kMoved && difference.id == edit.id;
      return (difference.fault == Fault::kChanged || difference.fault == Fault::kEntry) &&
             difference.id == edit.id;
    case Deed::kDelete:
      return difference.fault == Fault::kMissing;
    case Deed::kInsert:
      return difference.fault == Fault::kInserted && difference.id == edit.id;
    case Deed::kSwap:
      return difference.fault == Fault::kSwapped;
  }
  return false;
}

TEST_F(Sealed, AThousandEditsOfASuperuserAreFound) {
  ASSERT_EQ(logs_.size(), 4);
  hand_->BeginFor(db::kAllCounties);
  for (const std::string& service : SealedServices()) EXPECT_EQ(Told(Verify(service)), "") << service;
  hand_->Rollback();

  const uint64_t seed = std::random_device{}();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Tampering tampering(*hand_, seed);
  std::map<std::string, int> made;
  int found = 0, named = 0;
  for (int edits = 0; edits < kEdits;) {
    hand_->BeginFor(db::kAllCounties);
    Edit edit;
    if (tampering.TryOne(&edit)) {
      ++edits;
      ++made[absl::StrCat(edit.table, " ", NameOf(edit.deed))];
      const auto differences = Verify(edit.service);
      found += differences.empty() ? 0 : 1;
      const bool is_named = std::any_of(differences.begin(), differences.end(),
                                        [&](const Difference& d) { return Names(edit, d); });
      named += is_named ? 1 : 0;
      EXPECT_FALSE(differences.empty()) << edit.told;
      EXPECT_TRUE(is_named) << edit.told << " is called " << Told(differences);
    }
    hand_->Rollback();
  }
  EXPECT_EQ(found, kEdits);
  EXPECT_EQ(named, kEdits);
  EXPECT_EQ(made.size(), 6 * 4 - 1)
      << "each deed to each kind of table; one account of points has no other to swap with";
  for (const auto& [what, times] : made) RecordProperty(what, times);
  // Nothing of it stayed.
  hand_->BeginFor(db::kAllCounties);
  for (const std::string& service : SealedServices()) EXPECT_EQ(Told(Verify(service)), "") << service;
  hand_->Rollback();
}

}  // namespace
}  // namespace diandan::scenario
