// The table of divisions as a file: read, checked as a whole, cut into counties. Pure.
#pragma once

#include <string>
#include <vector>

#include "diandan/volunteers/v1/org_service.pb.h"
#include "services/base/ids.h"
#include "services/base/words_table.h"

namespace diandan::cli {

// One thing wrong in one line.
struct LineProblem {
  int line = 0;
  std::string column, value;
  const Wording* want = nullptr;
  int other_line = 0;  // {n} of the wish
};

// One call: at most 200 rows of one county, parents first.
struct DivisionPart {
  CountyId county = 0;
  std::vector<volunteers::v1::Division> divisions;
};

struct DivisionFile {
  int rows = 0;  // without the head
  int counties = 0;
  std::vector<LineProblem> problems;  // in the order of the lines; anything here: nothing may be written
  std::vector<DivisionPart> parts;
};

// `only`: this county alone; the others are checked all the same. 0 = all.
DivisionFile ReadDivisions(const std::string& utf8_text, CountyId only);

}  // namespace diandan::cli
