#include "services/orders/webhook_secrets.h"

#include "services/base/seal.h"
#include "services/orders/webhook_url_rules.h"

namespace diandan::orders {
namespace {

std::string ContextOf(const Uuid& webhook, absl::string_view column, CountyId county) {
  return SealContext(WebhookRow::kTable, webhook, column, county);
}

}  // namespace

WebhookExtra WebhookSecrets::Seal(CountyId county, const Uuid& webhook, const std::string& url,
                                  const std::string& secret) const {
  WebhookExtra extra;
  if (!url.empty()) {
    extra.url_taken = CheckUrl(url, allowed_);
    extra.url.data = keys_->SealForCounty(county, ContextOf(webhook, "url", county), url);
    extra.shown_url = ShownUrl(url);
  }
  if (!secret.empty()) {
    extra.secret.data = keys_->SealForCounty(county, ContextOf(webhook, "secret", county), secret);
  }
  return extra;
}

StatusOr<OpenedWebhook> WebhookSecrets::Open(const WebhookRow& row) const {
  OpenedWebhook opened;
  const CountyId county = row.county_id;
  DD_ASSIGN_OR_RETURN(opened.url,
                      keys_->OpenForCounty(county, ContextOf(row.id, "url", county), row.url.data));
  if (row.secret.data.empty()) return opened;
  DD_ASSIGN_OR_RETURN(opened.secret,
                      keys_->OpenForCounty(county, ContextOf(row.id, "secret", county), row.secret.data));
  return opened;
}

}  // namespace diandan::orders
