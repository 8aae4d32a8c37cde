// The operator of an installation: the account that opens counties. There is no default password. At the
// first start the server makes the account (sign-in name "operator") with a random password of 256 bits and
// leaves that in DATA/keys/operator.token, mode 0400: whoever may read the file as the same system user is
// the operator. A command line reads it and calls SignInService.SignIn("operator", <line of the file>).
// Removing the file and starting again makes a new password and ends the operator's sign-ins.
#pragma once

#include <string>

#include "services/volunteers/services.h"

namespace diandan::volunteers {

inline constexpr char kOperatorName[] = "operator";
// `data_dir`/keys/operator.token
std::string OperatorTokenPath(const std::string& data_dir);

// Makes what is missing of account and file. Blocks on the lane. Errors name the file.
Status EnsureOperator(Parts& parts, const std::string& data_dir);

}  // namespace diandan::volunteers
