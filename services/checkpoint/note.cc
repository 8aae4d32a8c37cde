#include "services/checkpoint/note.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/base/seal.h"

namespace diandan::checkpoint {
namespace {

constexpr absl::string_view kKeyName = "diandan";
constexpr absl::string_view kOrigin = "diandan/";
constexpr absl::string_view kSignatureMark = "— diandan ";
constexpr char kEd25519 = 1;  // as signed notes number it
constexpr size_t kKeyHashSize = 4;
constexpr char kTimeForm[] = "%Y-%m-%dT%H:%M:%E6SZ";

absl::string_view BytesOfKey(const PublicKey& key) {
  return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
}

std::string TypedKey(const PublicKey& key) { return absl::StrCat(std::string(1, kEd25519), BytesOfKey(key)); }

std::string KeyHash(const PublicKey& key) {
  return std::string(BytesOf(HashOf({kKeyName, "\n", TypedKey(key)})).substr(0, kKeyHashSize));
}

std::string TextOf(const Checkpoint& checkpoint) {
  std::string text =
      absl::StrCat(kOrigin, checkpoint.service, "\ncheckpoint ", checkpoint.number, "\nrows ", kRowsVersion,
                   "\ntime ", absl::FormatTime(kTimeForm, checkpoint.time, absl::UTCTimeZone()),
                   "\nprevious ", HexOf(checkpoint.previous), "\nkey ", KeyLine(checkpoint.key), "\n");
  for (const Head& head : checkpoint.heads)
    absl::StrAppend(&text, head.county, " ", head.size, " ", HexOf(head.root), "\n");
  return text;
}

bool Take(absl::string_view line, absl::string_view word, absl::string_view* value) {
  *value = line;
  return absl::ConsumePrefix(value, word);
}

bool ReadHead(absl::string_view line, Head* head) {
  const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ');
  return parts.size() == 3 && absl::SimpleAtoi(parts[0], &head->county) &&
         absl::SimpleAtoi(parts[1], &head->size) && HashFromHex(parts[2], &head->root);
}

// Whether this is the one way to say it is looked at afterwards.
bool ReadText(absl::string_view text, Checkpoint* checkpoint) {
  if (!absl::ConsumeSuffix(&text, "\n")) return false;
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  absl::string_view service, number, rows, time, previous, key;
  if (lines.size() < 6 || !Take(lines[0], kOrigin, &service) || !Take(lines[1], "checkpoint ", &number) ||
      !Take(lines[2], "rows ", &rows) || !Take(lines[3], "time ", &time) ||
      !Take(lines[4], "previous ", &previous) || !Take(lines[5], "key ", &key)) {
    return false;
  }
  checkpoint->service = std::string(service);
  std::string problem;
  const auto signer = ReadKeyLine("key", key);
  if (!absl::SimpleAtoi(number, &checkpoint->number) || !HashFromHex(previous, &checkpoint->previous) ||
      !signer.ok() || !absl::ParseTime(kTimeForm, time, &checkpoint->time, &problem)) {
    return false;
  }
  checkpoint->key = *signer;
  for (size_t i = 6; i < lines.size(); ++i) {
    if (!ReadHead(lines[i], &checkpoint->heads.emplace_back())) return false;
  }
  return true;
}

}  // namespace

std::string KeyLine(const PublicKey& key) {
  return absl::StrCat(kKeyName, "+", ToHex(KeyHash(key)), "+", absl::Base64Escape(TypedKey(key)));
}

StatusOr<PublicKey> ReadKeyLine(absl::string_view field, absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  // A base64 text may hold a '+' of its own.
  const std::vector<absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('+', 2));
  std::string typed;
  PublicKey key;
  if (parts.size() == 3 && absl::Base64Unescape(parts[2], &typed) && typed.size() == 1 + key.bytes.size()) {
    std::copy(typed.begin() + 1, typed.end(), key.bytes.begin());
    if (KeyLine(key) == text) return key;
  }
  return InvalidField(field, text, "key_line");
}

Note Sign(const SigningKey& key, Checkpoint checkpoint) {
  checkpoint.key = key.public_key();
  Note note{std::move(checkpoint), "", ""};
  note.text = TextOf(note.checkpoint);
  note.signature = absl::StrCat(
      kSignatureMark, absl::Base64Escape(absl::StrCat(KeyHash(key.public_key()), key.Sign(note.text))));
  return note;
}

StatusOr<Note> ReadNote(absl::string_view whole) {
  const Status none = Refuse(errors::v1::INTERNAL_ERROR, {{"problem", "no checkpoint"}});
  const size_t end = whole.find("\n\n");
  if (end == absl::string_view::npos) return none;
  Note note;
  note.text = std::string(whole.substr(0, end + 1));
  absl::string_view signature = whole.substr(end + 2);
  if (!absl::ConsumeSuffix(&signature, "\n") || !absl::StartsWith(signature, kSignatureMark) ||
      absl::StrContains(signature, '\n')) {
    return none;
  }
  note.signature = std::string(signature);
  if (!ReadText(note.text, &note.checkpoint) || TextOf(note.checkpoint) != note.text) return none;
  return note;
}

bool SignedBy(const PublicKey& key, const Note& note) {
  absl::string_view line = note.signature;
  std::string bytes;
  if (!absl::ConsumePrefix(&line, kSignatureMark) || !absl::Base64Unescape(line, &bytes)) return false;
  if (absl::Base64Escape(bytes) != line) return false;  // the last character has bits to spare
  absl::string_view signature = bytes;
  return absl::ConsumePrefix(&signature, KeyHash(key)) && VerifySignature(key, note.text, signature);
}

}  // namespace diandan::checkpoint
