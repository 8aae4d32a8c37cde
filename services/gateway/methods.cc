#include "services/gateway/methods.h"

#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "diandan/options/v1/options.pb.h"

namespace diandan::gateway {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;

bool ForPeople(const AccessRow& row) { return row.anyone || row.any_account || !row.roles.empty(); }

std::unique_ptr<Message> New(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(type)->New());
}

}  // namespace

bool Method::shared() const { return descriptor->options().GetExtension(options::v1::shared); }
std::unique_ptr<Message> Method::NewRequest() const { return New(descriptor->input_type()); }
std::unique_ptr<Message> Method::NewResponse() const { return New(descriptor->output_type()); }

Methods::Methods(const std::vector<Upstream>& upstreams) {
  for (const Upstream& upstream : upstreams) {
    for (const AccessRow& row : *upstream.access) {
      if (!ForPeople(row)) continue;
      const std::string name = absl::StrReplaceAll(absl::StripPrefix(row.rpc, "/"), {{"/", "."}});
      const auto* descriptor = DescriptorPool::generated_pool()->FindMethodByName(name);
      if (descriptor == nullptr || descriptor->client_streaming()) continue;
      methods_[std::string(row.rpc)] = {std::string(row.rpc), descriptor, upstream.channel};
    }
  }
}

const Method* Methods::Find(absl::string_view path) const {
  auto it = methods_.find(path);
  return it == methods_.end() ? nullptr : &it->second;
}

}  // namespace diandan::gateway
