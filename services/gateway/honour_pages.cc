#include "services/gateway/honour_pages.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "re2/re2.h"
#include "services/gateway/honour_text.h"
#include "services/gateway/request_parts.h"
#include "services/gateway/static_files.h"
#include "services/gateway/wire_error.h"
#include "services/rpc/client.h"
#include "services/rpc/handle.h"

namespace diandan::gateway {
namespace {

namespace h = hours::v1;

constexpr char kRedListRpc[] = "/diandan.hours.v1.HonourService/ListRedList";
constexpr char kPosterRpc[] = "/diandan.hours.v1.HonourService/DownloadHonourPoster";
constexpr char kHonourPolicy[] =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
constexpr int kOnAPage = 60, kInTheFeed = 50;

HttpResponse HonourAnswer(const HttpRequest& request, int status, const char* type, std::string content) {
  HttpResponse response = TextResponse(status, std::move(content));
  response.Set("content-type", type);
  response.Set("cache-control", "no-store");
  response.Set("vary", "accept-language");
  AddPageHeaders(request, kHonourPolicy, response);
  return response;
}

HttpResponse HonourTrouble(const HttpRequest& request, const Status& status) {
  const Language language = LanguageFor(request);
  const errors::v1::ErrorInfo info = Speak(status, language);
  int code = 503;
  if (info.reason() == errors::v1::FIELD_INVALID || info.reason() == errors::v1::NOT_FOUND ||
      info.reason() == errors::v1::ORG_UNKNOWN || info.reason() == errors::v1::COUNTY_UNKNOWN ||
      info.reason() == errors::v1::PAGE_TOKEN_INVALID)
    code = 404;
  if (info.reason() == errors::v1::OVERLOADED) code = 429;
  return HonourAnswer(request, code, "text/html; charset=utf-8", ShowHonourTrouble(info.message(), language));
}

template <typename Message>
StatusOr<Message> MessageOf(const CallAnswer& answered) {
  if (!answered.status.ok()) return rpc::FromGrpc(answered.status);
  Message message;
  const grpc::Slice bytes = Whole(answered.message);
  if (!message.ParseFromArray(bytes.begin(), static_cast<int>(bytes.size())))
    return Refuse(errors::v1::INTERNAL_ERROR);
  return message;
}

// "https://diandan.example.org/honours/150525/feed.xml", as the reader wrote it.
std::string OwnAddress(const HttpRequest& request) {
  const absl::string_view host = request.Header("host");
  static const auto* plain = new RE2("[0-9A-Za-z.:\\[\\]-]{1,255}");
  if (!RE2::FullMatch({host.data(), host.size()}, *plain)) return "";
  return absl::StrCat(request.secure ? "https://" : "http://", host, request.path);
}

HttpResponse PosterFile(const HttpRequest& request, const CallAnswer& answered) {
  auto poster = MessageOf<h::HonourPoster>(answered);
  if (!poster.ok()) return HonourTrouble(request, poster.status());
  return HonourAnswer(request, 200, "application/pdf", std::move(*poster->mutable_pdf()));
}

}  // namespace

bool HonourPages::Names(absl::string_view path) { return absl::StartsWith(path, "/honours/"); }

void HonourPages::Get(const HttpRequest& request, Answer answer) const {
  if (request.path == "/honours/style.css") {
    HttpResponse style = HonourAnswer(request, 200, "text/css; charset=utf-8", HonourStyle());
    style.Set("cache-control", "max-age=3600");
    return answer(std::move(style));
  }
  static const auto* list =
      new RE2("/honours/([0-9]{6,9})(?:/(?:(notice|list)?(?:/([0-9A-Za-z_-]+))?|(feed\\.xml)))?");
  static const auto* poster = new RE2("/honours/([0-9]{6,9})/posters/([0-9a-f-]{36})-(a3|a4)\\.pdf");
  const re2::StringPiece path(request.path.data(), request.path.size());
  std::string county, kind, token, feed, id, sheet;
  if (RE2::FullMatch(path, *poster, &county, &id, &sheet)) {
    h::DownloadHonourPosterRequest asked;
    asked.set_campaign(absl::StrCat("counties/", county, "/campaigns/", id));
    asked.set_sheet(sheet == "a4" ? h::A4_SHEET : h::A3_SHEET);
    return Ask(request, kPosterRpc, asked.SerializeAsString(), std::move(answer),
               [&request](const CallAnswer& answered) { return PosterFile(request, answered); });
  }
  if (!RE2::FullMatch(path, *list, &county, &kind, &token, &feed))
    return answer(HonourTrouble(request, Refuse(errors::v1::NOT_FOUND)));
  h::ListRedListRequest asked;
  asked.set_parent(absl::StrCat("counties/", county));
  asked.set_on_notice(kind == "notice");
  asked.set_page_token(token);
  asked.set_page_size(feed.empty() ? kOnAPage : kInTheFeed);
  const bool notice = asked.on_notice(), atom = !feed.empty();
  Ask(request, kRedListRpc, asked.SerializeAsString(), std::move(answer),
      [&request, county, notice, atom](const CallAnswer& answered) {
        const auto list = MessageOf<h::ListRedListResponse>(answered);
        if (!list.ok()) return HonourTrouble(request, list.status());
        if (atom)
          return HonourAnswer(request, 200, "application/atom+xml; charset=utf-8",
                              HonourFeed(*list, county, OwnAddress(request)));
        const HonourPage page = notice ? HonourPage::kNotice : HonourPage::kRedList;
        return HonourAnswer(request, 200, "text/html; charset=utf-8",
                            ShowHonours(*list, page, county, LanguageFor(request)));
      });
}

void HonourPages::Ask(const HttpRequest& request, const char* name, const std::string& message, Answer answer,
                      Shown shown) const {
  const Method* method = methods_.Find(name);
  if (method == nullptr) return answer(HonourTrouble(request, Refuse(errors::v1::PEER_UNAVAILABLE)));
  const auto headers = HeadersOf(request, "", rpc::kUsualDeadline, rpc::kLongestDeadline);
  if (!headers.ok()) return answer(HonourTrouble(request, headers.status()));
  calls_.Unary(*method, *headers, message,
               [answer, shown](const CallAnswer& answered) { answer(shown(answered)); });
}

}  // namespace diandan::gateway
