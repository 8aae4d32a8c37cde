#include "services/hours/draw/draw.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/seal.h"
#include "services/hours/draw/weights.h"

namespace diandan::draw {
namespace {

constexpr int32_t kBaseWeight = 10, kPointsPerStep = 25;

void AppendHighestFirst(uint64_t number, std::string& out) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift & 0xff));
}

uint64_t FirstEightBytes(absl::string_view bytes) {
  uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | static_cast<uint8_t>(bytes[i]);
  return number;
}

// Numbers below a bound, each as likely as any other.
class Numbers {
 public:
  Numbers(absl::string_view seed, absl::string_view list_hash) : prefix_(absl::StrCat(seed, list_hash)) {}

  uint64_t Below(uint64_t bound) {
    const uint64_t passed_over = -bound % bound;  // 2^64 mod bound
    for (;;) {
      std::string block = prefix_;
      AppendHighestFirst(counter_++, block);
      const uint64_t number = FirstEightBytes(Sha256(block));
      if (number >= passed_over) return number % bound;
    }
  }

 private:
  const std::string prefix_;
  uint64_t counter_ = 0;
};

std::string ResourceOf(const Drawing& drawing) { return ResourceNameOf(drawing.county, "draws", drawing.id); }

Status Mismatch(const char* why) { return Refuse(errors::v1::DRAW_MISMATCH, {{"why", why}}); }
Status Unreadable(absl::string_view line) {
  return InvalidField("list", std::string(line.substr(0, 80)), "draw_list");
}

StatusOr<Listed> ReadEntry(absl::string_view line) {
  const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ');
  Listed listed;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[1], &listed.weight)) return Unreadable(line);
  if (listed.weight < 1 || listed.weight > kMostWeight) return Unreadable(line);
  DD_ASSIGN_OR_RETURN(listed.entry, ParseUuid(parts[0]));
  return listed;
}

Status ReadHead(const std::vector<absl::string_view>& lines, Drawing& drawing) {
  DD_ASSIGN_OR_RETURN(const ResourceName name, ParseResourceName(lines[1]));
  drawing.county = name.county;
  drawing.id = name.id;
  const std::vector<absl::string_view> times = absl::StrSplit(lines[2], ' ');
  int64_t start = 0, end = 0;
  if (times.size() != 2 || !absl::SimpleAtoi(times[0], &start) || !absl::SimpleAtoi(times[1], &end)) {
    return Unreadable(lines[2]);
  }
  drawing.start = absl::FromUnixSeconds(start);
  drawing.end = absl::FromUnixSeconds(end);
  if (!absl::SimpleAtoi(lines[3], &drawing.size) || drawing.size < 0) return Unreadable(lines[3]);
  return absl::OkStatus();
}

}  // namespace

int32_t WeightOf(int32_t risk_points) {
  return kBaseWeight * (1 + std::clamp(risk_points, 0, 100) / kPointsPerStep);
}

int32_t SizeOf(int32_t sample_size, int32_t sample_percent, int64_t listed) {
  const int64_t wanted = sample_size > 0 ? sample_size : (listed * sample_percent + 99) / 100;
  return static_cast<int32_t>(std::min({wanted, listed, int64_t{kMostDrawn}}));
}

std::string ListOf(const Drawing& drawing) {
  std::string list =
      absl::StrCat(kAlgorithm, "\n", ResourceOf(drawing), "\n", absl::ToUnixSeconds(drawing.start), " ",
                   absl::ToUnixSeconds(drawing.end), "\n", drawing.size, "\n");
  for (const Listed& listed : drawing.entries) {
    listed.entry.AppendTo(list);
    absl::StrAppend(&list, " ", listed.weight, "\n");
  }
  return list;
}

StatusOr<Drawing> ReadList(absl::string_view list) {
  const std::vector<absl::string_view> lines = absl::StrSplit(list, '\n');
  if (lines.size() < 5 || lines[0] != kAlgorithm || !lines.back().empty()) return Unreadable(lines[0]);
  Drawing drawing;
  DD_RETURN_IF_ERROR(ReadHead(lines, drawing));
  for (size_t i = 4; i + 1 < lines.size(); ++i) {
    DD_ASSIGN_OR_RETURN(const Listed listed, ReadEntry(lines[i]));
    if (!drawing.entries.empty() && !(drawing.entries.back().entry < listed.entry))
      return Unreadable(lines[i]);
    drawing.entries.push_back(listed);
  }
  if (drawing.size > static_cast<int64_t>(drawing.entries.size())) return Unreadable(lines[3]);
  // What is read loosely (a sign, a zero in front) is not what was hashed.
  if (ListOf(drawing) != list) return Unreadable(lines[1]);
  return drawing;
}

std::vector<int32_t> Draw(absl::string_view seed, absl::string_view list_hash,
                          const std::vector<Listed>& entries, int32_t size) {
  Weights weights(entries);
  Numbers numbers(seed, list_hash);
  std::vector<int32_t> drawn;
  for (int32_t i = 0; i < size; ++i) drawn.push_back(weights.Take(numbers.Below(weights.total())));
  return drawn;
}

Status Verify(const Proof& proof) {
  if (proof.algorithm != kAlgorithm) return Mismatch("OTHER_ALGORITHM");
  if (proof.seed.size() != kSeedSize || Sha256(proof.seed) != proof.commitment) {
    return Mismatch("SEED_NOT_COMMITTED");
  }
  if (Sha256(proof.list) != proof.list_hash) return Mismatch("LIST_CHANGED");
  const StatusOr<Drawing> drawing = ReadList(proof.list);
  if (!drawing.ok()) return Mismatch("LIST_UNREADABLE");
  if (ResourceOf(*drawing) != proof.name) return Mismatch("LIST_OF_ANOTHER_DRAW");
  std::vector<Uuid> drawn;
  for (const int32_t place : Draw(proof.seed, proof.list_hash, drawing->entries, drawing->size)) {
    drawn.push_back(drawing->entries[place].entry);
  }
  return drawn == proof.drawn ? absl::OkStatus() : Mismatch("DRAWN_OTHERS");
}

}  // namespace diandan::draw
