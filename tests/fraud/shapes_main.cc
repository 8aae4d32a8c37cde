// Writes a county of another shape as lines: diandan-fraud-shape --shape festival > FILE
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "tests/fraud/shapes.h"

ABSL_FLAG(std::string, shape, "plain",
          "plain, festival, one-leader, far-away, shared-phones, big-crews, many-counties.");
ABSL_FLAG(uint64_t, seed, 1, "The same seed gives the same county.");
ABSL_FLAG(int, attendances, 20'000, "How many, about.");
ABSL_FLAG(double, fraud, 0.05, "Share of them that is fraud.");

int main(int argc, char** argv) {
  namespace f = diandan::fraud;
  absl::SetProgramUsageMessage("diandan-fraud-shape [--shape NAME] [--seed N] [--fraud 0.05] > FILE");
  absl::ParseCommandLine(argc, argv);
  const auto shape = f::ShapeOf(absl::GetFlag(FLAGS_shape));
  if (!shape) {
    std::cerr
        << "--shape: one of plain, festival, one-leader, far-away, shared-phones, big-crews, many-counties\n";
    return 2;
  }
  f::WriteLines(f::MakeShaped(*shape, {.seed = absl::GetFlag(FLAGS_seed),
                                       .attendances = absl::GetFlag(FLAGS_attendances),
                                       .fraud = absl::GetFlag(FLAGS_fraud)}),
                {}, std::cout);
  return std::cout.flush() ? 0 : 1;
}
