#include "services/matching/plan/gmission.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/matching/plan/instance.h"

namespace diandan::matching::plan {
namespace {

using Wish = CrowdFault::Wish;
using Wide = __int128;

// Decimals are held in billionths.
constexpr int kDigits = 9;
constexpr int64_t kBillion = 1'000'000'000;
// No pair is worth more units: so the solver's sums stay far below 2^63.
constexpr int64_t kMostUnits = 1'000'000'000'000;

struct Decimal {
  int64_t billionths = 0;
  bool exact = true;
};

struct Someone {
  double x = 0, y = 0;
  int64_t from = 0, until = 0;
  Decimal factor;     // PAY or RATE
  double radius = 0;  // of a worker
  int32_t capacity = 0;
};

int64_t PowerOfTen(int digits) {
  int64_t power = 1;
  for (; digits > 0; --digits) power *= 10;
  return power;
}

class Reader {
 public:
  explicit Reader(absl::string_view text) : lines_(absl::StrSplit(text, '\n')) {}

  CrowdFault Read() {
    if (!NextLine()) return Wrong(Wish::kText, "WORKERS", "");
    int64_t workers = 0, tasks = 0;
    double ignored = 0;
    Whole("WORKERS", 0, kMaxTeams, workers);
    Whole("TASKS", 0, kMaxOrders, tasks);
    Number("UTILITY", -1e18, 1e18, ignored);
    Number("CAPACITIES", 0, 1e18, ignored);
    Ended();
    while (good() && NextLine()) ReadSomeone(workers, tasks);
    // What is not there is missed on the line that promised it.
    line_ = 1;
    if (good()) Count("w", int64_t(workers_.size()), workers);
    if (good()) Count("t", int64_t(tasks_.size()), tasks);
    return fault_;
  }
  const std::vector<Someone>& workers() const { return workers_; }
  const std::vector<Someone>& tasks() const { return tasks_; }

 private:
  bool good() const { return fault_.wish == Wish::kNone; }
  CrowdFault Wrong(Wish wish, absl::string_view field, absl::string_view value, int64_t low = 0,
                   int64_t high = 0) {
    // The first thing that is wrong is told.
    if (good())
      fault_ = {wish, int64_t(line_), std::string(field), std::string(value.substr(0, 40)), low, high};
    return fault_;
  }

  // The words of the next line that has any.
  bool NextLine() {
    while (line_ < lines_.size()) {
      words_ = absl::StrSplit(lines_[line_++], absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
      word_ = 0;
      if (!words_.empty()) return true;
    }
    return false;
  }
  absl::string_view Word() { return word_ < words_.size() ? words_[word_++] : absl::string_view(); }

  void Whole(absl::string_view field, int64_t low, int64_t high, int64_t& value) {
    const absl::string_view word = Word();
    if (!absl::SimpleAtoi(word, &value)) {
      Wrong(Wish::kWhole, field, word);
    } else if (value < low || value > high) {
      Wrong(Wish::kWithin, field, word, low, high);
    }
  }
  void Number(absl::string_view field, double low, double high, double& value) {
    const absl::string_view word = Word();
    if (!absl::SimpleAtod(word, &value) || std::isnan(value)) {
      Wrong(Wish::kNumber, field, word);
    } else if (value < low || value > high) {
      Wrong(Wish::kWithin, field, word, int64_t(low), int64_t(high));
    }
  }
  // Digit by digit where it is written so; what is written with an exponent goes through a double.
  void Exact(absl::string_view field, Decimal& decimal) {
    const absl::string_view word = word_ < words_.size() ? words_[word_] : absl::string_view();
    double value = 0;
    Number(field, 0, kMaxCrowdValue, value);
    if (!good()) return;
    int64_t whole = 0;
    const size_t point = std::min(word.find('.'), word.size());
    absl::string_view digits = word.substr(std::min(point + 1, word.size()));
    while (!digits.empty() && digits.back() == '0') digits.remove_suffix(1);
    const bool plain = digits.find_first_not_of("0123456789") == absl::string_view::npos &&
                       (point == 0 || absl::SimpleAtoi(word.substr(0, point), &whole));
    if (!plain || digits.size() > size_t(kDigits)) {
      decimal = {int64_t(std::llround(value * double(kBillion))), false};
      return;
    }
    int64_t part = 0;
    if (!digits.empty()) (void)absl::SimpleAtoi(digits, &part);
    decimal.billionths = whole * kBillion + part * PowerOfTen(kDigits - int(digits.size()));
  }
  void Ended() {
    if (word_ < words_.size()) Wrong(Wish::kEnd, "", words_[word_]);
  }
  void Count(absl::string_view kind, int64_t found, int64_t promised) {
    if (found != promised) Wrong(Wish::kMoreLines, kind, absl::StrCat(found), 0, promised);
  }

  void ReadSomeone(int64_t workers, int64_t tasks) {
    Someone one;
    Whole("ARRIVAL", -kMaxCrowdTime, kMaxCrowdTime, one.from);
    const absl::string_view kind = Word();
    if (kind != "w" && kind != "t") Wrong(Wish::kKind, "KIND", kind);
    const bool worker = kind == "w";
    Number("X", -kMaxCrowdCoordinate, kMaxCrowdCoordinate, one.x);
    Number("Y", -kMaxCrowdCoordinate, kMaxCrowdCoordinate, one.y);
    if (worker) {
      int64_t capacity = 0;
      Number("RADIUS", 0, kMaxCrowdCoordinate, one.radius);
      Whole("CAPACITY", 0, kMaxCapacity, capacity);
      one.capacity = int32_t(capacity);
    }
    int64_t stay = 0;
    Whole("STAY", 0, kMaxCrowdTime, stay);
    one.until = one.from + stay;
    Exact(worker ? "RATE" : "PAY", one.factor);
    Ended();
    if (!good()) return;
    std::vector<Someone>& kept = worker ? workers_ : tasks_;
    const int64_t promised = worker ? workers : tasks;
    kept.push_back(one);
    // No file is read to its end that goes on after what it promised.
    if (int64_t(kept.size()) > promised) Count(kind, int64_t(kept.size()), promised);
  }

  const std::vector<absl::string_view> lines_;
  size_t line_ = 0, word_ = 0;
  std::vector<absl::string_view> words_;
  std::vector<Someone> workers_, tasks_;
  CrowdFault fault_;
};

// As the published program compares.
bool MayServe(const Someone& worker, const Someone& task) {
  const double dx = worker.x - task.x, dy = worker.y - task.y;
  return dx * dx + dy * dy <= worker.radius * worker.radius && worker.from < task.until &&
         task.from < worker.until;
}

// How many decimals the products of both need: as many as each side's longest together.
int DigitsOf(const std::vector<Someone>& all) {
  int digits = 0;
  for (const Someone& one : all) {
    int64_t rest = one.factor.billionths % kBillion;
    for (int used = 0; rest != 0; rest = rest * 10 % kBillion) digits = std::max(digits, ++used);
  }
  return digits;
}

int64_t MostOf(const std::vector<Someone>& all) {
  int64_t most = 0;
  for (const Someone& one : all) most = std::max(most, one.factor.billionths);
  return most;
}

struct Ruler {
  int64_t scale = 1;
  Wide divisor = 1;  // from billionths × billionths to units
  int64_t Units(const Someone& worker, const Someone& task) const {
    return int64_t((Wide(worker.factor.billionths) * task.factor.billionths + divisor / 2) / divisor);
  }
};

Ruler MakeRuler(const std::vector<Someone>& workers, const std::vector<Someone>& tasks, bool& exact) {
  const int needed = DigitsOf(workers) + DigitsOf(tasks);
  const Wide most = Wide(MostOf(workers)) * MostOf(tasks);
  int digits = needed;
  auto divisor = [](int kept) { return Wide(PowerOfTen(kDigits)) * PowerOfTen(kDigits) / PowerOfTen(kept); };
  while (digits > 0 && most / divisor(digits) > kMostUnits) --digits;
  exact = digits == needed;
  for (const auto* all : {&workers, &tasks}) {
    for (const Someone& one : *all) exact = exact && one.factor.exact;
  }
  return {PowerOfTen(digits), divisor(digits)};
}

// Calls `found(worker)` for all who may serve the task, in order of worker.
class Finder {
 public:
  explicit Finder(const std::vector<Someone>& workers) : workers_(workers) {
    for (size_t i = 0; i < workers.size(); ++i) by_x_.push_back(int32_t(i));
    std::sort(by_x_.begin(), by_x_.end(), [&](int32_t a, int32_t b) { return X(a) < X(b); });
    for (const Someone& worker : workers) widest_ = std::max(widest_, worker.radius);
  }
  const std::vector<int32_t>& Of(const Someone& task) {
    found_.clear();
    // A little wider than the widest radius, because the sums are rounded.
    const double reach = widest_ * (1 + 1e-9) + 1e-6;
    auto at =
        std::partition_point(by_x_.begin(), by_x_.end(), [&](int32_t w) { return X(w) < task.x - reach; });
    for (; at != by_x_.end() && X(*at) <= task.x + reach; ++at) {
      if (MayServe(workers_[size_t(*at)], task)) found_.push_back(*at);
    }
    std::sort(found_.begin(), found_.end());
    return found_;
  }

 private:
  double X(int32_t worker) const { return workers_[size_t(worker)].x; }

  const std::vector<Someone>& workers_;
  std::vector<int32_t> by_x_, found_;
  double widest_ = 0;
};

}  // namespace

Crowd ReadGMission(absl::string_view text) {
  Reader reader(text);
  Crowd crowd;
  crowd.fault = reader.Read();
  if (crowd.fault.wish != Wish::kNone) return crowd;
  const std::vector<Someone>&workers = reader.workers(), &tasks = reader.tasks();
  const Ruler ruler = MakeRuler(workers, tasks, crowd.exact);
  Network network;
  network.first_arc.push_back(0);
  Finder finder(workers);
  int64_t most = 0;
  for (const Someone& task : tasks) {
    for (const int32_t worker : finder.Of(task)) {
      const int64_t units = ruler.Units(workers[size_t(worker)], task);
      most = std::max(most, units);
      network.arcs.push_back({worker, units});
    }
    network.first_arc.push_back(network.arcs.size());
    if (int64_t(network.arcs.size()) <= kMaxCrowdPairs) continue;
    crowd.fault = {Wish::kWithin, 1, "PAIRS", absl::StrCat(network.arcs.size()), 0, kMaxCrowdPairs};
    return crowd;
  }
  // To be worth most is to cost least below the ceiling.
  for (Arc& arc : network.arcs) arc.cost = most - arc.cost;
  network.penalty.assign(tasks.size(), most);
  for (size_t i = 0; i < workers.size(); ++i) {
    network.crews.push_back(workers[i].capacity);
    network.root_of.push_back(int32_t(i));
    network.roots.push_back({.room = workers[i].capacity});
  }
  crowd.workers = int32_t(workers.size());
  crowd.tasks = int32_t(tasks.size());
  crowd.network = std::move(network);
  crowd.ceiling = most;
  crowd.scale = ruler.scale;
  return crowd;
}

CrowdWorth WorthOf(const Crowd& crowd, const Flow& flow) {
  CrowdWorth worth;
  for (const int64_t arc : flow.arc) {
    if (arc == kUnserved) continue;
    ++worth.pairs;
    worth.units += crowd.ceiling - crowd.network.arcs[size_t(arc)].cost;
  }
  return worth;
}

std::string WorthText(int64_t units, int64_t scale) {
  std::string text = absl::StrCat(units / scale);
  int64_t rest = units % scale;
  if (rest != 0) text += '.';
  for (int64_t place = scale / 10; rest != 0; place /= 10) {
    text += char('0' + rest / place);
    rest %= place;
  }
  return text;
}

}  // namespace diandan::matching::plan
