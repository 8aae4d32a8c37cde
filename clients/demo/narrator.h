// How the loop is told: numbered steps, each with who, what, and the order's state.
#pragma once

#include <ostream>
#include <string>

#include "diandan/orders/v1/types.pb.h"
#include "services/base/words.h"
#include "services/base/words_table.h"

namespace diandan::demo {

class Narrator {
 public:
  Narrator(std::ostream& out, Language language) : out_(out), language_(language) {}

  std::string Say(const Wording& words) const {
    return language_ == Language::kEnglish ? words.en : words.zh;
  }
  std::string SayState(orders::v1::OrderState state) const;

  void Title(const std::string& title);
  // "3  派单   派单员 小宁：…"
  void Step(const Wording& action, const std::string& who, const std::string& what);
  // A line below the step.
  void More(const std::string& text);
  // "→ 等人接"
  void State(orders::v1::OrderState state);

 private:
  std::ostream& out_;
  const Language language_;
  int step_ = 0;
};

}  // namespace diandan::demo
