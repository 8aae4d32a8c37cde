#include "services/base/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace diandan {
namespace {

constexpr int kBitsBeforeV4 = 96;

bool IsV4(const IpAddress& address) {
  static constexpr uint8_t kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::memcmp(address.data(), kMapped, sizeof kMapped) == 0;
}

std::optional<Network> ParseNetwork(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('/', 1));
  const auto base = ParseIp(parts[0]);
  if (!base) return std::nullopt;
  const int first = IsV4(*base) ? kBitsBeforeV4 : 0;
  int bits = 128 - first;
  if (parts.size() == 2 && (!absl::SimpleAtoi(parts[1], &bits) || bits < 0 || bits > 128 - first)) {
    return std::nullopt;
  }
  return Network{*base, bits + first};
}

std::vector<Network> Blocks(const std::vector<std::string>& texts) {
  std::vector<Network> blocks;
  for (const std::string& text : texts) blocks.push_back(*ParseNetwork(text));
  return blocks;
}

bool AnyHas(const std::vector<Network>& networks, const IpAddress& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.Has(address); });
}

// The registries of special-purpose addresses, RFC 6890 and what was added since.
const std::vector<Network>& SpecialV4() {
  static const auto* blocks = new std::vector<Network>(
      Blocks({"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
              "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
              "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"}));
  return *blocks;
}

// Within 2000::/3, the only part of IPv6 that is given out.
const std::vector<Network>& SpecialV6() {
  static const auto* blocks =
      new std::vector<Network>(Blocks({"2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20"}));
  return *blocks;
}

IpAddress V4At(const IpAddress& address, size_t offset) { return FromBytes(address.data() + offset, 4); }

bool IsPublicV6(const IpAddress& address) {
  static const Network given_out = *ParseNetwork("2000::/3"), translated = *ParseNetwork("64:ff9b::/96"),
                       tunnelled = *ParseNetwork("2002::/16");
  if (translated.Has(address)) return IsPublic(V4At(address, 12));
  if (tunnelled.Has(address)) return IsPublic(V4At(address, 2));
  return given_out.Has(address) && !AnyHas(SpecialV6(), address);
}

}  // namespace

std::optional<IpAddress> ParseIp(absl::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') text = text.substr(1, text.size() - 2);
  const std::string ended(text);
  uint8_t bytes[16];
  if (inet_pton(AF_INET, ended.c_str(), bytes) == 1) return FromBytes(bytes, 4);
  if (inet_pton(AF_INET6, ended.c_str(), bytes) == 1) return FromBytes(bytes, 16);
  return std::nullopt;
}

IpAddress FromBytes(const void* bytes, size_t size) {
  IpAddress address{};
  if (size == 4) address[10] = address[11] = 0xff;
  std::memcpy(address.data() + address.size() - size, bytes, size);
  return address;
}

bool Network::Has(const IpAddress& address) const {
  const int whole = bits / 8, rest = bits % 8;
  if (std::memcmp(base.data(), address.data(), whole) != 0) return false;
  if (rest == 0) return true;
  const auto mask = static_cast<uint8_t>(0xff << (8 - rest));
  return (base[whole] & mask) == (address[whole] & mask);
}

const Network& Network::Loopback() {
  static const Network loopback = *ParseNetwork("127.0.0.0/8");
  return loopback;
}

StatusOr<std::vector<Network>> ParseNetworks(absl::string_view field, const std::vector<std::string>& texts) {
  std::vector<Network> networks;
  for (const std::string& text : texts) {
    const auto network = ParseNetwork(text);
    if (!network) return InvalidField(field, text, "network");
    networks.push_back(*network);
  }
  return networks;
}

bool IsPublic(const IpAddress& address) {
  return IsV4(address) ? !AnyHas(SpecialV4(), address) : IsPublicV6(address);
}

bool IsLoopback(const IpAddress& address) {
  static const Network v6 = *ParseNetwork("::1");
  return Network::Loopback().Has(address) || v6.Has(address);
}

bool MayReach(const IpAddress& address, bool encrypted, const std::vector<Network>& allowed) {
  if (!encrypted && !IsLoopback(address)) return false;
  return IsPublic(address) || AnyHas(allowed, address);
}

}  // namespace diandan
