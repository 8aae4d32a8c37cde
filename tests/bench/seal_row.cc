// What sealing costs the ledger, and how far it is behind: the same books (books.h) with the sealer beside
// them and without; then how fast all of it is verified.
#include <atomic>
#include <stdexcept>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "services/checkpoint/verify.h"
#include "services/db/conninfo.h"
#include "tests/bench/books.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

// The largest lag while something runs.
template <typename Body>
auto Watching(Books& books, std::vector<double>& lags, const Body& body) {
  std::atomic<bool> over = false;
  std::thread watch([&] {
    while (!over) {
      lags.push_back(double(books.Lag()));
      absl::SleepFor(absl::Milliseconds(200));
    }
  });
  const auto result = body();
  over = true;
  watch.join();
  return result;
}

Row Verified(const std::string& conninfo, const std::string& folder) {
  const auto logs = checkpoint::ReadPublished(folder, std::nullopt);
  if (!logs.ok()) throw std::runtime_error(std::string(logs.status().message()));
  int64_t rows = 0, differences = 0;
  const absl::Time began = absl::Now();
  const Status status =
      checkpoint::VerifyDatabase(conninfo, *logs, 0, [&](const checkpoint::ServiceReport& report) {
        for (const auto& county : report.counties) {
          rows += county.rows;
          differences += int64_t(county.differences.size());
        }
      });
  if (!status.ok() || differences > 0)
    throw std::runtime_error(absl::StrCat(differences, " differences, ", status.ToString()));
  const double seconds = absl::ToDoubleSeconds(absl::Now() - began);
  return {.name = "verify",
          .value = double(rows) / seconds,
          .unit = "per second",
          .note = absl::StrFormat("%d rows and their books in %.1f s", rows, seconds)};
}

}  // namespace

std::vector<Row> BenchSeal(const Settings& settings) {
  const Folder folder;
  const std::string published = folder.path() + "/checkpoints";
  auto postgres = db::EmbeddedPostgres::Start({.data_dir = folder.path() + "/database"});
  if (!postgres.ok()) throw std::runtime_error(std::string(postgres.status().message()));
  const std::string admin = (*postgres)->admin_conninfo();
  for (const char* name : {"sealed", "plain"}) RunSql(admin, absl::StrCat("CREATE DATABASE ", name));
  const std::string sealed_at = db::WithOption(admin, "dbname", "sealed");
  std::vector<double> lags, sealed_cost, plain_cost;
  // Processor time of a transfer, all of it together: on a machine that others use too it says more than a
  // rate does.
  auto counted = [&](std::vector<double>& cost, const std::function<double()>& post, const Books& books) {
    auto now = [&] { return CpuOfThis() + CpuOfTree(absl::StrCat((*postgres)->postmaster_pid())); };
    const absl::Duration before = now();
    const int64_t posted = books.posted();
    const double rate = post();
    cost.push_back(absl::ToDoubleMicroseconds(now() - before) / double(books.posted() - posted));
    return rate;
  };
  Duel duel;
  {
    Books sealed(BooksPlan{.conninfo = sealed_at, .published = published}),
        plain(BooksPlan{.conninfo = db::WithOption(admin, "dbname", "plain")});
    sealed.Post(settings.round / 5);
    plain.Post(settings.round / 5);
    auto with = [&] {
      const double rate = Watching(sealed, lags, [&] { return sealed.Post(settings.round); });
      sealed.AwaitSealed();  // the other side is to have the machine for itself
      return rate;
    };
    duel = Alternate(
        settings.rounds, [&] { return counted(sealed_cost, with, sealed); },
        [&] {
          return counted(
              plain_cost, [&] { return plain.Post(settings.round); }, plain);
        });
  }
  return {ToRow("seal_ledger", duel, "the same lane without sealing",
                absl::StrFormat("processor µs a transfer: %.1f sealed, %.1f not", Median(sealed_cost),
                                Median(plain_cost))),
          {.name = "seal_lag",
           .value = Percentile(lags, 100),
           .unit = "ms",
           .note = absl::StrFormat(
               "the oldest event not sealed, looked at %d times under that load: p50 %.0f, p99 %.0f",
               int(lags.size()), Median(lags), Percentile(lags, 99))},
          Verified(sealed_at, published)};
}

}  // namespace diandan::bench
