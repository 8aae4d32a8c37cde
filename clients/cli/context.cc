#include "clients/cli/context.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "services/base/say_time.h"

namespace diandan::cli {
namespace {

// A dry run may be shown to others.
void HideSecrets(google::protobuf::Message& message) {
  const auto* reflection = message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    const std::string& name = field->name();
    if (field->is_repeated() || field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING)
      continue;
    if (absl::StrContains(name, "password") || absl::StrContains(name, "secret") || name == "closing_code" ||
        name == "url") {
      reflection->SetString(&message, field, "***");
    }
  }
}

// RFC 9562 version 7 begins with 48 bits of unix milliseconds.
absl::Time MomentOf(const Uuid& id) {
  if ((id.bytes[6] >> 4) != 7) return absl::InfinitePast();
  int64_t millis = 0;
  for (int i = 0; i < 6; ++i) millis = millis << 8 | id.bytes[i];
  return absl::FromUnixMillis(millis);
}

}  // namespace

Context::Context(Output& out, const Clock& clock, const MakeId& make_id)
    : out(out), clock_(clock), make_id_(make_id) {}
Context::~Context() = default;

std::string Context::Minutes(int64_t minutes) const {
  return for_scripts() ? absl::StrCat(minutes) : SayMinutes(minutes, settings.language);
}

Client& Context::client() {
  if (client_ == nullptr) client_ = std::make_unique<Client>(settings, SessionStore(), clock_);
  return *client_;
}

Names& Context::names() {
  if (names_ == nullptr) names_ = std::make_unique<Names>(*this);
  return *names_;
}

StatusOr<CountyId> Context::County() {
  CountyId county = 0;
  if (!settings.county.empty()) {
    if (!absl::SimpleAtoi(settings.county, &county) || county <= 0) {
      return InvalidField("--county", settings.county, Say(kWantCounty));
    }
    return county;
  }
  const Session session = client().session();
  if (session.county > 0) return session.county;
  if (!session.signed_in()) return Refuse(errors::v1::NOT_SIGNED_IN);
  return InvalidField("--county", "", Say(kWantCounty));
}

StatusOr<std::string> Context::Parent() {
  DD_ASSIGN_OR_RETURN(CountyId county, County());
  return absl::StrCat("counties/", county);
}

const Uuid& Context::request_id() {
  if (request_id_.is_nil()) {
    auto given = ParseUuid(settings.request_id);
    request_id_ = given.ok() ? *given : make_id_(clock_.Now());
  }
  return request_id_;
}

absl::Time Context::now() {
  absl::Time moment = MomentOf(request_id());
  return moment == absl::InfinitePast() ? clock_.Now() : moment;
}

Status Context::CheckSettings() const {
  if (settings.request_id.empty() || ParseUuid(settings.request_id).ok()) return absl::OkStatus();
  return InvalidField("--request-id", settings.request_id, "uuid");
}

Status Context::ShowUnsent(const google::protobuf::Message& request) {
  std::unique_ptr<google::protobuf::Message> shown(request.New());
  shown->CopyFrom(request);
  HideSecrets(*shown);
  out.Note(Say(kNotSent, {{"request", request.GetDescriptor()->name()}}));
  out.Line(Json(*shown));
  return absl::OkStatus();
}

}  // namespace diandan::cli
