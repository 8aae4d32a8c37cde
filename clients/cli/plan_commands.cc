// plan: the best plan for a whole problem at once.
#include "clients/cli/families.h"
#include "clients/cli/plan_instance.h"
#include "clients/cli/plan_server.h"

namespace diandan::cli {

void AddPlanCommands(Command& root, Context& context) {
  Command& plan = root.Sub("plan", {"一次排好全部", "Plan everything at once"});
  // A published instance is planned here; everything else is asked of the server.
  auto instance = plan.Option("--instance", "FILE",
                              {"公开的算例文件；不用连服务器", "A published instance; needs no server"});
  auto model = plan.Option("--model", "MODEL", {"文件的格式：gmission", "The file's format: gmission"});
  AddPlanServerCommands(plan, context);
  plan.Runs([=, &context] { return PlanInstance(context, *instance, *model); });
}

}  // namespace diandan::cli
