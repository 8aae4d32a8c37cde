#include "services/hours/certificate_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/hours/certificate_answers_rules.h"
#include "services/hours/certified_rules.h"
#include "services/hours/desk_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using testing::InvalidAt;
using testing::Refused;
using testing::RefusedWith;

constexpr char kHolder[] = "赵";

EntryRow Posted(const char* name, const char* path = "c.t.v", CountyId county = kCounty) {
  EntryRow entry;
  entry.county_id = county;
  entry.id = Id(name);
  entry.volunteer_id = Id(kHolder);
  entry.home_county = kCounty;
  entry.team_id = Id("team");
  entry.station_path = path;
  entry.state = v1::POSTED;
  entry.start_at = kNine;
  entry.end_at = kNine + absl::Hours(1);
  entry.posted_minutes = 60;
  return entry;
}

Caller OfficerOf(const char* path, Role role = Role::kOfficer) {
  Caller caller = Someone("officer", role);
  caller.grants[0].org_path = path;
  return caller;
}

v1::IssueCertificateRequest Asking(v1::AskedHow how = v1::ASKED_HOW_UNSPECIFIED) {
  v1::IssueCertificateRequest request;
  request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id(kHolder)));
  request.set_asked_how(how);
  return request;
}

TEST(CertificateRulesTest, WhoMayIssue) {
  struct {
    const char* words;
    Caller caller;
    v1::AskedHow how;
    const char* want;  // of the field, "no" or "yes"
  } const cases[] = {
      {"the volunteer, without saying how", Volunteer(Id(kHolder)), v1::ASKED_HOW_UNSPECIFIED, "yes"},
      {"the volunteer, online", Volunteer(Id(kHolder)), v1::ASKED_ONLINE, "yes"},
      {"the volunteer, as if at a desk", Volunteer(Id(kHolder)), v1::ASKED_AT_THE_DESK, "asked_how_own"},
      {"another volunteer", Volunteer(Id("钱")), v1::ASKED_AT_THE_DESK, "no"},
      {"an officer who was asked", OfficerOf("c.t"), v1::ASKED_IN_WRITING, "yes"},
      {"an officer who does not say how", OfficerOf("c.t"), v1::ASKED_HOW_UNSPECIFIED, "asked_how_needed"},
      {"an officer as if the volunteer did it", OfficerOf("c.t"), v1::ASKED_ONLINE, "asked_how_needed"},
      {"the county's admin", OfficerOf("c", Role::kCountyAdmin), v1::ASKED_BY_PHONE, "yes"},
      {"a reviewer", OfficerOf("c", Role::kReviewer), v1::ASKED_BY_PHONE, "no"},
      {"a clerk", OfficerOf("c.t.v", Role::kClerk), v1::ASKED_AT_THE_DESK, "no"},
  };
  for (const auto& each : cases) {
    const Status status = MayIssue(each.caller, kCounty, Asking(each.how));
    if (each.want == std::string("yes")) {
      EXPECT_OK(status) << each.words;
    } else if (each.want == std::string("no")) {
      EXPECT_THAT(status, Refused(errors::v1::NOT_ALLOWED)) << each.words;
    } else {
      EXPECT_THAT(status, InvalidAt("asked_how", each.want)) << each.words;
    }
  }
}

TEST(CertificateRulesTest, AnOfficerSpeaksForTheOwnPlaceAndTheVolunteerForAll) {
  const std::vector<EntryRow> posted = {Posted("here"), Posted("there", "c.other.v"),
                                        Posted("away", "n.t.v", kNeighbour)};
  EXPECT_EQ(Choose(Volunteer(Id(kHolder)), Asking(), posted)->size(), 3);
  const auto below = Choose(OfficerOf("c.t"), Asking(v1::ASKED_BY_PHONE), posted);
  ASSERT_OK(below);
  ASSERT_EQ(below->size(), 1);
  EXPECT_EQ(below->front().id, Id("here"));
  EXPECT_THAT(Choose(OfficerOf("c.nowhere"), Asking(v1::ASKED_BY_PHONE), posted),
              Refused(errors::v1::NOTHING_TO_CERTIFY));
  EXPECT_THAT(Choose(Volunteer(Id(kHolder)), Asking(), {}), Refused(errors::v1::NOTHING_TO_CERTIFY));
  EXPECT_THAT(Choose(Volunteer(Id(kHolder)), Asking(), std::vector<EntryRow>(501, Posted("here"))),
              RefusedWith(errors::v1::TOO_MUCH_TO_CERTIFY, "limit", "500"));
}

TEST(CertificateRulesTest, LinesStandInTheOrderOfTheirTime) {
  std::vector<EntryRow> posted = {Posted("late"), Posted("early")};
  posted[0].start_at += absl::Hours(2);
  const auto chosen = Choose(Volunteer(Id(kHolder)), Asking(), posted);
  ASSERT_OK(chosen);
  EXPECT_EQ(chosen->front().id, Id("early"));
}

TEST(CertificateRulesTest, APlaceIsWhatAllServicesHaveInCommon) {
  EXPECT_EQ(CommonPlace(kCounty, {Posted("a", "c.t.v")}), "c.t.v");
  EXPECT_EQ(CommonPlace(kCounty, {Posted("a", "c.t.v"), Posted("b", "c.t.w")}), "c.t");
  EXPECT_EQ(CommonPlace(kCounty, {Posted("a", "c.t.v"), Posted("b", "c.t")}), "c.t");
  EXPECT_EQ(CommonPlace(kCounty, {Posted("a", "c.t.v"), Posted("b", "c.tt.v")}), "c");
  EXPECT_EQ(CommonPlace(kCounty, {Posted("a", "c.t.v"), Posted("b", "c.t.v", kNeighbour)}), "");
}

class IssuedTest : public ::testing::Test {
 protected:
  IssuedTest() {
    ClaimRow claim;
    claim.county_id = kCounty;
    claim.id = Id("entry");
    claim.volunteer_id = Id(kHolder);
    claim.minutes = 60;
    claim.token = 1;
    claim.held = true;
    desk_.rows.Rows<ClaimRow>().Load(claim);
    made_.number = "150525-7K3M-9QX4-2TRV";
    made_.key_id = "5f3a91c2";
    made_.public_key = std::string(32, 'k');
    made_.place_path = "c.t.v";
    made_.start = kNine;
    made_.end = kNine + absl::Hours(1);
    made_.records = {{Id("entry"), 60}};
    made_.data_key.data = made_.sealed.data = "sealed";
  }
  StatusOr<v1::Certificate> Issue() {
    v1::IssueCertificateRequest request = Asking();
    // What the desk will call it.
    request.set_request_id(Id(absl::StrCat("request ", ++requests_)).ToString());
    v1::Certificate certificate;
    DD_RETURN_IF_ERROR(
        desk_.Run(IssueCertificateVerb(), Volunteer(Id(kHolder)), request, &certificate, &made_));
    return certificate;
  }
  Status Revoke(const std::string& name, const Caller& by, v1::RevokeReason reason) {
    v1::RevokeCertificateRequest request;
    request.set_name(name);
    request.set_reason(reason);
    ++requests_;
    return desk_.Run(RevokeCertificateVerb(), by, request);
  }
  // So many minutes stand from now on.
  void Stand(int32_t minutes) {
    const Caller hours = Someone("hours", Role::kNone);
    Work work(desk_.rows, kCounty, hours, Id("correction"), desk_.now, 100);
    NoteStanding(work, Id("entry"), minutes);
    noted_ = static_cast<int>(work.events().size());
  }
  const CertifiedRow& record() { return desk_.rows.Rows<CertifiedRow>().all().front()->row; }

  Desk desk_;
  MadeCertificate made_;
  int requests_ = 0;
  int noted_ = 0;
};

TEST_F(IssuedTest, SaysWhatWasReadAndIsKept) {
  const auto certificate = Issue();
  ASSERT_OK(certificate);
  EXPECT_EQ(certificate->state(), v1::CERTIFICATE_VALID);
  EXPECT_EQ(certificate->minutes(), 60);
  EXPECT_EQ(certificate->asked_how(), v1::ASKED_ONLINE);
  EXPECT_EQ(desk_.Said("CERTIFICATE_ISSUED"), 1);
  EXPECT_EQ(desk_.rows.Rows<CertificateContentsRow>().all().size(), 1);
  ASSERT_OK(Issue());
  EXPECT_EQ(desk_.rows.Rows<CertificateKeyRow>().all().size(), 1) << "a key is kept once";
}

TEST_F(IssuedTest, IsRefusedWhenFewerMinutesAreClaimedThanWereRead) {
  made_.records[0].minutes = 61;
  EXPECT_THAT(Issue(), Refused(errors::v1::CERTIFIED_HOURS_MOVED));
  made_.records[0].minutes = 60;
  desk_.rows.Rows<ClaimRow>().Change(kCounty, Id("entry"))->held = false;
  EXPECT_THAT(Issue(), Refused(errors::v1::CERTIFIED_HOURS_MOVED));
  made_.records[0].entry = Id("another");
  EXPECT_THAT(Issue(), Refused(errors::v1::CERTIFIED_HOURS_MOVED));
  EXPECT_EQ(desk_.Said("CERTIFICATE_ISSUED"), 0);
}

TEST_F(IssuedTest, WhoMayRevokeItAndWhy) {
  struct {
    const char* words;
    Caller caller;
    v1::RevokeReason reason;
    const char* want;
  } const cases[] = {
      {"the holder wants it back", Volunteer(Id(kHolder)), v1::HOLDER_WITHDREW, "yes"},
      {"the holder calls it misused", Volunteer(Id(kHolder)), v1::CERTIFICATE_MISUSED, "reason"},
      {"another volunteer", Volunteer(Id("钱")), v1::HOLDER_WITHDREW, "no"},
      {"a reviewer of the county", OfficerOf("c", Role::kReviewer), v1::HOURS_CORRECTED, "yes"},
      {"an officer of the township", OfficerOf("c.t"), v1::ISSUED_IN_ERROR, "yes"},
      {"an officer of another township", OfficerOf("c.u"), v1::ISSUED_IN_ERROR, "no"},
      {"an auditor, who changes nothing", OfficerOf("c", Role::kAuditor), v1::HOURS_CORRECTED, "no"},
  };
  for (const auto& each : cases) {
    const auto certificate = Issue();
    ASSERT_OK(certificate);
    const Status status = Revoke(certificate->name(), each.caller, each.reason);
    if (each.want == std::string("yes")) {
      EXPECT_OK(status) << each.words;
      EXPECT_THAT(Revoke(certificate->name(), each.caller, each.reason),
                  RefusedWith(errors::v1::CERTIFICATE_WRONG_STATE, "state", "CERTIFICATE_REVOKED"));
    } else if (each.want == std::string("no")) {
      EXPECT_THAT(status, Refused(errors::v1::NOT_ALLOWED)) << each.words;
    } else {
      EXPECT_THAT(status, InvalidAt("reason", "one_of:HOLDER_WITHDREW")) << each.words;
    }
  }
}

TEST_F(IssuedTest, OneFromSeveralCountiesIsForThoseOfTheWholeCounty) {
  made_.place_path = "";
  const auto certificate = Issue();
  ASSERT_OK(certificate);
  EXPECT_THAT(Revoke(certificate->name(), OfficerOf("c.t"), v1::CERTIFICATE_MISUSED),
              Refused(errors::v1::NOT_ALLOWED));
  EXPECT_OK(Revoke(certificate->name(), OfficerOf("c"), v1::CERTIFICATE_MISUSED));
}

TEST_F(IssuedTest, FewerMinutesMarkItAndAsManyAgainUnmarkIt) {
  ASSERT_OK(Issue());
  Stand(60);
  EXPECT_EQ(noted_, 0) << "nothing changed";
  Stand(45);
  EXPECT_EQ(noted_, 1);
  EXPECT_EQ(record().standing_minutes, 45);
  const auto since = record().changed_at;
  ASSERT_TRUE(since);
  desk_.now += absl::Hours(1);
  Stand(30);
  EXPECT_EQ(record().changed_at, since) << "since the first time";
  Stand(60);
  EXPECT_FALSE(record().changed_at);
  Stand(75);
  EXPECT_FALSE(record().changed_at) << "what it says is still true";
}

TEST_F(IssuedTest, WhatIsAnsweredToAnybodyIsMaskedAndNothingOfARevokedOne) {
  v1::CertificateContents contents;
  contents.set_holder("王小利");
  contents.set_issuer("奈曼旗新时代文明实践中心");
  CertificateRow row;
  row.number = "150525-7K3M-9QX4-2TRV";
  row.services = 2;
  const auto valid = Found(row, &contents);
  EXPECT_EQ(valid.verdict(), v1::FOUND_VALID);
  EXPECT_EQ(valid.holder(), "王*利");
  EXPECT_EQ(Found(row, nullptr).holder(), "") << "the person was erased";
  row.revoked_at = kNine;
  const auto revoked = Found(row, &contents);
  EXPECT_EQ(revoked.verdict(), v1::FOUND_REVOKED);
  EXPECT_EQ(revoked.holder() + revoked.issuer(), "");
  EXPECT_EQ(revoked.services(), 0);
}

}  // namespace
}  // namespace diandan::hours
