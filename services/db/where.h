// A condition with its parameters, built filter by filter:
//   Where where;
//   where.And("o.number = ", number);
//   where.And(absl::StrCat("(o.placer = ", where.Param(subject), " OR o.state = 'OPEN')"));
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "services/db/codec.h"

namespace diandan::db {

class Where {
 public:
  // "$3::uuid": the value, where the condition wants it.
  template <typename T>
  std::string Param(const T& value) {
    params_.Add(value);
    return absl::StrCat("$", params_.values().size(), "::", Codec<T>::kType);
  }
  void And(const std::string& condition) { absl::StrAppend(&text_, text_.empty() ? "" : " AND ", condition); }
  template <typename T>
  void And(const std::string& compared_with, const T& value) {
    And(absl::StrCat(compared_with, Param(value)));
  }
  const std::string& text() const { return text_; }
  Params& params() { return params_; }

 private:
  std::string text_;
  Params params_;
};

}  // namespace diandan::db
