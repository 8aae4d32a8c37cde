// Keyset pages. A list request has `int32 page_size` and `string page_token`; its answer carries
// `next_page_token`. The token holds the sort key of the last thing shown and is bound to the other
// fields of the request, so a page can only continue the list it came from. Pure, thread-safe.
//
//   DD_ASSIGN_OR_RETURN(Page page, PageOf(request));
//   … WHERE (place_time, id) > (page.after[0], page.after[1]) ORDER BY place_time, id LIMIT page.size + 1
//   if (more) response.set_next_page_token(NextPageToken(request, {last.place_time, last.id}));
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "services/base/status.h"

namespace diandan {

inline constexpr int kDefaultPageSize = 50;
inline constexpr int kMaxPageSize = 500;

struct Page {
  int size = kDefaultPageSize;
  std::vector<std::string> after;  // the last thing's sort key, part by part; empty on the first page
};

// page_size 0 means 50, more than 500 means 500, less than 0 is FIELD_INVALID. A token of another
// request, of another shape or by hand is PAGE_TOKEN_INVALID. A request without these fields is one page.
StatusOr<Page> PageOf(const google::protobuf::Message& request);

// Lists read one thing more than a page holds: cuts it off; true when it was there.
template <typename Row>
bool CutToPage(std::vector<Row>& rows, const Page& page) {
  if (rows.size() <= static_cast<size_t>(page.size)) return false;
  rows.resize(page.size);
  return true;
}

// The token of the page after the one whose last thing has this sort key (as text, in sort order).
std::string NextPageToken(const google::protobuf::Message& request, const std::vector<std::string>& last_key);

}  // namespace diandan
