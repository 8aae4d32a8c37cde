// The format is enough to write a verifier from: one in another language reads what this one seals.
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/hours/certificate/certificate_testing.h"

namespace diandan::certificate {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class OutsiderTest : public ::testing::Test {
 protected:
  OutsiderTest() {
    std::string name = ::testing::TempDir() + "outsider-XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  ~OutsiderTest() override { std::filesystem::remove_all(folder_); }
  // What verifier.py says of the text; its exit code in `code`.
  std::string Say(const std::string& text, int& code) {
    const std::string said = folder_ + "/said", keys = folder_ + "/keys";
    std::ofstream(folder_ + "/text") << text;
    std::ofstream(keys) << WriteKeyring(RingOf(KeyOf('a')));
    const std::string command = absl::StrCat("python3 " DIANDAN_VERIFIER " ", keys, " < ", folder_,
                                             "/text > ", said, " 2> ", folder_, "/trouble");
    code = std::system(command.c_str());
    std::ifstream file(said);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string folder_;
};

TEST_F(OutsiderTest, ReadsWhatIsSealedHere) {
  int code = 1;
  const Facts facts = FactsWith(Haircuts(2));
  const std::string text = SealText(Sealed::kCertificate, Encode(facts), KeyOf('a'));
  EXPECT_THAT(Say(text, code), AllOf(HasSubstr(facts.number), HasSubstr("\"10\": 140"), HasSubstr("上门理发"),
                                     HasSubstr("1505**********123X")));
  EXPECT_EQ(code, 0);
  std::string other = text;
  other[text.size() / 2] = other[text.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(Say(other, code), "");
  EXPECT_NE(code, 0);
}

}  // namespace
}  // namespace diandan::certificate
