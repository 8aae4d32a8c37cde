// Services of the stage's team, each done by its members with phones of their own: what is recorded about
// them through `orders`, and what a reviewer is shown of it. Throws where something is refused.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "diandan/orders/v1/order.pb.h"
#include "services/base/seal.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {

class TeamDays {
 public:
  explicit TeamDays(Stage& stage) : stage_(stage) {}

  // Somebody of the team, who signs in as `actor`.
  struct Member {
    std::string actor, person, phone;
  };
  struct Service {
    orders::v1::Order order;
    int begins = 0;  // hour of the stage's Monday
    int people = 0;
    Key key;  // of its rolling codes
  };
  // A person and all that is said of one entry of theirs; "": nothing.
  using Queue = std::multimap<std::string, std::string>;

  // Once per stage.
  std::vector<Member> Join(int count);
  // A point of the village, so far north.
  std::string PointAt(int lat_milli);

  // Two hours from there on, for a household of that house at that place; placed, taken, and it is time.
  Service Begun(int begins, const std::vector<Member>& people, const std::string& house = "",
                const std::string& place = "");
  // Types a code by their own account: so long ago by that phone's clock, and so old it was then.
  void Types(const Service& service, const Member& who, const std::string& phone,
             absl::Duration ago = absl::ZeroDuration(), absl::Duration old = absl::ZeroDuration());
  // The station saw it done as planned, by so many; 0: by all of the roster.
  void Seen(const Service& service, int headcount = 0);
  // One person comes with their own phone, does it, and it is seen.
  Service Served(int begins, const Member& who, const std::string& house = "", const std::string& place = "");
  // The household gives full marks by its slip, from this phone.
  void RatedFrom(const std::string& phone, const Service& service);
  // What the team itself writes of it.
  void Reported(const Service& service, const std::string& words);
  void Photographed(const Service& service, const std::string& jpeg);

  // All that waits for a reviewer, once so many of them have enough points to come first.
  Queue Reviewed(int doubted);

 private:
  Stage& stage_;
};

}  // namespace diandan::scenario
