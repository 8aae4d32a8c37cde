// ledger: whether the books agree, with each other and with what was published; the published checkpoints.
#include "absl/strings/str_cat.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/ledger_checkpoints.h"
#include "clients/cli/ledger_verify.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/ledger_service.grpc.pb.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

Status Reconcile(Context& context) {
  h::ReconcileRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::ReconcileResponse response;
  DD_RETURN_IF_ERROR(context.Read(&h::LedgerService::Stub::Reconcile, request, &response));
  if (context.out.format() == Format::kTable) {
    context.out.Line(context.Say(kReconciled, {{"transfers", absl::StrCat(response.transfers())},
                                               {"entries", absl::StrCat(response.entries())},
                                               {"events", absl::StrCat(response.events())},
                                               {"faults", absl::StrCat(response.faults_size())}}));
  }
  Table table;
  for (const auto& fault : response.faults()) {
    table.rows.push_back({h::FaultKind_Name(fault.kind()), fault.subject_id(), absl::StrCat(fault.expected()),
                          absl::StrCat(fault.found())});
  }
  if (response.faults_size() > 0 || context.out.format() != Format::kTable) context.out.Show(response, table);
  return absl::OkStatus();
}

}  // namespace

void AddLedgerCommands(Command& root, Context& context) {
  Command& ledger = root.Sub("ledger", {"时长的账本", "The ledger of hours"});

  Command& verify = ledger.Sub(
      "verify", {"对账：每一笔都合得上吗；带上 --checkpoint 就和公布过的封存逐行比，不用连服务器",
                 "Check that the books agree; with --checkpoint row by row with what was published, without "
                 "the server"});
  auto database =
      verify.Option("--database", "CONNINFO",
                    {"数据库，要能看到全部的行，口令写在 ~/.pgpass 里；不写就是 --data 里自带的那一个",
                     "The database, as somebody who sees every row; passwords go into ~/.pgpass. By default "
                     "the private one "
                     "under --data"});
  auto checkpoints =
      verify.Options("--checkpoint", "FILE",
                     {"公布的封存：一个 .log 文件，或放它们的文件夹；可以写几次",
                      "Published checkpoints: a .log file or a folder of them; may be repeated"});
  auto key = verify.Option("--public-key", "FILE",
                           {"您手里的钥匙：diandan ledger key 打出来的那一行",
                            "The key you trust: the line that diandan ledger key prints"});
  verify.Runs([=, &context] {
    const bool alone = database->empty() && checkpoints->empty() && key->empty();
    return alone ? Reconcile(context) : VerifyLedger(context, {*database, *checkpoints, *key});
  });

  Command& published = ledger.Sub("checkpoints", {"公布过的封存", "Published checkpoints"});
  auto service = published.Option("--service", "NAME", {"只看这项服务", "Of this service only"});
  auto all = published.Flag("--all", kHelpAll);
  auto save = published.Option(
      "--save", "DIR",
      {"抄一份到这个文件夹，已有的接着抄", "Keeps a copy in this folder and adds what is new"});
  published.Runs([=, &context] { return ListCheckpoints(context, {*service, *all, *save}); });

  ledger.Sub("key", {"封存用的公钥", "The public key that checkpoints are signed by"}).Runs([&context] {
    return ShowCheckpointKey(context);
  });
}

}  // namespace diandan::cli
