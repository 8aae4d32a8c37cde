#include "services/hours/certificate/cbor.h"

#include "gtest/gtest.h"
#include "services/base/seal.h"

namespace diandan::certificate {
namespace {

std::string Bytes(absl::string_view hex) {
  std::string bytes;
  EXPECT_TRUE(FromHex(hex, &bytes)) << hex;
  return bytes;
}

std::string HexOf(int64_t n) {
  CborWriter out;
  out.Integer(n);
  return ToHex(out.out());
}

// Of the table in RFC 8949, appendix A.
TEST(CborTest, WritesNumbersAsTheRfcDoes) {
  EXPECT_EQ(HexOf(0), "00");
  EXPECT_EQ(HexOf(23), "17");
  EXPECT_EQ(HexOf(24), "1818");
  EXPECT_EQ(HexOf(100), "1864");
  EXPECT_EQ(HexOf(1000), "1903e8");
  EXPECT_EQ(HexOf(1'000'000), "1a000f4240");
  EXPECT_EQ(HexOf(1'000'000'000'000), "1b000000e8d4a51000");
  EXPECT_EQ(HexOf(-1), "20");
  EXPECT_EQ(HexOf(-100), "3863");
  EXPECT_EQ(HexOf(-1000), "3903e7");
}

TEST(CborTest, WritesTheRestAsTheRfcDoes) {
  CborWriter out;
  out.Bytes(Bytes("01020304"));
  out.Text("水");
  out.Array(3);
  out.Map(2);
  out.Tag(18);
  EXPECT_EQ(ToHex(out.out()),
            "4401020304"
            "63e6b0b4"
            "83"
            "a2"
            "d2");
}

TEST(CborTest, ReadsBackWhatItWrote) {
  CborWriter out;
  out.Tag(18);
  out.Array(4);
  out.Integer(-1000);
  out.Integer(INT64_MAX);
  out.Text(std::string(300, 'a'));
  out.Bytes(std::string(70'000, '\0'));
  CborReader in(out.out());
  EXPECT_EQ(in.Tag(), 18);
  EXPECT_EQ(in.Array(), 4);
  EXPECT_EQ(in.Integer(), -1000);
  EXPECT_EQ(in.Integer(), INT64_MAX);
  EXPECT_EQ(in.Text().size(), 300);
  EXPECT_TRUE(in.BytesNext());
  EXPECT_EQ(in.Bytes().size(), 70'000);
  EXPECT_TRUE(in.Done());
}

TEST(CborTest, RefusesALongerHeadThanNeeded) {
  for (const char* hex :
       {"1817", "190018", "1a000003e8", "1b00000000000f4240", "3800", "1bffffffffffffffff"}) {
    const std::string bytes = Bytes(hex);
    CborReader in(bytes);
    in.Integer();
    EXPECT_FALSE(in.ok()) << hex;
  }
  const std::string text = Bytes("780161"), open = Bytes("7f6161ff");
  CborReader long_head(text), no_length(open);
  long_head.Text();
  no_length.Text();
  EXPECT_FALSE(long_head.ok());
  EXPECT_FALSE(no_length.ok());
}

TEST(CborTest, RefusesWhatIsNotThere) {
  const std::string short_text = Bytes("6361"), huge = Bytes("5bffffffffffffffff61"),
                    bad_utf8 = Bytes("61ff");
  for (const std::string& bytes : {short_text, huge, bad_utf8, std::string()}) {
    CborReader in(bytes);
    bytes.size() > 5 ? in.Bytes() : in.Text();
    EXPECT_FALSE(in.ok()) << ToHex(bytes);
    in.Integer();
    EXPECT_FALSE(in.Done());
  }
  const std::string twice = Bytes("0101");
  CborReader in(twice);
  in.Integer();
  EXPECT_TRUE(in.ok());
  EXPECT_FALSE(in.Done()) << "one item is left";
}

TEST(CborTest, RefusesAnotherKindThanAskedFor) {
  const std::string text = Bytes("6161"), number = Bytes("f4");
  CborReader in(text), boolean(number);
  in.Bytes();
  boolean.Integer();
  EXPECT_FALSE(in.ok());
  EXPECT_FALSE(boolean.ok());
}

}  // namespace
}  // namespace diandan::certificate
