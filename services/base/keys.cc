#include "services/base/keys.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/base/key_file.h"

namespace diandan {
namespace {

constexpr char kFileName[] = "installation.key";
constexpr CountyId kAllCounties = 0;

const char* NameOf(Keys::Purpose purpose) {
  switch (purpose) {
    case Keys::Purpose::kSeal:
      return "seal";
    case Keys::Purpose::kBlindIndex:
      return "blind-index";
    case Keys::Purpose::kCheckIn:
      return "check-in";
    case Keys::Purpose::kImport:
      return "import";
    case Keys::Purpose::kPickUp:
      return "pick-up";
  }
  return "";
}

Key Derive(const Key& from, const std::string& label) {
  return Key::FromBytes(KeyedHash(from, label)).value();
}

StatusOr<std::set<CountyId>> ReadNational(const std::string& path) {
  std::set<CountyId> counties;
  if (access(path.c_str(), F_OK) != 0 && errno == ENOENT) return counties;
  errno = 0;
  std::ifstream file(path);
  // Taken for an empty one, it would have counties that are made from now on use the other ciphers.
  const auto unreadable = [&] {
    return InvalidField("--keys", path, absl::StrCat("key_file_usable:", std::strerror(errno)));
  };
  if (!file) return unreadable();
  for (std::string line; std::getline(file, line);) {
    absl::StripAsciiWhitespace(&line);
    if (line.empty() || line[0] == '#') continue;
    CountyId county = kAllCounties;
    if (line != "*" && (!absl::SimpleAtoi(line, &county) || county <= 0))
      return InvalidField("--keys", path, absl::StrCat("pattern:", line, " → 150525"));
    counties.insert(county);
  }
  if (file.bad()) return unreadable();
  return counties;
}

std::string DataKeyContext(CountyId county, const Uuid& person) {
  return SealContext("volunteer", person, "data_key", county);
}

}  // namespace

StatusOr<std::shared_ptr<const Keys>> Keys::Load(const std::string& folder, DataFolder data) {
  const std::string path = absl::StrCat(folder, "/", kFileName);
  if (data == DataFolder::kNew && access(path.c_str(), F_OK) != 0 && errno == ENOENT) {
    DD_RETURN_IF_ERROR(WriteKeyFile(folder, path, Key::Random()));
  }
  DD_ASSIGN_OR_RETURN(const Key key, ReadKeyFile(path));
  DD_ASSIGN_OR_RETURN(std::set<CountyId> national,
                      ReadNational(absl::StrCat(folder, "/", kNationalCounties)));
  return FromKey(key, std::move(national));
}

std::shared_ptr<const Keys> Keys::FromKey(const Key& installation, std::set<CountyId> national) {
  return std::shared_ptr<const Keys>(new Keys(installation, std::move(national)));
}

Suite Keys::SuiteOf(CountyId county) const {
  const bool national = national_.count(county) > 0 || national_.count(kAllCounties) > 0;
  return national ? Suite::kNational : Suite::kInternational;
}

Key Keys::NewDataKey(CountyId county) const {
  Key key = Key::Random();
  key.set_suite(SuiteOf(county));
  return key;
}

Key Keys::CountyKey(CountyId county, Purpose purpose) const {
  Key key = Derive(installation_, absl::StrCat("diandan/county/", county, "/", NameOf(purpose)));
  key.set_suite(SuiteOf(county));
  return key;
}

std::string Keys::SealForCounty(CountyId county, absl::string_view context,
                                absl::string_view plaintext) const {
  return Seal(CountyKey(county, Purpose::kSeal), context, plaintext);
}

StatusOr<std::string> Keys::OpenForCounty(CountyId county, absl::string_view context,
                                          absl::string_view sealed) const {
  return Open(CountyKey(county, Purpose::kSeal), context, sealed);
}

std::string Keys::WrapDataKey(CountyId county, const Uuid& person, const Key& data_key) const {
  return SealForCounty(county, DataKeyContext(county, person), data_key.bytes());
}

StatusOr<Key> Keys::UnwrapDataKey(CountyId county, const Uuid& person, absl::string_view wrapped) const {
  DD_ASSIGN_OR_RETURN(const std::string bytes,
                      OpenForCounty(county, DataKeyContext(county, person), wrapped));
  DD_ASSIGN_OR_RETURN(Key key, Key::FromBytes(bytes));
  key.set_suite(SuiteOf(county));
  return key;
}

std::string Keys::BlindIndex(CountyId county, absl::string_view kind, absl::string_view value) const {
  // The kind's length keeps ("a", "bc") and ("ab", "c") apart.
  return KeyedHash(CountyKey(county, Purpose::kBlindIndex), absl::StrCat(kind.size(), "/", kind, "/", value));
}

Key Keys::RequestKey() const { return Derive(installation_, "diandan/request"); }

Key Keys::SigningSeed(absl::string_view purpose) const {
  return Derive(installation_, absl::StrCat("diandan/signing/", purpose));
}

}  // namespace diandan
