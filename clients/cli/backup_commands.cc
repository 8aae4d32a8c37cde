// backup, restore: the data of the private PostgreSQL, kept and brought back. Both on the server's own
// machine.
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/private_files.h"
#include "google/protobuf/struct.pb.h"
#include "services/base/say_time.h"
#include "services/upkeep/backup.h"
#include "services/upkeep/restore.h"

namespace diandan::cli {

namespace u = upkeep;
using google::protobuf::Struct;

namespace {

constexpr Wording kBackedUp{"备份好了：{folder}（{size} MB，PostgreSQL 已逐个文件核对）",
                            "Backed up: {folder} ({size} MB, every file checked by PostgreSQL)"};
constexpr Wording kNoWal{"服务没有开 --wal_archive：这份备份只能还原到它做好的那一刻，之后的都不在里面。",
                         "The server runs without --wal_archive: this backup brings back the moment it was "
                         "made, and nothing later."};
constexpr Wording kWalAt{"以后的每一步在 {wal}，两样放在一起才能还原到任意时刻。",
                         "Every later change is in {wal}; both together bring back any moment."};
constexpr Wording kKeysApart{
    "钥匙不在备份里（编号 {key}）：没有它，姓名、电话、证件号谁也读不出来。另存一份到别处：--keys-to "
    "目录，或抄走 {keys}",
    "The keys are not in it (id {key}): without them nobody can read names, phones or ID numbers. Keep a "
    "copy "
    "elsewhere: --keys-to DIR, or copy {keys}"};
constexpr Wording kKeysKept{"钥匙（编号 {key}）抄到了 {to}：把它和备份分开保管。",
                            "The keys (id {key}) were copied to {to}: keep them apart from the backups."};
constexpr Wording kRemovedOld{"旧的 {count} 份清掉了。", "{count} older ones were removed."};

constexpr Wording kCopying{"正在核对备份并放到 {data}……",
                           "Checking the backup and laying it out in {data} …"};
constexpr Wording kReplaying{"正在重放以后的每一步……", "Replaying every later change …"};
constexpr Wording kChecking{"正在对账：跨服务的账，再逐行和公布过的封存比……",
                            "Reconciling the services, then comparing every row with what was published …"};
constexpr Wording kRestoredTo{"还原到 {time}，用了 {seconds} 秒。", "Restored as of {time} in {seconds} s."};
constexpr Wording kRestoredAsBackedUp{"还原到备份做好的那一刻，用了 {seconds} 秒。",
                                      "Restored as of the backup's own end in {seconds} s."};
constexpr Wording kHeadBooks{"核对什么\t看了\t不对", "what\tlooked at\twrong"};
constexpr Wording kLedgerLine{"{service}：每一行和公布过的封存一致", "{service}: every row is as published"};
constexpr Wording kCutLog{
    "{service}：公布过 {published} 份封存，还原到的这一刻只到第 {kept} 份。后面 {rest} "
    "份说的事已经没有了，抄过它们的人会看到不同：请告诉他们。原来的封存没有动。",
    "{service}: {published} checkpoints were published, this moment has {kept}. What the last {rest} say is "
    "gone, "
    "and whoever copied them will see a difference: tell them. The published files were left as they are."};
constexpr Wording kSound{
    "账都对得上。启动：diandan-server --data {data} …（先别让旧的再跑）",
    "Everything agrees. Start it: diandan-server --data {data} … (and never the old one again)"};
constexpr Wording kUnsound{"有对不上的，先别用它办事；报告在 {file}",
                           "Something does not agree: do not work with it yet. The report is in {file}"};
constexpr Wording kWantMoment{
    "写成 2026-11-30 14:05 或 2026-11-30T14:05:30+08:00，不写时区就是北京时间",
    "2026-11-30 14:05 or 2026-11-30T14:05:30+08:00; without a zone it is China's time"};

Status Backup(Context& context, u::BackupWish wish) {
  wish.data_dir = context.settings.data_dir;
  if (wish.to.empty()) return InvalidField("--to", "", "required");
  DD_ASSIGN_OR_RETURN(const u::BackupDone done, u::TakeBackup(wish));
  Struct all;
  auto& fields = *all.mutable_fields();
  fields["folder"].set_string_value(done.folder);
  fields["bytes"].set_number_value(double(done.bytes));
  fields["walArchive"].set_string_value(done.about.wal_archive);
  fields["key"].set_string_value(done.about.key);
  const std::string size = absl::StrCat((done.bytes + 500'000) / 1'000'000);
  context.out.Done(all, context.Say(kBackedUp, {{"folder", done.folder}, {"size", size}}), {done.folder});
  context.out.Note(done.about.wal_archive.empty() ? context.Say(kNoWal)
                                                  : context.Say(kWalAt, {{"wal", done.about.wal_archive}}));
  context.out.Note(wish.keys_to.empty()
                       ? context.Say(kKeysApart, {{"key", done.about.key},
                                                  {"keys", wish.keys_dir.empty() ? wish.data_dir + "/keys"
                                                                                 : wish.keys_dir}})
                       : context.Say(kKeysKept, {{"key", done.about.key}, {"to", wish.keys_to}}));
  if (!done.removed.empty())
    context.out.Note(context.Say(kRemovedOld, {{"count", absl::StrCat(done.removed.size())}}));
  return absl::OkStatus();
}

// Over the counties of one service.
struct Sum {
  int64_t rows = 0, differences = 0;
};

Sum SumOf(const checkpoint::ServiceReport& service) {
  Sum sum;
  for (const auto& county : service.counties) {
    sum.rows += county.rows;
    sum.differences += int64_t(county.differences.size()) + county.more;
  }
  return sum;
}

Struct ReportOf(const u::RestoreWish& wish, const u::RestoreDone& done) {
  Struct all;
  auto& fields = *all.mutable_fields();
  fields["backup"].set_string_value(wish.backup);
  if (done.last != absl::InfinitePast())
    fields["restoredTo"].set_string_value(
        absl::FormatTime(absl::RFC3339_full, done.last, absl::UTCTimeZone()));
  fields["seconds"].set_number_value(absl::ToDoubleSeconds(done.took));
  fields["sound"].set_bool_value(done.sound());
  auto& books = *fields["books"].mutable_struct_value()->mutable_fields();
  for (const u::BookCheck& check : done.books) {
    auto& counts = *books[check.name].mutable_struct_value()->mutable_fields();
    counts["lookedAt"].set_number_value(double(check.looked_at));
    counts["wrong"].set_number_value(double(check.wrong));
  }
  auto& ledgers = *fields["ledgers"].mutable_struct_value()->mutable_fields();
  for (const auto& service : done.ledgers) {
    const Sum sum = SumOf(service);
    auto& counts = *ledgers[service.service].mutable_struct_value()->mutable_fields();
    counts["checkpoint"].set_number_value(double(service.checkpoint));
    counts["rows"].set_number_value(double(sum.rows));
    counts["differences"].set_number_value(double(sum.differences));
  }
  auto& cuts = *fields["checkpointsLeftOut"].mutable_struct_value()->mutable_fields();
  for (const u::Cut& cut : done.cuts) cuts[cut.service].set_number_value(double(cut.published - cut.kept));
  return all;
}

void TellRestored(Context& context, const u::RestoreDone& done) {
  const std::string seconds = absl::StrCat(absl::ToInt64Seconds(absl::Ceil(done.took, absl::Seconds(1))));
  context.out.Note(done.last == absl::InfinitePast()
                       ? context.Say(kRestoredAsBackedUp, {{"seconds", seconds}})
                       : context.Say(kRestoredTo, {{"time", absl::FormatTime("%Y-%m-%d %H:%M:%E3S", done.last,
                                                                             ChinaTime())},
                                                   {"seconds", seconds}}));
  for (const u::Cut& cut : done.cuts) {
    context.out.Note(context.Say(kCutLog, {{"service", cut.service},
                                           {"published", absl::StrCat(cut.published)},
                                           {"kept", absl::StrCat(cut.kept)},
                                           {"rest", absl::StrCat(cut.published - cut.kept)}}));
  }
}

Table BookTable(Context& context, const u::RestoreDone& done) {
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadBooks), '\t');
  table.right = {1, 2};
  for (const u::BookCheck& check : done.books) {
    table.rows.push_back({context.for_scripts() ? check.name : context.Say(check.what),
                          absl::StrCat(check.looked_at), absl::StrCat(check.wrong)});
  }
  for (const auto& service : done.ledgers) {
    const Sum sum = SumOf(service);
    table.rows.push_back({context.for_scripts() ? "LEDGER_" + service.service
                                                : context.Say(kLedgerLine, {{"service", service.service}}),
                          absl::StrCat(sum.rows), absl::StrCat(sum.differences)});
  }
  return table;
}

Status RestoreFrom(Context& context, u::RestoreWish wish, const std::string& at) {
  wish.data_dir = context.settings.data_dir;
  wish.at = ExactTime(at);
  if (!at.empty() && !wish.at) return InvalidField("--at", at, context.Say(kWantMoment));
  const PrivateFiles mine;
  DD_ASSIGN_OR_RETURN(const u::RestoreDone done, u::Restore(wish, [&](absl::string_view step) {
                        context.out.Note(step == "copy"     ? context.Say(kCopying, {{"data", wish.data_dir}})
                                         : step == "replay" ? context.Say(kReplaying)
                                                            : context.Say(kChecking));
                      }));
  TellRestored(context, done);
  const Struct report = ReportOf(wish, done);
  const std::string file = wish.data_dir + "/restore-report.json";
  std::ofstream(file) << Json(report) << "\n";
  context.out.Show(report, BookTable(context, done));
  if (done.sound()) {
    context.out.Note(context.Say(kSound, {{"data", wish.data_dir}}));
    return absl::OkStatus();
  }
  context.out.Complain(context.Say(kUnsound, {{"file", file}}));
  int64_t wrong = 0;
  for (const u::BookCheck& check : done.books) wrong += check.wrong;
  for (const auto& service : done.ledgers) wrong += SumOf(service).differences;
  return context.Told(Refuse(errors::v1::LEDGER_ALTERED, {{"count", absl::StrCat(wrong)}}));
}

}  // namespace

void AddBackupCommands(Command& root, Context& context) {
  Command& backup = root.Sub(
      "backup",
      {"备份自带的 PostgreSQL，服务不用停；在服务那台机器上，用同一个系统用户",
       "Back up the private PostgreSQL while it serves; on the server's machine, as its system user"});
  auto to = backup.Option("--to", "DIR",
                          {"放备份的文件夹，最好在另一块盘", "Folder of backups, best on another disk"},
                          Need::kRequired);
  auto keys = backup.Option("--keys", "DIR", kHelpServersKeys);
  auto keys_to = backup.Option(
      "--keys-to", "DIR",
      {"把钥匙也抄一份到这里；要和备份分开", "Copies the keys there as well, apart from the backups"});
  auto published = backup.Option("--checkpoints", "DIR",
                                 {"服务的 --checkpoints；不写就是数据目录里的",
                                  "The server's --checkpoints; by default those of the data folder"});
  auto keep = backup.Number("--keep", {"留几份，更早的清掉；不写都留",
                                       "How many are kept, older ones are removed; by default all"});
  backup.Runs([=, &context] {
    return Backup(
        context,
        {.keys_dir = *keys, .checkpoints = *published, .to = *to, .keys_to = *keys_to, .keep = *keep});
  });

  Command& restore = root.Sub(
      "restore",
      {"从备份还原到新的数据目录（--data），再自己对账；用将来启动服务的那个系统用户",
       "Restore into a new data folder (--data) and reconcile it; as the user who will start the server"});
  auto from =
      restore.Argument("BACKUP", {"哪一份备份：带日期的那个文件夹", "The backup: the folder with the date"});
  auto at = restore.Option(
      "--at", "TIME",
      {"还原到这一刻；不写就是能到的最后一刻", "As of this moment; by default the last one there is"});
  auto kept = restore.Option("--keys", "DIR", {"另存的钥匙在哪", "Where the keys are kept"}, Need::kRequired);
  auto wal = restore.Option("--wal", "DIR",
                            {"服务的 --wal_archive；不写就是备份里记的那个",
                             "The server's --wal_archive; by default as the backup says"});
  auto logs = restore.Option("--checkpoints", "DIR",
                             {"公布过的封存；不写就是备份里记的那个文件夹",
                              "Published checkpoints; by default the folder the backup names"});
  restore.Runs([=, &context] {
    return RestoreFrom(context, {.backup = *from, .keys_dir = *kept, .wal = *wal, .checkpoints = *logs}, *at);
  });
}

}  // namespace diandan::cli
