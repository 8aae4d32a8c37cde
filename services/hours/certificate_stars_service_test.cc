// Stars on a certificate: as they were held at issue, where the holder wants them.
#include "gmock/gmock.h"
#include "services/hours/certificate/check.h"
#include "services/hours/hours_testing.h"
#include "services/hours/star_rules.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using diandan::testing::TestCaller;
using Certificates = v1::CertificateService::Stub;

class CertificateStarsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const Told told = Told("order").With("赵", 0, 120);
    w.Settle(told, kCounty);
    ASSERT_OK(w.Decide(w.Reviewer(kCounty), w.Verdict(kCounty, told.entry())));
  }
  v1::Certificate Issued(bool with_stars) {
    v1::IssueCertificateRequest request;
    request.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id("赵")));
    request.set_request_id(w.RequestId());
    if (with_stars) request.add_fields(v1::HOLDER_STARS);
    const auto issued = holder_.Call(*w.certificates, &Certificates::IssueCertificate, request);
    EXPECT_OK(issued);
    v1::GetCertificateRequest get;
    get.set_name(issued->name());
    const auto read = holder_.Call(*w.certificates, &Certificates::GetCertificate, get);
    EXPECT_OK(read);
    return *read;
  }
  int StarsAnybodyReads(const std::string& number) {
    v1::VerifyCertificateRequest request;
    request.set_number(number);
    const auto found = w.world.Nobody().Call(*w.certificates, &Certificates::VerifyCertificate, request);
    EXPECT_OK(found);
    EXPECT_EQ(found->verdict(), v1::FOUND_VALID);
    return found->stars();
  }
  int StarsSigned(const v1::Certificate& certificate) {
    v1::GetCertificateKeysRequest request;
    request.set_parent("counties/150525");
    const auto keys = w.world.Nobody().Call(*w.certificates, &Certificates::GetCertificateKeys, request);
    EXPECT_OK(keys);
    const auto ring = certificate::ReadKeyring(keys->file());
    EXPECT_OK(ring);
    const auto finding = certificate::Check(certificate.contents().signed_text(), *ring, nullptr);
    EXPECT_EQ(finding.verdict, certificate::Verdict::kValid);
    return finding.facts.stars;
  }

  HoursWorld w;
  TestCaller holder_ = w.Person(Id("赵"));
};

TEST_F(CertificateStarsTest, WhoHasNoneHasNothingOfItOnTheCertificate) {
  const v1::Certificate issued = Issued(/*with_stars=*/true);
  EXPECT_EQ(issued.contents().stars(), 0);
  EXPECT_EQ(StarsSigned(issued), 0);
  EXPECT_EQ(StarsAnybodyReads(issued.number()), 0);
}

TEST_F(CertificateStarsTest, AreSignedWithTheRestWhereTheHolderWantsThem) {
  ASSERT_OK(
      w.Tamper(kCounty, absl::StrCat("INSERT INTO star VALUES (", kCounty, ", '", StarId(Id("赵")).ToString(),
                                     "', '", Id("赵").ToString(), "', 3, 1, 0, now(), now())")));
  w.Restart();  // what the lane has in memory was read before
  EXPECT_EQ(Issued(/*with_stars=*/false).contents().stars(), 0);
  const v1::Certificate issued = Issued(/*with_stars=*/true);
  EXPECT_EQ(issued.contents().stars(), 3);
  EXPECT_EQ(StarsSigned(issued), 3);
  EXPECT_EQ(StarsAnybodyReads(issued.number()), 3);
}

}  // namespace
}  // namespace diandan::hours
