// What a stranger sends to the gateway: one connection's bytes through the HTTP parser with the gateway's
// limits, its headers as the gateway reads them, and its body as JSON of the message that its path asks for.
#include <cstdint>
#include <string>

#include "absl/strings/str_replace.h"
#include "boost/beast/http/parser.hpp"
#include "boost/beast/http/string_body.hpp"
#include "diandan/hours/v1/entry_service.pb.h"
#include "diandan/orders/v1/order_service.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "google/protobuf/message.h"
#include "services/base/validate.h"
#include "services/gateway/exchange.h"
#include "services/gateway/json.h"

namespace diandan::gateway {
namespace {

namespace http = boost::beast::http;

absl::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

// "/diandan.orders.v1.OrderService/PlaceOrder"
const google::protobuf::Descriptor* InputOf(absl::string_view path) {
  static const auto* kKnown[] = {orders::v1::PlaceOrderRequest::descriptor(),
                                 hours::v1::DecideEntriesRequest::descriptor(),
                                 volunteers::v1::RegisterVolunteerRequest::descriptor()};
  if (path.size() < 2) return kKnown[0];
  const std::string name = absl::StrReplaceAll(path.substr(1), {{"/", "."}});
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  return method == nullptr ? kKnown[path.size() % std::size(kKnown)] : method->input_type();
}

void ReadRequest(const http::request<http::string_body>& message) {
  HttpRequest request;
  request.method = View(message.method_string());
  request.path = View(message.target());
  request.path = request.path.substr(0, request.path.find('?'));
  for (const auto& field : message)
    request.headers.emplace_back(View(field.name_string()), View(field.value()));
  request.body = message.body();
  for (const char* name :
       {"content-type", "cookie", "connect-timeout-ms", "range", "if-none-match", "origin"})
    (void)request.Header(name);
  (void)request.AllOf("x-forwarded-for");
  (void)Accepts(request.AllOf("accept-encoding"), "gzip");
  std::unique_ptr<google::protobuf::Message> call(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(InputOf(request.path))->New());
  if (FromJson(request.body, *call).ok()) {
    (void)Validate(*call);
    (void)ToJson(*call);
  }
}

}  // namespace
}  // namespace diandan::gateway

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace diandan::gateway;
  http::request_parser<http::string_body> parser;
  parser.header_limit(16 << 10);
  parser.body_limit(1 << 20);
  parser.eager(true);
  boost::beast::error_code failed;
  size_t taken = 0;
  // In two pieces, as networks cut them.
  const size_t first = size / 2;
  for (const size_t end : {first, size}) {
    while (taken < end && !failed && !parser.is_done()) {
      const size_t used = parser.put(boost::asio::buffer(data + taken, end - taken), failed);
      if (failed == http::error::need_more) failed = {};
      taken += used;
      if (used == 0) break;
    }
  }
  if (!failed && parser.is_done()) ReadRequest(parser.get());
  return 0;
}
