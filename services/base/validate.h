// Checks a request against the limits written beside its fields (proto/diandan/options/v1), by
// reflection. What a limit means for each kind of field stands in options.proto; always checked are
// UTF-8, invisible characters, known enum values and sane timestamps. A field left empty is only
// checked by `required`. Thread-safe; plans are made once per message type.
#pragma once

#include <optional>

#include "google/protobuf/message.h"
#include "services/base/ids.h"
#include "services/base/status.h"

namespace diandan {

// OK, or one FIELD_INVALID with every wrong field (at most 20), values of personal fields masked.
Status Validate(const google::protobuf::Message& request);

// The county named by the request's first resource field that is set, in order of declaration, depth
// first, of repeated fields the first element. 0 when there is none.
CountyId CountyOf(const google::protobuf::Message& request);

// The field `request_id`; nothing when absent, empty or malformed.
std::optional<Uuid> RequestIdOf(const google::protobuf::Message& request);

}  // namespace diandan
