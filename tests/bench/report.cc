#include "tests/bench/report.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace diandan::bench {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

std::map<std::string, Struct> Load(const std::string& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::map<std::string, Struct> rows;
  google::protobuf::ListValue list;
  if (text.empty() || !google::protobuf::util::JsonStringToMessage(text, &list).ok()) return rows;
  for (const Value& value : list.values()) {
    rows[value.struct_value().fields().at("name").string_value()] = value.struct_value();
  }
  return rows;
}

// Enough digits for any of them, none that means nothing.
double Rounded(double value) {
  const double scale = value >= 100 ? 1 : value >= 1 ? 100 : 1000;
  return std::round(value * scale) / scale;
}

Struct ToJson(const Row& row) {
  Struct json;
  auto& fields = *json.mutable_fields();
  fields["name"].set_string_value(row.name);
  fields["value"].set_number_value(Rounded(row.value));
  fields["unit"].set_string_value(row.unit);
  fields["against"].set_string_value(row.against);
  if (row.ratio) {
    fields["ratio"].set_number_value(Rounded(*row.ratio));
  } else {
    fields["ratio"].set_null_value({});
  }
  return json;
}

}  // namespace

void Save(const std::string& path, const std::vector<Row>& rows) {
  std::map<std::string, Struct> all = Load(path);
  for (const Row& row : rows) all[row.name] = ToJson(row);
  google::protobuf::ListValue list;
  for (const auto& [name, json] : all) *list.add_values()->mutable_struct_value() = json;
  std::string text;
  google::protobuf::util::JsonPrintOptions pretty;
  pretty.add_whitespace = true;
  if (!google::protobuf::util::MessageToJsonString(list, &text, pretty).ok() ||
      !(std::ofstream(path) << text).flush()) {
    throw std::runtime_error("cannot write " + path);
  }
}

std::string Table(const std::vector<Row>& rows) {
  std::string table = absl::StrFormat("%-14s %12s  %-12s %6s  %s\n", "name", "value", "unit", "ratio", "");
  for (const Row& row : rows) {
    absl::StrAppend(&table,
                    absl::StrFormat("%-14s %12g  %-12s %6s  ", row.name, Rounded(row.value), row.unit,
                                    row.ratio ? absl::StrFormat("%.2f", *row.ratio) : "–"),
                    row.against.empty() ? "" : absl::StrCat("against ", row.against),
                    row.note.empty() ? "" : "; ", row.note, "\n");
  }
  return table;
}

double Median(std::vector<double> values) { return Percentile(std::move(values), 50); }

double Percentile(std::vector<double> values, double percent) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double rank = percent / 100 * double(values.size() - 1);
  const size_t below = size_t(rank);
  const size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (values[above] - values[below]) * (rank - double(below));
}

std::string Spread(const std::vector<double>& values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return absl::StrFormat("%.0f (%.0f–%.0f)", Median(values), *low, *high);
}

}  // namespace diandan::bench
