#include "tests/fault/twins.h"

#include "services/modules.h"

namespace diandan::fault {

using scenario::Processes;

Twins::Twins(const std::string& first, const std::string& second, absl::Time now)
    : first_(Processes::Layout{.processes = {ModuleNames()}, .database = first}, now),
      second_(
          Processes::Layout{
              .processes = {ModuleNames()}, .database = second, .keys_dir = first_.data_dir() + "/keys"},
          now) {}

std::shared_ptr<grpc::Channel> Twins::ChannelTo(const std::string& service) {
  const unsigned turn = ++turn_;
  const auto one = (turn % 2 == 0 ? first_ : second_).ChannelTo(service);
  const auto state = one->GetState(/*try_to_connect=*/true);
  if (state == GRPC_CHANNEL_READY || state == GRPC_CHANNEL_IDLE) return one;
  return (turn % 2 == 0 ? second_ : first_).ChannelTo(service);
}

void Twins::SetClock(absl::Time now) {
  first_.SetClock(now);
  second_.SetClock(now);
}

}  // namespace diandan::fault
