#include "services/gateway/photos.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "diandan/orders/v1/photo_service.pb.h"
#include "re2/re2.h"
#include "services/gateway/request_parts.h"
#include "services/gateway/served_file.h"
#include "services/gateway/static_files.h"
#include "services/gateway/wire_error.h"
#include "services/rpc/handle.h"

namespace diandan::gateway {
namespace {

constexpr char kGetPhoto[] = "/diandan.orders.v1.PhotoService/GetPhoto";
constexpr char kPhotoPolicy[] = "default-src 'none'; sandbox; base-uri 'none'; frame-ancestors 'none'";

// What the path asks for; false when it is no path of a photo.
bool ParsePhoto(absl::string_view path, orders::v1::GetPhotoRequest& asked) {
  static const auto* pattern = new RE2("/photos/([0-9]{6})/([0-9a-f-]{36})/([0-9a-f]{64})\\.jpg");
  std::string county, order, hash;
  if (!RE2::FullMatch({path.data(), path.size()}, *pattern, &county, &order, &hash)) return false;
  asked.set_name(absl::StrCat("counties/", county, "/orders/", order));
  asked.set_hash(hash);
  return true;
}

HttpResponse PictureOf(const HttpRequest& request, const std::string& hash, const CallAnswer& answered) {
  HttpResponse response;
  orders::v1::PhotoFile file;
  const grpc::Slice bytes = Whole(answered.message);
  if (!file.ParseFromArray(bytes.begin(), int(bytes.size())))
    return ErrorResponse(Refuse(errors::v1::INTERNAL_ERROR), LanguageFor(request));
  response.Set("etag", absl::StrCat("\"", hash, "\""));
  response.Set("cache-control", "private, max-age=604800, immutable");
  response.Set("vary", "authorization, diandan-session");
  AddPageHeaders(request, kPhotoPolicy, response);
  if (MatchesEtag(request.Header("if-none-match"), absl::StrCat("\"", hash, "\""))) {
    response.status = 304;
    return response;
  }
  response.Set("content-type", "image/jpeg");
  response.body = std::move(*file.mutable_jpeg());
  return response;
}

HttpResponse NoPicture(const grpc::Status& status, Language language) {
  HttpResponse response = ErrorResponse(Explained(status, language));
  response.Set("cache-control", "no-store");
  return response;
}

}  // namespace

bool Photos::Names(absl::string_view path) { return absl::StartsWith(path, "/photos/"); }

void Photos::Get(const HttpRequest& request, Answer answer) const {
  const Language language = LanguageFor(request);
  const Method* method = methods_.Find(kGetPhoto);
  orders::v1::GetPhotoRequest asked;
  if (method == nullptr || !ParsePhoto(request.path, asked))
    return answer(TextResponse(404, "No such photo.\n"));
  const Status status = [&]() -> Status {
    DD_ASSIGN_OR_RETURN(const bool by_cookie, sessions_.ByCookie(request));
    DD_ASSIGN_OR_RETURN(const CallHeaders headers, HeadersOf(request, sessions_.TokenOf(request, by_cookie),
                                                             rpc::kUsualDeadline, rpc::kLongestDeadline));
    calls_.Unary(*method, headers, asked.SerializeAsString(),
                 [&request, answer, hash = asked.hash(), language](const CallAnswer& answered) {
                   answer(answered.status.ok() ? PictureOf(request, hash, answered)
                                               : NoPicture(answered.status, language));
                 });
    return absl::OkStatus();
  }();
  if (!status.ok()) answer(ErrorResponse(status, language));
}

}  // namespace diandan::gateway
