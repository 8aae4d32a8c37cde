// diandan: the command line. Everything is in program.cc.
#include <iostream>

#include "clients/cli/program.h"

int main(int count, char** words) {
  return diandan::cli::RunProgram(std::vector<std::string>(words + 1, words + count), std::cout, std::cerr);
}
