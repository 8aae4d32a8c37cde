#include "services/volunteers/hash_gate.h"

namespace diandan::volunteers {

Status HashGate::Enter() {
  absl::MutexLock lock(&mutex_);
  if (free_ == 0) {
    if (may_wait_ == 0) return Refuse(errors::v1::OVERLOADED);
    --may_wait_;
    mutex_.Await(absl::Condition(
        +[](int* free) { return *free > 0; }, &free_));
    ++may_wait_;
  }
  --free_;
  return absl::OkStatus();
}

void HashGate::Leave() {
  absl::MutexLock lock(&mutex_);
  ++free_;
}

StatusOr<std::string> HashGate::Hash(absl::string_view password, PasswordCost cost) {
  DD_RETURN_IF_ERROR(Enter());
  auto hash = HashPassword(password, cost);
  Leave();
  return hash;
}

StatusOr<bool> HashGate::Verify(absl::string_view hash, absl::string_view password, PasswordCost cost) {
  DD_RETURN_IF_ERROR(Enter());
  const bool fits = VerifyPassword(hash, password, cost);
  Leave();
  return fits;
}

}  // namespace diandan::volunteers
