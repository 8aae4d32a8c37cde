// The words of the report and how its figures read. Internal to the report and to what shows its figures
// elsewhere. Pure.
#pragma once

#include <string>

#include "diandan/matching/v1/simulation.pb.h"
#include "services/base/words_table.h"

namespace diandan::matching::simulate {

std::string In(const Wording& wording, Language language);
std::string Escaped(const std::string& text);

// 基尼系数 …; what it means; "0.52", "34.4 %", "2.85 km" of ten-thousandths.
std::string NameOf(v1::SimulatedFigure figure, Language language);
std::string MeaningOf(v1::SimulatedFigure figure, Language language);
std::string Reads(v1::SimulatedFigure figure, int32_t value, Language language);
// With a sign, for differences.
std::string ReadsDifference(v1::SimulatedFigure figure, int32_t value, Language language);
// -1 the figure got worse, +1 better, 0 no difference; `direction` as DirectionOf.
int Goodness(v1::SimulatedFigure figure, int direction);

// An assumption's name, and its value with its unit.
std::string AssumptionName(const std::string& assumption, Language language);
std::string AssumptionReads(const std::string& assumption, int32_t value, Language language);

// Of a field of Weights or WavePolicy; the field's own name when it has no words here.
std::string WeightName(const std::string& field, Language language);

}  // namespace diandan::matching::simulate
