#include "services/rpc/access.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace diandan::rpc {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;

std::string PathOf(const MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

}  // namespace

StatusOr<AccessTable> AccessTable::Make(const std::vector<std::string>& services,
                                        std::vector<AccessRow> rows) {
  absl::flat_hash_map<std::string, const MethodDescriptor*> methods;
  std::vector<std::string> problems;
  for (const std::string& name : services) {
    const auto* service = DescriptorPool::generated_pool()->FindServiceByName(name);
    if (service == nullptr) {
      problems.push_back(absl::StrCat("no service is called ", name));
      continue;
    }
    for (int i = 0; i < service->method_count(); ++i)
      methods[PathOf(*service->method(i))] = service->method(i);
  }

  AccessTable table;
  table.rows_ = std::move(rows);
  absl::flat_hash_map<std::string, int> seen;
  for (size_t i = 0; i < table.rows_.size(); ++i) {
    std::string rpc(table.rows_[i].rpc);
    auto found = methods.find(rpc);
    if (found == methods.end()) {
      problems.push_back(absl::StrCat(rpc, " has an access row but is no RPC here"));
    } else if (++seen[rpc] > 1) {
      problems.push_back(absl::StrCat(rpc, " has two access rows"));
    } else if (!table.by_request_.emplace(found->second->input_type(), i).second) {
      problems.push_back(absl::StrCat(rpc, " shares its request message with another RPC"));
    }
  }
  for (const auto& [rpc, method] : methods) {
    if (!seen.contains(rpc)) problems.push_back(absl::StrCat(rpc, " has no access row"));
  }
  if (!problems.empty()) {
    std::sort(problems.begin(), problems.end());
    return absl::FailedPreconditionError(absl::StrCat("access rows: ", absl::StrJoin(problems, "; ")));
  }
  return table;
}

}  // namespace diandan::rpc
