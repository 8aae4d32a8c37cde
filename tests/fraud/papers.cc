// Reports, photos and headcounts of honest services. A fingerprint is drawn, not computed: what counts is how
// far apart two of them are.
#include <map>
#include <numeric>

#include "tests/fraud/making.h"

namespace diandan::fraud {
namespace {

using matching::plan::Scramble;

constexpr int kPhrases = 60;  // 打扫卫生 and the like, some far more often than others

int DayOf(const Order& order) { return int((order.start - kFirstDay) / kDay); }

uint64_t Phrase(Draw& draw) {
  const int64_t rank = std::min(draw.Between(1, kPhrases), draw.Between(1, kPhrases));
  return Scramble(uint64_t(std::min(rank, draw.Between(1, kPhrases))) + 77'000);
}

void Write(const County& county, Draw& draw, Order& order) {
  switch (draw.Index({45, 30, 15, 10})) {
    case 0:
      order.text = Phrase(draw);
      order.text_length = 4 + int(*order.text % 7);
      return;
    case 1:
      order.text = draw.Next();
      order.text_length = int(draw.Between(25, 180));
      return;
    case 2:
      order.text = Near(draw, county.teams[size_t(order.team)].wording, int(draw.Between(8, 18)));
      order.text_length = int(draw.Between(30, 90));
      return;
    default:
      order.text = draw.Next();
      order.text_length = int(draw.Between(12, 30));
      return;
  }
}

uint64_t Picture(const County& county, Draw& draw, const Order& order) {
  const Place& place = county.places[size_t(order.place)];
  if (order.campaign) {
    const size_t what = draw.Index({15, 30, 55});
    if (what == 0)
      return Near(draw, Scramble(uint64_t(DayOf(order)) + 999), int(draw.Between(0, 2)));  // poster
    if (what == 1) {
      return Near(draw, Scramble(place.scene + uint64_t(DayOf(order))), int(draw.Between(3, 10)));
    }
  }
  return draw.Chance(40) ? Near(draw, place.scene, int(draw.Between(8, 20))) : draw.Next();
}

}  // namespace

void FileReport(const County& county, Draw& draw, Order& order) {
  if (Happens(draw, county.settings.written)) Write(county, draw, order);
  if (!Happens(draw, county.settings.photographed)) return;
  for (int64_t left = draw.Between(1, 3); left > 0; --left) {
    order.photos.push_back(!order.photos.empty() && draw.Chance(50)
                               ? Near(draw, order.photos[0], int(draw.Between(5, 15)))
                               : Picture(county, draw, order));
  }
}

void FileReports(County& county, Draw& draw) {
  std::vector<int> by_time(county.orders.size());
  std::iota(by_time.begin(), by_time.end(), 0);
  std::sort(by_time.begin(), by_time.end(), [&](int a, int b) {
    return std::pair(county.orders[size_t(a)].start, a) < std::pair(county.orders[size_t(b)].start, b);
  });
  std::map<std::pair<int, int>, int> last;  // order, of team and place
  for (const int index : by_time) {
    Order& order = county.orders[size_t(index)];
    FileReport(county, draw, order);
    if (order.campaign && draw.Chance(50)) {
      order.text = Near(draw, Scramble(uint64_t(DayOf(order)) + 555), int(draw.Between(0, 3)));
      order.text_length = 80 + DayOf(order) % 70;
    }
    if (order.household || order.campaign) continue;
    const auto before = last.find({order.team, order.place});
    if (before != last.end() && order.text && draw.Chance(25)) {
      const Order& copied = county.orders[size_t(before->second)];
      order.text = Near(draw, *copied.text, int(draw.Between(0, 4)));
      order.text_length = copied.text_length + int(draw.Between(-2, 2));
    }
    if (order.text && order.text_length > 12) last[{order.team, order.place}] = index;
  }
}

void StateHeadcount(const County& county, Draw& draw, Order& order, int came) {
  if (!Happens(draw, county.settings.headcount_stated)) return;
  int64_t seen = came;
  if (came <= 5) {
    if (draw.Chance(3)) seen += draw.Chance(50) ? 1 : -1;
  } else if (came >= 10 && draw.Chance(3)) {
    seen -= came * draw.Between(10, 30) / 100;
  } else {
    seen += draw.Bell(std::max(1, came / 16)) / 2;
  }
  order.headcount = int(std::max<int64_t>(seen, 1));
}

void StateHeadcounts(County& county, Draw& draw) {
  std::vector<int> came(county.orders.size());
  for (const Attendance& attendance : county.attendances) ++came[size_t(attendance.order)];
  for (size_t i = 0; i < county.orders.size(); ++i) StateHeadcount(county, draw, county.orders[i], came[i]);
}

}  // namespace diandan::fraud
