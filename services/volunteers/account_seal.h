// What is secret about an account: its sign-in name sealed and found by a keyed hash, its password hashed.
#pragma once

#include <string>

#include "services/base/keys.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/hash_gate.h"

namespace diandan::volunteers {

// Above all counties: where operators' accounts and the directory of sign-in names stand.
inline constexpr CountyId kInstallation = 0;

// In the directory of the whole installation.
Bytes NameIndexOf(const Keys& keys, const std::string& normal_name);
// The name sealed under the account's own key, the password hashed. Slow on purpose.
StatusOr<std::shared_ptr<NewAccount>> SealAccount(const Keys& keys, HashGate& gate, PasswordCost cost,
                                                  CountyId county, const Uuid& account,
                                                  const std::string& normal_name, absl::string_view password);
// Empty for the account of an erased person.
StatusOr<std::string> OpenSignInName(const Keys& keys, const AccountRow& row);
// "h*****g": first and last character.
std::string MaskSignInName(absl::string_view name);

}  // namespace diandan::volunteers
