// The ledger on one hot account: postings in batches through the lane, and rewards redeemed one by one
// through gRPC, beside a plain ledger of two updates a transfer on the same machine.
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"
#include "services/base/request_fields.h"
#include "services/db/conninfo.h"
#include "services/hours/points_rules.h"
#include "tests/bench/books.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

namespace h = hours::v1;
using Redemptions = h::RedemptionService::Stub::async_interface;

constexpr int kCrowd = 64;
constexpr int kPlainAccounts = 100'000;
constexpr int kPlenty = 1'000'000'000;

// Somebody else's ledger: the hot account gives, another gets.
Pgbench PlainLedger(const std::string& conninfo, const std::string& folder) {
  RunSql(conninfo,
         absl::StrCat("CREATE SCHEMA plain; CREATE TABLE plain.account (id int PRIMARY KEY, balance bigint "
                      "NOT NULL) WITH (fillfactor = 50); INSERT INTO plain.account SELECT n, 0 FROM "
                      "generate_series(0, ",
                      kPlainAccounts, ") AS n; ANALYZE plain.account"));
  return Pgbench(conninfo,
                 absl::StrCat("\\set other random(1, ", kPlainAccounts,
                              ")\nBEGIN;\nUPDATE plain.account SET balance = balance - 1 WHERE id = 0;\n"
                              "UPDATE plain.account SET balance = balance + 1 WHERE id = :other;\nCOMMIT;\n"),
                 folder);
}

// A reward of one point with stock for all of the measurement, and somebody with points for all of it.
std::string LayIn(const Site& site, const County& county) {
  auto call = [&](auto method, const auto& request, auto* response) {
    grpc::ClientContext context;
    Prepare(context, county.admin.token, "");
    const grpc::Status status = (site.rewards(0)->*method)(&context, request, response);
    if (!status.ok()) throw std::runtime_error(Problem(status));
  };
  h::Reward reward;
  h::CreateRewardRequest create;
  create.set_parent(county.parent());
  create.set_request_id(NewId());
  create.mutable_settings()->set_title("A towel");
  create.mutable_settings()->set_kind(h::REWARD_GOODS);
  create.mutable_settings()->set_points(1);
  create.mutable_settings()->set_org_path(AskText(
      site.conninfo(), absl::StrCat("SELECT min(path) FROM volunteers.org WHERE county_id = ", county.id)));
  call(&h::RewardService::Stub::CreateReward, create, &reward);
  for (int i = 0; i < 5; ++i) {
    h::RestockRewardRequest restock;
    restock.set_name(reward.name());
    restock.set_request_id(NewId());
    restock.set_add(1'000'000);
    call(&h::RewardService::Stub::RestockReward, restock, &reward);
  }
  const Uuid person = IdOf(county.leader.volunteer), lot = DeriveUuid(person, "points of the bench");
  RunSql(
      site.conninfo(),
      absl::StrCat(
          "INSERT INTO hours.point_account (county_id, id, volunteer_id, balance, held, owed) VALUES (",
          county.id, ", '", hours::PointAccount(person).ToString(), "', '", person.ToString(), "', ", kPlenty,
          ", 0, 0); INSERT INTO hours.point_lot (county_id, id, volunteer_id, expires_at, points, "
          "moves) VALUES (",
          county.id, ", '", lot.ToString(), "', '", person.ToString(), "', now() + interval '1 year', ",
          kPlenty,
          ", 0); UPDATE hours.county_clock SET changes = changes + 1 WHERE county_id = ", county.id));
  return reward.name();
}

// Redemptions of one person, so many at once.
Tally Redeem(const Site& site, const County& county, const std::string& reward, int in_flight,
             absl::Duration how_long) {
  return Checked(KeepInFlight(in_flight, how_long, [&](int line, Finished finished) {
    h::RedeemRewardRequest request;
    request.set_reward(reward);
    request.set_request_id(NewId());
    request.set_points(1);
    Send(site.redemptions(size_t(line)), &Redemptions::RedeemReward, county.leader.token, "",
         std::move(request), [finished = std::move(finished)](const grpc::Status& status, auto&, auto&) {
           finished(Problem(status));
         });
    return true;
  }));
}

// One client and many take turns, each beside the plain ledger with as many clients.
std::vector<Row> Single(const Settings& settings) {
  const Site site("volunteers,orders,hours", settings.connections);
  auto counties = site.Build({.counties = 1, .villages = 1, .members = 2});
  const std::string reward = LayIn(site, counties[0]);
  const Pgbench plain = PlainLedger(site.conninfo(), site.folder());
  Spent warming_up, spent;
  auto burst = [&](int in_flight, Spent& cost) {
    site.SignInAgain(counties);
    return site.Counted(cost, [&] { return Redeem(site, counties[0], reward, in_flight, settings.round); })
        .rate();
  };
  burst(kCrowd, warming_up);
  Duel alone, crowd;
  for (int round = 1; round <= settings.rounds; ++round) {
    alone.ours.push_back(burst(1, warming_up));
    alone.theirs.push_back(plain.Run(1, settings.round));
    crowd.ours.push_back(burst(kCrowd, spent));
    crowd.theirs.push_back(plain.Run(kCrowd, settings.round));
    Say(absl::StrFormat("round %d of %d: one %.0f beside %.0f, %d at once %.0f beside %.0f", round,
                        settings.rounds, alone.ours.back(), alone.theirs.back(), kCrowd, crowd.ours.back(),
                        crowd.theirs.back()));
  }
  return {
      ToRow("ledger_single", crowd, absl::StrCat("pgbench -c ", kCrowd, ", two updates on one hot account"),
            absl::StrFormat("%.1f × the rate of one client; the plain ledger has %.2f ×; %s",
                            Median(crowd.ours) / Median(alone.ours),
                            Median(crowd.theirs) / Median(alone.theirs), spent.PerCall())),
      ToRow("ledger_one", alone, "pgbench -c 1, two updates on one hot account", "one client")};
}

}  // namespace

std::vector<Row> BenchLedger(const Settings& settings) {
  const Folder folder;
  auto postgres = db::EmbeddedPostgres::Start({.data_dir = folder.path() + "/database"});
  if (!postgres.ok()) throw std::runtime_error(std::string(postgres.status().message()));
  const std::string admin = (*postgres)->admin_conninfo();
  RunSql(admin, "CREATE DATABASE books");
  const std::string at = db::WithOption(admin, "dbname", "books");
  std::vector<Row> rows;
  {
    Books books(
        BooksPlan{.conninfo = at, .published = folder.path() + "/checkpoints", .people = 1, .points = true});
    const Pgbench plain = PlainLedger(at, folder.path());
    books.Post(settings.round / 5);
    const Duel duel = Alternate(
        settings.rounds,
        [&] {
          const double rate = books.Post(settings.round);
          books.AwaitSealed();  // the other side is to have the machine for itself
          return rate;
        },
        [&] { return plain.Run(1, settings.round); });
    rows.push_back(ToRow("ledger_batch", duel, "pgbench -c 1, two updates on one hot account",
                         "one volunteer's minutes and points, 100 attendances a command, sealed"));
  }
  for (Row& row : Single(settings)) rows.push_back(std::move(row));
  return rows;
}

}  // namespace diandan::bench
