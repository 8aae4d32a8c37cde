// Two servers that each host every service, for one database: callers reach one or the other by turns, and
// the other one when one is away.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/scenario/processes.h"

namespace diandan::fault {

class Twins : public scenario::Hosting {
 public:
  // The administrator's connection strings of each; they lead to the same database.
  Twins(const std::string& first, const std::string& second, absl::Time now);

  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service) override;
  bool waits() const override { return false; }
  void SetClock(absl::Time now) override;
  std::string database() const override { return first_.database(); }
  std::string data_dir() const override { return first_.data_dir(); }

  scenario::ServerProcess& twin(size_t index) { return (index == 0 ? first_ : second_).process(0); }

 private:
  scenario::Processes first_, second_;
  std::atomic<unsigned> turn_ = 0;
};

}  // namespace diandan::fault
