#include "services/base/keys.h"

#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "services/base/key_file.h"

namespace diandan {
namespace {

constexpr char kFileName[] = "installation.key";

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
  return FromKey(key);
}

std::shared_ptr<const Keys> Keys::FromKey(const Key& installation) {
  return std::shared_ptr<const Keys>(new Keys(installation));
}

Key Keys::CountyKey(CountyId county, Purpose purpose) const {
  return Derive(installation_, absl::StrCat("diandan/county/", county, "/", NameOf(purpose)));
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
  return Key::FromBytes(bytes);
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
