// What every command of `diandan` shares: where the server is, who speaks, how to print.
#pragma once

#include <functional>
#include <string>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/words.h"

namespace diandan::cli {

// kTable for people, kPlain one record a line with tabs, kJson the answer's proto JSON.
enum class Format { kTable, kPlain, kJson };

struct Settings {
  std::string data_dir;  // --data; its socket is the default server
  std::string server;    // --server https://HOST, HOST:PORT (mTLS), unix:PATH; "" = the data folder's socket
  std::string tls_cert, tls_key, tls_ca;
  std::string county;      // --county, six digits; "" = the one signed in to
  std::string request_id;  // --request-id: makes a retry safe
  absl::Duration timeout = absl::Seconds(15);
  Language language = Language::kChinese;
  Format format = Format::kTable;
  bool quiet = false;
  bool dry_run = false;
  bool yes = false;
};

// The id of a new request, made at this moment.
using MakeId = std::function<Uuid(absl::Time)>;

// Exit codes, the same for every command.
enum Exit {
  kDone = 0,
  kRefused = 1,      // by a rule
  kUsage = 2,        // wrong usage, wrong value
  kNotAllowed = 3,   // not signed in, not allowed, or not found
  kUnreachable = 4,  // the server did not answer: safe to repeat with the same --request-id
};

// DIANDAN_DATA, else /var/lib/diandan for root, else ~/.local/share/diandan: where deploy/up puts it.
std::string DefaultDataDir();
// "unix:/…/diandan.sock" or what was given.
std::string ServerAddress(const Settings& settings);

}  // namespace diandan::cli
