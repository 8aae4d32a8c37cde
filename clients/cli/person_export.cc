#include "clients/cli/person_export.h"

#include <fstream>
#include <map>
#include <set>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "clients/cli/private_files.h"
#include "clients/cli/resolve.h"
#include "diandan/hours/v1/person_export_service.grpc.pb.h"
#include "diandan/orders/v1/person_export_service.grpc.pb.h"
#include "diandan/volunteers/v1/person_export_service.grpc.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/base/request_fields.h"

namespace diandan::cli {

namespace h = hours::v1;
namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

constexpr Wording kCopyWritten{"全部资料 {count} 条，写进了 {file}",
                               "All that is kept, {count} things, written to {file}"};
constexpr Wording kCopyPrivate{"这个文件是这个人自己的：交给本人，别处不留。",
                               "The file belongs to the person it is about: hand it over and keep none."};
constexpr Wording kCopyElsewhere{
    "{county} 没有给：请本人登录去取，或问那边的县管理员。",
    "{county} gave nothing: the person can fetch it signed in, or its admin for them."};

// What one service gave: JSON values by the name of their field.
using Given = std::map<std::string, std::vector<std::string>>;

// The part's only field; its JSON is what stands behind the colon of {"entry":{…}}. A part of a newer server,
// whose field is unknown here, would be missing from the copy without a word, so it is refused.
Status Keep(const google::protobuf::Message& part, Given& given) {
  const auto* field =
      part.GetReflection()->GetOneofFieldDescriptor(part, part.GetDescriptor()->oneof_decl(0));
  std::string text;
  if (field == nullptr || !google::protobuf::util::MessageToJsonString(part, &text).ok())
    return Refuse(errors::v1::INTERNAL_ERROR);
  const size_t colon = text.find(':'), end = text.rfind('}');
  given[std::string(field->json_name())].push_back(text.substr(colon + 1, end - colon - 1));
  return absl::OkStatus();
}

class PersonCopy {
 public:
  PersonCopy(Context& context, std::string volunteer) : context_(context), volunteer_(std::move(volunteer)) {}

  Status Collect() {
    std::vector<CountyId> left = {CountyIn(volunteer_)};
    std::set<CountyId> asked;
    while (!left.empty()) {
      const CountyId county = left.back();
      left.pop_back();
      if (!asked.insert(county).second) continue;
      const Status status = CollectIn(county, left);
      if (ReasonOf(status) == errors::v1::NOT_ALLOWED && county != CountyIn(volunteer_)) {
        not_given_.push_back(county);
      } else {
        DD_RETURN_IF_ERROR(status);
      }
    }
    return absl::OkStatus();
  }

  Status Write(const std::string& file) const {
    const std::string partial = file + ".part";
    std::ofstream out(partial, std::ios::binary | std::ios::trunc);
    out << "{\"volunteer\": \"" << volunteer_ << "\",\n\"takenAt\": \""
        << absl::FormatTime(absl::RFC3339_sec, context_.now(), absl::UTCTimeZone()) << "\",\n\"notGiven\": ["
        << absl::StrJoin(not_given_, ", ") << "],\n\"counties\": [";
    const char* comma = "\n";
    for (const auto& [county, services] : counties_) {
      out << comma << "{\"county\": " << county;
      for (const auto& [service, given] : services) WriteService(out, service, given);
      out << "}";
      comma = ",\n";
    }
    out << "\n]}\n";
    if (!out.flush()) return InvalidField("--out", file, "file_writable");
    return NameWhole(partial, file, "--out");
  }

  int count() const {
    int count = 0;
    for (const auto& [county, services] : counties_) {
      for (const auto& [service, given] : services) {
        for (const auto& [field, values] : given) count += static_cast<int>(values.size());
      }
    }
    return count;
  }
  const std::vector<CountyId>& not_given() const { return not_given_; }

  template <typename Request>
  Request Asking(CountyId county, const char* service) {
    Request request;
    request.set_parent(absl::StrCat("counties/", county));
    request.set_request_id(context_.DerivedId(absl::StrCat("export/", county, "/", service)).ToString());
    request.set_volunteer(volunteer_);
    return request;
  }

 private:
  Status CollectIn(CountyId county, std::vector<CountyId>& further) {
    DD_RETURN_IF_ERROR(Ask(county, "volunteers", &v::PersonExportService::Stub::ExportPerson));
    DD_RETURN_IF_ERROR(Ask(county, "orders", &o::PersonExportService::Stub::ExportPerson));
    DD_RETURN_IF_ERROR(Ask(county, "hours", &h::PersonExportService::Stub::ExportPerson));
    const Given& of_hours = counties_[county]["hours"];
    const auto served = of_hours.find("servedCounty");
    if (served == of_hours.end()) return absl::OkStatus();
    for (const std::string& each : served->second) {
      CountyId there = 0;
      if (absl::SimpleAtoi(each, &there)) further.push_back(there);
    }
    return absl::OkStatus();
  }

  template <typename Stub, typename Request, typename Part>
  Status Ask(CountyId county, const char* service, StreamMethod<Stub, Request, Part> method) {
    Given given;
    Status kept;
    DD_RETURN_IF_ERROR(context_.client().Follow(
        method, Asking<Request>(county, service), [&](const Part& part) { kept.Update(Keep(part, given)); },
        [&] { given.clear(); }));
    DD_RETURN_IF_ERROR(kept);
    counties_[county][service] = std::move(given);
    return absl::OkStatus();
  }

  static void WriteService(std::ostream& out, const std::string& service, const Given& given) {
    out << ",\n\"" << service << "\": {";
    const char* comma = "\n";
    for (const auto& [field, values] : given) {
      out << comma << " \"" << field << "\": [\n  " << absl::StrJoin(values, ",\n  ") << "]";
      comma = ",\n";
    }
    out << "}";
  }

  Context& context_;
  const std::string volunteer_;
  std::map<CountyId, std::map<std::string, Given>> counties_;
  std::vector<CountyId> not_given_;
};

}  // namespace

Status ExportPerson(Context& context, const std::string& typed, const std::string& file) {
  std::string volunteer = context.client().session().volunteer;
  if (!typed.empty()) {
    DD_ASSIGN_OR_RETURN(volunteer, context.names().Volunteer(typed));
  }
  if (volunteer.empty()) return InvalidField("VOLUNTEER", "", "required");
  PersonCopy copy(context, volunteer);
  if (context.settings.dry_run)
    return context.ShowUnsent(copy.Asking<v::ExportPersonRequest>(CountyIn(volunteer), "volunteers"));
  DD_RETURN_IF_ERROR(copy.Collect());
  const PrivateFiles mine;
  DD_RETURN_IF_ERROR(copy.Write(file));
  context.out.Done(v::PersonExported(),
                   context.Say(kCopyWritten, {{"count", absl::StrCat(copy.count())}, {"file", file}}),
                   {absl::StrCat(copy.count()), file});
  for (const CountyId county : copy.not_given())
    context.out.Note(context.Say(kCopyElsewhere, {{"county", absl::StrCat(county)}}));
  context.out.Note(context.Say(kCopyPrivate));
  return absl::OkStatus();
}

}  // namespace diandan::cli
