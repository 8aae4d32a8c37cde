#include "services/volunteers/second_factor.h"

#include "absl/strings/str_cat.h"
#include "services/volunteers/password_tries.h"
#include "services/volunteers/second_factor_rules.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {

Key FactorKey(const Parts& parts, const SecondFactor& factor) {
  const std::string whose = absl::StrCat(factor.account.ToString(), "/", factor.enrolment.ToString());
  return Key::FromBytes(parts.keys->BlindIndex(factor.county, "second_factor", whose)).value();
}

Status PassSecondFactor(const rpc::Call& call, const Parts& parts, CountyId county, const Uuid& account,
                        const std::string& code, const Uuid& request) {
  const auto with_rows = [&](const std::function<Status(db::Connection&)>& body) {
    return db::Transact(*call.home.pool, {county}, false, body);
  };
  bool asked_for = false;
  DD_RETURN_IF_ERROR(with_rows([&](db::Connection& connection) {
    const auto factor = FindFactor(connection, county, account);
    asked_for = factor && factor->confirmed_at;
    return absl::OkStatus();
  }));
  if (!asked_for) return absl::OkStatus();
  if (code.empty()) return Refuse(errors::v1::ONE_TIME_CODE_NEEDED);
  const PasswordTries tries(call, DeriveUuid(account, "second factor"));
  const bool counted = !IsRecoveryCode(code);
  if (counted) DD_RETURN_IF_ERROR(tries.Take());
  bool opens = false;
  DD_RETURN_IF_ERROR(with_rows([&](db::Connection& connection) {
    auto factor = LockFactor(connection, county, account);
    opens = factor && TakeCodeFor(request, FactorKey(parts, *factor), code, call.now, *factor);
    if (opens) StoreFactor(connection, *factor);
    return absl::OkStatus();
  }));
  if (!opens) return Refuse(errors::v1::ONE_TIME_CODE_WRONG);
  return counted ? tries.Forget() : absl::OkStatus();
}

}  // namespace diandan::volunteers
