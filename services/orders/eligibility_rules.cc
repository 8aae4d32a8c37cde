#include "services/orders/eligibility_rules.h"

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "diandan/volunteers/v1/events.pb.h"

namespace diandan::orders {
namespace {

using volunteers::v1::VolunteerChanged;

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

std::string WhyNotQualified(const VolunteerChanged& facts, absl::string_view wanted, absl::Time end) {
  bool known = false;
  for (const auto& qualification : facts.qualifications()) {
    if (qualification.code() != wanted) continue;
    known = true;
    if (!qualification.has_valid_until() || TimeOf(qualification.valid_until()) >= end) return "";
  }
  return known ? "QUALIFICATION_EXPIRED" : "QUALIFICATION_MISSING";
}

bool Trained(const VolunteerChanged& facts, absl::string_view skill) {
  for (const auto& training : facts.trainings()) {
    if (training.kind() == volunteers::v1::PROFESSIONAL_SKILLS && training.skill() == skill) return true;
  }
  return false;
}

bool Insured(const VolunteerChanged& facts, absl::Time start, absl::Time end) {
  for (const auto& insurance : facts.insurances()) {
    if (TimeOf(insurance.valid_from()) <= start && TimeOf(insurance.valid_until()) >= end) return true;
  }
  return false;
}

}  // namespace

std::string WhyNotEligible(const OrderRow& order, const MembershipMirrorRow* membership, absl::Time start,
                           absl::Time end) {
  if (membership == nullptr || membership->ended) return "NOT_A_MEMBER";
  VolunteerChanged facts;
  facts.ParseFromString(membership->facts.data);
  if (facts.suspended()) return "SUSPENDED";
  if (!facts.record_consent()) return "NO_CONSENT";
  if (facts.is_minor() && !facts.guardian_consent()) return "GUARDIAN_CONSENT_MISSING";
  absl::string_view qualification = order.qualification;
  if (absl::ConsumePrefix(&qualification, "training:")) {
    if (!Trained(facts, qualification)) return "TRAINING_MISSING";
  } else if (!qualification.empty()) {
    if (std::string why = WhyNotQualified(facts, qualification, end); !why.empty()) return why;
  }
  if (order.insurance_required && !Insured(facts, start, end)) return "INSURANCE_MISSING";
  return "";
}

}  // namespace diandan::orders
