#include "services/volunteers/session_store.h"

#include "services/db/codec.h"

namespace diandan::volunteers {

using db::Params;

std::optional<AccountName> WhoseName(db::Connection& connection, const Bytes& name_index) {
  static const std::string kSql =
      "SELECT county_id, account_id, claimed_at FROM sign_in_name WHERE name_index = $1::bytea";
  auto result = connection.Run(kSql, Params().Add(name_index));
  if (result->rows() == 0) return std::nullopt;
  return AccountName{result->Get<int32_t>(0, 0), result->Get<Uuid>(0, 1), result->Get<absl::Time>(0, 2)};
}

bool ClaimName(db::Connection& connection, const Bytes& name_index, const AccountName& claim) {
  static const std::string kSql =
      "INSERT INTO sign_in_name (name_index, county_id, account_id, claimed_at)"
      " VALUES ($1::bytea, $2::int4, $3::uuid, $4::timestamptz) ON CONFLICT DO NOTHING";
  connection.Run(kSql, Params().Add(name_index).Add(claim.county).Add(claim.account).Add(claim.claimed_at));
  auto holder = WhoseName(connection, name_index);
  return holder && holder->account == claim.account && holder->county == claim.county;
}

void ReleaseName(db::Connection& connection, const Bytes& name_index, const Uuid& account) {
  static const std::string kSql =
      "DELETE FROM sign_in_name WHERE name_index = $1::bytea AND account_id = $2::uuid";
  connection.Run(kSql, Params().Add(name_index).Add(account));
}

void ForgetSignInNames(db::Connection& connection, CountyId county, const Uuid& account) {
  static const std::string kSql =
      "DELETE FROM sign_in_name WHERE county_id = $1::int4 AND account_id = $2::uuid";
  connection.Run(kSql, Params().Add(county).Add(account));
}

Tries LockTries(db::Connection& connection, const Uuid& id, absl::Time now) {
  static const std::string kAdd =
      "INSERT INTO sign_in_try (county_id, id, tries, at) VALUES (0, $1::uuid, 0, $2::timestamptz)"
      " ON CONFLICT DO NOTHING";
  static const std::string kLock =
      "SELECT tries, at FROM sign_in_try WHERE county_id = 0 AND id = $1::uuid FOR UPDATE";
  connection.Run(kAdd, Params().Add(id).Add(now));
  auto result = connection.Run(kLock, Params().Add(id));
  return {result->Get<int32_t>(0, 0), result->Get<absl::Time>(0, 1)};
}

void StoreTries(db::Connection& connection, const Uuid& id, const Tries& tries) {
  static const std::string kSql =
      "UPDATE sign_in_try SET tries = $2::int4, at = $3::timestamptz WHERE county_id = 0 AND id = $1::uuid";
  connection.Run(kSql, Params().Add(id).Add(tries.count).Add(tries.at));
}

void InsertRefreshToken(db::Connection& connection, const RefreshToken& token) {
  static const std::string kSql =
      "INSERT INTO refresh_token (county_id, id, family_id, account_id, secret_hash, epoch, issued_at, "
      "expires_at, device, signed_in_at)"
      " VALUES ($1::int4, $2::uuid, $3::uuid, $4::uuid, $5::bytea, $6::int4, $7::timestamptz, "
      "$8::timestamptz, $9::text, $10::timestamptz)";
  connection.Run(kSql, Params()
                           .Add(token.county)
                           .Add(token.id)
                           .Add(token.family)
                           .Add(token.account)
                           .Add(token.secret_hash)
                           .Add(token.epoch)
                           .Add(token.issued_at)
                           .Add(token.expires_at)
                           .Add(token.device)
                           .Add(token.signed_in_at));
}

std::optional<RefreshToken> LockRefreshToken(db::Connection& connection, CountyId county, const Uuid& id) {
  static const std::string kSql =
      "SELECT family_id, account_id, secret_hash, epoch, issued_at, expires_at, used_at, used_request, "
      "revoked_at, device, signed_in_at"
      " FROM refresh_token WHERE county_id = $1::int4 AND id = $2::uuid FOR UPDATE";
  auto result = connection.Run(kSql, Params().Add(county).Add(id));
  if (result->rows() == 0) return std::nullopt;
  RefreshToken token;
  token.county = county;
  token.id = id;
  token.family = result->Get<Uuid>(0, 0);
  token.account = result->Get<Uuid>(0, 1);
  token.secret_hash = result->Get<Bytes>(0, 2);
  token.epoch = result->Get<int32_t>(0, 3);
  token.issued_at = result->Get<absl::Time>(0, 4);
  token.expires_at = result->Get<absl::Time>(0, 5);
  token.used_at = result->Get<std::optional<absl::Time>>(0, 6);
  token.used_request = result->Get<std::optional<Uuid>>(0, 7);
  token.revoked_at = result->Get<std::optional<absl::Time>>(0, 8);
  token.device = result->Get<std::string>(0, 9);
  token.signed_in_at = result->Get<absl::Time>(0, 10);
  return token;
}

void MarkUsed(db::Connection& connection, const RefreshToken& token, const Uuid& request_id, absl::Time now) {
  static const std::string kSql =
      "UPDATE refresh_token SET used_at = $3::timestamptz, used_request = $4::uuid"
      " WHERE county_id = $1::int4 AND id = $2::uuid";
  connection.Run(kSql, Params().Add(token.county).Add(token.id).Add(now).Add(request_id));
}

void RevokeFamily(db::Connection& connection, CountyId county, const Uuid& family, absl::Time now) {
  static const std::string kSql =
      "UPDATE refresh_token SET revoked_at = $3::timestamptz"
      " WHERE county_id = $1::int4 AND family_id = $2::uuid AND revoked_at IS NULL";
  connection.Run(kSql, Params().Add(county).Add(family).Add(now));
}

void RevokeUnused(db::Connection& connection, CountyId county, const Uuid& family, absl::Time now) {
  static const std::string kSql =
      "UPDATE refresh_token SET revoked_at = $3::timestamptz"
      " WHERE county_id = $1::int4 AND family_id = $2::uuid AND revoked_at IS NULL AND used_at IS NULL";
  connection.Run(kSql, Params().Add(county).Add(family).Add(now));
}

std::vector<RefreshToken> LiveSignIns(db::Connection& connection, CountyId county, const Uuid& account,
                                      int32_t epoch, absl::Time now) {
  static const std::string kSql =
      "SELECT family_id, device, signed_in_at, issued_at, expires_at FROM refresh_token"
      " WHERE county_id = $1::int4 AND account_id = $2::uuid AND epoch = $3::int4 AND revoked_at IS NULL"
      " AND used_at IS NULL AND expires_at > $4::timestamptz ORDER BY issued_at DESC, id LIMIT 100";
  auto result = connection.Run(kSql, Params().Add(county).Add(account).Add(epoch).Add(now));
  std::vector<RefreshToken> tokens(result->rows());
  for (int i = 0; i < result->rows(); ++i) {
    tokens[i].family = result->Get<Uuid>(i, 0);
    tokens[i].device = result->Get<std::string>(i, 1);
    tokens[i].signed_in_at = result->Get<absl::Time>(i, 2);
    tokens[i].issued_at = result->Get<absl::Time>(i, 3);
    tokens[i].expires_at = result->Get<absl::Time>(i, 4);
  }
  return tokens;
}

void RevokeOwnFamily(db::Connection& connection, CountyId county, const Uuid& account, const Uuid& family,
                     absl::Time now) {
  static const std::string kSql =
      "UPDATE refresh_token SET revoked_at = $4::timestamptz WHERE county_id = $1::int4"
      " AND family_id = $2::uuid AND account_id = $3::uuid AND revoked_at IS NULL";
  connection.Run(kSql, Params().Add(county).Add(family).Add(account).Add(now));
}

namespace {

constexpr char kFactor[] =
    "SELECT enrolment, confirmed_at, last_step, used_codes, taken_for, taken_at FROM second_factor"
    " WHERE county_id = $1::int4 AND id = $2::uuid";

std::optional<SecondFactor> FactorOf(db::Connection& connection, const std::string& sql, CountyId county,
                                     const Uuid& account) {
  auto result = connection.Run(sql, Params().Add(county).Add(account));
  if (result->rows() == 0) return std::nullopt;
  SecondFactor factor;
  factor.county = county;
  factor.account = account;
  factor.enrolment = result->Get<Uuid>(0, 0);
  factor.confirmed_at = result->Get<std::optional<absl::Time>>(0, 1);
  factor.last_step = result->Get<int64_t>(0, 2);
  factor.used_codes = result->Get<int32_t>(0, 3);
  factor.taken_for = result->Get<std::optional<Uuid>>(0, 4);
  factor.taken_at = result->Get<std::optional<absl::Time>>(0, 5);
  return factor;
}

}  // namespace

std::optional<SecondFactor> FindFactor(db::Connection& connection, CountyId county, const Uuid& account) {
  static const std::string kSql = kFactor;
  return FactorOf(connection, kSql, county, account);
}

std::optional<SecondFactor> LockFactor(db::Connection& connection, CountyId county, const Uuid& account) {
  static const std::string kSql = std::string(kFactor) + " FOR UPDATE";
  return FactorOf(connection, kSql, county, account);
}

void StoreFactor(db::Connection& connection, const SecondFactor& factor) {
  static const std::string kSql =
      "INSERT INTO second_factor (county_id, id, enrolment, confirmed_at, last_step, used_codes, taken_for, "
      "taken_at)"
      " VALUES ($1::int4, $2::uuid, $3::uuid, $4::timestamptz, $5::int8, $6::int4, $7::uuid, "
      "$8::timestamptz)"
      " ON CONFLICT (county_id, id) DO UPDATE SET enrolment = excluded.enrolment,"
      " confirmed_at = excluded.confirmed_at, last_step = excluded.last_step, used_codes = "
      "excluded.used_codes,"
      " taken_for = excluded.taken_for, taken_at = excluded.taken_at";
  connection.Run(kSql, Params()
                           .Add(factor.county)
                           .Add(factor.account)
                           .Add(factor.enrolment)
                           .Add(factor.confirmed_at)
                           .Add(factor.last_step)
                           .Add(factor.used_codes)
                           .Add(factor.taken_for)
                           .Add(factor.taken_at));
}

void RemoveFactor(db::Connection& connection, CountyId county, const Uuid& account) {
  static const std::string kSql = "DELETE FROM second_factor WHERE county_id = $1::int4 AND id = $2::uuid";
  connection.Run(kSql, Params().Add(county).Add(account));
}

void NoteSignIn(db::Connection& connection, CountyId county, const Uuid& account, absl::Time now) {
  static const std::string kSql =
      "UPDATE account SET last_sign_in_at = $3::timestamptz WHERE county_id = $1::int4 AND id = $2::uuid";
  connection.Run(kSql, Params().Add(county).Add(account).Add(now));
}

int64_t LastSeq(db::Connection& connection, CountyId county) {
  static const std::string kSql = "SELECT seq FROM county_clock WHERE county_id = $1::int4";
  auto result = connection.Run(kSql, Params().Add(county));
  return result->rows() == 0 ? 0 : result->Get<int64_t>(0, 0);
}

void RemoveStale(db::Connection& connection, absl::Time now) {
  connection.Run("DELETE FROM refresh_token WHERE expires_at < $1::timestamptz", Params().Add(now));
  connection.Run("DELETE FROM sign_in_try WHERE at < $1::timestamptz", Params().Add(now - absl::Hours(24)));
}

std::vector<std::pair<CountyId, int32_t>> SuitesInUse(db::Connection& connection) {
  static const std::string kSql =
      "SELECT c.county_id, a.suite FROM county_clock c CROSS JOIN LATERAL (SELECT get_byte(data_key, 0) AS "
      "suite"
      " FROM account WHERE account.county_id = c.county_id AND data_key <> '' ORDER BY created_at, id LIMIT "
      "1) a";
  auto result = connection.Run(kSql);
  std::vector<std::pair<CountyId, int32_t>> suites;
  for (int i = 0; i < result->rows(); ++i)
    suites.emplace_back(result->Get<int32_t>(i, 0), result->Get<int32_t>(i, 1));
  return suites;
}

}  // namespace diandan::volunteers
