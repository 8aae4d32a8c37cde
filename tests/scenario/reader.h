// Reads resources with the eyes of one actor of a story.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

#include "tests/scenario/or_throw.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {

struct Reader {
  Stage& stage;
  std::string actor;

  template <typename Stub, typename Request, typename Response>
  Response Get(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               const std::string& name) const {
    Request request;
    request.set_name(name);
    return OrThrow(stage.Call(actor, method, request));
  }
  template <typename Stub, typename Request, typename Response>
  Response InCounty(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
      const std::function<void(Request&)>& narrow = [](Request&) {}) const {
    Request request;
    request.set_parent(stage.parent());
    narrow(request);
    return OrThrow(stage.Call(actor, method, request));
  }
};

// The one of the same name in a list of answers; throws when there is none.
template <typename Things, typename Thing>
Thing Among(const Things& things, const Thing& wanted) {
  for (const auto& thing : things) {
    if (thing.name() == wanted.name()) return thing;
  }
  throw std::runtime_error("it is in no list: " + wanted.ShortDebugString());
}

}  // namespace diandan::scenario
