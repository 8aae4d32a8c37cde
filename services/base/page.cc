#include "services/base/page.h"

#include <algorithm>
#include <memory>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "services/base/seal.h"

namespace diandan {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kBindingSize = 16;

const FieldDescriptor* FieldOf(const Message& request, const char* name, FieldDescriptor::CppType type) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
  return field && field->cpp_type() == type && !field->is_repeated() ? field : nullptr;
}
const FieldDescriptor* SizeField(const Message& request) {
  return FieldOf(request, "page_size", FieldDescriptor::CPPTYPE_INT32);
}
const FieldDescriptor* TokenField(const Message& request) {
  return FieldOf(request, "page_token", FieldDescriptor::CPPTYPE_STRING);
}

// Each part as "<size>:<bytes>", so parts may hold anything.
std::string EncodeKey(const std::vector<std::string>& parts) {
  std::string encoded;
  for (const std::string& part : parts) absl::StrAppend(&encoded, part.size(), ":", part);
  return encoded;
}

bool DecodeKey(absl::string_view encoded, std::vector<std::string>& parts) {
  while (!encoded.empty()) {
    const size_t colon = encoded.find(':');
    uint32_t size = 0;
    if (colon == absl::string_view::npos || !absl::SimpleAtoi(encoded.substr(0, colon), &size)) return false;
    encoded.remove_prefix(colon + 1);
    if (size > encoded.size()) return false;
    parts.emplace_back(encoded.substr(0, size));
    encoded.remove_prefix(size);
  }
  return !parts.empty();
}

// Binds a key to everything the request asks for but the page itself.
std::string Binding(const Message& request, absl::string_view key) {
  std::unique_ptr<Message> list(request.New());
  list->CopyFrom(request);
  if (const auto* field = SizeField(*list)) list->GetReflection()->ClearField(list.get(), field);
  if (const auto* field = TokenField(*list)) list->GetReflection()->ClearField(list.get(), field);
  std::string bytes = absl::StrCat(request.GetDescriptor()->full_name(), "\n", key.size(), ":", key);
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    list->SerializeToCodedStream(&coded);
  }
  return Sha256(bytes).substr(0, kBindingSize);
}

}  // namespace

StatusOr<Page> PageOf(const Message& request) {
  Page page;
  if (const auto* field = SizeField(request)) {
    const int asked = request.GetReflection()->GetInt32(request, field);
    if (asked < 0) return InvalidField("page_size", absl::StrCat(asked), "min:0");
    if (asked > 0) page.size = std::min(asked, kMaxPageSize);
  }
  const auto* field = TokenField(request);
  const std::string token = field ? request.GetReflection()->GetString(request, field) : "";
  if (token.empty()) return page;

  std::string bytes;
  if (!FromBase64Url(token, &bytes) || bytes.size() < kBindingSize)
    return Refuse(errors::v1::PAGE_TOKEN_INVALID);
  const std::string key = bytes.substr(kBindingSize);
  if (!ConstantTimeEqual(bytes.substr(0, kBindingSize), Binding(request, key)) ||
      !DecodeKey(key, page.after)) {
    return Refuse(errors::v1::PAGE_TOKEN_INVALID);
  }
  return page;
}

std::string NextPageToken(const Message& request, const std::vector<std::string>& last_key) {
  const std::string key = EncodeKey(last_key);
  return Base64Url(Binding(request, key) + key);
}

}  // namespace diandan
