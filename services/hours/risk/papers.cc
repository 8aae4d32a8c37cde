// CLONED_TEXT and REUSED_PHOTO: one report, one picture for several services.
#include <map>
#include <set>

#include "absl/container/flat_hash_map.h"
#include "services/hours/risk/board.h"
#include "services/hours/risk/near.h"

namespace diandan::hours::risk {
namespace {

// Different fingerprints, with the orders that have each, earliest first.
struct Prints {
  std::vector<uint64_t> hashes;
  std::vector<std::vector<Index>> orders;
  absl::flat_hash_map<uint64_t, int32_t> at;

  void Add(uint64_t hash, Index order) {
    const auto [found, fresh] = at.try_emplace(hash, int32_t(hashes.size()));
    if (fresh) hashes.push_back(hash), orders.emplace_back();
    auto& known = orders[size_t(found->second)];
    if (known.empty() || known.back() != order) known.push_back(order);
  }
  void Sort(const Board& board) {
    for (auto& some : orders) {
      std::sort(some.begin(), some.end(), [&](Index a, Index b) {
        return std::pair(board.evidence.orders[size_t(a)].start, a) <
               std::pair(board.evidence.orders[size_t(b)].start, b);
      });
    }
  }
};

std::vector<Index> AttendancesOf(const Board& board, const std::set<Index>& orders) {
  std::vector<Index> all;
  for (const Index order : orders) {
    for (const Index attendance : board.by_order[order]) all.push_back(attendance);
  }
  return all;
}

// A reporter is an account; a team speaks for itself where none was told.
int64_t ReporterOf(const Order& order) {
  return order.reporter != kNobody ? int64_t(order.reporter) : -2 - int64_t(order.team);
}

// All orders with one text, or nearly.
void SeeText(const Board& board, const std::vector<Index>& orders, Flags& flags) {
  std::map<int64_t, std::set<Index>> by_reporter;
  for (const Index order : orders)
    by_reporter[ReporterOf(board.evidence.orders[size_t(order)])].insert(order);
  if (int(by_reporter.size()) >= kCommonReporters) return;
  for (const auto& [reporter, own] : by_reporter) {
    // Those that are nowhere are all at one.
    std::set<Index> places;
    for (const Index order : own) places.insert(board.evidence.orders[size_t(order)].place);
    if (int(own.size()) < kCloneOrders || int(places.size()) < kClonePlaces) continue;
    const std::vector<Index> all = AttendancesOf(board, own);
    const int32_t points =
        54 + int32_t(std::min<size_t>(3 * own.size(), 24) + std::min<size_t>(places.size(), 8));
    const int64_t length = board.evidence.orders[size_t(*own.begin())].text_length;
    for (const Index attendance : all) {
      flags.push_back({attendance,
                       Kind::kClonedText,
                       points,
                       {int64_t(own.size()), int64_t(places.size()), std::max<int64_t>(length, 0)},
                       OthersOf(attendance, all)});
    }
  }
}

// --- Photos. ---

class Photos {
 public:
  Photos(const Board& board, Flags& flags) : board_(board), flags_(flags) {}

  void Find() {
    for (size_t order = 0; order < board_.evidence.orders.size(); ++order) {
      for (const uint64_t photo : board_.evidence.orders[order].photos) prints_.Add(photo, Index(order));
    }
    prints_.Sort(board_);
    near_.resize(prints_.hashes.size());
    for (const auto& [a, b] : NearPairs(prints_.hashes, kPhotoBits)) {
      near_[size_t(a)].push_back(b);
      near_[size_t(b)].push_back(a);
    }
    for (size_t print = 0; print < prints_.hashes.size(); ++print) {
      for (const Index order : prints_.orders[print]) See(int32_t(print), order);
    }
  }

 private:
  static constexpr size_t kEarliestLookedAt = 16;

  const Order& OrderAt(Index order) const { return board_.evidence.orders[size_t(order)]; }

  // A poster, or the event itself: many teams had it on the day it first appeared.
  bool Common(int32_t print, Index first) const {
    std::set<Index> teams;
    const int64_t day = DayOf(OrderAt(first).start);
    const auto count = [&](int32_t some) {
      for (const Index order : prints_.orders[size_t(some)]) {
        if (DayOf(OrderAt(order).start) == day) teams.insert(OrderAt(order).team);
      }
    };
    count(print);
    for (const int32_t other : near_[size_t(print)]) count(other);
    return int(teams.size()) >= kCommonTeams;
  }

  // The earliest use on an earlier day that is near enough.
  void Earlier(int32_t print, int32_t other, Index order, Index& first, int& bits) const {
    const int apart = BitsApart(prints_.hashes[size_t(print)], prints_.hashes[size_t(other)]);
    const Order& about = OrderAt(order);
    const auto& uses = prints_.orders[size_t(other)];
    for (size_t i = 0; i < std::min(uses.size(), kEarliestLookedAt); ++i) {
      const Order& use = OrderAt(uses[i]);
      if (DayOf(use.start) >= DayOf(about.start)) return;
      const bool same_place =
          use.place == kNobody || about.place == kNobody ? use.team == about.team : use.place == about.place;
      if (apart > (same_place ? kPhotoBitsHere : kPhotoBits)) continue;
      if (first == kNobody || use.start < OrderAt(first).start) first = uses[i], bits = apart;
      return;
    }
  }

  void See(int32_t print, Index order) {
    Index first = kNobody;
    int bits = 0;
    Earlier(print, print, order, first, bits);
    for (const int32_t other : near_[size_t(print)]) Earlier(print, other, order, first, bits);
    if (first == kNobody || Common(print, first)) return;
    const int64_t days = DayOf(OrderAt(order).start) - DayOf(OrderAt(first).start);
    const std::vector<Index> others = AttendancesOf(board_, {first});
    for (const Index attendance : board_.by_order[order]) {
      flags_.push_back({attendance,
                        Kind::kReusedPhoto,
                        72 - 3 * bits,
                        {days, bits, OrderAt(first).team == OrderAt(order).team},
                        OthersOf(attendance, others)});
    }
  }

  const Board& board_;
  Flags& flags_;
  Prints prints_;
  std::vector<std::vector<int32_t>> near_;
};

}  // namespace

void FindClonedTexts(const Board& board, Flags& flags) {
  Prints prints;
  for (size_t order = 0; order < board.evidence.orders.size(); ++order) {
    const Order& about = board.evidence.orders[order];
    const bool is_short = about.text_length >= 0 && about.text_length < kLongText;
    if (about.has_text && !is_short) prints.Add(about.text, Index(order));
  }
  Sets sets(prints.hashes.size());
  for (const auto& [a, b] : NearPairs(prints.hashes, kCloneBits)) sets.Join(a, b);
  std::map<int32_t, std::vector<Index>> texts;
  for (size_t print = 0; print < prints.hashes.size(); ++print) {
    auto& orders = texts[sets.Find(int32_t(print))];
    orders.insert(orders.end(), prints.orders[print].begin(), prints.orders[print].end());
  }
  for (const auto& [print, orders] : texts) {
    if (int(orders.size()) >= kCloneOrders) SeeText(board, orders, flags);
  }
}

void FindReusedPhotos(const Board& board, Flags& flags) { Photos(board, flags).Find(); }

}  // namespace diandan::hours::risk
