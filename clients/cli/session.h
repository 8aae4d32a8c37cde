// What is remembered between two commands: who is signed in where, and how far the server had got, so
// that the next command reads its own writes. One file per user, mode 0600, replaced in one step.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/status.h"

namespace diandan::cli {

struct Session {
  std::string access_token;
  std::string refresh_token;
  absl::Time access_expiry = absl::InfinitePast();
  std::string account;    // counties/{county}/accounts/{uuid}
  std::string volunteer;  // "" when the account is no volunteer
  std::string display_name;
  CountyId county = 0;
  // How far each service had got when it last answered a change: "orders/150525" → 42.
  std::map<std::string, int64_t> positions;

  bool signed_in() const { return !refresh_token.empty(); }
};

class SessionStore {
 public:
  // `file`: $DIANDAN_SESSION, else ~/.config/diandan/sessions.json. Sessions are kept apart by server.
  explicit SessionStore(std::string file = DefaultFile());
  static std::string DefaultFile();

  Session Load(const std::string& server) const;  // an empty one when there is none
  Status Save(const std::string& server, const Session& session) const;
  Status Forget(const std::string& server) const;
  // What this installation calls itself when it records who came: drawn once at random and kept beside the
  // sessions, whoever signs in. "" where nothing can be kept.
  std::string Device() const;

 private:
  const std::string file_;
};

}  // namespace diandan::cli
