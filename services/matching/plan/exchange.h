// Problems as text, so that solvers in other languages can be asked the same question (`reference.py` beside
// this file asks SciPy's). Numbers with blanks between; indices from 0.
#pragma once

#include <ostream>

#include "services/matching/plan/network.h"
#include "services/matching/plan/timed_board.h"

namespace diandan::matching::plan {

// "network" orders leaves roots arcs, then penalties, first_arc, leaf and cost of each arc, crews, root_of,
// and room, first, step of the roots.
void WriteNetwork(const Network& network, std::ostream& out);

// "times" orders lanes ways, then start, over and penalty of the orders, first_way, lane and cost of each
// way, and the lanes' room.
void WriteBoard(const Board& board, std::ostream& out);

}  // namespace diandan::matching::plan
