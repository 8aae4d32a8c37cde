#include "tests/scenario/tampering.h"

#include "absl/strings/str_cat.h"
#include "services/checkpoint/sealed_tables.h"
#include "services/db/codec.h"

namespace diandan::scenario {
namespace {

// Of what is recomputed and not sealed: the columns that follow from what is.
const std::vector<std::string> kAccountColumns = {"county_id",    "id",      "ledger",
                                                  "volunteer_id", "balance", "services"};
const std::vector<std::string> kPointColumns = {"county_id", "id", "volunteer_id", "balance", "held", "owed"};
const std::vector<std::string> kEntryColumns = {"state",          "revision",    "reported_minutes",
                                                "posted_minutes", "start_at",    "end_at",
                                                "reason",         "corrections", "standing_transfer"};

// A superuser is held up by no constraint: what is checked goes, what is unique stays, it carries the
// indexes.
constexpr char kLoosen[] = R"sql(
DO $$
DECLARE c record;
BEGIN
  FOR c IN SELECT conrelid::regclass AS r, conname FROM pg_constraint
           WHERE connamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('volunteers', 'orders', 'matching', 'hours'))
             AND contype IN ('c', 'f') LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.r, c.conname);
  END LOOP;
END $$)sql";

std::string Quoted(const std::string& text) { return absl::StrCat("'", text, "'"); }

}  // namespace

const char* NameOf(Deed deed) {
  static const char* const kNames[] = {"update", "delete", "insert", "swap"};
  return kNames[int(deed)];
}

Tampering::Tampering(db::Connection& hand, uint64_t seed) : hand_(hand), random_(seed) {
  hand_.Script(kLoosen);
  for (const std::string& service : checkpoint::SealedServices()) {
    for (const checkpoint::SealedTable& table : checkpoint::SealedTables(service)) {
      Target target{service, absl::StrCat(service, ".", table.table), table.step(), {}};
      for (const auto& column : table.columns) target.columns.push_back(column.name);
      if (table.table == "entry")
        target.columns.insert(target.columns.end(), kEntryColumns.begin(), kEntryColumns.end());
      targets_.push_back(std::move(target));
    }
  }
  targets_.push_back({"hours", "hours.account", "balance", kAccountColumns});
  targets_.push_back({"hours", "hours.point_account", "balance", kPointColumns});
}

bool Tampering::TryOne(Edit* edit) {
  const Target& target = Of(targets_);
  edit->deed = Deed(Below(4));
  edit->service = target.service;
  edit->table = target.table.substr(target.table.find('.') + 1);
  edit->column.clear();
  edit->id.clear();
  try {
    switch (edit->deed) {
      case Deed::kUpdate:
        return Update(target, *edit);
      case Deed::kDelete:
        return Delete(target, *edit);
      case Deed::kInsert:
        return Insert(target, *edit);
      case Deed::kSwap:
        return Swap(target, *edit);
    }
  } catch (const db::Error& error) {
    if (error.sqlstate != "23505") throw;
  }
  return false;
}

int64_t Tampering::Number(const std::string& sql) { return hand_.Run(sql)->Get<int64_t>(0, 0); }

std::string Tampering::AnyRow(const Target& target) {
  const int64_t rows = Number(absl::StrCat("SELECT count(*) FROM ", target.table));
  if (rows == 0) return "";
  return hand_
      .Run(absl::StrCat("SELECT ctid::text FROM ", target.table, " ORDER BY ctid OFFSET ", Below(int(rows)),
                        " LIMIT 1"))
      ->Get<std::string>(0, 0);
}

std::string Tampering::TypeOf(const Target& target, const std::string& column) {
  return hand_
      .Run("SELECT atttypid::regtype::text FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2",
           db::Params().AddText(target.table).AddText(column))
      ->Get<std::string>(0, 0);
}

// As SQL, different from what stands there.
std::string Tampering::OtherValue(const Target& target, const std::string& column) {
  const std::string type = TypeOf(target, column);
  if (type == "integer" || type == "bigint")
    return absl::StrCat("coalesce(", column, ", 0) + ", 1 + Below(5));
  if (type == "uuid") return Below(8) == 0 && column == "corrects" ? "NULL" : "gen_random_uuid()";
  if (type == "text") return absl::StrCat("coalesce(", column, ", '') || 'x'");
  if (type == "timestamp with time zone") return absl::StrCat(column, " + interval '1 microsecond'");
  // bytea: one bit, or from nothing to something.
  return absl::StrCat("CASE WHEN coalesce(length(", column, "), 0) = 0 THEN '\\x00'::bytea ELSE set_bit(",
                      column, ", ", Below(8), ", 1 - get_bit(", column, ", ", Below(8), ")) END");
}

bool Tampering::Update(const Target& target, Edit& edit) {
  const std::string row = AnyRow(target);
  if (row.empty()) return false;
  edit.column = Of(target.columns);
  const std::string before = hand_
                                 .Run(absl::StrCat("SELECT ", edit.column, "::text FROM ", target.table,
                                                   " WHERE ctid = ", Quoted(row)))
                                 ->Get<std::optional<std::string>>(0, 0)
                                 .value_or("NULL");
  const std::string name = edit.table == "event" ? "request_id" : "id";
  const auto after =
      hand_.Run(absl::StrCat("UPDATE ", target.table, " SET ", edit.column, " = ",
                             OtherValue(target, edit.column), " WHERE ctid = ", Quoted(row), " RETURNING ",
                             name, "::text, coalesce(", edit.column, "::text, 'NULL')"));
  edit.id = after->Get<std::string>(0, 0);
  edit.told = absl::StrCat("update ", target.table, ".", edit.column, " of ", edit.id, ": ", before, " → ",
                           after->text(0, 1));
  return before != after->text(0, 1);
}

bool Tampering::Delete(const Target& target, Edit& edit) {
  const std::string row = AnyRow(target);
  if (row.empty()) return false;
  edit.told = absl::StrCat("delete from ", target.table, " ", row);
  return hand_.Run(absl::StrCat("DELETE FROM ", target.table, " WHERE ctid = ", Quoted(row)))->affected() ==
         1;
}

// A copy of a row that is there, under a name and at a place of its own.
bool Tampering::Insert(const Target& target, Edit& edit) {
  const std::string row = AnyRow(target);
  if (row.empty()) return false;
  const bool event = edit.table == "event";
  hand_.Run(absl::StrCat("CREATE TEMP TABLE made ON COMMIT DROP AS SELECT * FROM ", target.table,
                         " WHERE ctid = ", Quoted(row)));
  std::string change = event ? "request_id = gen_random_uuid()" : "id = gen_random_uuid()";
  // An event at a number that is taken is refused by the index: behind the last, before the first, elsewhere.
  const char* const places[] = {"seq = seq + 100000", "seq = -seq", "county_id = 990199"};
  if (event) absl::StrAppend(&change, ", ", places[Below(3)]);
  if (edit.table == "account" || edit.table == "point_account")
    change += ", volunteer_id = gen_random_uuid()";
  if (edit.table == "transfer") change += ", revision = revision + 1000";
  hand_.Run(absl::StrCat("UPDATE made SET ", change));
  const auto made = hand_.Run(absl::StrCat("INSERT INTO ", target.table, " SELECT * FROM made RETURNING ",
                                           event ? "request_id" : "id", "::text"));
  hand_.Run("DROP TABLE made");
  edit.id = made->Get<std::string>(0, 0);
  edit.told = absl::StrCat("insert into ", target.table, " ", edit.id, " (", change, ")");
  return true;
}

// Two rows of a county change places.
bool Tampering::Swap(const Target& target, Edit& edit) {
  const std::string one = AnyRow(target), other = AnyRow(target);
  if (one.empty() || one == other) return false;
  const auto both = hand_.Run(
      absl::StrCat("SELECT a.county_id = b.county_id AND a.", target.place, " <> b.", target.place, ", a.",
                   target.place, ", b.", target.place, " FROM ", target.table, " AS a, ", target.table,
                   " AS b WHERE a.ctid = ", Quoted(one), " AND b.ctid = ", Quoted(other)));
  if (!both->Get<bool>(0, 0)) return false;
  edit.told = absl::StrCat("swap ", target.place, " ", both->text(0, 1), " and ", both->text(0, 2), " in ",
                           target.table);
  // Out of the way first: the index on the place looks at each row by itself.
  auto put = [&](const std::string& ctid, absl::string_view value) {
    return hand_
        .Run(absl::StrCat("UPDATE ", target.table, " SET ", target.place, " = ", value,
                          " WHERE ctid = ", Quoted(ctid), " RETURNING ctid::text"))
        ->Get<std::string>(0, 0);
  };
  const std::string aside = put(one, "-1000000");
  put(other, both->text(0, 1));
  put(aside, both->text(0, 2));
  return true;
}

}  // namespace diandan::scenario
