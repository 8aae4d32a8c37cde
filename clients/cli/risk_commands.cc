// risk: which attendances of an instance a person should look at, and why.
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/risk_instance.h"

namespace diandan::cli {

void AddRiskCommands(Command& root, Context& context) {
  Command& risk = root.Sub("risk", {"哪些时长要人看一眼，为什么；不用连服务器",
                                    "Which hours a person should look at, and why; needs no server"});
  auto instance = risk.Option("--instance", "FILE",
                              {"一行一个 JSON 的算例，写法见 tests/fixtures/fraud/README",
                               "An instance, one JSON object a line: tests/fixtures/fraud/README"});
  auto truth =
      risk.Flag("--truth", {"和算例里写明的真相比：每一种找到多少，冤枉多少",
                            "Compare with the truth told in it: found of each kind, honest ones flagged"});
  auto all = risk.Flag("--all", kHelpAll);
  risk.Runs([=, &context] { return RiskOfInstance(context, *instance, *truth, *all); });
}

}  // namespace diandan::cli
