// A small county, made as its IT person would: by `diandan` alone. A village station, a township, the county
// centre; two teams; nobody asked by itself, so that a transcript holds what people did and nothing else.
#pragma once

#include <string>

#include "clients/cli/e2e/terminals.h"

namespace diandan::cli {

inline constexpr char kTownPassword[] = "lantern-over-the-well-7\n";

// Everybody is signed in afterwards, under these names: 管理员, 站员, 镇干部, 派单员, 验单员, 验单员二, 队长,
// 队长二, 志愿者. The operator is 运维, who needs no sign-in on the server's own machine.
void MakeTown(Terminals& town);

// Of an answer with --plain: the first cell of its first line.
inline std::string FirstCell(const std::string& plain) {
  return plain.substr(0, plain.find_first_of("\t\n"));
}

}  // namespace diandan::cli
