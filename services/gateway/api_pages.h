// The reference of the API for people who write programs, at /api: every RPC that people may call, with its
// comment, who may call it, its fields and their limits, and an example for curl. Made when it is first asked
// for, in the caller's language around comments that are English; no script is needed. For programs the same
// as OpenAPI (open_api.h). Thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "services/base/words.h"
#include "services/gateway/exchange.h"
#include "services/gateway/methods.h"
#include "services/gateway/served_file.h"

namespace diandan::gateway {

class ApiPages {
 public:
  // `upstreams` outlive it.
  explicit ApiPages(const std::vector<Upstream>& upstreams) : upstreams_(upstreams) {}
  // To GET and HEAD; nothing for paths that are not of the reference.
  std::optional<HttpResponse> Get(const HttpRequest& request);

 private:
  using Files = std::map<std::string, ServedFile>;
  const Files& In(Language language);

  const std::vector<Upstream>& upstreams_;
  absl::Mutex mutex_;
  std::map<Language, Files> files_;  // what is made stays as it is
};

}  // namespace diandan::gateway
