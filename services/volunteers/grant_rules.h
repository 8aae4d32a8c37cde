// What a grant may say and who may give it. Pure.
#pragma once

#include "diandan/volunteers/v1/account_service.pb.h"
#include "services/base/command.h"
#include "services/base/touches.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

// Rows that FillScope reads.
void TouchScope(const v1::GrantRequest& grant, Touches& touches);

// Turns the asked scope into columns of `row`: which scopes fit which role, whether the thing exists.
// `at` precedes the field in refusals: "grants[2].".
Status FillScope(const Work& work, const AccountRow& account, const v1::GrantRequest& asked,
                 const std::string& at, GrantRow& row);

// County admins give every role of their county; officers give CLERK, LEADER and VOLUNTEER below their own
// organisation, clerks LEADER and VOLUNTEER; operators make county admins. Nobody makes operators.
Status MayGrant(const Work& work, const GrantRow& grant);

// Neither revoked nor run out.
bool GrantHolds(const GrantRow& row, absl::Time now);
v1::Grant ShowGrant(const GrantRow& row);

}  // namespace diandan::volunteers
