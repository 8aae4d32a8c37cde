#include "services/hours/report/sheets.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/clock.h"
#include "services/hours/report/words.h"

namespace diandan::report {

namespace h = hours::v1;
namespace o = orders::v1;

namespace {

constexpr int kGapsNamed = 30;

absl::Time TimeOf(const google::protobuf::Timestamp& stamp) { return absl::FromUnixSeconds(stamp.seconds()); }
absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, ChinaTime()); }

std::string SayDay(absl::CivilDay day, Language language, bool with_year = true) {
  if (language == Language::kEnglish) return absl::FormatCivilTime(day);
  return absl::StrCat(with_year ? absl::StrCat(day.year(), "年") : "", day.month(), "月", day.day(), "日");
}

// Whose history a position is in.
std::string HistoryOf(const std::string& service, Language language) {
  if (language == Language::kEnglish) return service;
  if (service == "orders") return "点单";
  if (service == "hours") return "时长";
  return service == "volunteers" ? "志愿者" : service;
}

// Builds columns and rows side by side, so that a figure stands under its head.
class Building {
 public:
  Building(const h::Report& report, Language language) : language_(language) {
    sheet_.about =
        absl::StrCat(Words({"单位：", "Of: "}), report.subject_name(), "    ", Words({"期间：", "Period: "}),
                     PeriodOf(report, language), "    ", AsOf(report, language));
    sheet_.title = TitleOf(report, language);
    sheet_.signature =
        Words({"填表人：                审核人：                负责人：                填报日期：      年   "
               " 月    日",
               "Filled in by:                Checked by:                Head:                Date:"});
  }
  std::string Words(const Wording& words) const { return words.In(language_); }
  void Column(const Wording& group, const Wording& head, double width = 8, Kind kind = Kind::kNumber) {
    sheet_.columns.push_back({Words(group), Words(head), width, kind});
  }
  void Note(const Wording& words) { sheet_.notes.push_back(Words(words)); }
  Sheet& sheet() { return sheet_; }

 private:
  const Language language_;
  Sheet sheet_;
};

constexpr Wording kNone{"", ""};

void NameColumns(const h::Report& report, Building& build) {
  build.Column(kNone, {"序号", "No."}, 5);
  build.Column(kNone, report.tier() == h::UNITS ? Wording{"单位", "Unit"} : Wording{"地方", "Place"}, 20,
               Kind::kText);
}

// One row a line, and the sums; `cells` adds what follows number and name.
template <typename Cells>
void FillRows(const h::Report& report, const Cells& cells, Building& build) {
  int64_t number = 0;
  for (const h::ReportLine& line : report.lines()) {
    CellRow row{++number, line.name()};
    cells(line, row);
    build.sheet().rows.push_back(std::move(row));
  }
  CellRow total{Cell(), build.Words({"合计", "Total"})};
  cells(report.total(), total);
  build.sheet().total = std::move(total);
}

Cell PerMille(const h::Share& share) {
  return share.of() == 0 ? Cell() : Cell(int64_t{share.met()} * 1000 / share.of());
}
Cell SecondsCell(int64_t seconds) { return seconds == 0 ? Cell() : Cell(seconds); }
Cell AverageMinutes(const h::ReportLine& line) {
  const int32_t people = line.twenty_hours().of();
  return people == 0 ? Cell() : Cell(line.year_minutes() / people);
}
void AddShare(const h::Share& share, CellRow& row) {
  row.emplace_back(int64_t{share.of()});
  row.emplace_back(int64_t{share.met()});
}

std::string GapsOf(const h::Duty& duty, Language language) {
  const bool english = language == Language::kEnglish;
  std::vector<std::string> said;
  for (int i = 0; i < duty.gaps_size() && i < kGapsNamed; ++i) {
    const h::DutyGap& gap = duty.gaps(i);
    said.push_back(gap.want() == 1 && gap.have() == 0
                       ? Brief(gap.name())
                       : absl::StrCat(Brief(gap.name()), english ? " (" : "（", gap.have(), "/", gap.want(),
                                      english ? ")" : "）"));
  }
  std::string all = absl::StrJoin(said, english ? ", " : "、");
  if (duty.gap_count() > static_cast<int>(said.size()))
    absl::StrAppend(&all, english ? " … in all " : " 等共 ", duty.gap_count(), english ? "" : " 处");
  return all;
}

void AddTyped(const o::TypedCounts& typed, CellRow& row) {
  const int64_t sum = int64_t{typed.placing()} + typed.closing() + typed.rating() + typed.from_memory();
  for (const int64_t number : {int64_t{typed.orders()}, int64_t{typed.placing()}, int64_t{typed.closing()},
                               int64_t{typed.rating()}, int64_t{typed.from_memory()}, sum})
    row.emplace_back(number);
  row.push_back(typed.orders() == 0 ? Cell() : Cell((sum * 10 + typed.orders() / 2) / typed.orders()));
}

}  // namespace

std::string PeriodOf(const h::Report& report, Language language) {
  const absl::CivilDay first = DayOf(TimeOf(report.start_time()));
  const absl::CivilDay last = DayOf(TimeOf(report.end_time()) - absl::Seconds(1));
  if (first == last) return SayDay(first, language);
  return absl::StrCat(SayDay(first, language), language == Language::kEnglish ? " – " : "—",
                      SayDay(last, language, first.year() != last.year()));
}

std::string TitleOf(const h::Report& report, Language language) {
  const absl::CivilDay first = DayOf(TimeOf(report.start_time()));
  const absl::CivilDay next = DayOf(TimeOf(report.end_time()));
  if (language == Language::kEnglish) return absl::StrCat("Volunteer service of ", report.subject_name());
  std::string when;
  if (first.day() == 1 && absl::CivilMonth(first) + 1 == absl::CivilMonth(next) && next.day() == 1) {
    when = absl::StrCat(first.year(), "年", first.month(), "月");
  } else if (first == absl::CivilDay(first.year(), 1, 1) && next == absl::CivilDay(first.year() + 1, 1, 1)) {
    when = absl::StrCat(first.year(), "年度");
  }
  return absl::StrCat(report.subject_name(), when, "志愿服务情况统计表");
}

std::string AsOf(const h::Report& report, Language language) {
  const std::string at = absl::FormatTime("%Y-%m-%d %H:%M", TimeOf(report.read_time()), ChinaTime());
  std::vector<std::string> positions;
  for (const auto& position : report.as_of())
    positions.push_back(absl::StrCat(HistoryOf(position.service(), language), " ", position.seq()));
  if (language == Language::kEnglish)
    return absl::StrCat("As of ", at, " (", absl::StrJoin(positions, ", "), ")");
  return absl::StrCat("数据截至：", at, "（", absl::StrJoin(positions, "、"), "）");
}

Sheet ServicesSheet(const h::Report& report, Language language) {
  Building build(report, language);
  build.sheet().name = build.Words({"服务情况", "Services"});
  const bool units = report.tier() == h::UNITS;
  NameColumns(report, build);
  const Wording orders{"点单（单）", "Orders"}, services{"服务", "Services"},
      speed{"办理时长（小时，中位）", "Hours taken, median"};
  const Wording records{"服务记录", "Records"}, ratings{"服务评价", "Ratings"};
  build.Column(orders, {"点单", "placed"});
  if (!units) build.Column(orders, {"答复", "answered"});
  build.Column(orders, {"接单", "accepted"});
  build.Column(orders, {"已服务", "served"});
  build.Column(services, {"完成（单）", "completed"});
  build.Column(services, {"服务人次", "people served"}, 9);
  build.Column(services, {"志愿者（人）", "volunteers"}, 9);
  build.Column(services, {"志愿服务（人次）", "attendances"}, 10);
  build.Column(services, {"时长（小时）", "hours"}, 11, Kind::kMinutes);
  if (!units) build.Column(speed, {"答复", "answer"}, 8, Kind::kSeconds);
  build.Column(speed, {"接单", "acceptance"}, 8, Kind::kSeconds);
  build.Column(records, {"应记", "due"});
  build.Column(records, {"按期", "in time"});
  build.Column(records, {"按期率", "share"}, 8, Kind::kPerMille);
  build.Column(ratings, {"应评", "due"});
  build.Column(ratings, {"按期", "in time"});
  FillRows(
      report,
      [&](const h::ReportLine& line, CellRow& row) {
        row.emplace_back(int64_t{line.placed()});
        if (!units) row.emplace_back(int64_t{line.answered()});
        for (const int32_t number : {line.accepted(), line.served(), line.completed(), line.people_served(),
                                     line.volunteers(), line.services()})
          row.emplace_back(int64_t{number});
        row.emplace_back(line.minutes());
        if (!units) row.push_back(SecondsCell(line.answer_seconds()));
        row.push_back(SecondsCell(line.accept_seconds()));
        AddShare(line.records(), row);
        row.push_back(PerMille(line.records()));
        AddShare(line.ratings(), row);
      },
      build);
  build.Note(
      {"注：全部数字由系统按实际发生的点单、签到和结单算出，无需填报。志愿者合计按人去重，各行相加会大于合计"
       "。",
       "All figures are derived from what was recorded anyway. A volunteer counts once in each line and once "
       "in the total."});
  build.Note(
      {"“应记”是 10 个工作日已满或已经记录的人次（民政部令第67号第11条）；中位数满五单才列。",
       "Due: recorded, or the ten working days are over (order 67 art. 11). Medians from five orders on."});
  if (report.unknown_year() != 0)
    build.Note({"其中有一年的放假安排尚未公布，工作日按周一至周五计。",
                "The holidays of one of the years are not published yet; weekdays stood in."});
  return std::move(build.sheet());
}

Sheet DutiesByPlace(const h::Report& report, Language language) {
  Building build(report, language);
  build.sheet().name = build.Words({"职责落实", "By place"});
  build.sheet().title =
      absl::StrCat(report.subject_name(), build.Words({"职责落实情况表", ": duties by place"}));
  const bool units = report.tier() == h::UNITS;
  NameColumns(report, build);
  const Wording part{"参与（本年）", "Taking part"}, hours{"服务时长（本年）", "Hours this year"},
      training{"本年培训满两次（人）", "Trained twice this year"}, posts{"岗位（个）", "Posts"},
      projects{"项目（个）", "Projects"}, arts{"乡村文化", "Village culture"};
  if (units) {
    build.Column(part, {"单位人数", "headcount"});
    build.Column(part, {"参加人数", "served"});
    build.Column(part, {"参与率", "share"}, 8, Kind::kPerMille);
  }
  build.Column(hours, {"注册志愿者", "registered"}, 9);
  build.Column(hours, {"满20小时", "20 hours"}, 9);
  build.Column(hours, {"人均（小时）", "average"}, 9, Kind::kMinutes);
  build.Column(training, {"队长应训", "leaders"});
  build.Column(training, {"已训", "trained"}, 6);
  build.Column(training, {"联络员应训", "liaisons"});
  build.Column(training, {"已训", "trained"}, 6);
  build.Column(training, {"志愿者应训", "volunteers"});
  build.Column(training, {"已训", "trained"}, 6);
  if (!units) {
    build.Column(posts, {"应设", "all"}, 6);
    build.Column(posts, {"在岗", "held"}, 6);
    build.Column(posts, {"空缺", "vacant"}, 6);
  }
  build.Column(projects, {"品牌项目", "brand"});
  if (!units) {
    build.Column(projects, {"特色活动", "feature"});
    build.Column(arts, {"指导员", "tutors"}, 7);
    build.Column(arts, {"文艺骨干", "backbones"});
    build.Column(arts, {"文艺队伍", "groups"});
  }
  FillRows(
      report,
      [&](const h::ReportLine& line, CellRow& row) {
        if (units) {
          AddShare(line.participation(), row);
          row.push_back(PerMille(line.participation()));
        }
        AddShare(line.twenty_hours(), row);
        row.push_back(AverageMinutes(line));
        AddShare(line.leaders_trained(), row);
        AddShare(line.liaisons_trained(), row);
        AddShare(line.volunteers_trained(), row);
        if (!units) {
          AddShare(line.posts(), row);
          row.emplace_back(int64_t{line.posts().of() - line.posts().met()});
        }
        row.emplace_back(int64_t{line.brand_projects()});
        if (units) return;
        for (const int32_t number :
             {line.feature_actions(), line.tutors(), line.backbones(), line.arts_groups()})
          row.emplace_back(int64_t{number});
      },
      build);
  build.Note({"注：本年累计，自 1 月 1 日起至期间末日；时长只计在本旗县的服务。岗位、项目、队伍为当前情况。",
              "Counted from 1 January to the end of the period; hours are those given in this county. Posts, "
              "projects and groups are as they stand now."});
  return std::move(build.sheet());
}

Sheet DutiesSheet(const h::Report& report, Language language) {
  Building build(report, language);
  build.sheet().name = build.Words({"任务清单", "Duties"});
  build.sheet().title =
      absl::StrCat(report.subject_name(), build.Words({"任务清单完成情况表", ": the task list"}));
  build.Column(kNone, {"序号", "No."}, 5);
  build.Column(kNone, {"任务", "Duty"}, 18, Kind::kText);
  build.Column(kNone, {"要求", "Asks for"}, 34, Kind::kText);
  build.Column(kNone, {"计量", "Counted in"}, 9, Kind::kText);
  build.Column(kNone, {"应完成", "of"}, 9);
  build.Column(kNone, {"已完成", "met"}, 9);
  build.Column(kNone, {"完成率", "share"}, 9, Kind::kPerMille);
  build.Column(kNone, {"缺口（现有/应有）", "Missing (have/want)"}, 60, Kind::kText);
  int64_t number = 0;
  for (const h::Duty& duty : report.duties()) {
    const DutyWords& words = WordsOf(duty.kind());
    build.sheet().rows.push_back({++number, build.Words(words.name), build.Words(words.asks),
                                  build.Words(words.counted), int64_t{duty.share().of()},
                                  int64_t{duty.share().met()}, PerMille(duty.share()),
                                  GapsOf(duty, language)});
  }
  return std::move(build.sheet());
}

Sheet TypedSheet(const h::Report& report, Language language) {
  Building build(report, language);
  build.sheet().name = build.Words({"录入量", "Typed"});
  build.sheet().title = absl::StrCat(report.subject_name(),
                                     build.Words({"每单手工录入项数", ": fields typed per closed order"}));
  build.sheet().signature.clear();
  build.Column(kNone, {"点单来路", "How it came in"}, 22, Kind::kText);
  const Wording typed{"手工录入（项）", "Fields typed"};
  build.Column(kNone, {"已结（单）", "closed"}, 10);
  build.Column(typed, {"下单", "placing"}, 9);
  build.Column(typed, {"结单", "closing"}, 9);
  build.Column(typed, {"评语", "rating"}, 9);
  build.Column(typed, {"补录", "from memory"}, 9);
  build.Column(typed, {"合计", "all"}, 9);
  build.Column(kNone, {"平均每单（项）", "a closed order"}, 12, Kind::kTenths);
  o::TypedCounts sum;
  for (const o::TypedCounts& typed_counts : report.typed()) {
    CellRow row{build.Words(WordsOf(typed_counts.path()))};
    AddTyped(typed_counts, row);
    build.sheet().rows.push_back(std::move(row));
    sum.set_orders(sum.orders() + typed_counts.orders());
    sum.set_placing(sum.placing() + typed_counts.placing());
    sum.set_closing(sum.closing() + typed_counts.closing());
    sum.set_rating(sum.rating() + typed_counts.rating());
    sum.set_from_memory(sum.from_memory() + typed_counts.from_memory());
  }
  CellRow total{build.Words({"合计", "Total"})};
  AddTyped(sum, total);
  build.sheet().total = std::move(total);
  build.Note(
      {"注：衡量系统自身，不考核任何人。下单项数由表单自己记，选择和点按不算；结单计结单码和到场人数，补录计"
       "起止时间。",
       "This measures the system, nobody else. The form counts what was typed; choosing and tapping is not "
       "typing."});
  return std::move(build.sheet());
}

std::vector<Sheet> AllSheets(const h::Report& report, Language language) {
  std::vector<Sheet> sheets{ServicesSheet(report, language), DutiesByPlace(report, language),
                            DutiesSheet(report, language)};
  if (report.typed_size() > 0) sheets.push_back(TypedSheet(report, language));
  return sheets;
}

Sheet RecordsSheet(const h::Report& report, Language language) {
  Building build(report, language);
  build.sheet().name = build.Words({"服务记录明细", "Records"});
  build.sheet().title =
      absl::StrCat(report.subject_name(), build.Words({"志愿服务记录明细表", ": records of service"}));
  build.Column(kNone, {"序号", "No."}, 7);
  build.Column(kNone, {"服务日期", "Day"}, 12, Kind::kText);
  build.Column(kNone, {"起止时间", "Time"}, 13, Kind::kText);
  build.Column(kNone, {"单号", "Order"}, 9, Kind::kText);
  build.Column(kNone, {"服务地点", "Place"}, 22, Kind::kText);
  build.Column(kNone, {"服务队伍", "Team"}, 24, Kind::kText);
  build.Column(kNone, {"志愿者编号", "Volunteer"}, 14, Kind::kText);
  build.Column(kNone, {"时长（小时）", "Hours"}, 10, Kind::kMinutes);
  build.Column(kNone, {"证据等级", "Evidence"}, 9, Kind::kText);
  build.Column(kNone, {"记录日期", "Recorded"}, 12, Kind::kText);
  build.Column(kNone, {"是否按期", "In time"}, 9, Kind::kText);
  return std::move(build.sheet());
}

CellRow RowOf(const Record& record, int64_t number, Language language) {
  const auto say = [](const char* format, absl::Time at) {
    return absl::FormatTime(format, at, ChinaTime());
  };
  const bool english = language == Language::kEnglish;
  return {number,
          say("%Y-%m-%d", record.start),
          absl::StrCat(say("%H:%M", record.start), "–", say("%H:%M", record.end)),
          record.order_number,
          record.place,
          record.team,
          record.volunteer_number,
          record.minutes,
          record.grade,
          say("%Y-%m-%d", record.recorded),
          std::string(record.in_time ? (english ? "yes" : "是") : (english ? "no" : "否"))};
}

}  // namespace diandan::report
