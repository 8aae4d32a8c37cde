#include <sodium.h>

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/base/log.h"
#include "services/base/unsigned_bytes.h"
#include "services/db/codec.h"
#include "services/db/conninfo.h"
#include "services/db/database.h"

namespace diandan::db {

Schema ServiceSchema();  // db/schema/*.sql, run before the first migration of every service

namespace {

// One file to apply, under the name it is remembered by: "common/001_common", "003_offers".
struct File {
  std::string name;
  std::string sql;
  std::string sha256;
  bool expands;  // Expands(migration)
};

struct Applied {
  std::string sha256;
  bool expands;
};

std::string Sha256(const std::string& text) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, Unsigned(text), text.size());
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<char*>(hash), sizeof hash));
}

std::vector<File> FilesOf(const Schema& schema) {
  std::vector<File> files;
  auto add = [&](const std::string& prefix, const std::vector<Migration>& migrations) {
    for (const auto& migration : migrations) {
      files.push_back({absl::StrFormat("%s%03d_%s", prefix, migration.number, migration.name), migration.sql,
                       Sha256(migration.sql), Expands(migration)});
    }
  };
  add("common/", ServiceSchema().migrations);
  add("", schema.migrations);
  return files;
}

std::string RoleOf(const std::string& service) { return "diandan_" + service; }

std::string Filled(const std::string& sql, const std::string& service) {
  return absl::StrReplaceAll(sql, {{"{schema}", service}, {"{role}", RoleOf(service)}});
}

Status Fault(const Schema& schema, const std::string& file, const std::string& want) {
  return InvalidField("--database", file.empty() ? schema.service : absl::StrCat(schema.service, " ", file),
                      want);
}

// Roles belong to the whole cluster, so they may exist before their schema does.
constexpr char kBootstrap[] = R"sql(
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['diandan_owner', '{role}'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I %s', name, CASE name WHEN 'diandan_owner' THEN 'NOLOGIN' ELSE 'LOGIN' END);
    END IF;
  END LOOP;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
     AND NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'diandan_owner'::regrole
                     AND member = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND NOT admin_option) THEN
    EXECUTE format('GRANT diandan_owner TO %I', current_user);
  END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS diandan_meta;
CREATE TABLE IF NOT EXISTS diandan_meta.schema_version (service text PRIMARY KEY, files int NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS diandan_meta.migration (
  service text NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  applied_time timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service, name)
);
ALTER TABLE diandan_meta.migration ADD COLUMN IF NOT EXISTS expands boolean NOT NULL DEFAULT false;
CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION diandan_owner;
GRANT USAGE ON SCHEMA {schema} TO {role};
INSERT INTO diandan_meta.schema_version (service) VALUES ('{schema}') ON CONFLICT DO NOTHING;
)sql";

bool Bootstrapped(Connection& admin, const std::string& service) {
  if (admin
          .Run(
              "SELECT FROM pg_attribute WHERE attrelid = to_regclass('diandan_meta.migration') AND attname = "
              "'expands'")
          ->rows() == 0) {
    return false;
  }
  return admin.Run("SELECT FROM diandan_meta.schema_version WHERE service = $1", Params().AddText(service))
             ->rows() > 0;
}

// Two servers that start on one empty database may trip over each other; the second then finds it done.
void Bootstrap(Connection& admin, const std::string& service) {
  for (int tries_left = 5; !Bootstrapped(admin, service); --tries_left) {
    try {
      admin.Begin();
      admin.Script(Filled(kBootstrap, service));
      admin.Commit();
    } catch (const Error& error) {
      admin.Rollback();
      const bool tripped = error.sqlstate == "23505" || error.sqlstate == "42710" ||
                           error.sqlstate == "42P06" || error.sqlstate == "42P07" ||
                           error.sqlstate == "XX000";
      if (!tripped || tries_left == 0) throw;
      absl::SleepFor(absl::Milliseconds(20));
    }
  }
}

// The row is the mutex between servers that start at once; held until the transaction ends.
std::map<std::string, Applied> LockApplied(Connection& admin, const std::string& service) {
  admin.Run("SELECT FROM diandan_meta.schema_version WHERE service = $1 FOR UPDATE",
            Params().AddText(service));
  auto rows = admin.Run("SELECT name, sha256, expands FROM diandan_meta.migration WHERE service = $1",
                        Params().AddText(service));
  std::map<std::string, Applied> applied;
  for (int i = 0; i < rows->rows(); ++i)
    applied[std::string(rows->text(i, 0))] = {std::string(rows->text(i, 1)), rows->Get<bool>(i, 2)};
  return applied;
}

Status CheckApplied(const Schema& schema, const std::vector<File>& files,
                    std::map<std::string, Applied> applied) {
  for (const auto& file : files) {
    auto found = applied.find(file.name);
    if (found == applied.end()) continue;
    if (found->second.sha256 != file.sha256) return Fault(schema, file.name, "schema_unchanged");
    applied.erase(found);
  }
  // What is left was brought by a newer program.
  for (const auto& [name, file] : applied) {
    if (!file.expands) return Fault(schema, name, "schema_not_newer");
  }
  return absl::OkStatus();
}

void Apply(Connection& admin, const Schema& schema, const File& file) {
  admin.Script(absl::StrCat("SET LOCAL ROLE diandan_owner;SET LOCAL search_path=", schema.service,
                            ";SET LOCAL app.counties='*'"));
  admin.Script(Filled(file.sql, schema.service));
  admin.Script("RESET ROLE");
  admin.Run("INSERT INTO diandan_meta.migration (service, name, sha256, expands) VALUES ($1, $2, $3, $4)",
            Params().AddText(schema.service).AddText(file.name).AddText(file.sha256).Add(file.expands));
  admin.Run("UPDATE diandan_meta.schema_version SET files = files + 1 WHERE service = $1",
            Params().AddText(schema.service));
}

// Applies the first file that is missing. False when none was.
StatusOr<bool> ApplyNext(Connection& admin, const Schema& schema, const std::vector<File>& files) {
  admin.Begin();
  const auto applied = LockApplied(admin, schema.service);
  if (Status status = CheckApplied(schema, files, applied); !status.ok()) {
    admin.Rollback();
    return status;
  }
  const auto next = std::find_if(files.begin(), files.end(),
                                 [&](const File& file) { return applied.count(file.name) == 0; });
  if (next == files.end()) {
    admin.Rollback();
    return false;
  }
  try {
    Apply(admin, schema, *next);
    admin.Commit();
  } catch (const Error& error) {
    admin.Rollback();
    if (error.kind == Error::Kind::kLost) throw;
    LogError("a migration does not run",
             {{"service", schema.service}, {"name", next->name}, {"problem", error.what()}});
    const std::vector<std::string> lines = absl::StrSplit(error.what(), '\n');
    return Fault(schema, next->name, absl::StrCat("migration_runs:", lines.front()));
  }
  return true;
}

// Behind the row-level fence only if nothing exempts the role from it.
Status CheckRole(Connection& admin, const Schema& schema) {
  auto exempt = admin.Run("SELECT FROM pg_roles WHERE rolname = $1 AND (rolsuper OR rolbypassrls)",
                          Params().AddText(RoleOf(schema.service)));
  if (exempt->rows() > 0) return Fault(schema, RoleOf(schema.service), "role_without_bypass");
  return absl::OkStatus();
}

// The service's password follows from the administrator's, so every process finds the same one and
// nothing is stored. Without one (socket, certificate) the service signs in the way the administrator does.
std::string PasswordOf(const std::string& service, const std::string& admin_password) {
  unsigned char hash[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, Unsigned(admin_password), admin_password.size());
  const std::string purpose = "diandan service role " + service;
  crypto_auth_hmacsha256_update(&state, Unsigned(purpose), purpose.size());
  crypto_auth_hmacsha256_final(&state, hash);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<char*>(hash), sizeof hash));
}

void SetPassword(Connection& admin, const std::string& service, const std::string& password) {
  admin.Begin();
  LockApplied(admin, service);
  admin.Script(absl::StrCat("ALTER ROLE ", RoleOf(service), " PASSWORD '", password, "'"));
  admin.Commit();
}

bool NameFits(const std::string& service) {
  return !service.empty() && std::all_of(service.begin(), service.end(),
                                         [](char c) { return c == '_' || absl::ascii_islower(c); });
}

}  // namespace

bool Expands(const Migration& migration) { return absl::StartsWith(migration.sql, "-- expands\n"); }

StatusOr<ConnectOptions> Prepare(const std::string& admin_conninfo, const Schema& schema) {
  if (!NameFits(schema.service)) return Fault(schema, "", "pattern:[a-z_]+");
  DD_ASSIGN_OR_RETURN(auto target, ParseConninfo(admin_conninfo));
  const std::vector<File> files = FilesOf(schema);
  try {
    auto admin = Connection::Open({.conninfo = admin_conninfo,
                                   .statement_timeout_ms = 0,
                                   .idle_in_transaction_timeout_ms = 60'000,
                                   .lock_timeout_ms = 60'000,
                                   .application_name = "diandan-migrate"});
    Bootstrap(*admin, schema.service);
    for (bool more = true; more;) {
      DD_ASSIGN_OR_RETURN(more, ApplyNext(*admin, schema, files));
    }
    DD_RETURN_IF_ERROR(CheckRole(*admin, schema));
    if (target.count("password") > 0) {
      target["password"] = PasswordOf(schema.service, target["password"]);
      SetPassword(*admin, schema.service, target["password"]);
    }
  } catch (const Error& error) {
    return ToStatus(error);
  }
  target["user"] = RoleOf(schema.service);
  return ConnectOptions{.conninfo = FormatConninfo(target),
                        .role = RoleOf(schema.service),
                        .search_path = schema.service,
                        .application_name = "diandan-" + schema.service};
}

}  // namespace diandan::db
