#include "services/hours/certificate/sealed.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/hours/certificate/base45.h"
#include "services/hours/certificate/certificate_testing.h"
#include "services/hours/certificate/revoked.h"
#include "tests/support/matchers.h"

namespace diandan::certificate {
namespace {

using testing::InvalidAt;

const SigningKey kOld = KeyOf('a'), kNew = KeyOf('b');

std::string Whole() { return SealText(Sealed::kCertificate, Encode(FactsWith(Haircuts(1))), kOld); }

// Ed25519 and the encoding are deterministic: the same certificate is the same text for ever. Computed once
// in Python with openssl.
TEST(SealedTest, IsThisText) {
  EXPECT_EQ(Whole(),
            "DDC1:RRQ+D9P60CO0WVK-GC8CK0:NW50:D0.96B46SF6AW5 M92Y93B7Z6B5W5VTAE*A193OE6L8FJ1T DH/UJ 6T6"
            "9JB2J 6TK5NKWNZ6T58H*CJS1T04K4AN7-SC:LM9OUU0DCTVQHU 0.96B46*E5*E5*E5*E5*E5*964M69.0.96B46S"
            "F6AW5 M9AX95KG%BA193Q.5-50433KK1V%KLYD$EN*NT*FL8CI.0T.EI.C3NGPOWJ.C3NGPA9T4335V0*C4XQN:6TJ"
            "XMH-JZ6TGGM38JA-SIWKF1J$6T-2IH3M+IT$:M9VL27B$NCK951ZT4B8AU1R*JSYNV%0BL76FCYE9VHBZCU3QEIQV7"
            "W3XH7FN3HN0KEAFHF71M$ZP+ODM9UE1WFPNUYFI-U46FW$GSB0");
}

TEST(SealedTest, OpensWithItsKeyOnly) {
  const OpenedSeal opened = OpenText(Sealed::kCertificate, Whole(), RingOf(kOld));
  EXPECT_EQ(opened.state, SealState::kWhole);
  EXPECT_EQ(opened.payload, Encode(FactsWith(Haircuts(1))));
  EXPECT_EQ(opened.key_id, KeyIdOf(kOld.public_key()));
  EXPECT_EQ(OpenText(Sealed::kCertificate, Whole(), RingOf(kNew)).state, SealState::kUnknownKey);
  EXPECT_EQ(OpenText(Sealed::kCertificate, Whole(), {}).state, SealState::kUnknownKey);
}

TEST(SealedTest, StaysOpenAfterTheKeyWasChanged) {
  const Keyring both{{kNew.public_key(), "2026-11-29"}, {kOld.public_key(), "2026-01-01"}};
  EXPECT_EQ(OpenText(Sealed::kCertificate, Whole(), both).state, SealState::kWhole);
}

TEST(SealedTest, AnotherKindOfThingIsNoCertificate) {
  const std::string as_list = SealText(Sealed::kRevocations, Encode(FactsWith(Haircuts(1))), kOld);
  const std::string posing = absl::StrCat(kCertificatePrefix, as_list.substr(kRevocationsPrefix.size()));
  EXPECT_EQ(OpenText(Sealed::kCertificate, posing, RingOf(kOld)).state, SealState::kBroken);
  EXPECT_EQ(OpenText(Sealed::kCertificate, as_list, RingOf(kOld)).state, SealState::kBroken);
}

TEST(SealedTest, OneLineBreakAtTheEndIsNotTheTexts) {
  EXPECT_EQ(OpenText(Sealed::kCertificate, Whole() + "\n", RingOf(kOld)).state, SealState::kWhole);
  EXPECT_EQ(OpenText(Sealed::kCertificate, Whole() + "\r\n", RingOf(kOld)).state, SealState::kWhole);
  for (const std::string& text :
       {Whole() + " ", " " + Whole(), Whole() + "\n\n", absl::AsciiStrToLower(Whole())}) {
    EXPECT_EQ(OpenText(Sealed::kCertificate, text, RingOf(kOld)).state, SealState::kBroken) << text;
  }
}

TEST(SealedTest, KeyFilesAreReadAsTheyAreWritten) {
  const Keyring both{{kOld.public_key(), "2026-01-01"}, {kNew.public_key(), ""}};
  auto read = ReadKeyring(WriteKeyring(both));
  ASSERT_OK(read);
  ASSERT_EQ(read->size(), 2);
  EXPECT_EQ(read->at(0).key.bytes, kOld.public_key().bytes);
  EXPECT_EQ(read->at(0).since, "2026-01-01");
  EXPECT_EQ(read->at(1).key.bytes, kNew.public_key().bytes);
}

TEST(SealedTest, AKeyFileWithAWrongLineNamesIt) {
  for (const char* file : {"", "# nothing", "abc", "00000000 11", "zz zz zz zz"}) {
    EXPECT_THAT(ReadKeyring(file), InvalidAt("--keys", "public_key_line")) << file;
  }
  std::string other = WriteKeyring(RingOf(kOld));
  other.replace(other.find('\n') + 1, 8, KeyIdOf(kNew.public_key()));
  EXPECT_THAT(ReadKeyring(other), InvalidAt("--keys", "public_key_line"));
}

TEST(RevokedTest, ListsComeBackAndNameNobody) {
  Revocations list{150525, NineAnd(0), {}};
  list.by_hash[RevocationHash("150525-7K3M-9QX4-2TRV")] = absl::CivilDay(2026, 11, 28);
  list.by_hash[RevocationHash("150525-AAAA-BBBB-CCCC")] = absl::CivilDay(2026, 11, 29);
  const std::string bytes = EncodeRevocations(list);
  EXPECT_EQ(bytes.find("7K3M"), std::string::npos);
  auto back = DecodeRevocations(bytes);
  ASSERT_OK(back);
  EXPECT_EQ(back->county, 150525);
  EXPECT_EQ(back->as_of, NineAnd(0));
  EXPECT_EQ(RevokedOn(*back, "150525-7K3M-9QX4-2TRV"), absl::CivilDay(2026, 11, 28));
  EXPECT_EQ(RevokedOn(*back, "150525-7K3M-9QX4-2TRW"), std::nullopt);
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DecodeRevocations(bytes.substr(0, size)).ok());
}

}  // namespace
}  // namespace diandan::certificate
