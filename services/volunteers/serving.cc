#include "services/volunteers/serving.h"

#include "absl/strings/escaping.h"
#include "diandan/options/v1/options.pb.h"

namespace diandan::volunteers {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void ReadView::Load(const std::function<void(Touches&)>& touch) {
  Touches touches;
  touches.set_county(work_.county);
  touch(touches);
  rpc::LoadForRead(connection_, home_, touches, picture_);
}

void HidePersonal(const Keys& keys, CountyId county, Message& request) {
  const auto* reflection = request.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(request, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_repeated()) continue;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      HidePersonal(keys, county, *reflection->MutableMessage(&request, field));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
               field->options().GetExtension(options::v1::personal)) {
      const std::string hash = keys.BlindIndex(county, "request", reflection->GetString(request, field));
      reflection->SetString(&request, field, absl::BytesToHexString(hash));
    }
  }
}

Status RunOwn(const rpc::Home& home, const Caller& caller, CountyId county, const Uuid& request_id,
              const Message& request, const Verb& verb, std::shared_ptr<const void> extra) {
  db::Command command;
  command.county = county;
  command.request_id = request_id;
  command.request_hash = Sha256(caller.subject + "/" + request_id.ToString());
  command.caller = &caller;
  command.verb = &verb;
  command.request = &request;
  command.extra = std::move(extra);
  command.received_at = home.clock->Now();
  return home.lanes->Run(std::move(command));
}

Caller OwnCaller() {
  Caller caller;
  caller.kind = Caller::Kind::kService;
  caller.service = "volunteers";
  caller.subject = "service:volunteers";
  return caller;
}

}  // namespace diandan::volunteers
