// The steps of points_model.h as calls: two people with a few points of their own, one reward.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "tests/fault/points_model.h"
#include "tests/scenario/stage.h"

namespace diandan::fault {

// The county gives points for minutes, from here on.
void GivePoints(scenario::Stage& stage);

class PointsWorld {
 public:
  using Step = PointsStep;
  using Model = PointsModel;

  // `stage` stands at LoopWorld's moment. Throws std::runtime_error.
  explicit PointsWorld(scenario::Stage& stage);

  Model Start();
  std::string IdOf(const Step& step) const;
  // May be called from several threads.
  Reason Do(const Step& step, const std::string& request_id);
  std::string Seen();
  std::map<std::string, int64_t> Seqs(const std::vector<std::string>& ids) {
    return stage_.SeqsOf("hours", ids);
  }

 private:
  struct Person {
    std::string name, actor;
  };
  void Earn(const Person& person);
  std::string PickUpCode(const Step& step);
  std::string NameOf(const Step& step) const;
  std::array<int, 2> Points(bool held);

  scenario::Stage& stage_;
  std::array<Person, 2> people_;
  std::string reward_;
  std::vector<std::string> redemptions_;
};

}  // namespace diandan::fault
