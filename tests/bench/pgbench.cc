#include "tests/bench/pgbench.h"

#include <fstream>
#include <memory>
#include <stdexcept>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "services/db/codec.h"
#include "services/db/query.h"
#include "tests/bench/process.h"

namespace diandan::bench {
namespace {

// Debian keeps it beside the server, not in PATH.
std::string Program() {
  for (int version = 20; version >= 15; --version) {
    const std::string path = absl::StrCat("/usr/lib/postgresql/", version, "/bin/pgbench");
    if (std::ifstream(path).good()) return path;
  }
  return "pgbench";
}

}  // namespace

Pgbench::Pgbench(std::string conninfo, std::string script, std::string folder)
    : conninfo_(std::move(conninfo)), file_(std::move(folder)) {
  static int scripts = 0;
  absl::StrAppend(&file_, "/pgbench-", ++scripts, ".sql");
  if (!(std::ofstream(file_) << script).flush()) throw std::runtime_error("cannot write " + file_);
}

double Pgbench::Run(int clients, absl::Duration how_long) const {
  const std::string report =
      RunProgram({Program(), "-n", "-M", "prepared", "-c", absl::StrCat(clients), "-j", "2", "-T",
                  absl::StrCat(absl::ToInt64Seconds(how_long)), "-f", file_, conninfo_});
  for (const absl::string_view line : absl::StrSplit(report, '\n')) {
    const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
    double rate = 0;
    if (words.size() > 2 && words[0] == "tps" && absl::SimpleAtod(words[2], &rate)) return rate;
  }
  throw std::runtime_error("pgbench told no rate:\n" + report);
}

namespace {

std::unique_ptr<db::Connection> Open(const std::string& conninfo) {
  return db::Connection::Open({.conninfo = conninfo, .statement_timeout_ms = 0, .application_name = "bench"});
}

std::string TwinOf(const std::string& table) { return "bench." + absl::StrReplaceAll(table, {{".", "_"}}); }

}  // namespace

void RunSql(const std::string& conninfo, const std::string& sql) { Open(conninfo)->Script(sql); }

int64_t AskNumber(const std::string& conninfo, const std::string& sql) {
  return Open(conninfo)->Run(sql)->Get<int64_t>(0, 0);
}

std::string AskText(const std::string& conninfo, const std::string& sql) {
  return Open(conninfo)->Run(sql)->Get<std::string>(0, 0);
}

void MakeTwins(const std::string& conninfo, const std::vector<std::string>& tables) {
  std::string sql = "CREATE SCHEMA IF NOT EXISTS bench;";
  for (const std::string& table : tables) {
    absl::StrAppend(&sql, "DROP TABLE IF EXISTS ", TwinOf(table), ";CREATE TABLE ", TwinOf(table), " (LIKE ",
                    table, " INCLUDING ALL);");
  }
  RunSql(conninfo, sql);
}

Samples::Sample Samples::Of(const std::string& table, const std::string& where,
                            const Columns& replaced) const {
  const auto connection = Open(conninfo_);
  const auto columns = connection->Run(
      "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
      "$1::text::regclass "
      "AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
      db::Params().AddText(table));
  std::vector<std::string> names, texts, values;
  for (int i = 0; i < columns->rows(); ++i) {
    names.emplace_back(columns->text(i, 0));
    texts.push_back(columns->text(i, 1) == "timestamp with time zone"
                        ? absl::StrCat("coalesce('to_timestamp(' || extract(epoch FROM ", names.back(),
                                       ") || ')', 'NULL')")
                        : absl::StrCat("quote_nullable(", names.back(), "::text)"));
  }
  const auto row = connection->Run(
      absl::StrCat("SELECT ", absl::StrJoin(texts, ", "), " FROM ", table, " WHERE ", where, " LIMIT 1"));
  if (row->rows() == 0)
    throw std::runtime_error(absl::StrCat("our side has written no ", table, " where ", where));
  for (int i = 0; i < columns->rows(); ++i) {
    const std::string text(row->text(0, i)), type(columns->text(i, 1));
    if (const auto found = replaced.find(names[size_t(i)]); found != replaced.end()) {
      values.push_back(found->second);
    } else if (text == "NULL") {
      values.push_back("NULL::" + type);
    } else if (type == "timestamp with time zone") {
      values.push_back(text);
    } else {
      // pgbench takes a colon before a letter for a variable, in quotes too.
      values.push_back(
          absl::StrCat("(", absl::StrReplaceAll(text, {{":", "' || chr(58) || '"}}), ")::", type));
    }
  }
  return {absl::StrJoin(names, ", "), absl::StrJoin(values, ", ")};
}

std::string Samples::Insert(const std::string& table, const std::string& where,
                            const Columns& replaced) const {
  const Sample sample = Of(table, where, replaced);
  return absl::StrCat("INSERT INTO ", TwinOf(table), " (", sample.columns, ") VALUES (", sample.values,
                      ");\n");
}

std::string Samples::Events(const std::string& service, const std::vector<std::string>& kinds,
                            const std::string& county, const std::string& subject) const {
  std::string columns;
  std::vector<std::string> selects;
  for (size_t i = 0; i < kinds.size(); ++i) {
    const Sample sample = Of(service + ".event", absl::StrCat("kind = '", kinds[i], "'"),
                             {{"county_id", county},
                              {"seq", absl::StrCat("t.seq - ", kinds.size() - 1 - i)},
                              {"request_id", "gen_random_uuid()"},
                              {"subject_id", subject}});
    columns = sample.columns;
    selects.push_back(absl::StrCat("SELECT ", sample.values, " FROM t"));
  }
  return absl::StrCat("WITH t AS (UPDATE ", TwinOf(service + ".county_clock"), " SET seq = seq + ",
                      kinds.size(), " WHERE county_id = ", county, " RETURNING seq) INSERT INTO ",
                      TwinOf(service + ".event"), " (", columns, ") ", absl::StrJoin(selects, " UNION ALL "),
                      ";\n");
}

}  // namespace diandan::bench
