// The operator of an installation: the account that opens counties. There is no default password. At the
// first start the server makes the account (sign-in name "operator") with a random password of 256 bits and
// leaves that beside the keys of the installation in operator.token, mode 0400: whoever may read the file as
// the same system user is the operator. Several servers of one installation share the keys, and so this. A
// command line reads the file and calls SignInService.SignIn("operator", <line of the file>). Removing it and
// starting again makes a new password and ends the operator's sign-ins.
#pragma once

#include <string>

#include "services/volunteers/services.h"

namespace diandan::volunteers {

inline constexpr char kOperatorName[] = "operator";
std::string OperatorTokenPath(const std::string& keys_dir);

// Makes what is missing of account and file. Where keys are kept apart from the data, `data_dir`/keys gets a
// copy: that is where a command line at this machine looks. Blocks on the lane. Errors name the file.
Status EnsureOperator(Parts& parts, const std::string& keys_dir, const std::string& data_dir);

}  // namespace diandan::volunteers
