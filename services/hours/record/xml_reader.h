// One XML file read in pieces: elements by their local names, as they begin and end. A document type is
// refused, so nothing expands. Not thread-safe.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "services/base/status.h"

namespace diandan::hours::record {

struct XmlHandler {
  std::function<Status(absl::string_view name, const std::map<std::string, std::string>& attributes)> begin;
  std::function<Status(absl::string_view name)> end;
  std::function<Status(absl::string_view text)> text;
};

class XmlReader {
 public:
  explicit XmlReader(XmlHandler handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;
  // The next piece. The handler's error, or INVALID_ARGUMENT for what is no XML.
  Status Feed(absl::string_view bytes, bool last);

 private:
  struct State;
  State* const state_;
};

}  // namespace diandan::hours::record
