// diandan-fraud-county: writes an instance for `diandan risk --instance FILE --truth` to stdout.
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "tests/fraud/county.h"

ABSL_FLAG(uint64_t, seed, 1, "The same seed and settings give the same county.");
ABSL_FLAG(int, attendances, 100'000, "How many, about.");
ABSL_FLAG(double, fraud, 0.02, "Share of the attendances that is planted.");
ABSL_FLAG(std::vector<std::string>, kinds, {}, "Codes of those planted; all twelve when empty.");
ABSL_FLAG(int, days, 91, "Length of the period.");
ABSL_FLAG(double, own_code, 0.55, "Teams that use codes.");
ABSL_FLAG(double, weak_signal, 0.3, "Places with weak signal.");
ABSL_FLAG(double, campaigns, 0.14, "Attendances on campaign days.");
ABSL_FLAG(double, back_filled, 0.03, "Attendances that are back-filled in earnest.");
ABSL_FLAG(double, villages, 0.002, "Villages per attendance.");
ABSL_FLAG(std::vector<std::string>, without, {}, "Optional fields that are not written (county.h, Leaving).");
ABSL_FLAG(bool, truth, true, "Writes what each attendance is.");

int main(int argc, char** argv) {
  namespace f = diandan::fraud;
  absl::SetProgramUsageMessage("diandan-fraud-county [--seed N] [--attendances N] [--fraud 0.02] > FILE");
  absl::ParseCommandLine(argc, argv);
  f::Settings settings{.seed = absl::GetFlag(FLAGS_seed),
                       .attendances = absl::GetFlag(FLAGS_attendances),
                       .fraud = absl::GetFlag(FLAGS_fraud),
                       .days = absl::GetFlag(FLAGS_days),
                       .villages = absl::GetFlag(FLAGS_villages),
                       .own_code = absl::GetFlag(FLAGS_own_code),
                       .weak_signal = absl::GetFlag(FLAGS_weak_signal),
                       .campaigns = absl::GetFlag(FLAGS_campaigns),
                       .back_filled = absl::GetFlag(FLAGS_back_filled)};
  for (const std::string& code : absl::GetFlag(FLAGS_kinds)) {
    for (int kind = 1; kind <= f::kKinds; ++kind) {
      if (code == f::Code(f::Kind(kind))) settings.kinds.push_back(f::Kind(kind));
    }
  }
  f::WriteLines(f::MakeCounty(settings), {absl::GetFlag(FLAGS_without), absl::GetFlag(FLAGS_truth)},
                std::cout);
  return std::cout.flush() ? 0 : 1;
}
