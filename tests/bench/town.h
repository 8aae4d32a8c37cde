// Counties with people in them, made over gRPC as anybody would make them, and their accounts signed in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/demo/stage.h"

namespace diandan::bench {

struct Village {
  std::string station;  // counties/…/orgs/…
  std::string team;     // the village's own
  std::vector<std::string> members;
};

struct County {
  CountyId id = 0;
  std::string menu_item;
  // The clerk looks after all stations of the one township, the leader leads all of its teams.
  demo::Actor admin, clerk, officer, leader, reviewer;
  std::vector<Village> villages;

  std::string parent() const;
  std::string NewName(const std::string& collection) const;
};

struct TownPlan {
  int counties = 1;
  int villages = 1;
  int members = 2;  // of each village's team
  bool automatic_waves = true;
};

// `socket` and `keys_dir` of the running server. Throws std::runtime_error with the refusal.
std::vector<County> Build(const std::string& socket, const std::string& keys_dir, const TownPlan& plan);

// An access token is good for minutes; whoever benches longer signs in again.
void SignInAgain(const std::string& socket, std::vector<County>& counties);

// How the county's admin signs in at a terminal.
std::string AdminSignInName(CountyId county);
inline constexpr char kTownPassword[] = "bench-lantern-over-the-well";

std::string NewId();

}  // namespace diandan::bench
