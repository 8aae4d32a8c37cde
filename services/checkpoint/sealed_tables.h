// What is sealed: for each service which tables, and of each which columns in which order. This list and
// row_bytes.h together say how every hash is made.
//
// Sealed is what never changes: events of all services, transfers of minutes and of points, and of an hours
// entry what it is about. What does change (balances, states) is not sealed but recomputed from what is
// (books_check.h).
//
// A step is one event of a county and the ledger rows that were written with it: those whose `event_seq` is
// the event's `seq`. The leaf of a step is the hashes of its rows one after the other, the event's first,
// then the ledger rows' by table (in the order below) and, of one table, in order of the hashes themselves.
// So the tree of a county has as many leaves as the county has events, and a ledger row that no event brought
// changes a leaf that was published.
#pragma once

#include <string>
#include <vector>

namespace diandan::checkpoint {

enum class ColumnKind { kInt, kText, kBytes, kUuid, kTime };

struct SealedColumn {
  const char* name;
  ColumnKind kind;
};

struct SealedTable {
  std::string service;
  std::string table;
  int version;  // of the list of columns
  // The county first, then the step ("seq" of an event, "event_seq" elsewhere), then what names the row.
  std::vector<SealedColumn> columns;
  const char* step() const { return columns[1].name; }
  const char* id() const { return columns[2].name; }
  // "hours/transfer/1"
  std::string encoding() const;
};

// Of all services that own events, in the order they start.
const std::vector<std::string>& SealedServices();
// Of one service: its events first, then its ledger tables. Empty for a service that is not sealed.
const std::vector<SealedTable>& SealedTables(const std::string& service);

}  // namespace diandan::checkpoint
