// Which lines of a table stand on which page. Pure.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace diandan::paper {

// How much room there is for lines, in points.
struct Room {
  double first = 0;    // on the first page, below what stands above the table
  double further = 0;  // on each further one
  double closing = 0;  // taken at the end of the last one
};

// A page's lines as [from, to). What closes the paper never stands alone: where it does not fit below the
// last line, the last two lines go over to its page.
std::vector<std::pair<size_t, size_t>> Pages(const std::vector<double>& heights, const Room& room);

}  // namespace diandan::paper
