// The page where anybody checks a certificate: without signing in, without a script, in two languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/base/certificate_number.h"
#include "services/gateway/certificate_text.h"
#include "services/gateway/gateway_testing.h"
#include "services/gateway/html.h"

namespace diandan::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

hours::v1::VerifyCertificateResponse FoundOne(hours::v1::CertificateVerdict verdict) {
  hours::v1::VerifyCertificateResponse found;
  found.set_verdict(verdict);
  found.set_number("150525-7K3M-9QX4-2TRV");
  found.set_holder("王*利<script>");
  found.set_services(2);
  found.set_minutes(140);
  found.mutable_issue_time()->set_seconds(1795654800);
  found.mutable_start_time()->set_seconds(1795654800);
  found.mutable_end_time()->set_seconds(1795654800);
  return found;
}

TEST(CertificateTextTest, SaysTheVerdictInTwoLanguagesAndEscapesWhatIsNotOurs) {
  const std::string zh = ShowCertificate(FoundOne(hours::v1::FOUND_VALID), Language::kChinese);
  EXPECT_THAT(zh, AllOf(HasSubstr("有效"), HasSubstr("Valid"), HasSubstr("王*利&lt;script&gt;"),
                        Not(HasSubstr("<script")), HasSubstr("2 小时 20 分"), HasSubstr("lang=\"zh-CN\"")));
  const std::string en = ShowCertificate(FoundOne(hours::v1::FOUND_VALID), Language::kEnglish);
  EXPECT_THAT(
      en, AllOf(HasSubstr("Valid"), HasSubstr("有效"), HasSubstr("2 h 20 min"), HasSubstr("lang=\"en\"")));
}

TEST(CertificateTextTest, StarsAreTheCertificatesToSay) {
  auto found = FoundOne(hours::v1::FOUND_VALID);
  EXPECT_THAT(ShowCertificate(found, Language::kChinese), Not(HasSubstr("星级")));
  found.set_stars(3);
  EXPECT_THAT(ShowCertificate(found, Language::kChinese), HasSubstr("三星级志愿者"));
  EXPECT_THAT(ShowCertificate(found, Language::kEnglish), HasSubstr("3-star volunteer"));
}

TEST(CertificateTextTest, OfOneThatDoesNotHoldNothingIsSaidOfItsHolder) {
  EXPECT_THAT(ShowCertificate(FoundOne(hours::v1::FOUND_REVOKED), Language::kEnglish),
              AllOf(HasSubstr("Revoked"), Not(HasSubstr("王")), Not(HasSubstr("2 h"))));
}

TEST(CertificateTextTest, HoursThatWereCorrectedAreTold) {
  auto found = FoundOne(hours::v1::FOUND_VALID);
  found.mutable_change_time()->set_seconds(1795654800);
  EXPECT_THAT(ShowCertificate(found, Language::kChinese), HasSubstr("2026-11-26 以后"));
}

TEST(HtmlTest, FormFieldsAreDecoded) {
  EXPECT_EQ(FormField("what=DDC1%3AA+B%2B%25&x=1", "what"), "DDC1:A B+%");
  EXPECT_EQ(FormField("x=1", "what"), "");
  EXPECT_EQ(FormField("what=%4", "what"), "%4");
  EXPECT_EQ(FormField("", "what"), "");
}

class CertificatePagesTest : public ::testing::Test {
 protected:
  Reply Ask(const std::string& method, const std::string& path, const std::string& body = "") {
    return wire_.Ask(method, path,
                     {{"accept-language", "en"}, {"content-type", "application/x-www-form-urlencoded"}},
                     body);
  }
  Site site_;
  Wire wire_{site_.port()};
};

TEST_F(CertificatePagesTest, AnybodyGetsTheFormAndAnAnswer) {
  const Reply form = Ask("GET", "/certificates/");
  EXPECT_EQ(form.status, 200);
  EXPECT_THAT(form.body, HasSubstr("<form method=\"post\""));
  EXPECT_THAT(form.Header("content-security-policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(form.Header("cache-control"), "no-store");
  EXPECT_EQ(Ask("GET", "/certificates").status, 200);
  EXPECT_EQ(Ask("GET", "/certificates/style.css").status, 200);

  const std::string number = MakeCertificateNumber(150525);
  for (const Reply& reply :
       {Ask("GET", "/certificates/" + number), Ask("POST", "/certificates/", "what=" + number)}) {
    EXPECT_EQ(reply.status, 404);
    EXPECT_THAT(reply.body, HasSubstr("No such number"));
  }
  EXPECT_EQ(Ask("GET", "/certificates/150525-AAAA").status, 404);
  EXPECT_THAT(Ask("GET", "/certificates/150525-AAAA").body, HasSubstr("mistyped"));
  const Reply altered = Ask("POST", "/certificates/", absl::StrCat("what=DDC1%3A", std::string(100, 'A')));
  EXPECT_EQ(altered.status, 200);
  EXPECT_THAT(altered.body, HasSubstr("Not to be trusted"));
  EXPECT_EQ(Ask("POST", "/certificates/", "").status, 400);
}

TEST_F(CertificatePagesTest, WhoAsksTooOftenIsToldToWait) {
  int status = 0;
  for (int i = 0; i < 70 && status != 429; ++i)
    status = Ask("GET", "/certificates/" + MakeCertificateNumber(150525)).status;
  EXPECT_EQ(status, 429);
}

}  // namespace
}  // namespace diandan::gateway
