#include "services/base/keys.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "gtest/gtest.h"
#include "services/base/base_testing.h"
#include "services/base/key_file.h"
#include "services/base/words.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using ::testing::HasSubstr;
using testing::InvalidAt;
using testing::IsOkAndHolds;
using testing::Refused;

class KeysTest : public ::testing::Test {
 protected:
  KeysTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "keys_test.XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    folder_ = root_ / "keys";
  }
  ~KeysTest() override { std::filesystem::remove_all(root_); }

  std::string File() const { return (folder_ / "installation.key").string(); }
  void Write(const std::string& text) {
    std::filesystem::remove(File());
    std::ofstream(File()) << text;
    chmod(File().c_str(), 0400);
  }

  std::filesystem::path root_, folder_;
};

TEST_F(KeysTest, AFirstStartMakesOneKeyThatLaterStartsRead) {
  const auto first = Keys::Load(folder_, Keys::DataFolder::kNew);
  ASSERT_OK(first);
  const auto later = Keys::Load(folder_, Keys::DataFolder::kInUse);
  ASSERT_OK(later);
  const std::string sealed = (*first)->SealForCounty(kNaiman, "c", "x");
  EXPECT_THAT((*later)->OpenForCounty(kNaiman, "c", sealed), IsOkAndHolds(std::string("x")));
}

TEST_F(KeysTest, TheFileIsForItsOwnerOnlyAndAlone) {
  ASSERT_OK(Keys::Load(folder_, Keys::DataFolder::kNew));
  struct stat about {};
  ASSERT_EQ(stat(File().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777, 0400u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(KeysTest, BesideDataInUseAMissingFileIsNamedAndNotReplaced) {
  const auto keys = Keys::Load(folder_, Keys::DataFolder::kInUse);
  EXPECT_THAT(keys, InvalidAt("--keys", "key_file_present"));
  EXPECT_EQ(Speak(keys.status(), Language::kChinese).fields(0).value(), File());
  EXPECT_THAT(Speak(keys.status(), Language::kChinese).fields(0).want(), HasSubstr("备份"));
  EXPECT_THAT(Speak(keys.status(), Language::kEnglish).fields(0).want(), HasSubstr("backup"));
  EXPECT_FALSE(std::filesystem::exists(File()));
}

TEST_F(KeysTest, AFileThatIsNoKeyIsRefused) {
  std::filesystem::create_directory(folder_);
  for (const std::string& text :
       {std::string(), std::string("diandan-key-1 abc\n"),
        std::string("diandan-key-2 ") + std::string(64, 'a'), "diandan-key-1 " + std::string(64, 'g'),
        "diandan-key-1 " + std::string(65, 'a'), std::string(1'000, 'a')}) {
    Write(text);
    EXPECT_THAT(Keys::Load(folder_, Keys::DataFolder::kNew), InvalidAt("--keys", "key_file_whole")) << text;
  }
  Write("diandan-key-1 " + std::string(64, 'a'));
  EXPECT_OK(Keys::Load(folder_, Keys::DataFolder::kNew));
}

TEST_F(KeysTest, AFileThatOthersMayReadIsRefused) {
  ASSERT_OK(Keys::Load(folder_, Keys::DataFolder::kNew));
  chmod(File().c_str(), 0440);
  const auto keys = Keys::Load(folder_, Keys::DataFolder::kInUse);
  EXPECT_THAT(keys, InvalidAt("--keys", "key_file_private:" + File()));
  EXPECT_THAT(Speak(keys.status(), Language::kChinese).fields(0).want(), HasSubstr("chmod 400 " + File()));
}

TEST_F(KeysTest, AFolderThatCannotBeMadeIsNamed) {
  std::ofstream(root_ / "file") << "x";
  EXPECT_THAT(Keys::Load((root_ / "file" / "keys").string(), Keys::DataFolder::kNew),
              InvalidAt("--keys", "key_file_usable:Not a directory"));
}

TEST_F(KeysTest, AListOfCountiesThatCannotBeReadIsNotTakenForAnEmptyOne) {
  ASSERT_OK(Keys::Load(folder_, Keys::DataFolder::kNew));
  const auto list = folder_ / kNationalCounties;
  std::ofstream(list) << "150525\n";
  EXPECT_EQ((*Keys::Load(folder_, Keys::DataFolder::kInUse))->SuiteOf(kNaiman), Suite::kNational);
  std::filesystem::remove(list);
  std::filesystem::create_directory(list);
  EXPECT_THAT(Keys::Load(folder_, Keys::DataFolder::kInUse),
              InvalidAt("--keys", "key_file_usable:Is a directory"));
}

TEST_F(KeysTest, AKeyOfItsOwnIsMadeOnceAndAnewWhenItIsTakenAway) {
  const auto first = OwnKey(folder_, "certificate");
  ASSERT_OK(first);
  EXPECT_EQ(OwnKey(folder_, "certificate")->bytes(), first->bytes());
  EXPECT_NE(OwnKey(folder_, "other")->bytes(), first->bytes());
  std::filesystem::rename(folder_ / "certificate.key", folder_ / "certificate.old");
  EXPECT_NE(OwnKey(folder_, "certificate")->bytes(), first->bytes());
  std::ofstream(folder_ / "broken.key") << "no key";
  chmod((folder_ / "broken.key").c_str(), 0400);
  EXPECT_THAT(OwnKey(folder_, "broken"), InvalidAt("--keys", "key_file_whole"));
}

TEST(KeyDerivationTest, EveryCountyAndPurposeHasItsOwnKey) {
  const auto keys = Keys::FromKey(Key());
  std::set<std::string> seen;
  for (CountyId county : {kNaiman, kOther}) {
    for (auto purpose : {Keys::Purpose::kSeal, Keys::Purpose::kBlindIndex, Keys::Purpose::kCheckIn,
                         Keys::Purpose::kImport}) {
      EXPECT_TRUE(seen.insert(std::string(keys->CountyKey(county, purpose).bytes())).second);
    }
  }
  EXPECT_TRUE(seen.insert(std::string(keys->SigningSeed("token").bytes())).second);
  EXPECT_TRUE(seen.insert(std::string(keys->SigningSeed("certificate").bytes())).second);
}

TEST(KeyDerivationTest, OneCountysSealIsNotAnothers) {
  const auto keys = Keys::FromKey(Key::Random());
  const std::string sealed = keys->SealForCounty(kNaiman, "c", "x");
  EXPECT_THAT(keys->OpenForCounty(kOther, "c", sealed), Refused(errors::v1::INTERNAL_ERROR));
}

TEST(KeyDerivationTest, ADataKeyBelongsToOnePersonOfOneCounty) {
  const auto keys = Keys::FromKey(Key::Random());
  const Key data_key = Key::Random();
  const Uuid person = NewUuid(absl::UnixEpoch()), other = NewUuid(absl::UnixEpoch());
  const std::string wrapped = keys->WrapDataKey(kNaiman, person, data_key);
  EXPECT_EQ(keys->UnwrapDataKey(kNaiman, person, wrapped)->bytes(), data_key.bytes());
  EXPECT_THAT(keys->UnwrapDataKey(kNaiman, other, wrapped), Refused(errors::v1::INTERNAL_ERROR));
  EXPECT_THAT(keys->UnwrapDataKey(kOther, person, wrapped), Refused(errors::v1::INTERNAL_ERROR));
}

TEST(KeyDerivationTest, TheBlindIndexIsTheSameForTheSameValueOnly) {
  const auto keys = Keys::FromKey(Key());
  const std::string index = keys->BlindIndex(kNaiman, "phone", "13800000000");
  EXPECT_EQ(index.size(), 32u);
  EXPECT_EQ(index, keys->BlindIndex(kNaiman, "phone", "13800000000"));
  EXPECT_NE(index, keys->BlindIndex(kOther, "phone", "13800000000"));
  EXPECT_NE(index, keys->BlindIndex(kNaiman, "id_number", "13800000000"));
  EXPECT_NE(keys->BlindIndex(kNaiman, "a", "b/c"), keys->BlindIndex(kNaiman, "a/b", "c"));
}

}  // namespace
}  // namespace diandan
