#include "services/hours/certificate/sealed.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/base/seal.h"
#include "services/hours/certificate/base45.h"
#include "services/hours/certificate/cbor.h"

namespace diandan::certificate {
namespace {

// Numbers that RFC 9052 and RFC 9053 give to these things.
constexpr uint64_t kSign1Tag = 18;
constexpr int kAlgorithmHeader = 1, kKeyIdHeader = 4;
constexpr int64_t kEdDsa = -8;
constexpr size_t kKeyIdBytes = 4;

absl::string_view PrefixOf(Sealed what) {
  return what == Sealed::kCertificate ? kCertificatePrefix : kRevocationsPrefix;
}
// What is signed as one can never pass for the other.
absl::string_view PurposeOf(Sealed what) {
  return what == Sealed::kCertificate ? "diandan certificate 1" : "diandan revocations 1";
}

std::string KeyIdBytes(const PublicKey& key) {
  return Sha256({reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()}).substr(0, kKeyIdBytes);
}

std::string ProtectedHeader(absl::string_view key_id) {
  CborWriter out;
  out.Map(2);
  out.Integer(kAlgorithmHeader);
  out.Integer(kEdDsa);
  out.Integer(kKeyIdHeader);
  out.Bytes(key_id);
  return out.out();
}

std::string SigStructure(Sealed what, absl::string_view header, absl::string_view payload) {
  CborWriter out;
  out.Array(4);
  out.Text("Signature1");
  out.Bytes(header);
  out.Bytes(PurposeOf(what));
  out.Bytes(payload);
  return out.out();
}

struct Sign1 {
  std::string key_id, payload, signature;
};

bool ReadSign1(absl::string_view bytes, Sign1& message) {
  CborReader in(bytes);
  if (in.Tag() != kSign1Tag || in.Array() != 4) return false;
  const std::string header = in.Bytes();
  if (in.Map() != 0) return false;
  message.payload = in.Bytes();
  message.signature = in.Bytes();
  CborReader inner(header);
  if (inner.Map() != 2 || inner.Integer() != kAlgorithmHeader || inner.Integer() != kEdDsa ||
      inner.Integer() != kKeyIdHeader)
    return false;
  message.key_id = inner.Bytes();
  return in.Done() && inner.Done() && message.key_id.size() == kKeyIdBytes;
}

// The bytes in a text of this kind.
bool TakeFrom(Sealed what, absl::string_view text, std::string& bytes) {
  text = absl::StripSuffix(absl::StripSuffix(text, "\n"), "\r");
  return absl::ConsumePrefix(&text, PrefixOf(what)) && FromBase45(text, &bytes);
}

Status WrongKeyLine(absl::string_view line) { return InvalidField("--keys", line, "public_key_line"); }

StatusOr<KnownKey> ReadKeyLine(absl::string_view line) {
  const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipWhitespace());
  std::string bytes;
  KnownKey known;
  if (words.size() < 2 || words.size() > 3 || !FromHex(words[1], &bytes) ||
      bytes.size() != known.key.bytes.size())
    return WrongKeyLine(line);
  std::copy(bytes.begin(), bytes.end(), known.key.bytes.begin());
  if (KeyIdOf(known.key) != absl::AsciiStrToLower(words[0])) return WrongKeyLine(line);
  if (words.size() == 3) known.since = words[2];
  return known;
}

}  // namespace

std::string KeyIdOf(const PublicKey& key) { return ToHex(KeyIdBytes(key)); }

StatusOr<Keyring> ReadKeyring(absl::string_view file) {
  Keyring keys;
  for (absl::string_view line : absl::StrSplit(file, '\n')) {
    line = absl::StripAsciiWhitespace(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    DD_ASSIGN_OR_RETURN(KnownKey known, ReadKeyLine(line));
    keys.push_back(std::move(known));
  }
  if (keys.empty()) return WrongKeyLine("");
  return keys;
}

std::string WriteKeyring(const Keyring& keys) {
  std::string file = "# diandan: public keys of certificates, Ed25519. Key id, key, first used.\n";
  for (const KnownKey& known : keys) {
    const absl::string_view bytes(reinterpret_cast<const char*>(known.key.bytes.data()),
                                  known.key.bytes.size());
    absl::StrAppend(&file, KeyIdOf(known.key), " ", ToHex(bytes), known.since.empty() ? "" : " ", known.since,
                    "\n");
  }
  return file;
}

std::string SealText(Sealed what, absl::string_view payload, const SigningKey& key) {
  const std::string header = ProtectedHeader(KeyIdBytes(key.public_key()));
  CborWriter out;
  out.Tag(kSign1Tag);
  out.Array(4);
  out.Bytes(header);
  out.Map(0);
  out.Bytes(payload);
  out.Bytes(key.Sign(SigStructure(what, header, payload)));
  return absl::StrCat(PrefixOf(what), Base45(out.out()));
}

std::string PayloadOf(absl::string_view text) {
  std::string bytes;
  Sign1 message;
  const bool whole = TakeFrom(Sealed::kCertificate, text, bytes) && ReadSign1(bytes, message);
  return whole ? message.payload : "";
}

OpenedSeal OpenText(Sealed what, absl::string_view text, const Keyring& keys) {
  OpenedSeal opened;
  std::string bytes;
  Sign1 message;
  if (!TakeFrom(what, text, bytes) || !ReadSign1(bytes, message)) return opened;
  opened.key_id = ToHex(message.key_id);
  opened.state = SealState::kUnknownKey;
  const std::string signed_bytes = SigStructure(what, ProtectedHeader(message.key_id), message.payload);
  // Ids are short: two keys may share one.
  for (const KnownKey& known : keys) {
    if (KeyIdBytes(known.key) != message.key_id) continue;
    opened.state = SealState::kBroken;
    if (!VerifySignature(known.key, signed_bytes, message.signature)) continue;
    opened.state = SealState::kWhole;
    opened.payload = std::move(message.payload);
    break;
  }
  return opened;
}

std::string ListText(absl::string_view encoded_list) {
  return absl::StrCat(kListPrefix, Base45(encoded_list));
}

bool FromListText(absl::string_view text, std::string* encoded_list) {
  text = absl::StripSuffix(absl::StripSuffix(text, "\n"), "\r");
  return absl::ConsumePrefix(&text, kListPrefix) && FromBase45(text, encoded_list);
}

}  // namespace diandan::certificate
