#include "services/volunteers/serving.h"

namespace diandan::volunteers {

using google::protobuf::Message;

void ReadView::Load(const std::function<void(Touches&)>& touch) {
  Touches touches;
  touches.set_county(work_.county);
  touch(touches);
  rpc::LoadForRead(connection_, home_, touches, picture_);
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
