#include "services/volunteers/account_seal.h"

namespace diandan::volunteers {
namespace {

std::string SignInNameContext(CountyId county, const Uuid& account) {
  return SealContext("account", account, "sign_in_name", county);
}

}  // namespace

Bytes NameIndexOf(const Keys& keys, const std::string& normal_name) {
  return {keys.BlindIndex(kInstallation, "sign_in_name", normal_name)};
}

StatusOr<std::shared_ptr<NewAccount>> SealAccount(const Keys& keys, HashGate& gate, PasswordCost cost,
                                                  CountyId county, const Uuid& account,
                                                  const std::string& normal_name,
                                                  absl::string_view password) {
  auto made = std::make_shared<NewAccount>();
  DD_ASSIGN_OR_RETURN(made->password, gate.Hash(password, cost));
  const Key key = keys.NewDataKey(county);
  made->data_key = {keys.WrapDataKey(county, account, key)};
  made->sign_in_name = {Seal(key, SignInNameContext(county, account), normal_name)};
  return made;
}

StatusOr<std::string> OpenSignInName(const Keys& keys, const AccountRow& row) {
  if (row.sign_in_name.data.empty()) return std::string();
  DD_ASSIGN_OR_RETURN(Key key, keys.UnwrapDataKey(row.county_id, row.id, row.data_key.data));
  return Open(key, SignInNameContext(row.county_id, row.id), row.sign_in_name.data);
}

std::string MaskSignInName(absl::string_view name) {
  if (name.size() <= 2) return std::string(name.size(), '*');
  // Only whole characters are kept at the ends.
  const bool ascii_ends = (name.front() & 0x80) == 0 && (name.back() & 0x80) == 0;
  if (!ascii_ends) return "***";
  return std::string(1, name.front()) + "***" + std::string(1, name.back());
}

}  // namespace diandan::volunteers
