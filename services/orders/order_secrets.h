// The sealed half of orders, series and wishes: made before the lane, opened for those who may see it. Every
// order has a data key of its own, wrapped by the county's; destroying it erases the person's words.
// Thread-safe.
#pragma once

#include <memory>
#include <string>

#include "diandan/orders/v1/order.pb.h"
#include "diandan/orders/v1/wish_service.pb.h"
#include "services/base/keys.h"
#include "services/base/status.h"
#include "services/orders/place_rules.h"
#include "services/orders/series_rules.h"
#include "services/orders/wish_rules.h"
#include "services/orders/words_print.h"

namespace diandan::orders {

// The two secrets of a slip. Never in an answer to the team that serves.
struct SlipSecrets {
  std::string closing_code;   // six digits
  std::string rating_secret;  // 26 characters
};

class OrderSecrets {
 public:
  explicit OrderSecrets(const Keys* keys) : keys_(keys) {}

  // Fresh secrets and the draft's personal text, sealed for this order.
  SealedOrder Seal(CountyId county, const Uuid& order, const v1::OrderDraft& draft) const;
  // Fills client_address, house, note and phone.
  Status Open(CountyId county, const OrderPrivateRow& row, v1::OrderDraft& draft) const;

  // To check a try: equal to the row's closing_code_hash and rating_secret_hash when the try is right.
  std::string ClosingCodeHash(CountyId county, const Uuid& order, absl::string_view code) const;
  std::string RatingSecretHash(CountyId county, const Uuid& order, absl::string_view secret) const;
  // What a phone calls itself, as it is kept.
  std::string DeviceHash(CountyId county, absl::string_view device) const;
  // Fingerprints of words that different orders of a county are compared by.
  WordsPrint PrintOfWords(CountyId county, absl::string_view words) const;
  StatusOr<SlipSecrets> OpenSlip(CountyId county, const OrderPrivateRow& row) const;

  // The personal part of a series' draft.
  SeriesExtra SealSeries(CountyId county, const Uuid& series, const v1::OrderDraft& draft) const;
  Status OpenSeries(const SeriesRow& row, v1::OrderDraft& draft) const;

  WishExtra SealWish(CountyId county, const Uuid& wish, const v1::LeaveWishRequest& request) const;
  // Fills words and phone.
  Status OpenWish(const WishRow& row, v1::Wish& wish) const;

  const Keys& keys() const { return *keys_; }

 private:
  Bytes ClientKey(CountyId county, const v1::OrderDraft& draft) const;

  const Keys* const keys_;
};

}  // namespace diandan::orders
