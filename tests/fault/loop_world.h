// The steps of loop_model.h as calls of the people of a stage, each world with orders of its own.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/fault/loop_model.h"
#include "tests/scenario/stage.h"

namespace diandan::fault {

class LoopWorld {
 public:
  using Step = LoopStep;
  using Model = LoopModel;

  // `stage` stands at kMoment of its Monday. Throws std::runtime_error.
  explicit LoopWorld(scenario::Stage& stage);

  Model Start() const { return {}; }
  // Facts are the same request whoever sends them, everything else a fresh one.
  std::string IdOf(const Step& step) const;
  // May be called from several threads.
  Reason Do(const Step& step, const std::string& request_id);
  std::string Seen();
  std::map<std::string, int64_t> Seqs(const std::vector<std::string>& ids);

  static constexpr int kHour = 12, kMinute = 30;

 private:
  struct Order {
    std::string name, session, in_id, out_id;
  };
  Reason Take(const Step& step, const std::string& id);
  Reason Record(const Step& step, const std::string& id);
  Reason Close(const Step& step, const std::string& id);
  Reason Decide(const Step& step, const std::string& id);
  std::string ClosingCode(const std::string& order);
  std::string Team(const Step& step) const;
  std::string Leader(const Step& step) const;
  std::string OfferOf(const Step& step) const;

  scenario::Stage& stage_;
  std::string volunteer_;
  std::vector<Order> orders_;
};

}  // namespace diandan::fault
