#include "services/orders/order_secrets.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/base/codes.h"
#include "services/base/seal.h"

namespace diandan::orders {
namespace {

// A household's pseudonym needs to be told apart in one county, not kept secret for ever: half a hash will
// do.
constexpr size_t kClientKeyBytes = 16;

// Columns of one row under one data key. Empty text stays empty, so that nobody seals nothing.
class RowSeal {
 public:
  RowSeal(const Key& key, absl::string_view table, const Uuid& row, CountyId county)
      : key_(key), table_(table), row_(row), county_(county) {}
  Bytes Close(absl::string_view column, absl::string_view text) const {
    if (text.empty()) return {};
    return {diandan::Seal(key_, SealContext(table_, row_, column, county_), text)};
  }
  Status Open(absl::string_view column, const Bytes& sealed, std::string* text) const {
    text->clear();
    if (sealed.data.empty()) return absl::OkStatus();
    DD_ASSIGN_OR_RETURN(*text, diandan::Open(key_, SealContext(table_, row_, column, county_), sealed.data));
    return absl::OkStatus();
  }

 private:
  const Key& key_;
  const absl::string_view table_;
  const Uuid row_;
  const CountyId county_;
};

constexpr absl::string_view kOrder = "order_private", kSeries = "series", kWish = "wish";

// Two ways to write one home.
std::string Plain(absl::string_view written) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(written), {{" ", ""}, {"　", ""}});
}

std::string Bound(const Uuid& order, absl::string_view secret) {
  return absl::StrCat(order.ToString(), "/", secret);
}

}  // namespace

Bytes OrderSecrets::ClientKey(CountyId county, const v1::OrderDraft& draft) const {
  const std::string house = Plain(draft.house());
  const std::string plain = house.empty() ? Plain(draft.client_address()) : house;
  const std::string index = keys_->BlindIndex(county, "household", absl::StrCat(draft.station(), "/", plain));
  return {index.substr(0, kClientKeyBytes)};
}

SealedOrder OrderSecrets::Seal(CountyId county, const Uuid& order, const v1::OrderDraft& draft) const {
  const Key key = keys_->NewDataKey(county);
  const RowSeal seal(key, kOrder, order, county);
  const std::string code = MakeClosingCode(), secret = MakeRatingSecret();
  SealedOrder sealed;
  OrderPrivateRow& row = sealed.row;
  row.county_id = county;
  row.id = order;
  row.data_key.data = keys_->WrapDataKey(county, order, key);
  row.client_address = seal.Close("client_address", draft.client_address());
  row.house = seal.Close("house", draft.house());
  row.note = seal.Close("note", draft.note());
  row.phone = seal.Close("phone", draft.phone());
  row.closing_code.data =
      keys_->SealForCounty(county, SealContext(kOrder, order, "closing_code", county), code);
  row.rating_secret.data =
      keys_->SealForCounty(county, SealContext(kOrder, order, "rating_secret", county), secret);
  row.closing_code_hash.data = ClosingCodeHash(county, order, code);
  row.rating_secret_hash.data = RatingSecretHash(county, order, secret);
  sealed.client_key = ClientKey(county, draft);
  sealed.client_key_by_house = !Plain(draft.house()).empty();
  return sealed;
}

Status OrderSecrets::Open(CountyId county, const OrderPrivateRow& row, v1::OrderDraft& draft) const {
  DD_ASSIGN_OR_RETURN(const Key key, keys_->UnwrapDataKey(county, row.id, row.data_key.data));
  const RowSeal seal(key, kOrder, row.id, county);
  DD_RETURN_IF_ERROR(seal.Open("client_address", row.client_address, draft.mutable_client_address()));
  DD_RETURN_IF_ERROR(seal.Open("house", row.house, draft.mutable_house()));
  DD_RETURN_IF_ERROR(seal.Open("note", row.note, draft.mutable_note()));
  return seal.Open("phone", row.phone, draft.mutable_phone());
}

std::string OrderSecrets::ClosingCodeHash(CountyId county, const Uuid& order, absl::string_view code) const {
  return keys_->BlindIndex(county, "closing_code", Bound(order, code));
}

std::string OrderSecrets::RatingSecretHash(CountyId county, const Uuid& order,
                                           absl::string_view secret) const {
  return keys_->BlindIndex(county, "rating_secret", Bound(order, NormaliseRatingSecret(secret)));
}

std::string OrderSecrets::DeviceHash(CountyId county, absl::string_view device) const {
  return keys_->BlindIndex(county, "device", device);
}

WordsPrint OrderSecrets::PrintOfWords(CountyId county, absl::string_view words) const {
  return PrintOf(Key::FromBytes(keys_->BlindIndex(county, "words", "print")).value(), words);
}

StatusOr<SlipSecrets> OrderSecrets::OpenSlip(CountyId county, const OrderPrivateRow& row) const {
  SlipSecrets slip;
  DD_ASSIGN_OR_RETURN(slip.closing_code,
                      keys_->OpenForCounty(county, SealContext(kOrder, row.id, "closing_code", county),
                                           row.closing_code.data));
  DD_ASSIGN_OR_RETURN(slip.rating_secret,
                      keys_->OpenForCounty(county, SealContext(kOrder, row.id, "rating_secret", county),
                                           row.rating_secret.data));
  return slip;
}

SeriesExtra OrderSecrets::SealSeries(CountyId county, const Uuid& series, const v1::OrderDraft& draft) const {
  v1::OrderDraft personal;
  personal.set_client_address(draft.client_address());
  personal.set_house(draft.house());
  personal.set_note(draft.note());
  personal.set_phone(draft.phone());
  const Key key = keys_->NewDataKey(county);
  SeriesExtra extra;
  extra.data_key.data = keys_->WrapDataKey(county, series, key);
  extra.personal = RowSeal(key, kSeries, series, county).Close("personal", personal.SerializeAsString());
  return extra;
}

Status OrderSecrets::OpenSeries(const SeriesRow& row, v1::OrderDraft& draft) const {
  DD_ASSIGN_OR_RETURN(const Key key, keys_->UnwrapDataKey(row.county_id, row.id, row.data_key.data));
  std::string bytes;
  DD_RETURN_IF_ERROR(RowSeal(key, kSeries, row.id, row.county_id).Open("personal", row.personal, &bytes));
  return draft.MergeFromString(bytes) ? absl::OkStatus() : Refuse(errors::v1::INTERNAL_ERROR);
}

WishExtra OrderSecrets::SealWish(CountyId county, const Uuid& wish,
                                 const v1::LeaveWishRequest& request) const {
  const Key key = keys_->NewDataKey(county);
  const RowSeal seal(key, kWish, wish, county);
  WishExtra extra;
  extra.data_key.data = keys_->WrapDataKey(county, wish, key);
  extra.words = seal.Close("words", request.words());
  extra.phone = seal.Close("phone", request.phone());
  return extra;
}

Status OrderSecrets::OpenWish(const WishRow& row, v1::Wish& wish) const {
  DD_ASSIGN_OR_RETURN(const Key key, keys_->UnwrapDataKey(row.county_id, row.id, row.data_key.data));
  const RowSeal seal(key, kWish, row.id, row.county_id);
  DD_RETURN_IF_ERROR(seal.Open("words", row.words, wish.mutable_words()));
  return seal.Open("phone", row.phone, wish.mutable_phone());
}

}  // namespace diandan::orders
