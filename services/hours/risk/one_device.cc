// ONE_DEVICE_MANY: one phone for many people who each claim to have used their own.
#include <set>

#include "absl/container/flat_hash_map.h"
#include "services/hours/risk/board.h"

namespace diandan::hours::risk {
namespace {

constexpr int64_t kInOneOrder = 0, kOverOrders = 1;

struct Check {
  int64_t at = 0;
  Index attendance = kNobody;
};

// Most different people within the window; from which to which check.
struct Window {
  size_t first = 0, last = 0;  // last: one beyond
  int people = 0;
};

Window Busiest(const Board& board, const std::vector<Check>& checks) {
  Window best;
  absl::flat_hash_map<Index, int> inside;
  size_t first = 0;
  for (size_t i = 0; i < checks.size(); ++i) {
    ++inside[board.At(checks[i].attendance).person];
    for (; checks[i].at - checks[first].at > kPhoneWindow; ++first) {
      const auto gone = inside.find(board.At(checks[first].attendance).person);
      if (--gone->second == 0) inside.erase(gone);
    }
    if (int(inside.size()) > best.people) best = {first, i + 1, int(inside.size())};
  }
  return best;
}

class OneDevice {
 public:
  OneDevice(const Board& board, Flags& flags) : board_(board), flags_(flags) {}

  // What one phone checked in (or out) in one order.
  void SeeOrder(Index order, std::vector<Check> checks) {
    std::sort(checks.begin(), checks.end(), [](const Check& a, const Check& b) {
      return std::pair(a.at, a.attendance) < std::pair(b.at, b.attendance);
    });
    const Window window = Busiest(board_, checks);
    std::vector<Index> all;
    std::set<Index> people;
    for (const Check& check : checks) {
      if (people.insert(board_.At(check.attendance).person).second) all.push_back(check.attendance);
    }
    if (window.people >= kPeopleOfOnePhone) {
      const int64_t took = checks[window.last - 1].at - checks[window.first].at;
      const Order& about = board_.evidence.orders[size_t(order)];
      const int64_t roster =
          about.has_roster ? int64_t(about.roster.size()) : board_.people_of_order[size_t(order)];
      for (const Index attendance : all) {
        flags_.push_back({attendance,
                          Kind::kOneDeviceMany,
                          60 + std::min(2 * window.people, 30),
                          {(took + 59) / 60, window.people, roster, 0, kInOneOrder},
                          OthersOf(attendance, all)});
      }
    }
    people_ever_.insert(people.begin(), people.end());
    if (int(people.size()) < kPeopleAtOnceOfMany) return;
    ++orders_of_many_;
    of_many_.insert(of_many_.end(), all.begin(), all.end());
  }

  // After all its orders: again and again, and others each time. A family stays the same.
  void SeePhone() {
    if (int(people_ever_.size()) >= kPeopleOfOnePhoneEver && orders_of_many_ >= 2) {
      for (const Index attendance : of_many_) {
        flags_.push_back({attendance,
                          Kind::kOneDeviceMany,
                          52 + int32_t(std::min<size_t>(2 * people_ever_.size(), 30)),
                          {0, int64_t(people_ever_.size()), orders_of_many_, 0, kOverOrders},
                          OthersOf(attendance, of_many_)});
      }
    }
    people_ever_.clear();
    of_many_.clear();
    orders_of_many_ = 0;
  }

 private:
  const Board& board_;
  Flags& flags_;
  std::set<Index> people_ever_;
  std::vector<Index> of_many_;
  int64_t orders_of_many_ = 0;
};

}  // namespace

void FindOneDevice(const Board& board, Flags& flags) {
  struct Row {
    Index device, order;
    bool out;
    Check check;
  };
  std::vector<Row> rows;
  bool out = true;
  EachFact(board.evidence, [&](Index attendance, const Fact& fact) {
    out = !out;
    if (fact.how != How::kOwnCode || fact.device == kNobody) return;
    rows.push_back({fact.device, board.At(attendance).order, out, {fact.at, attendance}});
  });
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tuple(a.device, a.order, a.out, a.check.at, a.check.attendance) <
           std::tuple(b.device, b.order, b.out, b.check.at, b.check.attendance);
  });
  OneDevice seen(board, flags);
  for (size_t i = 0; i < rows.size();) {
    const Row& first = rows[i];
    std::vector<Check> checks;
    for (; i < rows.size() && std::tuple(rows[i].device, rows[i].order, rows[i].out) ==
                                  std::tuple(first.device, first.order, first.out);
         ++i) {
      checks.push_back(rows[i].check);
    }
    seen.SeeOrder(first.order, std::move(checks));
    if (i == rows.size() || rows[i].device != first.device) seen.SeePhone();
  }
}

}  // namespace diandan::hours::risk
