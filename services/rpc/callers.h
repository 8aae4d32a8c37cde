// Metadata of a call → who calls. A token's signature is verified once and then found by its hash; grants
// come from the AccessBook at each call, so a revocation acts at once when followed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diandan/events/v1/events.pb.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/support/server_callback.h"
#include "services/base/caller.h"
#include "services/base/clock.h"
#include "services/base/paseto.h"
#include "services/rpc/access_book.h"

namespace diandan::rpc {

inline constexpr char kAuthorizationKey[] = "authorization";  // "Bearer v4.public.…"
inline constexpr char kOnBehalfKey[] = "diandan-on-behalf";   // from services only: "accounts/{uuid}"
inline constexpr char kLanguageKey[] = "accept-language";
inline constexpr char kPeerKey[] = "diandan-peer";          // from a gateway: who asks it
inline constexpr char kAfterKey[] = "diandan-after";        // "orders/150525/42", repeatable
inline constexpr char kPositionKey[] = "diandan-position";  // the same form, in trailing metadata
// Initial metadata of a stream that stays open: for how many milliseconds its caller is let in.
inline constexpr char kAdmittedKey[] = "diandan-admitted-ms";

// The common name in the certificate of a gateway that calls over TCP.
inline constexpr char kGatewayName[] = "gateway";

// "orders/150525/42".
std::string PositionText(const std::string& service, CountyId county, int64_t seq);
std::optional<events::v1::Position> ParsePosition(absl::string_view text);

// What a call's metadata says, before anything of it is believed. Views into the context.
struct CallMetadata {
  absl::string_view token;  // without "Bearer "
  absl::string_view on_behalf_of;
  Language language = Language::kChinese;
  absl::string_view trace;  // base/trace.h
  std::vector<events::v1::Position> after;
};
// Malformed `diandan-after` entries are ignored, and so is a trace that does not fit.
CallMetadata ReadMetadata(const grpc::ServerContextBase& context);

// Thread-safe.
class Callers {
 public:
  struct Options {
    const Clock* clock = nullptr;
    PublicKey account_key;       // verifies people's tokens (signed by volunteers) …
    PublicKey service_key;       // … and services' tokens (signed with the installation's service key)
    AccessBook* book = nullptr;  // null: accounts are refused (a target without accounts, or a test)
    size_t max_tokens = 50'000;
  };
  explicit Callers(Options options);
  ~Callers();

  // Nobody when there is no token. Errors: NOT_SIGNED_IN (not a token of ours), TOKEN_EXPIRED (also when the
  // account's epoch has moved on), ACCOUNT_DISABLED, NOT_YET_FOLLOWED (the account is newer than what this
  // service has followed). nullopt: the account has to be loaded first, call Load. Never blocks.
  std::optional<StatusOr<Caller>> Find(const CallMetadata& metadata);
  // The same; may block on the database: work pool only.
  StatusOr<Caller> Load(const CallMetadata& metadata);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::rpc
