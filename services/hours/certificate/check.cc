#include "services/hours/certificate/check.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace diandan::certificate {
namespace {

// The table that came along, if one did.
std::optional<std::string> TableIn(const std::vector<absl::string_view>& lines) {
  for (const absl::string_view line : lines) {
    if (absl::StartsWith(line, kListPrefix)) return std::string(line);
  }
  return std::nullopt;
}

// False when it is not the table that was sealed.
bool TakeTable(const std::string& text, Finding& finding) {
  std::string bytes;
  if (!FromListText(text, &bytes)) return false;
  auto services = DecodeList(bytes);
  if (!services.ok() || !Lists(finding.facts, *services)) return false;
  finding.services = *std::move(services);
  return true;
}

}  // namespace

Finding Check(absl::string_view text, const Keyring& keys, const Revocations* revocations) {
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  const OpenedSeal seal = OpenText(Sealed::kCertificate, lines.front(), keys);
  Finding finding;
  finding.key_id = seal.key_id;
  if (seal.state == SealState::kUnknownKey) finding.verdict = Verdict::kUnknownKey;
  if (seal.state != SealState::kWhole) return finding;
  auto facts = Decode(seal.payload);
  if (!facts.ok()) return finding;
  finding.facts = *std::move(facts);
  finding.services = finding.facts.lines;
  const auto table = TableIn(lines);
  finding.table_altered = table && !TakeTable(*table, finding);
  if (finding.table_altered) {
    finding.facts = Facts();
    finding.services.clear();
    return finding;
  }
  finding.verdict = Verdict::kValid;
  if (revocations != nullptr) finding.revoked_on = RevokedOn(*revocations, finding.facts.number);
  if (finding.revoked_on) finding.verdict = Verdict::kRevoked;
  return finding;
}

StatusOr<Revocations> OpenRevocations(absl::string_view text, const Keyring& keys) {
  const OpenedSeal seal = OpenText(Sealed::kRevocations, text, keys);
  if (seal.state == SealState::kUnknownKey)
    return InvalidField("--revoked", seal.key_id, "revocations_known_key");
  if (seal.state == SealState::kBroken) return InvalidField("--revoked", "", "revocation_list");
  return DecodeRevocations(seal.payload);
}

}  // namespace diandan::certificate
