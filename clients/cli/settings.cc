#include "clients/cli/settings.h"

#include <stdlib.h>
#include <unistd.h>

namespace diandan::cli {
namespace {

std::string Env(const char* name) {
  const char* value = getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::string DefaultDataDir() {
  if (std::string data = Env("DIANDAN_DATA"); !data.empty()) return data;
  if (geteuid() == 0) return "/var/lib/diandan";
  return Env("HOME") + "/.local/share/diandan";
}

std::string ServerAddress(const Settings& settings) {
  return settings.server.empty() ? "unix:" + settings.data_dir + "/diandan.sock" : settings.server;
}

}  // namespace diandan::cli
