#include "services/hours/certificate/check.h"

#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/hours/certificate/attached.h"
#include "services/hours/certificate/certificate_testing.h"
#include "tests/support/in_parallel.h"
#include "tests/support/matchers.h"

namespace diandan::certificate {
namespace {

using testing::InvalidAt;

const SigningKey kKey = KeyOf('a');

std::string TextWith(const std::vector<Service>& services) {
  return SealText(Sealed::kCertificate, Encode(FactsWith(services)), kKey);
}
std::string Table(const std::vector<Service>& services) { return ListText(EncodeList(services)); }

TEST(CheckTest, AWholeOneIsValidAndSaysWhatItSays) {
  const Finding finding = Check(TextWith(Haircuts(2)), RingOf(kKey), nullptr);
  EXPECT_EQ(finding.verdict, Verdict::kValid);
  EXPECT_EQ(finding.facts, FactsWith(Haircuts(2)));
}

TEST(CheckTest, ALongOneBringsItsTableAlong) {
  const std::string text = TextWith(Haircuts(30));
  EXPECT_EQ(Check(text, RingOf(kKey), nullptr).verdict, Verdict::kValid);
  EXPECT_TRUE(Check(text, RingOf(kKey), nullptr).services.empty());
  const Finding whole = Check(absl::StrCat(text, "\n", Table(Haircuts(30)), "\n"), RingOf(kKey), nullptr);
  EXPECT_EQ(whole.verdict, Verdict::kValid);
  EXPECT_EQ(whole.services, Haircuts(30));
}

TEST(CheckTest, AnotherTableIsAnAlteration) {
  std::vector<Service> padded = Haircuts(30);
  padded[7].minutes += 1;
  padded[8].minutes -= 1;
  for (const std::string& table :
       {Table(padded), Table(Haircuts(29)), std::string("DDL1:"), std::string("DDL1:A")}) {
    const Finding finding = Check(absl::StrCat(TextWith(Haircuts(30)), "\n", table), RingOf(kKey), nullptr);
    EXPECT_EQ(finding.verdict, Verdict::kAltered) << table;
    EXPECT_TRUE(finding.table_altered);
    EXPECT_EQ(finding.facts, Facts()) << "nothing of it is to be believed";
  }
}

TEST(CheckTest, ARevokedOneIsToldWithItsDay) {
  Revocations list{150525, NineAnd(0), {}};
  EXPECT_EQ(Check(TextWith(Haircuts(2)), RingOf(kKey), &list).verdict, Verdict::kValid);
  list.by_hash[RevocationHash(FactsWith(Haircuts(2)).number)] = absl::CivilDay(2026, 11, 28);
  const Finding finding = Check(TextWith(Haircuts(2)), RingOf(kKey), &list);
  EXPECT_EQ(finding.verdict, Verdict::kRevoked);
  EXPECT_EQ(finding.revoked_on, absl::CivilDay(2026, 11, 28));
  EXPECT_EQ(finding.facts.number, "150525-7K3M-9QX4-2TRV");
}

TEST(CheckTest, WithoutItsKeyNothingIsSaid) {
  const Finding finding = Check(TextWith(Haircuts(2)), RingOf(KeyOf('b')), nullptr);
  EXPECT_EQ(finding.verdict, Verdict::kUnknownKey);
  EXPECT_EQ(finding.key_id, KeyIdOf(kKey.public_key()));
  EXPECT_EQ(finding.facts, Facts());
}

TEST(CheckTest, ASealOverSomethingElseIsNoCertificate) {
  EXPECT_EQ(Check(SealText(Sealed::kCertificate, "no certificate", kKey), RingOf(kKey), nullptr).verdict,
            Verdict::kAltered);
  EXPECT_EQ(Check("", RingOf(kKey), nullptr).verdict, Verdict::kAltered);
}

TEST(CheckTest, AListOfRevokedOnesNeedsItsSeal) {
  const Revocations list{150525, NineAnd(0), {}};
  const std::string text = SealText(Sealed::kRevocations, EncodeRevocations(list), kKey);
  EXPECT_OK(OpenRevocations(text + "\n", RingOf(kKey)));
  EXPECT_THAT(OpenRevocations(text, RingOf(KeyOf('b'))), InvalidAt("--revoked", "revocations_known_key"));
  EXPECT_THAT(OpenRevocations("DDR1:", RingOf(kKey)), InvalidAt("--revoked", "revocation_list"));
  EXPECT_THAT(OpenRevocations(TextWith(Haircuts(1)), RingOf(kKey)),
              InvalidAt("--revoked", "revocation_list"));
}

TEST(CheckTest, WhatIsNoPdfHasNothingAttached) {
  EXPECT_EQ(AttachedTo("%PDF-1.5 and nothing more"), std::nullopt);
  EXPECT_EQ(AttachedTo(""), std::nullopt);
}

// How many are tried: few here, all that is promised under the name hours_certificate_full.
int Count(const char* variable, int few) {
  const char* said = std::getenv(variable);
  int count = few;
  EXPECT_TRUE(said == nullptr || absl::SimpleAtoi(said, &count)) << said;
  return count;
}

// A signature check is what a try costs; the ways to alter one are the same in all sizes.
TEST(Alterations, EveryCertificateVerifiesAndNoAlteredOneDoes) {
  const int whole = Count("DIANDAN_CERTIFICATES", 2'000), altered = Count("DIANDAN_ALTERED", 20'000);
  constexpr int kThreads = 2;
  const Keyring ring = RingOf(kKey);
  testing::InParallel(kThreads, kThreads, [&](int thread) {
    Chance chance(2026 + thread);
    std::string text, before = TextWith(Haircuts(1));
    for (int i = thread; i < whole; i += kThreads) {
      const Facts facts = chance.AnyFacts();
      text = SealText(Sealed::kCertificate, Encode(facts), kKey);
      const Finding finding = Check(text, ring, nullptr);
      ASSERT_EQ(finding.verdict, Verdict::kValid) << text;
      ASSERT_EQ(finding.facts, facts);
      for (int64_t k = int64_t{i} * altered / whole; k < int64_t{i + 1} * altered / whole; ++k) {
        const std::string other = chance.Altered(text, before);
        ASSERT_NE(Check(other, ring, nullptr).verdict, Verdict::kValid) << text << "\n" << other;
      }
      before = text;
    }
  });
}

}  // namespace
}  // namespace diandan::certificate
