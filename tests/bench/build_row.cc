// A clean build of server, client and tests without the compiler cache, and one after a change to a service.
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/bench/process.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

constexpr char kTouched[] = DIANDAN_SOURCE "/services/orders/order_service.cc";

double SecondsOf(const std::vector<std::string>& command) {
  const absl::Time began = absl::Now();
  RunProgram(command);
  return absl::ToDoubleSeconds(absl::Now() - began);
}

}  // namespace

std::vector<Row> BenchBuild(const Settings&) {
  const Folder folder;
  const std::vector<std::string> ninja = {"env", "CCACHE_DISABLE=1", "ninja", "-C", folder.path()};
  Say("a clean build, some minutes");
  const double drawn =
      SecondsOf({"cmake", "-S", DIANDAN_SOURCE, "-B", folder.path(), "-G", "Ninja", "-DDIANDAN_TESTS=ON"});
  const double clean = drawn + SecondsOf(ninja);
  const auto before = std::filesystem::last_write_time(kTouched);
  std::filesystem::last_write_time(kTouched, std::filesystem::file_time_type::clock::now());
  const double touched = SecondsOf(ninja);
  std::filesystem::last_write_time(kTouched, before);
  auto row = [](const char* name, double seconds, std::string note) {
    return Row{.name = name,
               .value = seconds,
               .unit = "s",
               .against = "",
               .ratio = std::nullopt,
               .note = std::move(note)};
  };
  return {row("build_clean", clean, "no compiler cache"),
          row("build_touch", touched, "after orders/order_service.cc")};
}

}  // namespace diandan::bench
