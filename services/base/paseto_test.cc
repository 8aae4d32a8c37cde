#include "services/base/paseto.h"

#include "gtest/gtest.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::Refused;

// The published test vectors 4-S-1 to 4-S-3 (paseto-standard/test-vectors, v4.json).
constexpr char kSeed[] = "b4cbfb43df4ce210727d953e4a713307fa19bb7d9f85041438d9e11b942a3774";
constexpr char kPublic[] = "1eb9dbbbbc047c03fd70604e0071f0987e16b28b757225c11f00415d0e20b1a2";
constexpr char kPayload[] = R"({"data":"this is a signed message","exp":"2022-01-01T00:00:00+00:00"})";
constexpr char kFooter[] = R"({"kid":"zVhMiPBP9fRf2snEcT7gFTioeA9COcNy9DfgL1W60haN"})";
struct Vector {
  const char* name;
  const char* footer;
  const char* implicit;
  const char* token;
};
constexpr Vector kVectors[] = {
    {"4-S-1", "", "",
     "v4.public."
     "eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAyMi0wMS0wMVQwMDowMDowMCswMDowMCJ9bg_"
     "XBBzds8lTZShVlwwKSgeKpLT3yukTw6JUz3W4h_ExsQV-P0V54zemZDcAxFaSeef1QlXEFtkqxT1ciiQEDA"},
    {"4-S-2", kFooter, "",
     "v4.public."
     "eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAyMi0wMS0wMVQwMDowMDowMCswMDowMCJ9v3Jt"
     "8mx_TdM2ceTGoqwrh4yDFn0XsHvvV_D0DtwQxVrJEBMl0F2caAdgnpKlt4p7xBnx1HcO-SPo8FPp214HDw."
     "eyJraWQiOiJ6VmhNaVBCUDlmUmYyc25FY1Q3Z0ZUaW9lQTlDT2NOeTlEZmdMMVc2MGhhTiJ9"},
    {"4-S-3", kFooter, R"({"test-vector":"4-S-3"})",
     "v4.public."
     "eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAyMi0wMS0wMVQwMDowMDowMCswMDowMCJ9NPWc"
     "iuD3d0o5eXJXG5pJy-DiVEoyPYWs1YSTwWHNJq6DZD3je5gf-0M4JR9ipdUSJbIovzmBECeaWmaqcaP0DQ."
     "eyJraWQiOiJ6VmhNaVBCUDlmUmYyc25FY1Q3Z0ZUaW9lQTlDT2NOeTlEZmdMMVc2MGhhTiJ9"},
};

SigningKey PublishedKey() {
  std::string seed;
  EXPECT_TRUE(FromHex(kSeed, &seed));
  return SigningKey(Key::FromBytes(seed).value());
}

TEST(PasetoTest, TheKeyPairIsThePublishedOne) {
  const PublicKey key = PublishedKey().public_key();
  EXPECT_EQ(ToHex({reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()}), kPublic);
}

TEST(PasetoTest, SignsAndVerifiesThePublishedVectors) {
  const SigningKey key = PublishedKey();
  for (const Vector& vector : kVectors) {
    SCOPED_TRACE(vector.name);
    EXPECT_EQ(SignPaseto(key, kPayload, vector.footer, vector.implicit), vector.token);
    const auto paseto = VerifyPaseto(key.public_key(), vector.token, vector.implicit);
    ASSERT_OK(paseto);
    EXPECT_EQ(paseto->payload, kPayload);
    EXPECT_EQ(paseto->footer, vector.footer);
  }
}

TEST(PasetoTest, RefusesEveryChangedCharacter) {
  const SigningKey key = PublishedKey();
  for (const Vector& vector : kVectors) {
    const std::string token = vector.token;
    for (size_t i = 0; i < token.size(); ++i) {
      std::string changed = token;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      ASSERT_THAT(VerifyPaseto(key.public_key(), changed, vector.implicit),
                  Refused(errors::v1::NOT_SIGNED_IN))
          << vector.name << " at " << i;
    }
  }
}

TEST(PasetoTest, RefusesAnotherKeyAssertionFooterOrVersion) {
  const SigningKey key = PublishedKey();
  const std::string token = SignPaseto(key, "{}", "footer", "assertion");
  EXPECT_OK(VerifyPaseto(key.public_key(), token, "assertion"));
  EXPECT_THAT(VerifyPaseto(SigningKey(Key()).public_key(), token, "assertion"),
              Refused(errors::v1::NOT_SIGNED_IN));
  EXPECT_THAT(VerifyPaseto(key.public_key(), token), Refused(errors::v1::NOT_SIGNED_IN));
  for (const std::string& other :
       {std::string(), std::string("v4.public."), std::string("v4.public.AAAA"), token + ".x", token + "=",
        token.substr(0, token.rfind('.')), token.substr(0, token.rfind('.') + 1),
        "v4.local." + token.substr(10), "v3.public." + token.substr(10)}) {
    EXPECT_THAT(VerifyPaseto(key.public_key(), other, "assertion"), Refused(errors::v1::NOT_SIGNED_IN))
        << other;
  }
}

Claims Bearer() {
  Claims claims;
  claims.subject = "accounts/01890a5d-ac96-774b-bcce-b302099a8057";
  claims.county = 150525;
  claims.volunteer = ParseUuid("01890a5d-ac96-774b-bcce-b302099a8058").value();
  claims.epoch = 3;
  claims.issued = absl::FromUnixSeconds(1'764'000'000);
  claims.expiry = claims.issued + absl::Minutes(15);
  return claims;
}

TEST(TokenTest, SaysWhoBearsIt) {
  const SigningKey key = PublishedKey();
  const Claims sent = Bearer();
  const auto read = ReadToken(key.public_key(), IssueToken(key, sent), sent.issued);
  ASSERT_OK(read);
  EXPECT_EQ(read->subject, sent.subject);
  EXPECT_EQ(read->county, sent.county);
  EXPECT_EQ(read->volunteer, sent.volunteer);
  EXPECT_EQ(read->epoch, sent.epoch);
  EXPECT_EQ(read->issued, sent.issued);
  EXPECT_EQ(read->expiry, sent.expiry);
}

TEST(TokenTest, AnOperatorHasNeitherCountyNorVolunteer) {
  const SigningKey key = PublishedKey();
  Claims sent = Bearer();
  sent.county = 0;
  sent.volunteer = Uuid{};
  const auto read = ReadToken(key.public_key(), IssueToken(key, sent), sent.issued);
  ASSERT_OK(read);
  EXPECT_EQ(read->county, 0);
  EXPECT_TRUE(read->volunteer.is_nil());
}

TEST(TokenTest, ExpiresOnTheSecond) {
  const SigningKey key = PublishedKey();
  const std::string token = IssueToken(key, Bearer());
  EXPECT_OK(ReadToken(key.public_key(), token, Bearer().expiry - absl::Microseconds(1)));
  EXPECT_THAT(ReadToken(key.public_key(), token, Bearer().expiry), Refused(errors::v1::TOKEN_EXPIRED));
}

TEST(TokenTest, ASignedBodyStillHasToBeAToken) {
  const SigningKey key = PublishedKey();
  for (const char* body :
       {"", "[]", "nonsense", "{}", R"({"sub":"accounts/x"})", R"({"sub":"a","exp":"yesterday"})",
        R"({"sub":"a","exp":"2030-01-01T00:00:00Z","volunteer":"x"})"}) {
    EXPECT_THAT(ReadToken(key.public_key(), SignPaseto(key, body), absl::UnixEpoch()),
                Refused(errors::v1::NOT_SIGNED_IN))
        << body;
  }
  EXPECT_OK(ReadToken(key.public_key(),
                      SignPaseto(key, R"({"sub":"a","exp":"2030-01-01T00:00:00Z","new":1})"),
                      absl::UnixEpoch()));
}

}  // namespace
}  // namespace diandan
