#include "services/base/paseto.h"

#include <sodium.h>

#include <algorithm>
#include <initializer_list>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "diandan/tokens/v1/claims.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/unsigned_bytes.h"

namespace diandan {
namespace {

constexpr absl::string_view kHeader = "v4.public.";
constexpr size_t kSignatureSize = crypto_sign_BYTES;

void AppendLittleEndian64(std::string& out, uint64_t n) {
  for (int i = 0; i < 8; ++i) out.push_back(static_cast<char>(n >> (8 * i)));
}

// Pre-authentication encoding: a list of texts as one text that no other list gives.
std::string PreAuthEncode(std::initializer_list<absl::string_view> pieces) {
  std::string out;
  AppendLittleEndian64(out, pieces.size());
  for (absl::string_view piece : pieces) {
    AppendLittleEndian64(out, piece.size());
    absl::StrAppend(&out, piece);
  }
  return out;
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp proto;
  proto.set_seconds(absl::ToUnixSeconds(time));
  return proto;
}

}  // namespace

SigningKey::SigningKey(const Key& seed) {
  crypto_sign_seed_keypair(public_key_.bytes.data(), secret_.data(), seed.data());
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

std::string SigningKey::Sign(absl::string_view message) const {
  std::string signature(kSignatureSize, '\0');
  crypto_sign_detached(Unsigned(signature), nullptr, Unsigned(message), message.size(), secret_.data());
  return signature;
}

bool VerifySignature(const PublicKey& key, absl::string_view message, absl::string_view signature) {
  return signature.size() == kSignatureSize &&
         crypto_sign_verify_detached(Unsigned(signature), Unsigned(message), message.size(),
                                     key.bytes.data()) == 0;
}

std::string SignPaseto(const SigningKey& key, absl::string_view payload, absl::string_view footer,
                       absl::string_view implicit) {
  const std::string signature = key.Sign(PreAuthEncode({kHeader, payload, footer, implicit}));
  std::string token = absl::StrCat(kHeader, Base64Url(absl::StrCat(payload, signature)));
  if (!footer.empty()) absl::StrAppend(&token, ".", Base64Url(footer));
  return token;
}

StatusOr<Paseto> VerifyPaseto(const PublicKey& key, absl::string_view token, absl::string_view implicit) {
  const Status refusal = Refuse(errors::v1::NOT_SIGNED_IN);
  if (!absl::ConsumePrefix(&token, kHeader)) return refusal;
  Paseto paseto;
  const size_t dot = token.find('.');
  if (dot != absl::string_view::npos) {
    if (!FromBase64Url(token.substr(dot + 1), &paseto.footer) || paseto.footer.empty()) return refusal;
  }
  std::string body;
  if (!FromBase64Url(token.substr(0, dot), &body) || body.size() < kSignatureSize) return refusal;
  paseto.payload = body.substr(0, body.size() - kSignatureSize);
  const std::string signature = body.substr(paseto.payload.size());
  const std::string signed_text = PreAuthEncode({kHeader, paseto.payload, paseto.footer, implicit});
  if (!VerifySignature(key, signed_text, signature)) return refusal;
  return paseto;
}

std::string IssueToken(const SigningKey& key, const Claims& claims) {
  tokens::v1::Claims body;
  body.set_sub(claims.subject);
  body.set_county_id(claims.county);
  if (!claims.volunteer.is_nil()) body.set_volunteer(claims.volunteer.ToString());
  body.set_epoch(claims.epoch);
  *body.mutable_iat() = ToProto(claims.issued);
  *body.mutable_exp() = ToProto(claims.expiry);
  std::string json;
  // Cannot fail: the message holds ASCII and times of this century only.
  (void)google::protobuf::util::MessageToJsonString(body, &json);
  return SignPaseto(key, json);
}

StatusOr<Claims> ReadToken(const PublicKey& key, absl::string_view token, absl::Time now) {
  DD_ASSIGN_OR_RETURN(const Paseto paseto, VerifyPaseto(key, token));
  tokens::v1::Claims body;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;  // a newer server may say more
  const bool parsed = google::protobuf::util::JsonStringToMessage(paseto.payload, &body, options).ok();
  if (!parsed || body.sub().empty() || !body.has_exp()) return Refuse(errors::v1::NOT_SIGNED_IN);
  Claims claims;
  claims.subject = body.sub();
  claims.county = body.county_id();
  claims.epoch = body.epoch();
  claims.issued = absl::FromUnixSeconds(body.iat().seconds());
  claims.expiry = absl::FromUnixSeconds(body.exp().seconds());
  if (!body.volunteer().empty()) {
    auto volunteer = ParseUuid(body.volunteer());
    if (!volunteer.ok()) return Refuse(errors::v1::NOT_SIGNED_IN);
    claims.volunteer = *volunteer;
  }
  if (now >= claims.expiry) return Refuse(errors::v1::TOKEN_EXPIRED);
  return claims;
}

}  // namespace diandan
