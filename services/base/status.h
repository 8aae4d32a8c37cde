// Refusals: a canonical code, a reason from diandan.errors.v1.Reason, and facts for the sentence.
// The sentence itself is made at the edge, in the caller's language (`base/words.h`).
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "diandan/errors/v1/errors.pb.h"

namespace diandan {

using Reason = errors::v1::Reason;
using Status = absl::Status;
template <typename T>
using StatusOr = absl::StatusOr<T>;

// A fact that the sentence may name, e.g. {"state", "COMPLETED"}, {"tries_left", "4"}.
using Fact = std::pair<absl::string_view, std::string>;

// A refusal. The canonical code belongs to the reason (table in words.cc).
Status Refuse(Reason reason, std::initializer_list<Fact> facts = {});

// INVALID_ARGUMENT / FIELD_INVALID for one field. `want` is a key of the wish table in words.cc with
// its argument after a colon: "required", "max_length:200", "uuid", "one_of:A, B", "after:start_time" …
// Unknown keys are shown as they are.
Status InvalidField(absl::string_view field, absl::string_view value, absl::string_view want);
// Joins several field errors into one, so a form is told everything at once. OK is skipped.
Status MergeInvalid(const Status& a, const Status& b);

// REASON_UNSPECIFIED for OK and for statuses that are not ours.
Reason ReasonOf(const Status& status);
// The detail stored in the status; empty when not ours. Sentences are not filled in.
errors::v1::ErrorInfo InfoOf(const Status& status);
// Builds a Status from a detail received from a peer.
Status FromInfo(absl::StatusCode code, const errors::v1::ErrorInfo& info);

#define DD_RETURN_IF_ERROR(expr)                                              \
  do {                                                                        \
    if (::absl::Status dd_status = (expr); !dd_status.ok()) return dd_status; \
  } while (false)
#define DD_CONCAT_INNER(a, b) a##b
#define DD_CONCAT(a, b) DD_CONCAT_INNER(a, b)
#define DD_ASSIGN_OR_RETURN(lhs, expr) DD_ASSIGN_OR_RETURN_IMPL(DD_CONCAT(dd_or_, __LINE__), lhs, expr)
#define DD_ASSIGN_OR_RETURN_IMPL(tmp, lhs, expr) \
  auto tmp = (expr);                             \
  if (!tmp.ok()) return tmp.status();            \
  lhs = std::move(tmp).value()

}  // namespace diandan
