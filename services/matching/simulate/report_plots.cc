#include "services/matching/simulate/report_plots.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/matching/simulate/compare.h"
#include "services/matching/simulate/report_text.h"

namespace diandan::matching::simulate {
namespace {

constexpr double kPlotWidth = 430, kPlotHeight = 330, kLeft = 52, kRight = 14, kTop = 14, kBottom = 44;

// Round steps of an axis: about five of them.
double StepOf(double range) {
  const double rough = std::max(range, 1e-6) / 5, power = std::pow(10, std::floor(std::log10(rough)));
  for (const double round : {1.0, 2.0, 2.5, 5.0}) {
    if (round * power >= rough) return round * power;
  }
  return 10 * power;
}

struct Axis {
  double low = 0, high = 1, step = 0.2;
  static Axis Around(std::vector<double> values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    Axis axis;
    axis.step = StepOf(std::max(*high - *low, 0.05));
    axis.low = std::max(0.0, std::floor((*low - axis.step * 0.4) / axis.step) * axis.step);
    axis.high = std::ceil((*high + axis.step * 0.4) / axis.step) * axis.step;
    return axis;
  }
  double Share(double value) const { return (value - low) / (high - low); }
};

class Plot {
 public:
  Plot(const Axis& across, const Axis& up) : across_(across), up_(up) {
    out_ = absl::StrFormat("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\">", kPlotWidth, kPlotHeight);
  }
  double X(double value) const { return kLeft + across_.Share(value) * (kPlotWidth - kLeft - kRight); }
  double Y(double value) const {
    return kPlotHeight - kBottom - up_.Share(value) * (kPlotHeight - kTop - kBottom);
  }

  void Grid(const std::string& name_across, const std::string& name_up, const char* format_across,
            const char* format_up) {
    auto ticks = [](const Axis& axis, auto draw) {
      for (int i = 0; axis.low + i * axis.step <= axis.high + axis.step / 100; ++i)
        draw(axis.low + i * axis.step);
    };
    ticks(up_, [&](double v) {
      Line("grid", kLeft, Y(v), kPlotWidth - kRight, Y(v));
      Text("tick end", kLeft - 7, Y(v) + 4, Formatted(format_up, v));
    });
    ticks(across_, [&](double v) {
      Line("grid", X(v), kTop, X(v), kPlotHeight - kBottom);
      Text("tick mid", X(v), kPlotHeight - kBottom + 16, Formatted(format_across, v));
    });
    Text("axis mid", (kLeft + kPlotWidth - kRight) / 2, kPlotHeight - 8, name_across);
    absl::StrAppendFormat(&out_,
                          "<text class=\"axis mid\" transform=\"translate(11 %.1f) rotate(-90)\">%s</text>",
                          (kTop + kPlotHeight - kBottom) / 2, name_up);
  }
  void Line(const char* style, double x1, double y1, double x2, double y2) {
    absl::StrAppendFormat(&out_, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                          style, x1, y1, x2, y2);
  }
  void Path(const char* style, const std::vector<std::pair<double, double>>& points) {
    absl::StrAppendFormat(&out_, "<polyline class=\"%s\" points=\"", style);
    for (const auto& [x, y] : points) absl::StrAppendFormat(&out_, "%.1f,%.1f ", X(x), Y(y));
    out_ += "\"/>";
  }
  void Dot(const char* style, double x, double y, double radius) {
    absl::StrAppendFormat(&out_, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, X(x),
                          Y(y), radius);
  }
  void Text(const char* style, double x, double y, const std::string& text) {
    absl::StrAppendFormat(&out_, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y,
                          Escaped(text));
  }
  std::string Done() { return out_ + "</svg>"; }

 private:
  static std::string Formatted(const std::string& format, double value) {
    if (format == "%") return absl::StrFormat("%.0f%%", value * 100);
    return format == "2" ? absl::StrFormat("%.2f", value) : absl::StrFormat("%.1f", value);
  }
  Axis across_, up_;
  std::string out_;
};

double In1(int32_t value) { return value / 10'000.0; }

struct Named {
  double km = 0, gini = 0;
};
Named PlaceOfPolicy(const v1::Simulation& simulation, bool b) {
  auto mean = [&](v1::SimulatedFigure figure) {
    const v1::FigureComparison& one = *FigureOf(simulation.figures(), figure);
    return In1((b ? one.policy_b() : one.policy_a()).mean());
  };
  return {mean(v1::MEAN_KM), mean(v1::GINI)};
}

}  // namespace

std::string FrontierPlot(const v1::Simulation& simulation, Language language) {
  const Named a = PlaceOfPolicy(simulation, false), b = PlaceOfPolicy(simulation, true);
  std::vector<double> kms = {a.km, b.km}, ginis = {a.gini, b.gini};
  for (const auto& point : simulation.frontier()) {
    kms.push_back(In1(point.mean_km()));
    ginis.push_back(In1(point.gini()));
    if (point.distance_only()) kms.push_back(In1(point.mean_km()) * 1.1);
  }
  Plot plot(Axis::Around(kms), Axis::Around(ginis));
  plot.Grid(In({"平均走多远（公里）", "Distance on average (km)"}, language),
            In({"不均（基尼系数）", "Unevenness (Gini)"}, language), "1", "2");
  std::vector<std::pair<double, double>> line;
  for (const auto& point : simulation.frontier()) {
    const double km = In1(point.mean_km()), gini = In1(point.gini());
    if (point.distance_only()) {
      plot.Line("mark", plot.X(km * 1.1), kTop, plot.X(km * 1.1), kPlotHeight - kBottom);
      plot.Text("note", plot.X(km * 1.1) + 5, kTop + 11, In({"多走一成", "+10 % distance"}, language));
      plot.Dot("other", km, gini, 4.5);
      plot.Text("note end", plot.X(km) - 9, plot.Y(gini) + 4, In({"只看远近", "distance only"}, language));
    } else {
      line.emplace_back(km, gini);
    }
  }
  plot.Path("trail", line);
  for (const auto& point : simulation.frontier()) {
    if (point.distance_only()) continue;
    const double km = In1(point.mean_km()), gini = In1(point.gini());
    plot.Dot("step", km, gini, 3);
    plot.Text("tick", plot.X(km) + 6, plot.Y(gini) - 5, absl::StrCat(point.load()));
  }
  plot.Dot("a", a.km, a.gini, 7);
  plot.Text("name a-text end", plot.X(a.km) - 11, plot.Y(a.gini) + 5, "A");
  plot.Dot("b", b.km, b.gini, 7);
  plot.Text("name b-text end", plot.X(b.km) - 9, plot.Y(b.gini) + 16, "B");
  return plot.Done();
}

std::string LorenzPlot(const v1::Simulation& simulation, Language language) {
  Plot plot(Axis{}, Axis{});
  plot.Grid(In({"从最闲的队数起，占多少队", "Teams, from the least busy"}, language),
            In({"一共做了多少", "Share of the work"}, language), "%", "%");
  plot.Path("mark", {{0, 0}, {1, 1}});
  auto curve = [](const google::protobuf::RepeatedField<int32_t>& shares) {
    std::vector<std::pair<double, double>> points;
    for (int i = 0; i < shares.size(); ++i)
      points.emplace_back(i / std::max(shares.size() - 1.0, 1.0), In1(shares[i]));
    return points;
  };
  plot.Path("curve-a", curve(simulation.lorenz_a()));
  plot.Path("curve-b", curve(simulation.lorenz_b()));
  plot.Text("note end", plot.X(0.52), plot.Y(0.6), In({"人人一样", "all alike"}, language));
  plot.Text("name a-text", kLeft + 14, kTop + 22, "A");
  plot.Line("curve-a", kLeft + 32, kTop + 17, kLeft + 66, kTop + 17);
  plot.Text("name b-text", kLeft + 14, kTop + 42, "B");
  plot.Line("curve-b", kLeft + 32, kTop + 37, kLeft + 66, kTop + 37);
  return plot.Done();
}

std::string WaitingPlot(const v1::Simulation& simulation, Language language) {
  constexpr double kRow = 58, kWide = 880, kNames = 236, kEnd = 760;
  const v1::SimulatedFigure shown[] = {v1::OFFERS_PER_ORDER, v1::WAIT_HOURS, v1::WAIT_HOURS_SLOWEST,
                                       v1::WAIT_HOURS_WORST_TOWNSHIP};
  std::string out = absl::StrFormat("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\">", kWide, kRow * 4 + 4);
  double top = 4;
  for (const v1::SimulatedFigure figure : shown) {
    const v1::FigureComparison& one = *FigureOf(simulation.figures(), figure);
    const double most = std::max({one.policy_a().high(), one.policy_b().high(), 1});
    absl::StrAppendFormat(&out, "<text class=\"row\" x=\"0\" y=\"%.1f\">%s</text>", top + 26,
                          Escaped(NameOf(figure, language)));
    const std::pair<const char*, const v1::Estimate*> bars[] = {{"a", &one.policy_a()},
                                                                {"b", &one.policy_b()}};
    double y = top + 6;
    for (const auto& [policy, estimate] : bars) {
      auto across = [&](int32_t value) { return kNames + (kEnd - kNames) * value / most; };
      absl::StrAppendFormat(
          &out, "<rect class=\"bar-%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"16\" rx=\"2\"/>",
          policy, kNames, y, across(estimate->mean()) - kNames);
      absl::StrAppendFormat(&out, "<line class=\"whisker\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                            across(estimate->low()), across(estimate->high()), y + 8, y + 8);
      absl::StrAppendFormat(&out, "<text class=\"value\" x=\"%.1f\" y=\"%.1f\">%s %s</text>", kEnd + 12,
                            y + 13, policy[0] == 'a' ? "A" : "B",
                            Escaped(Reads(figure, estimate->mean(), language)));
      y += 20;
    }
    top += kRow;
  }
  return out + "</svg>";
}

}  // namespace diandan::matching::simulate
