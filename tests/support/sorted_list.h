// Reads a list in every order that its contract names, both ways, whole and in pages of two.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "diandan/options/v1/options.pb.h"
#include "gtest/gtest.h"
#include "services/base/clock.h"
#include "tests/support/matchers.h"

namespace diandan::testing {

// A time as text that sorts like it; "" for none.
inline std::string SortText(const google::protobuf::Timestamp& time, bool has = true) {
  return has ? absl::StrCat("t",
                            absl::Dec(time.seconds() * 1'000'000 + time.nanos() / 1'000, absl::kZeroPad20))
             : "";
}

// `read` asks and gives the page's rows and its next token; `text` says what a row is sorted by under this
// name, as text that compares like it, "" where it has no value: those stand last. Ties go by the row's name,
// whose end is its id.
template <typename Row, typename Request>
void ExpectEveryOrder(
    Request request,
    const std::function<StatusOr<std::pair<std::vector<Row>, std::string>>(const Request&)>& read,
    const std::function<std::string(const Row&, const std::string& order)>& text) {
  const auto& names =
      Request::descriptor()->FindFieldByName("order_by")->options().GetExtension(options::v1::limits);
  ASSERT_GT(names.order_by_size(), 0);
  for (const std::string& name : names.order_by()) {
    for (const bool descending : {false, true}) {
      SCOPED_TRACE(absl::StrCat(name, descending ? " desc" : ""));
      request.set_order_by(absl::StrCat(name, descending ? " desc" : ""));
      request.set_page_size(500);
      request.clear_page_token();
      const auto whole = read(request);
      ASSERT_OK(whole);
      const std::vector<Row>& rows = whole->first;
      ASSERT_GT(rows.size(), 3u);
      for (size_t i = 1; i < rows.size(); ++i) {
        const std::string before = text(rows[i - 1], name), after = text(rows[i], name);
        if (before != after && !before.empty() && !after.empty()) {
          EXPECT_EQ(before < after, !descending) << before << " before " << after;
        } else if (before == after) {
          EXPECT_EQ(rows[i - 1].name() < rows[i].name(), !descending) << "a tie of " << before;
        } else {
          EXPECT_NE(before, "") << "a row without a value before one with " << after;
        }
      }

      request.set_page_size(2);
      std::vector<std::string> paged, listed;
      for (const Row& row : rows) listed.push_back(row.name());
      do {
        const auto page = read(request);
        ASSERT_OK(page);
        for (const Row& row : page->first) paged.push_back(row.name());
        request.set_page_token(page->second);
      } while (!request.page_token().empty() && paged.size() <= listed.size());
      EXPECT_EQ(paged, listed);
    }
  }
  // A token continues the order it was made for.
  request.set_order_by(names.order_by(0));
  request.clear_page_token();
  const auto first = read(request);
  ASSERT_OK(first);
  request.set_page_token(first->second);
  EXPECT_OK(read(request));
  request.set_order_by(absl::StrCat(names.order_by(0), " desc"));
  EXPECT_THAT(read(request), Refused(errors::v1::PAGE_TOKEN_INVALID));
  // What the contract does not name is refused with what it does.
  request.clear_page_token();
  for (const char* unknown : {"legal_name", "placed_time asc", "id", "1; DROP TABLE entry"}) {
    request.set_order_by(unknown);
    const auto refused = read(request);
    ASSERT_THAT(refused, Refused(errors::v1::FIELD_INVALID)) << unknown;
    const errors::v1::FieldViolation field = InfoOf(refused.status()).fields(0);
    EXPECT_EQ(field.field(), "order_by");
    EXPECT_EQ(field.value(), unknown);
    EXPECT_NE(field.want().find(absl::StrCat(names.order_by(0), " desc")), std::string::npos) << field.want();
  }
}

}  // namespace diandan::testing
