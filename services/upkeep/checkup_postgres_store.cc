#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "services/checkpoint/sealed_tables.h"
#include "services/db/codec.h"
#include "services/db/database.h"
#include "services/db/query.h"
#include "services/upkeep/checkup_parts.h"

namespace diandan::upkeep {
namespace {

constexpr int64_t kLagWarning = 1'000, kLagBad = 50'000;  // events
constexpr int kOldestPostgres = 150'000;

std::string Setting(db::Connection& connection, const char* name) {
  return std::string(
      connection.Run("SELECT coalesce(current_setting($1, true), '')", db::Params().AddText(name))
          ->text(0, 0));
}

void CheckDurability(db::Connection& connection, std::vector<CheckupLine>& lines) {
  const std::vector<std::string> forgetful = db::ForgetfulSettings(connection);
  for (const char* name : {"fsync", "synchronous_commit", "full_page_writes"}) {
    CheckupLine line{.name = name, .what = {name, name}, .found = Setting(connection, name)};
    if (std::find(forgetful.begin(), forgetful.end(), absl::StrCat(name, "=", line.found)) !=
        forgetful.end()) {
      line.finding = Finding::kBad;
      line.advice = {
          "要开着（on），关了，断电就会丢已经答应过的：ALTER SYSTEM SET … = on，再 SELECT pg_reload_conf()",
          "Must be on, or a power cut loses what was acknowledged: ALTER SYSTEM SET … = on, then SELECT "
          "pg_reload_conf()"};
    }
    lines.push_back(line);
  }
  CheckupLine line{.name = "data_checksums",
                   .what = {"数据校验和", "data checksums"},
                   .found = Setting(connection, "data_checksums")};
  if (line.found != "on") {
    line.finding = Finding::kWarning;
    line.advice = {
        "坏盘会悄悄改数据而没人知道：停下 PostgreSQL，运行 pg_checksums --enable",
        "A failing disk could change data unnoticed: stop PostgreSQL and run pg_checksums --enable"};
  }
  lines.push_back(line);
}

void CheckVersion(db::Connection& connection, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "postgres",
                   .what = {"PostgreSQL", "PostgreSQL"},
                   .found = Setting(connection, "server_version")};
  int number = 0;
  if (absl::SimpleAtoi(Setting(connection, "server_version_num"), &number) && number < kOldestPostgres) {
    line.finding = Finding::kBad;
    line.advice = {"要 15 以上：升级", "15 or newer is wanted: upgrade"};
  }
  lines.push_back(line);
}

void CheckArchive(db::Connection& connection, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "archive", .what = {"每一步的备份（归档）", "archive of every change"}};
  if (Setting(connection, "archive_mode") == "off") {
    line.finding = Finding::kWarning;
    line.found = "off";
    line.advice = {
        "没开：出事只能回到最近一次备份。启动时写上 --wal_archive",
        "Off: after a disaster only the last backup comes back. Start the server with --wal_archive"};
  } else {
    const auto state = connection.Run(
        "SELECT archived_count::text, failed_count::text, coalesce(last_failed_time > "
        "coalesce(last_archived_time, "
        "'-infinity'), false), coalesce(to_char(last_archived_time AT TIME ZONE 'UTC', 'YYYY-MM-DD "
        "HH24:MI:SS'), '-') FROM pg_stat_archiver");
    line.found = absl::StrCat(state->text(0, 0), " / ", state->text(0, 1), ", ", state->text(0, 3), " UTC");
    if (state->Get<bool>(0, 2)) {
      line.finding = Finding::kBad;
      line.advice = {"最近一次没有归档成：看看那块盘满没满、进不进得去，日志在数据目录的 log/postgres.log",
                     "The last copy failed: see whether that disk is full or away; the log is "
                     "log/postgres.log in the data folder"};
    }
  }
  lines.push_back(line);
}

void CheckSchemas(db::Connection& connection, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "schemas", .what = {"数据库结构", "schemas"}};
  if (connection.Run("SELECT to_regclass('diandan_meta.migration')::text")->null(0, 0)) {
    line.finding = Finding::kBad;
    line.advice = {"这个数据库里没有点单：核对连接",
                   "There is no diandan in this database: check the connection"};
  } else {
    const auto versions = connection.Run(
        "SELECT coalesce(string_agg(service || ' ' || last, ', ' ORDER BY service), '') FROM (SELECT "
        "service, max(name) "
        "FILTER (WHERE name NOT LIKE 'common/%') AS last FROM diandan_meta.migration GROUP BY service) AS s");
    line.found = std::string(versions->text(0, 0));
  }
  lines.push_back(line);
}

// Events of an owner that a follower has not taken, over all pairs; the cursor moves a moment after the
// effect.
void CheckFollowers(db::Connection& connection, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "followers", .what = {"服务之间还差的事件", "events not yet followed"}};
  int64_t behind = 0, parked = 0;
  for (const std::string& follower : checkpoint::SealedServices()) {
    for (const std::string& owner : checkpoint::SealedServices()) {
      behind += connection
                    .Run(absl::StrReplaceAll(
                        "SELECT coalesce(sum(greatest(o.seq - c.seq, 0)), 0)::int8 FROM {f}.cursor AS c JOIN "
                        "{o}.county_clock AS o USING (county_id) WHERE c.owner = '{o}'",
                        {{"{f}", follower}, {"{o}", owner}}))
                    ->Get<int64_t>(0, 0);
    }
    parked += connection
                  .Run(absl::StrCat("SELECT count(*)::int8 FROM ", follower,
                                    ".dead_letter WHERE settled_at IS NULL"))
                  ->Get<int64_t>(0, 0);
  }
  line.found = absl::StrCat(behind);
  if (behind > kLagWarning) {
    line.finding = behind > kLagBad ? Finding::kBad : Finding::kWarning;
    line.advice = {"差得多：看各服务是不是都在跑，过一会儿再看，数要变小",
                   "Far behind: see that every service runs, and look again: it has to fall"};
  }
  lines.push_back(line);
  CheckupLine stopped{
      .name = "parked", .what = {"停着的事件", "parked events"}, .found = absl::StrCat(parked)};
  if (parked > 0) {
    stopped.finding = Finding::kBad;
    stopped.advice = {"看为什么：diandan deadletter list，修好后 diandan deadletter replay",
                      "See why: diandan deadletter list, then diandan deadletter replay"};
  }
  lines.push_back(stopped);
}

void CheckSkew(db::Connection& connection, std::vector<CheckupLine>& lines) {
  CheckupLine line{.name = "database_clock",
                   .what = {"数据库的钟和这台差", "the database's clock differs by"}};
  const absl::Time before = absl::Now();
  const absl::Time there = connection.Run("SELECT clock_timestamp()")->Get<absl::Time>(0, 0);
  const absl::Time after = absl::Now();
  const absl::Duration skew = there < before  ? before - there
                              : there > after ? there - after
                                              : absl::ZeroDuration();
  line.found = absl::StrCat(absl::ToInt64Milliseconds(skew), " ms");
  if (skew > absl::Seconds(2)) {
    line.finding = Finding::kBad;
    line.advice = {"两台机器的钟要一致：都装上 chrony",
                   "Both machines need the same time: install chrony on both"};
  }
  lines.push_back(line);
}

}  // namespace

void CheckPostgres(const CheckupWish& wish, std::vector<CheckupLine>& lines) {
  const std::string conninfo = wish.database.empty() ? db::EmbeddedConninfo(wish.data_dir) : wish.database;
  CheckupLine unreachable{.name = "postgres", .what = {"PostgreSQL", "PostgreSQL"}, .finding = Finding::kBad};
  if (conninfo.empty()) {
    unreachable.advice = {
        "没有在运行，或这个用户进不去：启动服务；用 --database 的，写上连接；否则换服务的那个用户来看",
        "Not running, or not for this user: start the server, name it with --database, or look as the "
        "server's user"};
    lines.push_back(unreachable);
    return;
  }
  try {
    const auto connection =
        db::Connection::Open({.conninfo = conninfo, .application_name = "diandan-doctor"});
    CheckVersion(*connection, lines);
    CheckDurability(*connection, lines);
    CheckArchive(*connection, lines);
    CheckSkew(*connection, lines);
    CheckSchemas(*connection, lines);
    CheckFollowers(*connection, lines);
  } catch (const db::Error& error) {
    unreachable.found = error.sqlstate;
    unreachable.advice = {
        "连不上，或看到一半断了：看它在不在跑、给的账户能不能看全部的库",
        "Not reachable, or lost half-way: see that it runs, and that the account may see everything"};
    lines.push_back(unreachable);
  }
}

}  // namespace diandan::upkeep
