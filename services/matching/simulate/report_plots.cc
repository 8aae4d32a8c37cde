#include "services/matching/simulate/report_plots.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
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

// Shapes in tenths, as a picture keeps them.
class Drawing {
 public:
  Drawing(double width, double height) {
    picture_.set_width(static_cast<int32_t>(width));
    picture_.set_height(static_cast<int32_t>(height));
  }
  v1::Shape& Add(v1::ShapeKind kind, const std::string& style, std::initializer_list<double> at) {
    v1::Shape& shape = *picture_.add_shapes();
    shape.set_kind(kind);
    shape.set_style(style);
    for (const double one : at) shape.add_at(Tenths(one));
    return shape;
  }
  void Text(const std::string& style, double x, double y, const std::string& text,
            v1::ShapeKind kind = v1::TEXT) {
    Add(kind, style, {x, y}).set_text(text);
  }
  v1::Picture Done(const Wording& title, const Wording& note, std::string alternative, Language language) {
    picture_.set_title(In(title, language));
    picture_.set_note(In(note, language));
    picture_.set_alternative(std::move(alternative));
    return std::move(picture_);
  }
  static int32_t Tenths(double value) { return static_cast<int32_t>(std::lround(value * 10)); }

 private:
  v1::Picture picture_;
};

// A drawing with two axes.
class Plot : public Drawing {
 public:
  Plot(const Axis& across, const Axis& up) : Drawing(kPlotWidth, kPlotHeight), across_(across), up_(up) {}
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
    Text("axis mid", 11, (kTop + kPlotHeight - kBottom) / 2, name_up, v1::UPWARD_TEXT);
  }
  void Line(const std::string& style, double x1, double y1, double x2, double y2) {
    Add(v1::LINE, style, {x1, y1, x2, y2});
  }
  void Path(const std::string& style, const std::vector<std::pair<double, double>>& points) {
    v1::Shape& path = Add(v1::PATH, style, {});
    for (const auto& [x, y] : points) {
      path.add_at(Tenths(X(x)));
      path.add_at(Tenths(Y(y)));
    }
  }
  void Dot(const std::string& style, double x, double y, double radius) {
    Add(v1::DOT, style, {X(x), Y(y), radius});
  }

 private:
  static std::string Formatted(const std::string& format, double value) {
    if (format == "%") return absl::StrFormat("%.0f%%", value * 100);
    return format == "2" ? absl::StrFormat("%.2f", value) : absl::StrFormat("%.1f", value);
  }
  Axis across_, up_;
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

// "A: 2.85 km, 0.52" of each that the picture names.
std::string FrontierInWords(const v1::Simulation& simulation, Language language) {
  auto place = [&](const std::string& name, double km, double gini) {
    return absl::StrFormat(language == Language::kEnglish ? "%s: %.2f km on average, unevenness %.3f. "
                                                          : "%s：平均 %.2f 公里，不均 %.3f。",
                           name, km, gini);
  };
  const Named a = PlaceOfPolicy(simulation, false), b = PlaceOfPolicy(simulation, true);
  std::string said = place("A", a.km, a.gini) + place("B", b.km, b.gini);
  for (const auto& point : simulation.frontier()) {
    const std::string name =
        point.distance_only()
            ? In({"只看远近", "Distance only"}, language)
            : absl::StrCat(In({"负荷满了加 ", "A full load adds "}, language), point.load());
    said += place(name, In1(point.mean_km()), In1(point.gini()));
  }
  return std::string(absl::StripAsciiWhitespace(said));
}

// What the busiest tenth and the least busy half do.
std::string LorenzInWords(const v1::Simulation& simulation, Language language) {
  auto curve = [&](const char* name, const google::protobuf::RepeatedField<int32_t>& shares) -> std::string {
    if (shares.empty()) return "";
    const int last = shares.size() - 1;
    return absl::StrFormat(
        language == Language::kEnglish
            ? "%s: the least busy half of the teams do %.0f %%, the busiest tenth %.0f %%. "
            : "%s：最闲的一半队做了 %.0f%%，最忙的一成做了 %.0f%%。",
        name, In1(shares[last / 2]) * 100, (1 - In1(shares[last * 9 / 10])) * 100);
  };
  return std::string(
      absl::StripAsciiWhitespace(curve("A", simulation.lorenz_a()) + curve("B", simulation.lorenz_b())));
}

}  // namespace

v1::Picture FrontierPlot(const v1::Simulation& simulation, Language language) {
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
  return plot.Done(
      {"公平要多走多少路", "What fairness costs in distance"},
      {"越靠左下越好。线上每一点是 B 把“负荷满了加”改成那个数；虚线是比只看远近多走一成。",
       "Lower left is better. Each point of the line is B with that many points for a full load; "
       "dashed: ten per cent further than by distance alone."},
      FrontierInWords(simulation, language), language);
}

v1::Picture LorenzPlot(const v1::Simulation& simulation, Language language) {
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
  return plot.Done({"活落在哪些队身上", "Whom the work falls on"},
                   {"曲线离虚线越近，轮得越均。按说好的半天折算。",
                    "The nearer to the dashed line, the more alike. Per half-day declared."},
                   LorenzInWords(simulation, language), language);
}

v1::Picture WaitingPlot(const v1::Simulation& simulation, Language language) {
  constexpr double kRow = 58, kWide = 880, kNames = 236, kEnd = 760;
  const v1::SimulatedFigure shown[] = {v1::OFFERS_PER_ORDER, v1::WAIT_HOURS, v1::WAIT_HOURS_SLOWEST,
                                       v1::WAIT_HOURS_WORST_TOWNSHIP};
  Drawing drawing(kWide, kRow * 4 + 4);
  std::string words;
  double top = 4;
  for (const v1::SimulatedFigure figure : shown) {
    const v1::FigureComparison& one = *FigureOf(simulation.figures(), figure);
    const double most = std::max({one.policy_a().high(), one.policy_b().high(), 1});
    drawing.Text("row", 0, top + 26, NameOf(figure, language));
    const std::pair<const char*, const v1::Estimate*> bars[] = {{"A", &one.policy_a()},
                                                                {"B", &one.policy_b()}};
    absl::StrAppend(&words, NameOf(figure, language));
    double y = top + 6;
    for (const auto& [policy, estimate] : bars) {
      auto across = [&](int32_t value) { return kNames + (kEnd - kNames) * value / most; };
      const std::string value = absl::StrCat(policy, " ", Reads(figure, estimate->mean(), language));
      drawing.Add(v1::BAR, policy[0] == 'A' ? "bar-a" : "bar-b",
                  {kNames, y, across(estimate->mean()) - kNames, 16});
      drawing.Add(v1::LINE, "whisker", {across(estimate->low()), y + 8, across(estimate->high()), y + 8});
      drawing.Text("value", kEnd + 12, y + 13, value);
      absl::StrAppend(&words, In({"，", ", "}, language), value);
      y += 20;
    }
    absl::StrAppend(&words, In({"。", ". "}, language));
    top += kRow;
  }
  return drawing.Done({"问几次，等多久", "Offers and waiting"},
                      {"细线是 95% 的把握范围。", "Thin lines: 95 % intervals."},
                      std::string(absl::StripAsciiWhitespace(words)), language);
}

std::string SvgOf(const v1::Picture& picture) {
  std::string out = absl::StrFormat("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                                    picture.width(), picture.height(), Escaped(picture.alternative()));
  for (const v1::Shape& shape : picture.shapes()) {
    auto at = [&](int i) { return i < shape.at_size() ? shape.at(i) / 10.0 : 0; };
    const char* style = shape.style().c_str();
    switch (shape.kind()) {
      case v1::LINE:
        absl::StrAppendFormat(&out, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                              style, at(0), at(1), at(2), at(3));
        break;
      case v1::PATH:
        absl::StrAppendFormat(&out, "<polyline class=\"%s\" points=\"", style);
        for (int i = 0; i + 1 < shape.at_size(); i += 2)
          absl::StrAppendFormat(&out, "%.1f,%.1f ", at(i), at(i + 1));
        out += "\"/>";
        break;
      case v1::DOT:
        absl::StrAppendFormat(&out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, at(0),
                              at(1), at(2));
        break;
      case v1::BAR:
        absl::StrAppendFormat(
            &out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>", style,
            at(0), at(1), at(2), at(3));
        break;
      case v1::UPWARD_TEXT:
        absl::StrAppendFormat(&out,
                              "<text class=\"%s\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>",
                              style, at(0), at(1), Escaped(shape.text()));
        break;
      default:
        absl::StrAppendFormat(&out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, at(0), at(1),
                              Escaped(shape.text()));
    }
  }
  return out + "</svg>";
}

}  // namespace diandan::matching::simulate
