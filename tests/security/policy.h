// The expected answers of who_may.txt, which says how they are written. Pure but for reading the file.
#pragma once

#include <string>
#include <vector>

namespace diandan::security {

// Who asks, in the words of the file.
struct Asker {
  std::string role;      // "clerk", "account", "service:orders", "nobody" …
  std::string place;     // what the thing is to them: "own" … "other", "county" at its centre; "" = nowhere
  bool account = false;  // signed in
};

struct Row {
  std::string rpc;                   // "orders.OrderService/GetOrder"
  std::vector<std::string> variant;  // optional fields to fill
  bool Allows(const Asker& asker) const;
  // Whether the role is let in anywhere in a county, or everywhere in none: then it learns nothing at all.
  bool KnowsRole(const Asker& asker) const;
  // Whether a secret opens it, so that a wrong one is refused as such.
  bool BySecret() const;

  struct Entry {
    std::string who;
    std::vector<std::string> places;
    bool Has(const std::string& place) const;
  };
  std::vector<Entry> entries;
};

// Throws std::runtime_error with the line that cannot be read.
std::vector<Row> ReadPolicy(const std::string& path);

}  // namespace diandan::security
