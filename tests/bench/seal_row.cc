// What sealing costs the ledger, and how far it is behind: the lane of `hours` posting attendances in
// batches, 100 a command and two transfers and two events each, with the sealer beside it and without; then
// how fast all of it is verified.
#include <atomic>
#include <stdexcept>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "diandan/events/v1/events.pb.h"
#include "services/checkpoint/sealer.h"
#include "services/checkpoint/verify.h"
#include "services/db/codec.h"
#include "services/db/conninfo.h"
#include "services/db/lane.h"
#include "services/hours/hours_module.h"
#include "services/hours/ledger_rules.h"
#include "services/hours/steps_rules.h"
#include "tests/bench/pgbench.h"
#include "tests/bench/rows.h"

namespace diandan::bench {
namespace {

using events::v1::Cursor;  // the request: the county, and the number of the command

constexpr CountyId kBooks = 990101;
constexpr int kEach = 100;      // attendances of a command
constexpr int kPeople = 5'000;  // whose hours they are
constexpr int kInFlight = 8;

Uuid PersonOf(const Cursor& request, int i) {
  return DeriveUuid(kBooks, absl::StrCat("person/", (request.seq() * kEach + i) % kPeople));
}

void TouchAccounts(const Cursor& request, Touches& touches) {
  for (int i = 0; i < kEach; ++i)
    touches.Add<hours::AccountRow>(hours::VolunteerAccount(PersonOf(request, i)));
}

void Credit(Work& work, const Uuid& id, const Uuid& person) {
  hours::EntryRow fresh;
  fresh.id = id;
  fresh.volunteer_id = person;
  fresh.order_id = fresh.acceptance_id = fresh.session_id = id;
  fresh.home_county = kBooks;
  fresh.revision = 1;
  fresh.grade = hours::v1::A;
  fresh.start_at = work.now - absl::Hours(2);
  fresh.end_at = fresh.created_at = work.now;
  fresh.reported_minutes = fresh.decided_minutes = 60;
  fresh.event_seq = work.next_seq();
  hours::EntryRow& entry = work.Insert(std::move(fresh));
  hours::Step(entry, hours::v1::PENDING, work.now);
  hours::Pend(work, entry);
  hours::EmitEntry(work, "ENTRY_PENDED", entry);
  hours::Step(entry, hours::v1::POSTED, work.now);
  hours::Post(work, entry, 60);
  hours::EmitEntry(work, "ENTRY_POSTED", entry);
}

Status CreditAll(Work& work, const Cursor& request) {
  for (int i = 0; i < kEach; ++i)
    Credit(work, DeriveUuid(kBooks, absl::StrCat("entry/", request.seq(), "/", i)), PersonOf(request, i));
  return absl::OkStatus();
}

const Verb& CreditVerb() {
  static const Verb verb = MakeVerb<Cursor, Cursor>("Credit", TouchAccounts, CreditAll,
                                                    [](const Cursor&, const Work&, Cursor&) {});
  return verb;
}

db::ConnectOptions Prepared(const std::string& conninfo) {
  auto connect = db::Prepare(conninfo, hours::HoursModule::schema());
  if (!connect.ok()) throw std::runtime_error(std::string(connect.status().message()));
  return *connect;
}

// A ledger on a database of its own.
class Books {
 public:
  // `folder`: of the published checkpoints; "" = nothing is sealed.
  Books(const std::string& conninfo, const std::string& folder)
      : look_(db::Connection::Open({.conninfo = conninfo})),
        connect_(Prepared(conninfo)),
        sealer_(SealerIn(folder)),
        lanes_({.service = "hours",
                .connect = connect_,
                .tables = &hours::HoursModule::tables(),
                .clock = &Clock::System(),
                .on_commit = [this](CountyId, int64_t) {
                  if (sealer_) sealer_->Wake();
                }}) {
    clock_.kind = Caller::Kind::kService;
    clock_.subject = "service:hours";
    if (sealer_) sealer_->Start();
  }

  // Transfers a second.
  double Post(absl::Duration how_long) {
    const Tally tally = Checked(KeepInFlight(kInFlight, how_long, [this](int, Finished finished) {
      auto request = std::make_shared<Cursor>();
      request->set_county_id(kBooks);
      request->set_seq(++commands_);
      db::Command command{.county = kBooks,
                          .request_id = NewUuid(absl::Now()),
                          .caller = &clock_,
                          .verb = &CreditVerb(),
                          .request = request.get(),
                          .received_at = absl::Now()};
      command.done = [request, finished = std::move(finished)](const Status& status, int64_t) {
        finished(status.ok() ? "" : std::string(status.message()));
      };
      lanes_.Submit(std::move(command));
      return true;
    }));
    posted_ += tally.done * kEach * 2;
    return tally.rate() * kEach * 2;
  }
  int64_t posted() const { return posted_; }

  // Milliseconds since the oldest event that is not sealed yet; 0: all are.
  int64_t Lag() {
    static const std::string kLag =
        "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - e.time) * 1000), 0)::int8 FROM "
        "hours.county_clock AS c LEFT JOIN hours.checkpoint_tree AS t USING (county_id) CROSS JOIN LATERAL "
        "(SELECT time FROM hours.event WHERE county_id = c.county_id AND seq > coalesce(t.size, 0) "
        "ORDER BY seq LIMIT 1) AS e";
    return look_->Run(kLag)->Get<int64_t>(0, 0);
  }
  void AwaitSealed() {
    while (Lag() > 0) absl::SleepFor(absl::Milliseconds(50));
  }

 private:
  std::unique_ptr<checkpoint::Sealer> SealerIn(const std::string& folder) const {
    if (folder.empty()) return nullptr;
    return std::make_unique<checkpoint::Sealer>(
        checkpoint::SealerOptions{.service = "hours",
                                  .connect = connect_,
                                  .clock = &Clock::System(),
                                  .key = std::make_shared<const SigningKey>(Key::Random()),
                                  .folder = folder});
  }

  const std::unique_ptr<db::Connection> look_;  // from outside
  const db::ConnectOptions connect_;
  Caller clock_;
  std::atomic<int64_t> commands_{0};
  int64_t posted_ = 0;  // transfers
  const std::unique_ptr<checkpoint::Sealer> sealer_;
  db::Lanes lanes_;
};

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
    Books sealed(sealed_at, published), plain(db::WithOption(admin, "dbname", "plain"), "");
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
