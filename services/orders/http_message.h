// One HTTP request and what came of it, as rules make and judge them and http_posts.h carries them.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace diandan::orders {

struct HttpPost {
  std::string url;
  std::vector<std::string> headers;  // "name: value"
  std::string body;
};

struct HttpAnswer {
  enum class How { kAnswered, kUnreachable, kNoAnswer, kCertificateRefused, kNetworkNotAllowed };
  How how = How::kUnreachable;
  int status = 0;
  std::string body;            // its first 4 KiB
  absl::Duration retry_after;  // as the receiver asked; zero when it did not
};

}  // namespace diandan::orders
