#include "services/checkpoint/note.h"

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/base/seal.h"
#include "tests/support/matchers.h"

namespace diandan::checkpoint {
namespace {

using diandan::testing::InvalidAt;

SigningKey KeyOf(char letter) { return SigningKey(*Key::FromBytes(std::string(32, letter))); }

Note ANote() {
  return Sign(KeyOf('k'), {.service = "hours",
                           .number = 17,
                           .time = absl::FromUnixMicros(1'795'654'800'123'456),
                           .previous = HashOf("the one before"),
                           .heads = {{150525, 1042, HashOf("a")}, {150526, 77, HashOf("b")}}});
}

TEST(NoteTest, ReadsAsItWasSigned) {
  const Note note = ANote();
  const auto again = ReadNote(note.Whole());
  ASSERT_OK(again);
  EXPECT_EQ(again->Whole(), note.Whole());
  EXPECT_EQ(again->checkpoint.service, "hours");
  EXPECT_EQ(again->checkpoint.number, 17);
  EXPECT_EQ(again->checkpoint.time, note.checkpoint.time);
  EXPECT_EQ(again->checkpoint.previous, note.checkpoint.previous);
  EXPECT_EQ(again->checkpoint.heads, note.checkpoint.heads);
  EXPECT_TRUE(SignedBy(KeyOf('k').public_key(), *again));
  EXPECT_FALSE(SignedBy(KeyOf('l').public_key(), *again));
}

// Made from the description in note.h by another program, with another library's SHA-256 and Ed25519.
TEST(NoteTest, IsASignedNote) {
  EXPECT_EQ(ANote().Whole(), R"(diandan/hours
checkpoint 17
rows 1
time 2026-11-26T01:00:00.123456Z
previous fccfc0ba21c4ef19755deaf97b0f212b471d60f12a0c99ae23f5a316e2bf8150
key diandan+828bb267+AYMgpRl32MOMqKSSfGcN9YIeRJdhlF4V6e+yahUJ0jDq
150525 1042 ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb
150526 77 3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d

— diandan gouyZ/kP/j6aCNTsL1SpHPqC0eB0N2L5g/nDZ7bBXIaGaZQ4gShWLJHxHaGnL+agf/KYmu2lnfPTyXHwJKWMuPZf2Q0=
)");
}

TEST(NoteTest, AnyChangedByteIsSeen) {
  const std::string whole = ANote().Whole();
  const PublicKey key = KeyOf('k').public_key();
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = char(changed[i] ^ 1);
    const auto note = ReadNote(changed);
    EXPECT_FALSE(note.ok() && SignedBy(key, *note)) << i << ": " << changed;
  }
}

TEST(NoteTest, IsSaidInOneWayOnly) {
  const std::string whole = ANote().Whole();
  for (const auto& [was, is] :
       std::vector<std::pair<std::string, std::string>>{{"checkpoint 17", "checkpoint 017"},
                                                        {"150525 1042", "150525  1042"},
                                                        {"150525 1042", "150525 +1042"},
                                                        {".123456Z", ".1234560Z"},
                                                        {"rows 1", "rows 2"},
                                                        {"diandan/hours\n", "\ndiandan/hours\n"}}) {
    EXPECT_FALSE(ReadNote(absl::StrReplaceAll(whole, {{was, is}})).ok()) << is;
  }
  EXPECT_FALSE(ReadNote(whole + whole).ok());
  EXPECT_FALSE(ReadNote(whole.substr(0, whole.size() - 1)).ok());
  EXPECT_FALSE(ReadNote("").ok());
}

TEST(NoteTest, AKeyIsKnownByItsLine) {
  const PublicKey key = KeyOf('k').public_key();
  const auto again = ReadKeyLine("--public-key", KeyLine(key) + "\n");
  ASSERT_OK(again);
  EXPECT_EQ(again->bytes, key.bytes);
  std::string other = KeyLine(key);
  other[10] = other[10] == '0' ? '1' : '0';
  EXPECT_THAT(ReadKeyLine("--public-key", other), InvalidAt("--public-key", "key_line"));
  EXPECT_THAT(ReadKeyLine("--public-key", "diandan+x"), InvalidAt("--public-key", "key_line"));
}

}  // namespace
}  // namespace diandan::checkpoint
