// Numbers of this process, as Prometheus text. Names and labels carry no personal data and no ids.
// Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace diandan::rpc {

class Metrics {
 public:
  // The process's one registry.
  static Metrics& Get();

  // diandan_calls_total{rpc,code} and diandan_call_seconds{rpc} (histogram).
  void CountCall(absl::string_view rpc, absl::StatusCode code, absl::Duration took);
  // diandan_events_followed_total{follower,owner}, and with `parked` diandan_events_parked_total.
  void CountFollowed(const std::string& follower, const std::string& owner, int64_t events, int64_t parked);

  // A value read when somebody asks, e.g. the length of a queue. Ends with the handle.
  class Gauge {
   public:
    virtual ~Gauge() = default;
  };
  // `series`: name and labels, e.g. `diandan_lane_queue{service="orders"}`.
  std::unique_ptr<Gauge> AddGauge(std::string series, std::function<double()> read);

  // The same for what is not known beforehand: whole lines, e.g. one for each state.
  std::unique_ptr<Gauge> AddLines(std::function<std::string()> read);

  std::string Text() const;

 private:
  Metrics();
  ~Metrics();
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diandan::rpc
