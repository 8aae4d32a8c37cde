#include "services/matching/simulate/report.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/matching/simulate/report_plots.h"
#include "services/matching/simulate/report_style.h"
#include "services/matching/simulate/report_text.h"
#include "services/matching/simulate/verdict.h"

namespace diandan::matching::simulate {
namespace {

// One language of the page.
class Page {
 public:
  Page(const v1::Simulation& simulation, const ReportHead& head, Language language)
      : s_(simulation), report_(ReportOf(simulation, language)), head_(head), language_(language) {}

  std::string Html() {
    Title();
    Verdict();
    Changes();
    Figures();
    Pictures();
    Sensitivity();
    Assumptions();
    HowItWasRun();
    return std::move(out_);
  }

 private:
  std::string Say(const Wording& wording) const { return In(wording, language_); }
  template <typename... Parts>
  void Add(const Parts&... parts) {
    absl::StrAppend(&out_, parts...);
  }
  void Section(const Wording& title, const Wording& lead) {
    Add("<h2>", Say(title), "</h2>");
    if (lead.zh[0] != '\0') Add("<p class=\"sub\">", Say(lead), "</p>");
  }

  void Title() {
    Add("<h1>", Say({"先模拟，再改怎样排队", "Simulated before it is changed: how teams are ranked"}),
        "</h1><p class=\"sub\">");
    if (!head_.county.empty()) Add(Escaped(head_.county), " · ");
    Add(absl::FormatCivilTime(head_.date), "</p><div class=\"who\"><span><i class=\"a-text\">A</i> ",
        report_.policy_a(), "</span><span><i class=\"b-text\">B</i> ", report_.policy_b(), "</span><span>",
        absl::StrFormat("%d %s · %d %s · %d %s", s_.orders(), Say({"单", "orders"}), s_.teams(),
                        Say({"支队", "teams"}), s_.setup().days(), Say({"天", "days"})),
        " · ", s_.setup().seeds(), Say({" 次重来", " runs of each"}), " · ",
        Say(s_.setup().history() ? Wording{"本县自己的单", "the county's own orders"}
                                 : Wording{"编造的县", "a made-up county"}),
        "</span></div>");
  }

  void Verdict() {
    Add("<div class=\"verdict ",
        report_.tone() < 0    ? "bad"
        : report_.tone() == 0 ? "doubt"
                              : "good",
        "\"><b>", report_.headline(), "</b>");
    if (!report_.points().empty())
      Add("<ul><li>", absl::StrJoin(report_.points(), "</li><li>"), "</li></ul>");
    Add("<p>", report_.standing(), "</p></div>");
  }

  void Changes() {
    Section(
        {"改的是什么", "What changes"},
        {"20 分抵 1 公里，分少的先问。", "20 points weigh as much as 1 km; fewer points are asked first."});
    Add("<table><tr><th>", Say({"规则", "Setting"}),
        "</th><th class=\"n\">A</th><th class=\"n\">B</th></tr>");
    for (const v1::ReportedChange& change : report_.changes()) {
      Add("<tr><td>", change.name(), "</td><td class=\"n\">", change.policy_a(), "</td><td class=\"n\">",
          change.policy_b(), "</td></tr>");
    }
    if (report_.changes().empty())
      Add("<tr><td colspan=\"3\">", Say({"什么都没改：A 和 B 一样。", "Nothing: A and B are the same."}),
          "</td></tr>");
    Add("</table>");
  }

  void Figures() {
    Section({"改了会怎样", "What it would do"},
            {"每次重来，A 和 B 碰到同样的单、同样的人、同样的运气，只有规则不同。小字是 95% "
             "的把握范围；差的范围不跨过 0，才算有差别。",
             "In each run A and B meet the same orders, the same people and the same luck; only the rules "
             "differ. Small print: 95 % "
             "intervals. A difference counts when its interval does not hold 0."});
    Add("<table><tr><th>", Say({"看什么", "Figure"}),
        "</th><th class=\"n\">A</th><th class=\"n\">B</th><th class=\"n\">", Say({"B 比 A", "B − A"}),
        "</th><th>", Say({"B 是", "B is"}), "</th></tr>");
    auto cell = [&](const v1::ReportedEstimate& estimate) {
      Add("</td><td class=\"n\">", estimate.mean(), "<small>", estimate.interval(), "</small>");
    };
    for (const v1::ReportedFigure& one : report_.figures()) {
      Add("<tr><td>", one.name(), "<small>", one.meaning(), "</small>");
      cell(one.policy_a());
      cell(one.policy_b());
      cell(one.difference());
      Add("</td><td>", Chip(one.goodness()), "</td></tr>");
    }
    Add("</table>");
  }

  std::string Chip(int goodness) const {
    if (goodness > 0) return absl::StrCat("<span class=\"chip good\">", Say({"好些", "better"}), "</span>");
    if (goodness < 0) return absl::StrCat("<span class=\"chip bad\">", Say({"差些", "worse"}), "</span>");
    return absl::StrCat("<span class=\"chip\">", Say({"分不出", "no difference"}), "</span>");
  }

  void Drawn(const v1::Picture& picture) {
    Add("<figure><figcaption>", picture.title(), "<span>", picture.note(), "</span></figcaption>",
        SvgOf(picture), "</figure>");
  }

  // The last one is wide.
  void Pictures() {
    Section({"看图", "In pictures"}, {"", ""});
    Add("<div class=\"pair\">");
    for (int i = 0; i + 1 < report_.pictures_size(); ++i) Drawn(report_.pictures(i));
    Add("</div><div style=\"height:20px\"></div>");
    Drawn(*report_.pictures().rbegin());
  }

  void Sensitivity() {
    Section({"假设错了，结论还站得住吗", "Would other assumptions overturn it?"},
            {"人会怎样做是假设的。把每个假设减半、加一半，全部重算一遍，看哪个结论变了。",
             "How people behave is assumed. Everything was run again with each assumption at half and at one "
             "and a half times its value."});
    if (report_.sensitivity().empty()) {
      Add("<p>",
          Say({"这一次没有算。要拿它作决定，请算上再看。",
               "Not run this time. Run it before you decide by this report."}),
          "</p>");
      return;
    }
    Add("<table><tr><th>", Say({"假设", "Assumption"}), "</th><th>", Say({"改成", "Set to"}), "</th><th>",
        Say({"结论", "Conclusions"}), "</th></tr>");
    for (const v1::ReportedRun& run : report_.sensitivity()) {
      std::vector<std::string> said;
      for (const v1::ReportedShift& shift : run.shifts()) {
        said.push_back(absl::StrCat(shift.reversed() ? "<span class=\"turn\">" : "<span class=\"fade\">",
                                    shift.sentence(), "</span>"));
      }
      Add("<tr><td>", run.assumption(), "</td><td>", run.value(), "</td><td>",
          said.empty() ? absl::StrCat("<span class=\"same\">", Say({"都不变", "all the same"}), "</span>")
                       : absl::StrJoin(said, "<br>"),
          "</td></tr>");
    }
    Add("</table>");
  }

  void Assumptions() {
    Section({"全部假设", "All assumptions"},
            {"没有一项是从哪支队的答复里量出来的；谁答应、谁不答应，只在这里掷骰子。",
             "None of this was measured of any team's answers; who says yes is drawn by lot, here and "
             "nowhere else."});
    Add("<table>");
    for (const v1::ReportedAssumption& assumption : report_.assumptions())
      Add("<tr><td>", assumption.name(), "</td><td>", assumption.value(), "</td></tr>");
    Add("</table>");
  }

  void HowItWasRun() {
    Section({"怎么算的", "How it was run"}, {"", ""});
    Add("<p>",
        Say({"单按下单的先后进来，队按真正派单用的那套分数排，一批一批地问；答应、不答应、不回话、没去成，都"
             "按上面的假设掷骰子。同一个种子下，一支队对一单的运气在 A 和 B 里一样。差的范围是各次重来 B 减 "
             "A 的 95% t 区间。",
             "Orders come in as they were placed; teams are ranked by the very score that ranks them in "
             "earnest and asked in waves; "
             "yes, no, silence and not turning up are drawn by the assumptions above. Under one seed a "
             "team's luck with an order is the "
             "same in A and B. Intervals of differences: Student's t, 95 %, over the runs' B − A."}),
        "</p><p>", Say({"种子：", "Seeds: "}), s_.setup().first_seed(), "–",
        s_.setup().first_seed() + s_.setup().seeds() - 1, Say({"。", ". "}));
    Add(Say({"没有算在内的：天气和农忙、一单几个半天以外的路上时间、队与队商量着换。模拟说的是规则之间的差，"
             "不是明年的数。",
             "Not in it: weather and harvest, travel time beyond the half-days of an order, teams that swap "
             "among themselves. It tells how rules "
             "differ, not next year's figures."}),
        "</p>");
    if (!s_.name().empty()) Add("<p class=\"sub\">", Escaped(s_.name()), "</p>");
  }

  const v1::Simulation& s_;
  const v1::SimulationReport report_;
  const ReportHead& head_;
  const Language language_;
  std::string out_;
};

}  // namespace

std::string ReportHtml(const v1::Simulation& simulation, const ReportHead& head) {
  const bool english = head.language == Language::kEnglish;
  return absl::StrCat(
      "<!doctype html><html lang=\"", english ? "en" : "zh-CN",
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><title>",
      english ? "diandan: simulation of a policy" : "点单：规则模拟", "</title><style>", kReportStyle,
      "</style></head><body>", "<input class=\"lang\" type=\"radio\" name=\"lang\" id=\"zh\"",
      english ? "" : " checked", "><input class=\"lang\" type=\"radio\" name=\"lang\" id=\"en\"",
      english ? " checked" : "", ">",
      "<main><div class=\"langs\"><label for=\"zh\">中文</label><label for=\"en\">English</label></div><div "
      "class=\"zh\" lang=\"zh-CN\">",
      Page(simulation, head, Language::kChinese).Html(), "</div><div class=\"en\" lang=\"en\">",
      Page(simulation, head, Language::kEnglish).Html(), "</div></main></body></html>\n");
}

std::string HeadlineOf(const v1::Simulation& simulation, Language language) {
  return Judge(simulation, language).headline;
}

std::string VerdictOf(const v1::Simulation& simulation, Language language) {
  const Verdict verdict = Judge(simulation, language);
  return absl::StrCat(verdict.headline, language == Language::kEnglish ? " " : "", verdict.standing);
}

}  // namespace diandan::matching::simulate
