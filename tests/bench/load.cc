#include "tests/bench/load.h"

#include "absl/strings/str_cat.h"

namespace diandan::bench {

Wires::Wires(const std::string& socket, int connections) {
  for (int i = 0; i < connections; ++i) {
    grpc::ChannelArguments arguments;
    // Channels of equal arguments would share one connection.
    arguments.SetInt("diandan.wire", i);
    // As little of the machine for the load as gRPC allows.
    arguments.SetInt(GRPC_ARG_MINIMAL_STACK, 1);
    arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
    channels_.push_back(
        grpc::CreateCustomChannel("unix:" + socket, grpc::InsecureChannelCredentials(), arguments));
  }
}

void Prepare(grpc::ClientContext& context, const std::string& token, const std::string& after) {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  context.AddMetadata("accept-language", "en");
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  if (!after.empty()) context.AddMetadata("diandan-after", after);
}

std::string PositionOf(const grpc::ClientContext& context) {
  const auto& trailing = context.GetServerTrailingMetadata();
  const auto found = trailing.find("diandan-position");
  return found == trailing.end() ? "" : std::string(found->second.data(), found->second.size());
}

namespace {

// Lives until the last answer has left it.
class Burst : public std::enable_shared_from_this<Burst> {
 public:
  Burst(int in_flight, absl::Duration how_long, const Start& start, bool with_times)
      : start_(start),
        with_times_(with_times),
        running_(in_flight),
        began_(absl::Now()),
        until_(began_ + how_long) {}

  Tally Run() {
    for (int line = 0, lines = running_; line < lines; ++line) Next(line);
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Burst::Over));
    tally_.took = ended_ - began_;
    return std::move(tally_);
  }

 private:
  bool Over() const { return running_ == 0; }

  void Next(int line) {
    const absl::Time now = absl::Now();
    const bool started =
        now < until_ && start_(line, [self = shared_from_this(), line, now](std::string problem) {
          self->Finish(line, now, std::move(problem));
        });
    if (started) return;
    absl::MutexLock lock(&mutex_);
    if (--running_ == 0) ended_ = std::max(ended_, began_ + absl::Microseconds(1));
  }

  void Finish(int line, absl::Time since, std::string problem) {
    const absl::Time now = absl::Now();
    {
      absl::MutexLock lock(&mutex_);
      ended_ = std::max(ended_, now);
      if (problem.empty()) {
        ++tally_.done;
        if (with_times_) tally_.milliseconds.push_back(absl::ToDoubleMilliseconds(now - since));
      } else if (tally_.failed++ == 0) {
        tally_.first_failure = std::move(problem);
      }
    }
    Next(line);
  }

  const Start& start_;
  const bool with_times_;
  absl::Mutex mutex_;
  int running_;
  const absl::Time began_, until_;
  absl::Time ended_ = absl::InfinitePast();
  Tally tally_;
};

}  // namespace

Tally KeepInFlight(int in_flight, absl::Duration how_long, const Start& start, bool with_times) {
  return std::make_shared<Burst>(in_flight, how_long, start, with_times)->Run();
}

}  // namespace diandan::bench
