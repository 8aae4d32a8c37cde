// Which addresses this server may call on somebody's wish. An administrator of a county chooses where notices
// are sent to, and must not reach through that what only the machine itself or the network behind it can:
// metadata services, databases, printers. So only addresses of the public internet are called, unless the
// operator of the installation names a network. Judged is the address that is connected to, after the name
// was looked up: what a name says today it need not say tomorrow. Pure, thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/base/status.h"

namespace diandan {

// IPv4 addresses stand as ::ffff:a.b.c.d.
using IpAddress = std::array<uint8_t, 16>;

// "10.0.0.1", "::1", "[::1]"; nothing when it is a name or any other way to write a number.
std::optional<IpAddress> ParseIp(absl::string_view text);
// Of 4 or 16 bytes, as sockets carry them.
IpAddress FromBytes(const void* bytes, size_t size);

// One block of addresses, such as "10.20.0.0/16" or "::1".
struct Network {
  IpAddress base{};
  int bits = 128;  // of the 128
  bool Has(const IpAddress& address) const;
  static const Network& Loopback();  // 127.0.0.0/8
};
// FIELD_INVALID names `field` and the first entry that is no network.
StatusOr<std::vector<Network>> ParseNetworks(absl::string_view field, const std::vector<std::string>& texts);

// Everything but this machine, private and shared networks, link-local (where clouds keep their metadata),
// multicast, reserved and documentation blocks; the same behind IPv6 addresses that wrap one of IPv4.
bool IsPublic(const IpAddress& address);
bool IsLoopback(const IpAddress& address);
// `encrypted`: TLS; without it only this machine is reached, and only where `allowed` has it.
bool MayReach(const IpAddress& address, bool encrypted, const std::vector<Network>& allowed);

}  // namespace diandan
