// A file as it goes out: kept once for all who ask, packed for who takes it so, asked for again by ETag.
#pragma once

#include <memory>
#include <string>

#include "services/gateway/exchange.h"

namespace diandan::gateway {

struct ServedFile {
  std::string type;
  std::string etag;
  bool for_good = false;  // its name changes when it does
  std::shared_ptr<const std::string> plain, br, gz;
};

// Whether one of a header's ETags is this one.
bool MatchesEtag(absl::string_view if_none_match, const std::string& etag);

// With its ETag; Pack makes what is missing of `gz` where that is worth it.
ServedFile FileOf(std::string type, std::string content);
void Pack(ServedFile& file);
// To GET and HEAD. The headers of a page are the caller's to add.
HttpResponse Serve(const ServedFile& file, const HttpRequest& request);

}  // namespace diandan::gateway
