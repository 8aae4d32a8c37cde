// Certificates on a real database: issued, repeated, read, checked, corrected under them, revoked, erased.
#include "gmock/gmock.h"
#include "services/base/certificate_number.h"
#include "services/hours/certificate/attached.h"
#include "services/hours/certificate/check.h"
#include "services/hours/hours_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::Refused;
using diandan::testing::TestCaller;
using ::testing::HasSubstr;
using ::testing::Not;

using Stub = v1::CertificateService::Stub;

class CertificateServiceTest : public ::testing::Test {
 protected:
  // Served and verified.
  Told Served(const char* order, int minutes, CountyId county = kCounty) {
    // Elsewhere later on the same day: nobody gives a minute twice.
    const int from = county == kCounty ? 0 : 180;
    Told told = Told(order).With("赵", from, from + minutes);
    w.Settle(told, county);
    EXPECT_OK(w.Decide(w.Reviewer(county), w.Verdict(county, told.entry())));
    return told;
  }
  v1::IssueCertificateRequest Asking() {
    v1::IssueCertificateRequest request;
    request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
    request.set_request_id(w.RequestId());
    return request;
  }
  StatusOr<v1::Certificate> Issue(const TestCaller& by, const v1::IssueCertificateRequest& request) {
    return by.Call(*w.certificates, &Stub::IssueCertificate, request);
  }
  StatusOr<v1::Certificate> Get(const TestCaller& by, const std::string& name) {
    v1::GetCertificateRequest request;
    request.set_name(name);
    return by.Call(*w.certificates, &Stub::GetCertificate, request);
  }
  StatusOr<v1::CertificateFile> Download(const TestCaller& by, const std::string& name) {
    v1::DownloadCertificateRequest request;
    request.set_name(name);
    return by.Call(*w.certificates, &Stub::DownloadCertificate, request);
  }
  Status Revoke(const TestCaller& by, const std::string& name, v1::RevokeReason reason) {
    v1::RevokeCertificateRequest request;
    request.set_name(name);
    request.set_request_id(w.RequestId());
    request.set_reason(reason);
    return by.Call(*w.certificates, &Stub::RevokeCertificate, request).status();
  }
  StatusOr<v1::VerifyCertificateResponse> Verify(const std::string& number, const std::string& text = "") {
    v1::VerifyCertificateRequest request;
    request.set_number(number);
    request.set_signed_text(text);
    return w.world.Nobody().Call(*w.certificates, &Stub::VerifyCertificate, request);
  }
  StatusOr<v1::ListCertificatesResponse> List(const TestCaller& by, bool changed = false, bool own = false) {
    v1::ListCertificatesRequest request;
    request.set_parent("counties/150525");
    request.set_changed(changed);
    if (own) request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
    return by.Call(*w.certificates, &Stub::ListCertificates, request);
  }
  certificate::Keyring PublishedKeys() {
    v1::GetCertificateKeysRequest request;
    request.set_parent("counties/150525");
    auto keys = w.world.Nobody().Call(*w.certificates, &Stub::GetCertificateKeys, request);
    EXPECT_OK(keys);
    auto ring = certificate::ReadKeyring(keys->file());
    EXPECT_OK(ring);
    return *ring;
  }
  // A correction that somebody else decided.
  void Correct(const Uuid& entry, int minutes, CountyId county = kCounty) {
    v1::RequestCorrectionRequest appeal;
    appeal.set_entry(ResourceNameOf(county, "entries", entry));
    appeal.set_request_id(w.RequestId());
    appeal.set_minutes(minutes);
    auto opened = holder_.Call(*w.cases, &v1::CaseService::Stub::RequestCorrection, appeal);
    ASSERT_OK(opened);
    v1::DecideCaseRequest decide;
    decide.set_name(opened->name());
    decide.set_request_id(w.RequestId());
    decide.set_granted(true);
    decide.set_minutes(minutes);
    decide.set_reason(v1::APPEAL_UPHELD);
    ASSERT_OK(w.Reviewer(county).Call(*w.cases, &v1::CaseService::Stub::DecideCase, decide));
  }

  HoursWorld w;
  TestCaller holder_ = w.Guest(Id("赵"));
};

// Who has served elsewhere for years gets what was served here all the same.
TEST_F(CertificateServiceTest, AnOfficerCertifiesTheOwnPlaceHoweverMuchLiesElsewhere) {
  Served("order", 120);
  ASSERT_OK(w.Tamper(
      kCounty,
      "INSERT INTO entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', "
      "gen_random_uuid(), 'station_path', 'c.u', 'start_at', e.start_at - n * interval '1 day', "
      "'end_at', e.end_at - n * interval '1 day'))).* FROM entry AS e, generate_series(1, 501) AS n"));
  auto request = Asking();
  request.set_asked_how(v1::ASKED_AT_THE_DESK);
  const auto issued = Issue(w.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c.t")), request);
  ASSERT_OK(issued);
  EXPECT_EQ(issued->services(), 1);
}

TEST_F(CertificateServiceTest, IsIssuedOnceHoweverOftenItIsAsked) {
  Served("order", 120);
  const auto request = Asking();
  const auto first = Issue(holder_, request);
  ASSERT_OK(first);
  EXPECT_EQ(first->minutes(), 120);
  EXPECT_EQ(first->services(), 1);
  EXPECT_THAT(first->number(), HasSubstr("150525-"));
  const int64_t events = w.Events(kCounty);
  const int looks = w.people.looks();
  const auto again = Issue(holder_, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(w.Events(kCounty), events);
  EXPECT_EQ(w.people.looks(), looks) << "nobody's name is looked at for a repeat";
  auto other = request;
  other.add_fields(v1::HOLDER_ID_NUMBER);
  EXPECT_THAT(Issue(holder_, other), Refused(errors::v1::REQUEST_ID_REUSED));
}

TEST_F(CertificateServiceTest, SaysWhatStandsSealedAndOnPaper) {
  Served("order", 120);
  auto request = Asking();
  for (const auto field :
       {v1::HOLDER_ID_NUMBER, v1::SERVICE_PLACE, v1::SERVICE_TEAM, v1::SERVICE_ORDER_NUMBER})
    request.add_fields(field);
  const auto issued = Issue(holder_, request);
  ASSERT_OK(issued);
  const auto read = Get(holder_, issued->name());
  ASSERT_OK(read);
  const auto& contents = read->contents();
  EXPECT_EQ(contents.holder(), "王小利");
  EXPECT_EQ(contents.id_number(), "1505**********123X");
  EXPECT_EQ(contents.volunteer_number(), "") << "not wanted";
  EXPECT_EQ(contents.issuer(), "奈曼旗新时代文明实践中心");
  ASSERT_EQ(contents.services_size(), 1);
  EXPECT_EQ(contents.services(0).title(), "上门理发");
  EXPECT_EQ(contents.services(0).unit(), "红柳村新时代文明实践站");
  EXPECT_EQ(contents.services(0).place(), "红柳村");
  EXPECT_EQ(contents.services(0).team(), "小白杨理发队");
  EXPECT_EQ(contents.services(0).order_number(), "7K3M");
  EXPECT_EQ(contents.services(0).minutes(), 120);

  const auto finding = certificate::Check(contents.signed_text(), PublishedKeys(), nullptr);
  EXPECT_EQ(finding.verdict, certificate::Verdict::kValid);
  EXPECT_EQ(finding.facts.number, issued->number());
  EXPECT_EQ(finding.facts.holder, "王*利");
  EXPECT_EQ(finding.facts.minutes, 120);

  const auto file = Download(holder_, issued->name());
  ASSERT_OK(file);
  EXPECT_EQ(file->file_name(), issued->number() + ".pdf");
  const auto attached = certificate::AttachedTo(file->pdf());
  ASSERT_TRUE(attached);
  EXPECT_EQ(certificate::Check(*attached, PublishedKeys(), nullptr).verdict, certificate::Verdict::kValid);
  EXPECT_EQ(Download(holder_, issued->name())->pdf(), file->pdf()) << "printed again unchanged";
}

TEST_F(CertificateServiceTest, OnlyHoursThatStandCountAndOnlyThoseAskedFor) {
  EXPECT_THAT(Issue(holder_, Asking()), Refused(errors::v1::NOTHING_TO_CERTIFY));
  Told waiting = Told("waiting").With("赵", 0, 60);
  w.Settle(waiting);
  EXPECT_THAT(Issue(holder_, Asking()), Refused(errors::v1::NOTHING_TO_CERTIFY));
  Told morning = Told("morning").With("赵", 120, 180), evening = Told("evening").With("赵", 300, 390);
  for (const Told* told : {&morning, &evening}) {
    w.Settle(*told);
    ASSERT_OK(w.Decide(w.Reviewer(kCounty), w.Verdict(kCounty, told->entry())));
  }
  EXPECT_EQ(Issue(holder_, Asking())->minutes(), 150);
  auto late = Asking();
  *late.mutable_start_time() = ToTimestamp(kNine + absl::Minutes(200));
  EXPECT_EQ(Issue(holder_, late)->minutes(), 90);
  auto early = Asking();
  *early.mutable_end_time() = ToTimestamp(kNine + absl::Minutes(300));
  EXPECT_EQ(Issue(holder_, early)->minutes(), 60);
  auto one = Asking();
  one.add_orders(ResourceNameOf(kCounty, "orders", Id("evening")));
  EXPECT_EQ(Issue(holder_, one)->minutes(), 90);
}

TEST_F(CertificateServiceTest, TheVolunteersOwnCountsWhatWasServedElsewhere) {
  Served("home", 60);
  Served("away", 120, kNeighbour);
  w.hours->clockwork().Tick().IgnoreError();  // the home county is told
  const auto own = Issue(holder_, Asking());
  ASSERT_OK(own);
  EXPECT_EQ(own->minutes(), 180);
  EXPECT_EQ(own->place_path(), "");
}

TEST_F(CertificateServiceTest, AnOfficerIssuesForWhoAskedAndOthersSeeNoNames) {
  Served("order", 60);
  const auto officer = w.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c.t"));
  EXPECT_THAT(Issue(officer, Asking()), Refused(errors::v1::FIELD_INVALID));
  auto request = Asking();
  request.set_asked_how(v1::ASKED_AT_THE_DESK);
  const auto issued = Issue(officer, request);
  ASSERT_OK(issued);
  EXPECT_EQ(issued->asked_how(), v1::ASKED_AT_THE_DESK);
  EXPECT_EQ(Get(officer, issued->name())->contents().holder(), "王小利");
  EXPECT_OK(Download(officer, issued->name()));

  const auto reviewer = w.Reviewer(kCounty);
  EXPECT_EQ(Get(reviewer, issued->name())->contents().holder(), "王*利");
  EXPECT_THAT(Download(reviewer, issued->name()), Refused(errors::v1::NOT_ALLOWED));
  const auto elsewhere = w.world.CallerWith(Role::kOfficer, testing::InOrg(kCounty, "c.u"));
  EXPECT_THAT(Get(elsewhere, issued->name()), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_EQ(List(elsewhere)->certificates_size(), 0);
  EXPECT_EQ(List(officer)->certificates_size(), 1);
  EXPECT_EQ(List(holder_, false, true)->certificates_size(), 1);
  EXPECT_THAT(List(holder_), Refused(errors::v1::NOT_ALLOWED));
  EXPECT_THAT(Get(w.Person(Id("钱")), issued->name()), Refused(errors::v1::NOT_ALLOWED));
  const std::string none = ResourceNameOf(kCounty, "certificates", Id("none"));
  EXPECT_THAT(Get(w.Person(Id("钱")), none), Refused(errors::v1::NOT_ALLOWED))
      << "which there are is not told";
  EXPECT_THAT(Get(reviewer, none), Refused(errors::v1::NOT_FOUND));
}

TEST_F(CertificateServiceTest, AnybodyChecksANumberOrACode) {
  Served("order", 60);
  const auto issued = Issue(holder_, Asking());
  ASSERT_OK(issued);
  std::string typed = issued->number();
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  const auto found = Verify(typed);
  ASSERT_OK(found);
  EXPECT_EQ(found->verdict(), v1::FOUND_VALID);
  EXPECT_EQ(found->holder(), "王*利");
  EXPECT_EQ(found->minutes(), 60);
  const std::string text = Get(holder_, issued->name())->contents().signed_text();
  EXPECT_EQ(Verify("", text)->verdict(), v1::FOUND_VALID);
  std::string altered = text;
  std::swap(altered[altered.size() / 2], altered[altered.size() / 2 + 1]);
  EXPECT_EQ(Verify("", altered)->verdict(), v1::FOUND_ALTERED);
  EXPECT_EQ(Verify("", "DDC1:ABC")->verdict(), v1::FOUND_ALTERED);
  EXPECT_EQ(Verify(MakeCertificateNumber(kCounty))->verdict(), v1::FOUND_UNKNOWN);
  EXPECT_EQ(Verify(MakeCertificateNumber(999999))->verdict(), v1::FOUND_UNKNOWN);
  EXPECT_THAT(Verify("150525-7K3M"), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(Verify(""), Refused(errors::v1::FIELD_INVALID));
  EXPECT_THAT(Verify(typed, text), Refused(errors::v1::FIELD_INVALID));
}

TEST_F(CertificateServiceTest, WhoAsksTooOftenWaits) {
  Status status;
  int asked = 0;
  for (; status.ok() && asked < 100; ++asked) status = Verify(MakeCertificateNumber(kCounty)).status();
  EXPECT_THAT(status, Refused(errors::v1::OVERLOADED));
  EXPECT_EQ(asked, 61);
  w.world.clock.Advance(absl::Minutes(1));
  EXPECT_OK(Verify(MakeCertificateNumber(kCounty)));
}

TEST_F(CertificateServiceTest, ARevokedOneIsKnownWithAndWithoutAConnection) {
  Served("order", 60);
  const auto issued = Issue(holder_, Asking());
  ASSERT_OK(issued);
  const std::string text = Get(holder_, issued->name())->contents().signed_text();
  const auto list = [&] {
    v1::GetRevocationListRequest request;
    request.set_parent("counties/150525");
    auto published = w.world.Nobody().Call(*w.certificates, &Stub::GetRevocationList, request);
    EXPECT_OK(published);
    EXPECT_THAT(published->signed_text(), Not(HasSubstr(issued->number())));
    auto opened = certificate::OpenRevocations(published->signed_text(), PublishedKeys());
    EXPECT_OK(opened);
    return *opened;
  };
  auto before = list();
  EXPECT_EQ(certificate::Check(text, PublishedKeys(), &before).verdict, certificate::Verdict::kValid);

  EXPECT_THAT(Revoke(w.Person(Id("钱")), issued->name(), v1::HOLDER_WITHDREW),
              Refused(errors::v1::NOT_ALLOWED));
  ASSERT_OK(Revoke(w.Reviewer(kCounty), issued->name(), v1::ISSUED_IN_ERROR));
  EXPECT_THAT(Revoke(holder_, issued->name(), v1::HOLDER_WITHDREW),
              Refused(errors::v1::CERTIFICATE_WRONG_STATE));
  EXPECT_THAT(Download(holder_, issued->name()), Refused(errors::v1::CERTIFICATE_WRONG_STATE));
  auto after = list();
  EXPECT_EQ(certificate::Check(text, PublishedKeys(), &after).verdict, certificate::Verdict::kRevoked);
  const auto found = Verify(issued->number());
  ASSERT_OK(found);
  EXPECT_EQ(found->verdict(), v1::FOUND_REVOKED);
  EXPECT_EQ(found->holder(), "");
  EXPECT_TRUE(found->has_revoke_time());
  EXPECT_EQ(Get(holder_, issued->name())->revoke_reason(), v1::ISSUED_IN_ERROR);
}

TEST_F(CertificateServiceTest, ACorrectionMarksItUntilItIsTrueAgain) {
  Told told = Served("order", 120);
  const auto issued = Issue(holder_, Asking());
  ASSERT_OK(issued);
  EXPECT_EQ(List(w.Reviewer(kCounty), true)->certificates_size(), 0);
  Correct(told.entry(), 60);
  const auto marked = Get(holder_, issued->name());
  EXPECT_EQ(marked->changed_services(), 1);
  EXPECT_TRUE(marked->has_change_time());
  EXPECT_EQ(marked->minutes(), 120) << "it says what it said";
  EXPECT_EQ(marked->contents().services(0).minutes(), 120);
  EXPECT_EQ(List(w.Reviewer(kCounty), true)->certificates_size(), 1);
  EXPECT_TRUE(Verify(issued->number())->has_change_time());
  EXPECT_EQ(w.Number(kCounty, "SELECT count(*) FROM event WHERE kind = 'CERTIFIED_MINUTES_CHANGED'"), 1);
  EXPECT_EQ(Issue(holder_, Asking())->minutes(), 60) << "a new one says what stands";
  Correct(told.entry(), 120);
  EXPECT_FALSE(Get(holder_, issued->name())->has_change_time());
}

TEST_F(CertificateServiceTest, ACorrectionInAnotherCountyMarksItToo) {
  Told away = Served("away", 120, kNeighbour);
  w.hours->clockwork().Tick().IgnoreError();
  const auto issued = Issue(holder_, Asking());
  ASSERT_OK(issued);
  Correct(away.entry(), 30, kNeighbour);
  w.hours->clockwork().Tick().IgnoreError();
  EXPECT_EQ(Get(holder_, issued->name())->changed_services(), 1);
}

TEST_F(CertificateServiceTest, WhatWasIssuedCannotBeChanged) {
  Served("order", 60);
  ASSERT_OK(Issue(holder_, Asking()));
  for (const char* change : {"UPDATE certificate SET minutes = 600", "UPDATE certificate SET number = 'x'",
                             "DELETE FROM certificate", "UPDATE certified SET minutes = 600",
                             "UPDATE certificate_key SET key_id = 'x'"}) {
    EXPECT_FALSE(w.Tamper(kCounty, change).ok()) << change;
  }
}

TEST_F(CertificateServiceTest, OfAPersonWhoWasErasedTheNumberStays) {
  Served("order", 60);
  const auto issued = Issue(holder_, Asking());
  ASSERT_OK(issued);
  w.Erase(kCounty, Id("赵"));
  EXPECT_EQ(w.Number(kCounty, "SELECT sum(length(sealed) + length(data_key)) FROM certificate_contents"), 0);
  EXPECT_THAT(Download(holder_, issued->name()), Refused(errors::v1::CERTIFICATE_ERASED));
  EXPECT_FALSE(Get(holder_, issued->name())->has_contents());
  const auto found = Verify(issued->number());
  ASSERT_OK(found);
  EXPECT_EQ(found->verdict(), v1::FOUND_VALID);
  EXPECT_EQ(found->holder(), "");
}

TEST_F(CertificateServiceTest, WhoDidNotAgreeToARecordGetsNone) {
  Served("order", 60);
  volunteers::v1::RevealedPerson person;
  person.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
  person.set_withheld("NO_CONSENT");
  w.people.Tell(person);
  EXPECT_THAT(Issue(holder_, Asking()), Refused(errors::v1::CONSENT_MISSING));
}

TEST_F(CertificateServiceTest, PagesOfTheList) {
  Served("order", 60);
  for (int i = 0; i < 5; ++i) {
    w.world.clock.Advance(absl::Minutes(1));
    ASSERT_OK(Issue(holder_, Asking()));
  }
  v1::ListCertificatesRequest request;
  request.set_parent("counties/150525");
  request.set_page_size(2);
  std::set<std::string> seen;
  for (int pages = 1;; ++pages) {
    auto page = w.Reviewer(kCounty).Call(*w.certificates, &Stub::ListCertificates, request);
    ASSERT_OK(page);
    for (const auto& each : page->certificates()) {
      EXPECT_TRUE(seen.insert(each.number()).second);
      EXPECT_EQ(each.has_contents(), false);
    }
    request.set_page_token(page->next_page_token());
    if (request.page_token().empty()) {
      EXPECT_EQ(pages, 3);
      break;
    }
  }
  EXPECT_EQ(seen.size(), 5);
}

}  // namespace
}  // namespace diandan::hours
