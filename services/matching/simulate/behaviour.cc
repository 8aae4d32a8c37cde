#include "services/matching/simulate/behaviour.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "diandan/options/v1/options.pb.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "services/base/validate.h"

namespace diandan::matching::simulate {
namespace {

constexpr const char* kCommitted =
#include "committed_behaviour.inc"
    ;

const google::protobuf::FieldDescriptor& FieldOf(const std::string& assumption) {
  return *v1::SimulationBehaviour::descriptor()->FindFieldByName(assumption);
}

void Set(v1::SimulationBehaviour& behaviour, const std::string& assumption, int64_t value) {
  const auto& field = FieldOf(assumption);
  const auto& limits = field.options().GetExtension(options::v1::limits);
  value = std::clamp(value, limits.min(), limits.max());
  behaviour.GetReflection()->SetInt32(&behaviour, &field, int32_t(value));
}

class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int, const std::string& message) override {
    if (wrong_.ok()) wrong_ = InvalidField("behaviour", absl::StrCat(line + 1), "text:" + message);
  }
  Status wrong() const { return wrong_; }

 private:
  Status wrong_;
};

Status Read(const std::string& text, v1::SimulationBehaviour& behaviour) {
  FirstError errors;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  v1::SimulationBehaviour named;
  if (!parser.ParseFromString(text, &named)) return errors.wrong();
  behaviour.MergeFrom(named);
  return absl::OkStatus();
}

constexpr std::pair<const char*, const char*> kRanges[] = {{"willing_low_percent", "willing_high_percent"},
                                                           {"lead_low_days", "lead_high_days"},
                                                           {"capacity_low", "capacity_high"},
                                                           {"skills_low", "skills_high"}};

}  // namespace

const v1::SimulationBehaviour& CommittedBehaviour() {
  static const auto* behaviour = [] {
    auto* made = new v1::SimulationBehaviour;
    google::protobuf::TextFormat::ParseFromString(kCommitted, made);
    return made;
  }();
  return *behaviour;
}

StatusOr<v1::SimulationBehaviour> ParseBehaviour(const std::string& text) {
  v1::SimulationBehaviour behaviour = CommittedBehaviour();
  DD_RETURN_IF_ERROR(Read(text, behaviour));
  DD_RETURN_IF_ERROR(CheckBehaviour(behaviour));
  return behaviour;
}

Status CheckBehaviour(const v1::SimulationBehaviour& behaviour) {
  Status wrong = Validate(behaviour);
  for (const auto& [low, high] : kRanges) {
    if (ValueOf(behaviour, low) > ValueOf(behaviour, high))
      wrong = MergeInvalid(wrong, InvalidField(low, absl::StrCat(ValueOf(behaviour, low)),
                                               absl::StrCat("max:", ValueOf(behaviour, high))));
  }
  return wrong;
}

std::vector<std::string> Assumptions() {
  std::vector<std::string> names;
  const auto* descriptor = v1::SimulationBehaviour::descriptor();
  for (int i = 0; i < descriptor->field_count(); ++i)
    names.push_back(std::string(descriptor->field(i)->name()));
  return names;
}

int32_t ValueOf(const v1::SimulationBehaviour& behaviour, const std::string& assumption) {
  return behaviour.GetReflection()->GetInt32(behaviour, &FieldOf(assumption));
}

v1::SimulationBehaviour Scaled(const v1::SimulationBehaviour& behaviour, const std::string& assumption,
                               int percent) {
  v1::SimulationBehaviour scaled = behaviour;
  Set(scaled, assumption, (int64_t{ValueOf(behaviour, assumption)} * percent + 50) / 100);
  for (const auto& [low, high] : kRanges) {
    if (assumption == low && ValueOf(scaled, low) > ValueOf(scaled, high))
      Set(scaled, low, ValueOf(scaled, high));
    if (assumption == high && ValueOf(scaled, low) > ValueOf(scaled, high))
      Set(scaled, high, ValueOf(scaled, low));
  }
  return scaled;
}

}  // namespace diandan::matching::simulate
