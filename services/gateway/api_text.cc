#include "services/gateway/api_text.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "diandan/options/v1/options.pb.h"
#include "google/protobuf/descriptor.pb.h"
#include "services/gateway/api_example.h"
#include "services/gateway/contract.h"
#include "services/gateway/html.h"

namespace diandan::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

struct Labels {
  const char *lang, *title, *intro, *before, *services, *calls, *who, *anyone, *any_account, *service, *takes,
      *gives, *stream, *messages, *field, *type, *limits, *meaning, *value, *required, *personal, *back,
      *programs;
};
constexpr Labels kChinese = {
    "zh-CN",
    "点单 · 接口手册",
    "每个接口都用 POST，路径是 /服务/方法；JSON 或二进制，照 Connect 协议。不用登录的接口都注明了。",
    "先在终端里备好两样：网关的地址，和登录得到的令牌。",
    "服务",
    "个接口",
    "谁能用",
    "谁都行，不用登录",
    "登录了就行",
    "服务",
    "请求",
    "应答",
    "一连串",
    "消息和取值",
    "字段",
    "类型",
    "限制",
    "说明",
    "取值",
    "必填",
    "个人信息",
    "所有服务",
    "给程序用的说明（OpenAPI 3.1）："};
constexpr Labels kEnglish = {
    "en",
    "diandan · API reference",
    "Every RPC is a POST to /service/method, in JSON or binary, as the Connect protocol says. "
    "Those that need no sign-in say so.",
    "First put two things into your shell: the gateway's address, and a token by signing in.",
    "Services",
    "RPCs",
    "Who may",
    "anyone, without sign-in",
    "anyone who is signed in",
    "service",
    "Takes",
    "Answers",
    "a stream of",
    "Messages and values",
    "field",
    "type",
    "limits",
    "meaning",
    "value",
    "required",
    "personal data",
    "all services",
    "For programs (OpenAPI 3.1):"};

constexpr char kSignInExample[] =
    "DIANDAN=http://127.0.0.1:8480\n"
    "TOKEN=$(curl -s -H 'content-type: application/json' -d '{\"signInName\":\"…\",\"password\":\"…\"}' \\\n"
    "  $DIANDAN/diandan.volunteers.v1.SignInService/SignIn | sed "
    "'s/.*\"accessToken\":\"\\([^\"]*\\)\".*/\\1/')";

// What stands above it in the proto, its line breaks being the editor's.
template <typename Thing>
std::string CommentOf(const Thing& thing) {
  google::protobuf::SourceLocation place;
  if (!thing.GetSourceLocation(&place)) return "";
  std::string text = place.leading_comments;
  return Escaped(absl::StripAsciiWhitespace(absl::StrReplaceAll(text, {{"\n ", " "}, {"\n", " "}})));
}

std::string Paragraph(const std::string& text) {
  return text.empty() ? "" : absl::StrCat("<p>", text, "</p>\n");
}

std::string RangeOf(int64_t least, int64_t most, bool has_least, bool has_most) {
  if (has_least && has_most) return least == most ? absl::StrCat(least) : absl::StrCat(least, "–", most);
  return has_least ? absl::StrCat("≥ ", least) : has_most ? absl::StrCat("≤ ", most) : "";
}

std::string LimitsOf(const FieldDescriptor& field, const Labels& labels) {
  const auto& limits = field.options().GetExtension(options::v1::limits);
  std::vector<std::string> all;
  if (limits.required()) all.emplace_back(labels.required);
  if (limits.uuid()) all.emplace_back("UUID");
  if (limits.resource() == "counties")
    all.emplace_back("counties/{county}");
  else if (!limits.resource().empty())
    all.push_back(absl::StrCat("counties/{county}/", limits.resource(), "/{uuid}"));
  const std::string length =
      RangeOf(limits.min_length(), limits.max_length(), limits.min_length() > 0, limits.max_length() > 0);
  if (!length.empty()) all.push_back(absl::StrCat("|x| ", length));
  const std::string range = RangeOf(limits.min(), limits.max(), limits.has_min(), limits.has_max());
  if (!range.empty()) all.push_back(range);
  if (limits.max_items() > 0) all.push_back(absl::StrCat("[ ] ≤ ", limits.max_items()));
  if (!limits.pattern().empty()) all.push_back(absl::StrCat("<code>", Escaped(limits.pattern()), "</code>"));
  if (limits.order_by_size() > 0)
    all.push_back(
        absl::StrCat("<code>", absl::StrJoin(limits.order_by(), " | "), "</code> [<code> desc</code>]"));
  if (field.options().GetExtension(options::v1::personal)) all.emplace_back(labels.personal);
  return absl::StrJoin(all, "; ");
}

// A page of one service; the messages it speaks of are on the same page.
class ServicePage {
 public:
  ServicePage(const ServiceDescriptor& service, const Labels& labels) : service_(service), labels_(labels) {}

  void Add(const MethodDescriptor& method, const AccessRow& row) {
    const std::string id = method.name();
    absl::StrAppend(&index_, "<li><a href=\"#", id, "\">", id, "</a></li>\n");
    absl::StrAppend(&calls_, "<section id=\"", id, "\">\n<h2>", id, "</h2>\n", Paragraph(CommentOf(method)),
                    "<dl><dt>", labels_.who, "</dt><dd>", WhoMay(row), "</dd>\n<dt>", labels_.takes,
                    "</dt><dd>", LinkTo(*method.input_type()), "</dd>\n<dt>", labels_.gives, "</dt><dd>",
                    method.server_streaming() ? absl::StrCat(labels_.stream, " ") : "",
                    LinkTo(*method.output_type()), "</dd></dl>\n", Fields(*method.input_type()), "<pre>",
                    Escaped(ExampleCurl(method, !row.anyone)), "</pre>\n</section>\n");
    described_.insert(method.input_type()->full_name());
    ++count_;
  }
  int count() const { return count_; }

  std::string Text() {
    std::string messages;
    while (!wanted_.empty()) {
      const auto [name, thing] = *wanted_.begin();
      wanted_.erase(wanted_.begin());
      if (!told_.insert(name).second) continue;
      absl::StrAppend(&messages,
                      thing.first != nullptr ? MessageSection(*thing.first) : EnumSection(*thing.second));
    }
    return absl::StrCat("<nav><a href=\"/api\">", labels_.back, "</a></nav>\n<h1>", service_.full_name(),
                        "</h1>\n", Paragraph(CommentOf(service_)), "<ul class=\"calls\">\n", index_,
                        "</ul>\n", calls_, "<h2>", labels_.messages, "</h2>\n", messages);
  }

 private:
  std::string WhoMay(const AccessRow& row) const {
    std::vector<std::string> who;
    if (row.anyone) who.emplace_back(labels_.anyone);
    if (row.any_account) who.emplace_back(labels_.any_account);
    for (const Role role : row.roles) who.emplace_back(RoleName(role));
    for (const absl::string_view service : row.services)
      who.push_back(absl::StrCat(labels_.service, " ", service));
    return absl::StrJoin(who, ", ");
  }
  std::string LinkTo(const Descriptor& type) {
    wanted_[type.full_name()] = {&type, nullptr};
    return Link(type.full_name());
  }
  std::string LinkTo(const EnumDescriptor& type) {
    wanted_[type.full_name()] = {nullptr, &type};
    return Link(type.full_name());
  }
  static std::string Link(const std::string& name) {
    return absl::StrCat("<a href=\"#", name, "\"><code>", name.substr(name.rfind('.') + 1), "</code></a>");
  }
  std::string TypeOf(const FieldDescriptor& field) {
    std::string type = field.message_type() != nullptr ? LinkTo(*field.message_type())
                       : field.enum_type() != nullptr  ? LinkTo(*field.enum_type())
                                                       : absl::StrCat("<code>", field.type_name(), "</code>");
    return field.is_repeated() ? absl::StrCat(type, " [ ]") : type;
  }
  std::string Fields(const Descriptor& type) {
    if (type.field_count() == 0) return "";
    std::string text = absl::StrCat("<table><tr><th>", labels_.field, "</th><th>", labels_.type, "</th><th>",
                                    labels_.limits, "</th><th>", labels_.meaning, "</th></tr>\n");
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      absl::StrAppend(&text, "<tr><td><code>", field.json_name(), "</code></td><td>", TypeOf(field),
                      "</td><td>", LimitsOf(field, labels_), "</td><td>", CommentOf(field), "</td></tr>\n");
    }
    return text + "</table>\n";
  }
  std::string MessageSection(const Descriptor& type) {
    const bool above = described_.contains(type.full_name());
    return absl::StrCat("<section id=\"", type.full_name(), "\">\n<h3>", type.full_name(), "</h3>\n",
                        Paragraph(CommentOf(type)), above ? "" : Fields(type), "</section>\n");
  }
  std::string EnumSection(const EnumDescriptor& type) const {
    std::string rows;
    for (int i = 0; i < type.value_count(); ++i) {
      absl::StrAppend(&rows, "<tr><td><code>", type.value(i)->name(), "</code></td><td>",
                      CommentOf(*type.value(i)), "</td></tr>\n");
    }
    return absl::StrCat("<section id=\"", type.full_name(), "\">\n<h3>", type.full_name(), "</h3>\n",
                        Paragraph(CommentOf(type)), "<table><tr><th>", labels_.value, "</th><th>",
                        labels_.meaning, "</th></tr>\n", rows, "</table></section>\n");
  }

  const ServiceDescriptor& service_;
  const Labels& labels_;
  std::string index_, calls_;
  int count_ = 0;
  std::map<std::string, std::pair<const Descriptor*, const EnumDescriptor*>> wanted_;
  std::set<std::string> told_, described_;
};

std::string PageOf(const Labels& labels, const std::string& title, const std::string& content) {
  return absl::StrCat("<!doctype html>\n<html lang=\"", labels.lang, "\"><head><meta charset=\"utf-8\">",
                      "<meta name=\"viewport\" content=\"width=device-width\"><title>", title,
                      "</title><link rel=\"stylesheet\" href=\"/api/style.css\"></head>\n<body><main>\n",
                      content, "</main></body></html>\n");
}

}  // namespace

std::map<std::string, std::string> ApiTexts(const std::vector<Upstream>& upstreams, Language language) {
  const Labels& labels = language == Language::kEnglish ? kEnglish : kChinese;
  google::protobuf::FileDescriptorSet contract;
  contract.ParseFromArray(Contract().data(), int(Contract().size()));
  DescriptorPool pool;
  for (const auto& file : contract.file()) pool.BuildFile(file);
  std::map<std::string, ServicePage> pages;
  const Methods methods(upstreams);
  for (const Upstream& upstream : upstreams) {
    for (const AccessRow& row : *upstream.access) {
      if (methods.Find(row.rpc) == nullptr) continue;
      const auto* method = pool.FindMethodByName(absl::StrReplaceAll(row.rpc.substr(1), {{"/", "."}}));
      if (method == nullptr) continue;  // of a test's own
      const ServiceDescriptor& service = *method->service();
      pages.try_emplace(service.full_name(), service, labels).first->second.Add(*method, row);
    }
  }
  std::map<std::string, std::string> texts;
  std::string list;
  for (auto& [name, page] : pages) {
    texts["/api/" + name] = PageOf(labels, name, page.Text());
    absl::StrAppend(&list, "<dt><a href=\"/api/", name, "\">", name, "</a> · ", page.count(), " ",
                    labels.calls, "</dt><dd>", CommentOf(*pool.FindServiceByName(name)), "</dd>\n");
  }
  texts["/api"] =
      PageOf(labels, labels.title,
             absl::StrCat("<h1>", labels.title, "</h1>\n<p>", labels.intro, "</p>\n<p>", labels.before,
                          "</p>\n<pre>", Escaped(kSignInExample), "</pre>\n<p>", labels.programs,
                          " <a href=\"/api/openapi.json\">openapi.json</a></p>\n<h2>", labels.services,
                          "</h2>\n<dl class=\"services\">\n", list, "</dl>\n"));
  return texts;
}

std::string ApiStyle() {
  return "body{margin:0;font:16px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;color:#1d1d1f;background:#fff}"
         "main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}"
         "h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.2rem;margin-top:2.5rem}"
         "h3{font-size:1rem;margin-top:2rem;overflow-wrap:anywhere}"
         "a{color:#a3241b}code,pre{font:14px/1.5 ui-monospace,monospace}"
         "pre{background:#f5f3f0;padding:.75rem 1rem;overflow-x:auto;border-radius:6px}"
         "table{border-collapse:collapse;width:100%;font-size:14px}"
         "th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid "
         "#e4e0da;"
         "overflow-wrap:anywhere}"
         "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dd{margin:0}"
         "dl.services{display:block}dl.services dd{margin:0 0 .8rem}"
         "ul.calls{columns:16rem;padding-left:1.2rem}"
         "@media(prefers-color-scheme:dark){body{color:#eee;background:#1a1a1a}pre{background:#262626}"
         "a{color:#ff9c8f}th,td{border-color:#3a3a3a}}";
}

}  // namespace diandan::gateway
