// What the benchmark found, as bench.json and as a table.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace diandan::bench {

struct Row {
  std::string name;
  double value = 0;
  std::string unit;             // "per second", "ms", "s", "MB", "% of a core"
  std::string against;          // what it is compared with; "" = a target
  std::optional<double> ratio;  // value ÷ the other side, of the same run
  std::string note;             // table only: rounds, spread, what was on
};

// Adds or replaces rows of the same name in the file, keeping the others. Throws std::runtime_error.
void Save(const std::string& path, const std::vector<Row>& rows);
std::string Table(const std::vector<Row>& rows);

double Median(std::vector<double> values);
double Percentile(std::vector<double> values, double percent);
// "9,301 (9,120–9,544)"
std::string Spread(const std::vector<double>& values);

}  // namespace diandan::bench
