// Where notices go besides the app, and how far each has come.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "diandan/orders/v1/webhook_service.pb.h"
#include "services/base/picture.h"

namespace diandan::orders {

// Where notices are sent to.
struct WebhookRow {
  static constexpr const char* kTable = "webhook";
  CountyId county_id = 0;
  Uuid id;
  std::string title;
  v1::WebhookKind kind{};
  std::optional<Uuid> org_id;  // notices of this organisation and below …
  std::string org_path;
  std::optional<Uuid> team_id;     // … or of this team; neither: the county's
  std::vector<std::string> kinds;  // names of v1::NoticeKind; empty: all
  bool disabled = false;
  Bytes url, secret;      // sealed for the county; an empty secret stays empty
  std::string shown_url;  // what may be shown of the address
  std::string url_by;     // who chose the address: telephone numbers are revealed on this person's behalf
  absl::Time since;       // created or last enabled: what was shown before is not sent
  int64_t since_seq = 0;  // the county's sequence then
  absl::Time changed_at;
  int32_t version = 0;
  template <typename R = WebhookRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"title", &R::title},
               Field{"kind", &R::kind}, Field{"org_id", &R::org_id}, Field{"org_path", &R::org_path},
               Field{"team_id", &R::team_id}, Field{"kinds", &R::kinds}, Field{"disabled", &R::disabled},
               Field{"url", &R::url}, Field{"secret", &R::secret}, Field{"shown_url", &R::shown_url},
               Field{"url_by", &R::url_by}, Field{"since", &R::since}, Field{"since_seq", &R::since_seq},
               Field{"changed_at", &R::changed_at}, Field{"version", &R::version});
  }
};

// One notice on its way to one webhook, or a test. Id: DeliveryId(notice, webhook).
struct DeliveryRow {
  static constexpr const char* kTable = "delivery";
  CountyId county_id = 0;
  Uuid id;
  Uuid webhook_id;
  std::optional<Uuid> notice_id, order_id;  // none: a test
  std::string notice_kind;                  // name of a v1::NoticeKind
  absl::Time show_at;
  v1::DeliveryState state = v1::DELIVERY_WAITING;
  int32_t tries = 0;
  std::optional<absl::Time> next_try_at;  // while it waits; then ended_at
  std::optional<absl::Time> ended_at;
  v1::DeliveryProblem problem{};  // of the last try
  int32_t code = 0;
  static constexpr bool kWrittenElsewhere = true;  // by the sender
  template <typename R = DeliveryRow>
  static constexpr auto Fields(auto use) {
    return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, Field{"webhook_id", &R::webhook_id},
               Field{"notice_id", &R::notice_id}, Field{"order_id", &R::order_id},
               Field{"notice_kind", &R::notice_kind}, Field{"show_at", &R::show_at},
               Field{"state", &R::state}, Field{"tries", &R::tries}, Field{"next_try_at", &R::next_try_at},
               Field{"ended_at", &R::ended_at}, Field{"problem", &R::problem}, Field{"code", &R::code});
  }
};

inline Uuid DeliveryId(const Uuid& notice, const Uuid& webhook) {
  return DeriveUuid(notice, absl::StrCat("delivery/", webhook.ToString()));
}
inline Uuid TestDeliveryId(const Uuid& request) { return DeriveUuid(request, "delivery"); }

}  // namespace diandan::orders
