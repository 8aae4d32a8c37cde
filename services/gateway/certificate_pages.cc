#include "services/gateway/certificate_pages.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/gateway/certificate_text.h"
#include "services/gateway/html.h"
#include "services/gateway/request_parts.h"
#include "services/gateway/static_files.h"
#include "services/gateway/wire_error.h"
#include "services/rpc/client.h"
#include "services/rpc/handle.h"

namespace diandan::gateway {
namespace {

constexpr char kVerifyRpc[] = "/diandan.hours.v1.CertificateService/VerifyCertificate";
constexpr absl::string_view kFolder = "/certificates/";
constexpr char kCertificatePolicy[] =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
constexpr size_t kLongestNumber = 40;

HttpResponse PageOf(const HttpRequest& request, int status, std::string html) {
  HttpResponse response = TextResponse(status, std::move(html));
  response.Set("content-type", "text/html; charset=utf-8");
  response.Set("cache-control", "no-store");
  response.Set("vary", "accept-language");
  AddPageHeaders(request, kCertificatePolicy, response);
  return response;
}

HttpResponse Style(const HttpRequest& request) {
  HttpResponse response = TextResponse(200, CertificateStyle());
  response.Set("content-type", "text/css; charset=utf-8");
  response.Set("cache-control", "max-age=3600");
  AddPageHeaders(request, kCertificatePolicy, response);
  return response;
}

HttpResponse TroublePage(const HttpRequest& request, const Status& status) {
  const Language language = LanguageFor(request);
  const errors::v1::ErrorInfo info = Speak(status, language);
  int code = 503;
  if (info.reason() == errors::v1::FIELD_INVALID) code = 404;
  if (info.reason() == errors::v1::OVERLOADED) code = 429;
  const std::string sentence = info.fields().empty() ? info.message() : info.fields(0).want();
  return PageOf(request, code, ShowTrouble(sentence, language));
}

HttpResponse FoundPage(const HttpRequest& request, const CallAnswer& answered) {
  if (!answered.status.ok()) return TroublePage(request, rpc::FromGrpc(answered.status));
  hours::v1::VerifyCertificateResponse found;
  const grpc::Slice bytes = Whole(answered.message);
  if (!found.ParseFromArray(bytes.begin(), static_cast<int>(bytes.size())))
    return TroublePage(request, Refuse(errors::v1::INTERNAL_ERROR));
  const int code = found.verdict() == hours::v1::FOUND_UNKNOWN ? 404 : 200;
  return PageOf(request, code, ShowCertificate(found, LanguageFor(request)));
}

}  // namespace

bool CertificatePages::Names(absl::string_view path) {
  return absl::StartsWith(path, kFolder) || path == absl::StripSuffix(kFolder, "/");
}

void CertificatePages::Handle(const HttpRequest& request, Answer answer) const {
  absl::string_view rest = request.path;
  absl::ConsumePrefix(&rest, kFolder);
  const bool form = request.path.size() <= kFolder.size();
  if (request.method == "POST") {
    const std::string what = form && !request.oversize ? FormField(request.body, "what") : "";
    if (what.empty()) return answer(PageOf(request, 400, AskForCertificate(LanguageFor(request))));
    return Verify(request, what, std::move(answer));
  }
  if (rest == "style.css") return answer(Style(request));
  if (form) return answer(PageOf(request, 200, AskForCertificate(LanguageFor(request))));
  Verify(request, std::string(rest), std::move(answer));
}

void CertificatePages::Verify(const HttpRequest& request, const std::string& what, Answer answer) const {
  hours::v1::VerifyCertificateRequest asked;
  // Whoever pastes brings a line break along; other blanks may belong to the text of a code.
  absl::string_view text = what;
  while (absl::ConsumeSuffix(&text, "\n") || absl::ConsumeSuffix(&text, "\r")) {
  }
  const bool number = text.size() <= kLongestNumber;
  if (number) {
    asked.set_number(std::string(absl::StripAsciiWhitespace(text)));
  } else {
    asked.set_signed_text(std::string(text));
  }
  const Method* method = methods_.Find(kVerifyRpc);
  if (method == nullptr) return answer(TroublePage(request, Refuse(errors::v1::PEER_UNAVAILABLE)));
  const auto headers = HeadersOf(request, "", rpc::kUsualDeadline, rpc::kLongestDeadline);
  if (!headers.ok()) return answer(TroublePage(request, headers.status()));
  calls_.Unary(*method, *headers, asked.SerializeAsString(),
               [&request, answer](const CallAnswer& answered) { answer(FoundPage(request, answered)); });
}

}  // namespace diandan::gateway
