#include "services/hours/certificate/base45.h"

#include "gtest/gtest.h"
#include "services/base/seal.h"

namespace diandan::certificate {
namespace {

// The examples of RFC 9285 §4.3 and §4.4.
TEST(Base45Test, SaysWhatTheRfcSays) {
  EXPECT_EQ(Base45("AB"), "BB8");
  EXPECT_EQ(Base45("Hello!!"), "%69 VD92EX0");
  EXPECT_EQ(Base45("base-45"), "UJCLQE7W581");
  std::string bytes;
  ASSERT_TRUE(FromBase45("QED8WEX0", &bytes));
  EXPECT_EQ(bytes, "ietf!");
  ASSERT_TRUE(FromBase45("FGW", &bytes));
  EXPECT_EQ(bytes, "\xff\xff");
}

TEST(Base45Test, RefusesWhatNoBytesGive) {
  std::string bytes;
  // Too large (RFC 9285 §6), a character alone, a lower-case letter, one outside the alphabet.
  for (const char* text : {"GGW", ":::", "::", "U6", "BB8B", "B", "bb8", "BB!", "BB8\n"}) {
    EXPECT_FALSE(FromBase45(text, &bytes)) << text;
  }
}

TEST(Base45Test, BytesComeBack) {
  for (size_t size = 0; size < 300; ++size) {
    const std::string bytes = RandomBytes(size);
    std::string back;
    ASSERT_TRUE(FromBase45(Base45(bytes), &back));
    EXPECT_EQ(back, bytes);
  }
}

}  // namespace
}  // namespace diandan::certificate
