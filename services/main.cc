// diandan-server: flags, start, wait for a signal, stop.
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "services/base/log_format.h"
#include "services/base/words.h"
#include "services/modules.h"

ABSL_FLAG(std::string, data, "",
          "Data folder: keys, the embedded PostgreSQL, the socket. Made when missing.");
ABSL_FLAG(std::string, keys, "",
          "Folder of the installation key; empty: DATA/keys. The same key on every host.");
ABSL_FLAG(std::string, target, "all", "Modules to run: all, or a list such as orders,hours.");
ABSL_FLAG(std::string, database, "",
          "Connection string of an existing PostgreSQL (an administrator's), of one host or of all nodes of "
          "a cluster "
          "(host=a,b,c); empty: a private one under --data.");
ABSL_FLAG(
    std::string, checkpoints, "",
    "Folder that signed checkpoints of events and ledgers are published in, best on another disk; empty: "
    "DATA/checkpoints; none: nothing is sealed.");
ABSL_FLAG(
    std::string, wal_archive, "",
    "Folder that the private PostgreSQL copies its write-ahead log into, best on another disk: with it and "
    "`diandan backup` the data can be restored as it was at any moment. Empty: no such copies.");
ABSL_FLAG(int, wal_archive_seconds, 60,
          "What was changed is in --wal_archive after so many seconds at the latest; 1 to 3600.");
ABSL_FLAG(std::string, log_format, "text",
          "text: lines for people; json: one object a line, for whatever collects them.");
ABSL_FLAG(std::string, listen, "", "Unix socket to listen on, unix:PATH; empty: DATA/diandan.sock.");
ABSL_FLAG(std::string, tcp, "", "HOST:PORT for mTLS clients and other processes; needs the --tls_ flags.");
ABSL_FLAG(std::string, tls_cert, "", "PEM certificate of this process.");
ABSL_FLAG(std::string, tls_key, "", "PEM private key of this process.");
ABSL_FLAG(std::string, tls_ca, "", "PEM certificate of the authority that both sides must have.");
ABSL_FLAG(
    std::vector<std::string>, peer, {},
    "Where modules run that are not in --target: service=HOST:PORT or service=unix:PATH, comma-separated.");
ABSL_FLAG(
    std::vector<std::string>, webhook_networks, {},
    "Networks beside the public internet that county admins may have notices sent into, e.g. 10.20.0.0/16 "
    "for a text message gateway of the county's own; 127.0.0.0/8 also without TLS. Comma-separated.");
ABSL_FLAG(
    std::string, http, "127.0.0.1:8480",
    "ADDRESS:PORT of the gateway: RPCs over HTTP and the web apps, for a TLS proxy before it; port 0: any; "
    "empty: no HTTP.");
ABSL_FLAG(
    std::string, metrics, "",
    "ADDRESS:PORT for /metrics, /readyz and /healthz alone, for a process without the gateway, which has "
    "them itself. Keep it on this machine or behind a firewall; empty: none.");
ABSL_FLAG(std::string, web, "", "Folder of the built web apps, with field/ and console/; empty: no pages.");
ABSL_FLAG(std::vector<std::string>, http_proxies, {},
          "Networks of proxies before the gateway, trusted to say who asks; this machine always is. "
          "Comma-separated.");
ABSL_FLAG(
    std::string, public_url, "",
    "Where people reach the gateway, https://diandan.example.org; printed on certificates. Empty: not said.");
ABSL_FLAG(std::string, ready_file, "",
          "Written (with the TCP port, then the HTTP port) when everything is ready.");

namespace diandan {
namespace {

// Of a list that is given twice only the second would count.
Status ListsOnce(int argc, char** argv) {
  for (const absl::string_view list : {"peer", "webhook_networks", "http_proxies"}) {
    const auto times = std::count_if(argv + 1, argv + argc, [&](absl::string_view word) {
      while (absl::ConsumePrefix(&word, "-")) {
      }
      return word == list || absl::StartsWith(word, absl::StrCat(list, "="));
    });
    if (times > 1) return InvalidField(absl::StrCat("--", list), "", "list_once");
  }
  return absl::OkStatus();
}

StatusOr<ServerConfig> ConfigFromFlags() {
  ServerConfig config;
  config.data_dir = absl::GetFlag(FLAGS_data);
  if (config.data_dir.empty()) return InvalidField("--data", "", "required");
  config.keys_dir = absl::GetFlag(FLAGS_keys).empty() ? config.data_dir + "/keys" : absl::GetFlag(FLAGS_keys);
  std::string target = absl::GetFlag(FLAGS_target);
  if (target != "all") {
    config.targets = absl::StrSplit(target, ',', absl::SkipEmpty());
    for (const std::string& name : config.targets) {
      const auto& known = TargetNames();
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        return InvalidField("--target", name, "one_of:all, " + absl::StrJoin(known, ", "));
      }
    }
  }
  config.database = absl::GetFlag(FLAGS_database);
  std::string listen = absl::GetFlag(FLAGS_listen);
  if (!listen.empty() && listen.rfind("unix:", 0) != 0) return InvalidField("--listen", listen, "unix:PATH");
  config.unix_socket = listen.empty() ? config.data_dir + "/diandan.sock" : listen.substr(5);
  config.tcp_address = absl::GetFlag(FLAGS_tcp);
  config.http_address = absl::GetFlag(FLAGS_http);
  config.web_dir = absl::GetFlag(FLAGS_web);
  config.metrics_address = absl::GetFlag(FLAGS_metrics);
  config.checkpoints_dir = absl::GetFlag(FLAGS_checkpoints);
  config.wal_archive = absl::GetFlag(FLAGS_wal_archive);
  config.wal_archive_seconds = absl::GetFlag(FLAGS_wal_archive_seconds);
  if (config.wal_archive_seconds < 1 || config.wal_archive_seconds > 3600)
    return InvalidField("--wal_archive_seconds", absl::StrCat(config.wal_archive_seconds), "range:1..3600");
  if (!config.wal_archive.empty() && !config.database.empty())
    return InvalidField("--wal_archive", config.wal_archive, "wal_archive_private");
  DD_ASSIGN_OR_RETURN(config.http_proxies,
                      ParseNetworks("--http_proxies", absl::GetFlag(FLAGS_http_proxies)));
  config.tls = {absl::GetFlag(FLAGS_tls_cert), absl::GetFlag(FLAGS_tls_key), absl::GetFlag(FLAGS_tls_ca)};
  for (const std::string& peer : absl::GetFlag(FLAGS_peer)) {
    std::vector<std::string> parts = absl::StrSplit(peer, absl::MaxSplits('=', 1));
    if (parts.size() != 2 || parts[1].empty()) return InvalidField("--peer", peer, "service=HOST:PORT");
    config.peers[parts[0]] = parts[1];
  }
  DD_ASSIGN_OR_RETURN(config.webhook_networks,
                      ParseNetworks("--webhook_networks", absl::GetFlag(FLAGS_webhook_networks)));
  config.public_url = absl::GetFlag(FLAGS_public_url);
  while (absl::EndsWith(config.public_url, "/")) config.public_url.pop_back();
  const bool web_address =
      absl::StartsWith(config.public_url, "https://") || absl::StartsWith(config.public_url, "http://");
  if (!config.public_url.empty() && !web_address)
    return InvalidField("--public_url", config.public_url, "https://HOST");
  return config;
}

// For whoever starts the server, in the language of the terminal: what to mend, or else what went wrong
// inside and what to do.
int Fail(const Status& status) {
  const errors::v1::ErrorInfo info = Speak(status, LanguageFromEnvironment());
  std::cerr << "diandan-server: " << info.message() << " (" << errors::v1::Reason_Name(info.reason())
            << ")\n";
  for (const auto& field : info.fields()) {
    std::cerr << "  " << field.field();
    if (!field.value().empty()) std::cerr << "  “" << field.value() << "”";
    std::cerr << "  " << field.want() << "\n";
  }
  if (!info.fields().empty()) return 1;
  const auto problem = info.params().find("problem");
  if (problem != info.params().end()) std::cerr << "  " << problem->second << "\n";
  if (InfoOf(status).reason() == errors::v1::REASON_UNSPECIFIED)
    std::cerr << "  " << status.message() << "\n";
  std::cerr << "  " << info.next_step() << "\n";
  return 1;
}

// Every connection takes a descriptor, and systems start programs with few.
void AllowManyConnections() {
  constexpr rlim_t kPlenty = 65'536;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kPlenty) return;
  limit.rlim_cur = std::min(limit.rlim_max, kPlenty);
  setrlimit(RLIMIT_NOFILE, &limit);
}

int Run(const Status& flags) {
  AllowManyConnections();
  // Blocked before any thread starts, so that sigwait below is the only one who hears them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  // Debian's Abseil is built with its checks on: every lock would be looked up in a graph of locks. Tests
  // keep that, a server does not pay for it.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);

  if (!flags.ok()) return Fail(flags);
  LogFormat format = LogFormat::kText;
  if (!ParseLogFormat(absl::GetFlag(FLAGS_log_format), &format))
    return Fail(InvalidField("--log_format", absl::GetFlag(FLAGS_log_format), "one_of:text, json"));
  SetLogFormat(format);
  auto config = ConfigFromFlags();
  if (!config.ok()) return Fail(config.status());
  auto server = DiandanServer::Start(*config);
  if (!server.ok()) return Fail(server.status());
  if (std::string ready = absl::GetFlag(FLAGS_ready_file); !ready.empty()) {
    std::ofstream(ready) << (*server)->tcp_port() << "\n" << (*server)->http_port() << "\n";
  }
  std::cout << "ready " << config->unix_socket;
  if ((*server)->http_port() != 0) {
    const std::string address = config->http_address.substr(0, config->http_address.rfind(':'));
    std::cout << " http://" << address << ":" << (*server)->http_port() << "/";
  }
  std::cout << std::endl;
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  return 0;
}

}  // namespace
}  // namespace diandan

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "diandan-server --data DIR [--target=all|orders,hours] [--tcp HOST:PORT --tls_…]");
  // Ours, not those of the libraries: by default Abseil goes by the program's name and finds none.
  absl::FlagsUsageConfig ours;
  ours.contains_help_flags = ours.contains_helpshort_flags = [](absl::string_view file) {
    return absl::EndsWith(file, "services/main.cc");
  };
  absl::SetFlagsUsageConfig(ours);
  const diandan::Status flags = diandan::ListsOnce(argc, argv);
  absl::ParseCommandLine(argc, argv);
  return diandan::Run(flags);
}
