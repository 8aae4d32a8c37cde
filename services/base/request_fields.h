// What rules and handlers read out of requests and put into answers: ids in names, times, etags. Requests
// have been validated (validate.h), so nothing here refuses a form. Pure.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/base/command.h"

namespace diandan {

// The id in a resource name, or of a bare uuid; nil when the text is empty or neither.
Uuid IdOf(absl::string_view name_or_uuid);
// The county in a resource name; 0 when the text is empty or none.
CountyId CountyIn(absl::string_view name);
// FIELD_INVALID when a name of the request speaks of another county than the call; an empty one speaks of
// none.
Status SameCounty(const Work& work, absl::string_view field, absl::string_view name);

// In whole microseconds, as rows keep them.
google::protobuf::Timestamp ToTimestamp(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& time);

std::string EtagOf(int32_t version);
// ETAG_MISMATCH; an empty etag overwrites whatever is there.
Status CheckEtag(const std::string& etag, int32_t version);

}  // namespace diandan
