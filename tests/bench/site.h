// Where a row is measured: a PostgreSQL of its own (fsync and synchronous_commit on), a diandan-server in a
// process of its own on it, connections to that, and a throw-away folder.
#pragma once

#include <memory>
#include <string>

#include "diandan/hours/v1/entry_service.grpc.pb.h"
#include "diandan/hours/v1/ledger_service.grpc.pb.h"
#include "diandan/hours/v1/redemption_service.grpc.pb.h"
#include "diandan/hours/v1/reward_service.grpc.pb.h"
#include "diandan/orders/v1/attendance_service.grpc.pb.h"
#include "diandan/orders/v1/order_service.grpc.pb.h"
#include "diandan/orders/v1/rating_service.grpc.pb.h"
#include "services/db/database.h"
#include "tests/bench/load.h"
#include "tests/bench/process.h"
#include "tests/bench/report.h"
#include "tests/bench/town.h"

namespace diandan::bench {

struct Settings {
  int rounds = 5;
  absl::Duration round = absl::Seconds(10);
  int connections = 2;
  int64_t entries = 10'000'000;  // of the county of `statement`
  std::string build_json;
};

class Folder {
 public:
  Folder();
  ~Folder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Processor time by who spent it. On a machine that others use too it says more than a rate does.
struct Spent {
  absl::Duration load, server, postgres;
  int64_t calls = 0;
  // "processor µs each: load 38, server 108, PostgreSQL 52"
  std::string PerCall() const;
};

class Site {
 public:
  // `target`: modules to run, as --target.
  explicit Site(const std::string& target, int connections);

  const std::string& conninfo() const { return conninfo_; }
  const std::string& folder() const { return folder_.path(); }
  const ServerProcess& server() const { return *server_; }
  int http_port() const { return server_->http_port(); }  // of target `gateway`
  // Runs a burst and adds what it cost to `spent`.
  Tally Counted(Spent& spent, const std::function<Tally()>& burst) const;
  std::vector<County> Build(const TownPlan& plan) const;
  void SignInAgain(std::vector<County>& counties) const;

  // Stubs of the i-th connection.
  orders::v1::OrderService::Stub::async_interface* orders(size_t i) const;
  orders::v1::AttendanceService::Stub::async_interface* attendance(size_t i) const;
  orders::v1::RatingService::Stub::async_interface* ratings(size_t i) const;
  hours::v1::EntryService::Stub::async_interface* entries(size_t i) const;
  hours::v1::LedgerService::Stub::async_interface* ledgers(size_t i) const;
  hours::v1::RedemptionService::Stub::async_interface* redemptions(size_t i) const;
  hours::v1::RewardService::Stub* rewards(size_t i) const;

 private:
  struct Stubs {
    explicit Stubs(const std::shared_ptr<grpc::Channel>& channel)
        : orders(channel),
          attendance(channel),
          ratings(channel),
          entries(channel),
          ledgers(channel),
          redemptions(channel),
          rewards(channel) {}
    orders::v1::OrderService::Stub orders;
    orders::v1::AttendanceService::Stub attendance;
    orders::v1::RatingService::Stub ratings;
    hours::v1::EntryService::Stub entries;
    hours::v1::LedgerService::Stub ledgers;
    hours::v1::RedemptionService::Stub redemptions;
    hours::v1::RewardService::Stub rewards;
  };
  Stubs& at(size_t i) const { return *stubs_[i % stubs_.size()]; }

  Folder folder_;
  std::unique_ptr<db::EmbeddedPostgres> postgres_;
  std::string conninfo_;
  std::unique_ptr<ServerProcess> server_;
  std::vector<std::unique_ptr<Stubs>> stubs_;
};

// Our side and the other in turn, `rounds` times; warmed up once each. The medians and their ratio.
struct Duel {
  std::vector<double> ours, theirs;
  double ratio() const { return Median(ours) / Median(theirs); }
};
Duel Alternate(int rounds, const std::function<double()>& ours, const std::function<double()>& theirs);
Row ToRow(const std::string& name, const Duel& duel, const std::string& against,
          const std::string& note = "");

// Says what is being done, on stderr.
void Say(const std::string& what);
// Throws when a call of the burst failed.
const Tally& Checked(const Tally& tally);

std::string Problem(const grpc::Status& status);

}  // namespace diandan::bench
