// Copies of what a service keeps about one person (个人信息保护法 45): who may take one, and the event that
// says so before anything is read. The same in every service. Pure.
#pragma once

#include "diandan/errors/v1/errors.pb.h"
#include "services/base/county_readers.h"
#include "services/base/request_fields.h"
#include "services/base/verb.h"

namespace diandan {

inline bool IsOwnCopy(const Caller& caller, const Uuid& volunteer) {
  return !caller.volunteer.is_nil() && caller.volunteer == volunteer;
}

// Asked before the lane as well: a repeated request is answered there without its rule.
// The person, or whoever answers for the whole county, at the person's wish: NOT_ALLOWED for everybody else.
inline Status MayExportPerson(const Caller& caller, CountyId county, const Uuid& volunteer) {
  if (IsOwnCopy(caller, volunteer) || HoldsCentre(caller, county, {Role::kCountyAdmin}))
    return absl::OkStatus();
  return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "COUNTY_ADMIN"}});
}

// Writes the event `kind`, an Event about the volunteer of the Request; changes nothing else.
template <typename Request, typename Event>
Verb ExportPersonVerb(const char* kind) {
  using Message = google::protobuf::Message;
  Verb verb;
  verb.name = "ExportPerson";
  verb.touches = [](const Message&, Touches&) {};
  verb.rule = [kind](Work& work, const Message& message) -> Status {
    const Uuid volunteer = IdOf(static_cast<const Request&>(message).volunteer());
    DD_RETURN_IF_ERROR(MayExportPerson(work.caller, work.county, volunteer));
    Event event;
    event.set_volunteer_id(volunteer.ToString());
    event.set_own(IsOwnCopy(work.caller, volunteer));
    work.Emit(kind, volunteer, std::move(event));
    return absl::OkStatus();
  };
  verb.answer = [](const Message&, const Work&, Message&) {};
  return verb;
}

// A PersonPart that names what stands in no copy, and why.
template <typename Part, typename Reason>
Part LeftOutPart(const char* what, Reason reason) {
  Part part;
  part.mutable_left_out()->set_what(what);
  part.mutable_left_out()->set_reason(reason);
  return part;
}

}  // namespace diandan
