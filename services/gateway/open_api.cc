#include "services/gateway/open_api.h"

#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "diandan/options/v1/options.pb.h"
#include "google/protobuf/descriptor.pb.h"
#include "services/gateway/api_example.h"
#include "services/gateway/contract.h"
#include "services/gateway/open_api_phrases.h"
#include "services/gateway/ordered_json.h"

namespace diandan::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

constexpr char kUuidPattern[] = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
constexpr char kSchemas[] = "#/components/schemas/";

// What stands above it in the proto, its line breaks being the editor's.
template <typename Thing>
std::string RemarkOn(const Thing& thing) {
  google::protobuf::SourceLocation place;
  if (!thing.GetSourceLocation(&place)) return "";
  const std::string text = absl::StrReplaceAll(place.leading_comments, {{"\n ", " "}, {"\n", " "}});
  return std::string(absl::StripAsciiWhitespace(text));
}

class Document {
 public:
  Document(const std::vector<Upstream>& upstreams, Language language)
      : upstreams_(upstreams),
        language_(language),
        phrases_(language == Language::kEnglish ? kOpenApiInEnglish : kOpenApiInChinese) {
    google::protobuf::FileDescriptorSet contract;
    contract.ParseFromArray(Contract().data(), int(Contract().size()));
    for (const auto& file : contract.file()) pool_.BuildFile(file);
  }

  std::string Text() {
    json_.Begin();
    json_.Said("openapi", "3.1.0");
    json_.Begin("info");
    json_.Said("title", phrases_.title);
    json_.Said("version", "1");
    json_.Said("description", phrases_.about);
    json_.End();
    json_.List("servers");
    json_.Begin();
    json_.Said("url", "/");
    json_.End();
    json_.EndList();
    Paths();
    Tags();
    Components();
    json_.End();
    return json_.Take();
  }

 private:
  void Paths() {
    json_.Begin("paths");
    const Methods methods(upstreams_);
    for (const Upstream& upstream : upstreams_) {
      for (const AccessRow& row : *upstream.access) {
        if (methods.Find(row.rpc) == nullptr) continue;
        const auto* method = pool_.FindMethodByName(absl::StrReplaceAll(row.rpc.substr(1), {{"/", "."}}));
        if (method != nullptr) Operation(*method, row);  // else of a test's own
      }
    }
    json_.End();
  }

  std::string WhoMay(const AccessRow& row) const {
    std::vector<std::string> who;
    if (row.anyone) who.emplace_back(phrases_.anyone);
    if (row.any_account) who.emplace_back(phrases_.any_account);
    for (const Role role : row.roles) who.emplace_back(RoleName(role));
    return absl::StrCat(phrases_.who, absl::StrJoin(who, ", "));
  }

  void Operation(const MethodDescriptor& method, const AccessRow& row) {
    services_[method.service()->full_name()] = RemarkOn(*method.service());
    const bool streams = method.server_streaming();
    json_.Begin(absl::StrCat("/", method.service()->full_name(), "/", method.name()));
    json_.Begin("post");
    json_.Said("operationId", absl::StrReplaceAll(method.full_name(), {{".", "_"}}));
    json_.List("tags");
    json_.Text(method.service()->full_name());
    json_.EndList();
    const std::string remark = RemarkOn(method);
    json_.Said("summary", remark.substr(0, remark.find(". ")));
    json_.Said("description", absl::StrCat(remark, "\n\n", WhoMay(row),
                                           streams ? absl::StrCat("\n\n", phrases_.stream) : ""));
    json_.List("x-roles");
    for (const Role role : row.roles) json_.Text(std::string(RoleName(role)));
    json_.EndList();
    json_.List("security");
    if (!row.anyone) {
      json_.Begin();
      json_.List("token");
      json_.EndList();
      json_.End();
    }
    json_.EndList();
    json_.Begin("requestBody");
    json_.Truth("required", true);
    json_.Begin("content");
    json_.Begin(streams ? "application/connect+json" : "application/json");
    json_.Begin("schema");
    Reference(*method.input_type());
    json_.End();
    json_.Key("example").Raw(ExampleRequest(*method.input_type()));
    json_.End();
    json_.End();
    json_.End();
    Answers(method);
    json_.End();
    json_.End();
  }

  void Answers(const MethodDescriptor& method) {
    json_.Begin("responses");
    json_.Begin("200");
    const std::string remark = RemarkOn(*method.output_type());  // must say something
    json_.Said("description", remark.empty() ? method.output_type()->name() : remark);
    json_.Begin("content");
    json_.Begin(method.server_streaming() ? "application/connect+json" : "application/json");
    json_.Begin("schema");
    Reference(*method.output_type());
    json_.End();
    json_.End();
    json_.End();
    json_.End();
    json_.Begin("default");
    json_.Said("$ref", "#/components/responses/Refusal");
    json_.End();
    json_.End();
  }

  void Reference(const Descriptor& type) {
    messages_.insert(&type);
    json_.Said("$ref", absl::StrCat(kSchemas, type.full_name()));
  }

  void Tags() {
    json_.List("tags");
    for (const auto& [name, remark] : services_) {
      json_.Begin();
      json_.Said("name", name);
      json_.Said("description", remark);
      json_.End();
    }
    json_.EndList();
  }

  void Components() {
    json_.Begin("components");
    json_.Begin("securitySchemes");
    json_.Begin("token");
    json_.Said("type", "http");
    json_.Said("scheme", "bearer");
    json_.Said("description", "accessToken of SignInService/SignIn (PASETO v4.public)");
    json_.End();
    json_.End();
    json_.Begin("responses");
    json_.Begin("Refusal");
    json_.Said("description", phrases_.refusal);
    json_.Begin("content");
    json_.Begin("application/json");
    json_.Begin("schema");
    json_.Said("$ref", absl::StrCat(kSchemas, "Refusal"));
    json_.End();
    json_.End();
    json_.End();
    json_.End();
    json_.End();
    json_.Begin("schemas");
    RefusalSchema();
    // Each message may name others.
    std::set<const Descriptor*> told;
    while (told.size() < messages_.size()) {
      const std::set<const Descriptor*> wanted = messages_;
      for (const Descriptor* type : wanted) {
        if (told.insert(type).second) MessageSchema(*type);
      }
    }
    for (const EnumDescriptor* type : enums_) EnumSchema(*type);
    json_.End();
    json_.End();
  }

  // As connectrpc.com/docs/protocol says it, with our detail read out.
  void RefusalSchema() {
    const auto* info = pool_.FindMessageTypeByName("diandan.errors.v1.ErrorInfo");
    json_.Begin("Refusal");
    json_.Said("type", "object");
    json_.Begin("properties");
    for (const char* text : {"code", "message"}) {
      json_.Begin(text);
      json_.Said("type", "string");
      json_.End();
    }
    json_.Begin("details");
    json_.Said("type", "array");
    json_.Begin("items");
    json_.Said("type", "object");
    json_.Begin("properties");
    for (const char* text : {"type", "value"}) {
      json_.Begin(text);
      json_.Said("type", "string");
      json_.End();
    }
    if (info != nullptr) {
      json_.Begin("debug");
      Reference(*info);
      json_.End();
    }
    json_.End();
    json_.End();
    json_.End();
    json_.End();
    json_.End();
  }

  void MessageSchema(const Descriptor& type) {
    json_.Begin(type.full_name());
    json_.Said("type", "object");
    std::string remark = RemarkOn(type);
    for (int i = 0; i < type.real_oneof_decl_count(); ++i) {
      std::vector<std::string> names;
      for (int k = 0; k < type.oneof_decl(i)->field_count(); ++k)
        names.push_back(type.oneof_decl(i)->field(k)->json_name());
      absl::StrAppend(&remark, remark.empty() ? "" : "\n\n", phrases_.one_of, absl::StrJoin(names, ", "));
    }
    json_.Said("description", remark);
    json_.Begin("properties");
    for (int i = 0; i < type.field_count(); ++i) Property(*type.field(i));
    json_.End();
    json_.List("required");
    for (int i = 0; i < type.field_count(); ++i) {
      if (LimitsOn(*type.field(i)).required()) json_.Text(type.field(i)->json_name());
    }
    json_.EndList();
    json_.End();
  }

  static const options::v1::Limits& LimitsOn(const FieldDescriptor& field) {
    return field.options().GetExtension(options::v1::limits);
  }
  static bool Personal(const FieldDescriptor& field) {
    return field.options().GetExtension(options::v1::personal);
  }

  void Property(const FieldDescriptor& field) {
    json_.Begin(field.json_name());
    const options::v1::Limits& limits = LimitsOn(field);
    std::string remark = RemarkOn(field);
    if (Personal(field)) absl::StrAppend(&remark, remark.empty() ? "" : " ", phrases_.personal);
    json_.Said("description", remark);
    if (Personal(field)) json_.Truth("x-personal", true);
    if (field.is_map()) {
      json_.Said("type", "object");
      json_.Begin("additionalProperties");
      Value(*field.message_type()->map_value(), limits);
      json_.End();
    } else if (field.is_repeated()) {
      json_.Said("type", "array");
      if (limits.max_items() > 0) json_.Number("maxItems", limits.max_items());
      if (limits.required()) json_.Number("minItems", 1);
      json_.Begin("items");
      Value(field, limits);
      json_.End();
    } else {
      Value(field, limits);
    }
    json_.End();
  }

  void Value(const FieldDescriptor& field, const options::v1::Limits& limits) {
    switch (field.type()) {
      case FieldDescriptor::TYPE_MESSAGE:
        if (field.message_type()->full_name() == "google.protobuf.Timestamp") {
          json_.Said("type", "string");
          json_.Said("format", "date-time");
        } else if (field.message_type()->full_name() == "google.protobuf.FieldMask") {
          json_.Said("type", "string");
        } else {
          Reference(*field.message_type());
        }
        return;
      case FieldDescriptor::TYPE_ENUM:
        enums_.insert(field.enum_type());
        json_.Said("$ref", absl::StrCat(kSchemas, field.enum_type()->full_name()));
        return;
      case FieldDescriptor::TYPE_BOOL:
        json_.Said("type", "boolean");
        return;
      case FieldDescriptor::TYPE_INT32:
        json_.Said("type", "integer");
        json_.Said("format", "int32");
        if (limits.has_min()) json_.Number("minimum", limits.min());
        if (limits.has_max()) json_.Number("maximum", limits.max());
        return;
      case FieldDescriptor::TYPE_INT64:  // as proto JSON says it
        json_.Said("type", "string");
        json_.Said("format", "int64");
        return;
      case FieldDescriptor::TYPE_BYTES:
        json_.Said("type", "string");
        json_.Said("contentEncoding", "base64");
        return;
      default:
        json_.Said("type", "string");
        TextLimits(limits);
    }
  }

  void TextLimits(const options::v1::Limits& limits) {
    if (limits.uuid()) {
      json_.Said("format", "uuid");
      json_.Said("pattern", limits.required() ? kUuidPattern : absl::StrCat("^$|", kUuidPattern));
    }
    if (!limits.resource().empty()) {
      json_.Said("x-resource", limits.resource() == "counties"
                                   ? "counties/{county}"
                                   : absl::StrCat("counties/{county}/", limits.resource(), "/{uuid}"));
    }
    if (limits.min_length() > 0) json_.Number("minLength", limits.min_length());
    if (limits.max_length() > 0) json_.Number("maxLength", limits.max_length());
    if (!limits.pattern().empty()) json_.Said("pattern", absl::StrCat("^(?:", limits.pattern(), ")$"));
    if (limits.order_by_size() == 0) return;
    json_.List("enum");
    json_.Text("");
    for (const std::string& name : limits.order_by()) {
      json_.Text(name);
      json_.Text(name + " desc");
    }
    json_.EndList();
  }

  void EnumSchema(const EnumDescriptor& type) {
    const bool reasons = type.full_name() == "diandan.errors.v1.Reason";
    json_.Begin(type.full_name());
    json_.Said("type", "string");
    json_.List("enum");
    for (int i = 0; i < type.value_count(); ++i) json_.Text(type.value(i)->name());
    json_.EndList();
    std::vector<std::string> lines;
    if (const std::string remark = reasons ? phrases_.reason : RemarkOn(type); !remark.empty())
      lines.push_back(remark);
    for (int i = 0; i < type.value_count(); ++i) {
      const std::string said = reasons ? Sentence(type.value(i)->number()) : RemarkOn(*type.value(i));
      if (!said.empty()) lines.push_back(absl::StrCat("- ", type.value(i)->name(), ": ", said));
    }
    json_.Said("description", absl::StrJoin(lines, "\n"));
    json_.End();
  }

  // A refusal as people are told it.
  std::string Sentence(int reason) const {
    if (reason == 0 || !errors::v1::Reason_IsValid(reason)) return "";
    const auto said = Speak(Refuse(static_cast<Reason>(reason)), language_);
    return absl::StrCat(absl::StatusCodeToString(CodeOf(static_cast<Reason>(reason))), ". ", said.message(),
                        " ", said.next_step());
  }

  const std::vector<Upstream>& upstreams_;
  const Language language_;
  const OpenApiPhrases& phrases_;
  DescriptorPool pool_;
  OrderedJson json_;
  std::map<std::string, std::string> services_;
  std::set<const Descriptor*> messages_;
  std::set<const EnumDescriptor*> enums_;
};

}  // namespace

std::string OpenApi(const std::vector<Upstream>& upstreams, Language language) {
  return Document(upstreams, language).Text();
}

}  // namespace diandan::gateway
