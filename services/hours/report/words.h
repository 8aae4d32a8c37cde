// The words of reports, Chinese first. Pure.
#pragma once

#include <string>

#include "diandan/hours/v1/report.pb.h"
#include "diandan/orders/v1/duty_facts_service.pb.h"
#include "services/base/words.h"

namespace diandan::report {

struct Wording {
  const char* zh;
  const char* en;
  const char* In(Language language) const { return language == Language::kEnglish ? en : zh; }
};

// What a duty is called, what it asks for, and what it is counted in.
struct DutyWords {
  Wording name, asks, counted;
};
const DutyWords& WordsOf(hours::v1::DutyKind kind);
const Wording& WordsOf(orders::v1::EntryPath path);
// A village's or township's name as people say it: without 新时代文明实践站 and its like.
std::string Brief(const std::string& place);

}  // namespace diandan::report
