#include "services/matching/plan/exchange.h"

namespace diandan::matching::plan {
namespace {

template <typename Things, typename Get>
void WriteAll(std::ostream& out, const Things& things, Get get) {
  for (const auto& thing : things) out << get(thing) << ' ';
  out << '\n';
}

}  // namespace

void WriteNetwork(const Network& network, std::ostream& out) {
  auto same = [](auto value) { return value; };
  out << "network " << network.orders() << ' ' << network.leaves() << ' ' << network.roots.size() << ' '
      << network.arcs.size() << '\n';
  WriteAll(out, network.penalty, same);
  WriteAll(out, network.first_arc, same);
  WriteAll(out, network.arcs, [](const Arc& arc) { return arc.leaf; });
  WriteAll(out, network.arcs, [](const Arc& arc) { return arc.cost; });
  WriteAll(out, network.crews, same);
  WriteAll(out, network.root_of, same);
  WriteAll(out, network.roots, [](const Root& root) { return root.room; });
  WriteAll(out, network.roots, [](const Root& root) { return root.first; });
  WriteAll(out, network.roots, [](const Root& root) { return root.step; });
}

void WriteBoard(const Board& board, std::ostream& out) {
  auto same = [](auto value) { return value; };
  out << "times " << board.orders() << ' ' << board.lanes() << ' ' << board.ways.size() << '\n';
  WriteAll(out, board.start, same);
  WriteAll(out, board.over, same);
  WriteAll(out, board.penalty, same);
  WriteAll(out, board.first_way, same);
  WriteAll(out, board.ways, [](const Way& way) { return way.lane; });
  WriteAll(out, board.ways, [](const Way& way) { return way.cost; });
  WriteAll(out, board.room, same);
}

}  // namespace diandan::matching::plan
