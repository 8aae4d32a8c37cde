// The parts of the demo county as lists of calls, in the order in which they stand on each other.
#pragma once

#include <string>
#include <vector>

#include "clients/demo/demo_places.h"
#include "clients/demo/stage.h"
#include "clients/demo/task_list.h"

namespace diandan::demo {

// A request that says the same id each time.
template <typename Request>
Request Asking(const std::string& what) {
  Request request;
  request.set_request_id(DemoId("request/" + what).ToString());
  return request;
}

// What anybody adds as the county admin.
std::vector<Task> StationTasks(Stage& stage, const Actor& admin);
std::vector<Task> PointTasks(Stage& stage, const Actor& admin);      // needs stations
std::vector<Task> HouseholdTasks(Stage& stage, const Actor& admin);  // needs points
std::vector<Task> UnitTasks(Stage& stage, const Actor& admin);
std::vector<Task> TeamTasks(Stage& stage, const Actor& admin);       // needs stations, units
std::vector<Task> VolunteerTasks(Stage& stage, const Actor& admin);  // needs stations, units
std::vector<Task> MemberTasks(Stage& stage, const Actor& admin);     // needs teams, volunteers
std::vector<Task> PaperTasks(Stage& stage, const Actor& admin);      // insurance, qualifications, posts
std::vector<Task> TrainingTasks(Stage& stage, const Actor& admin);
std::vector<Task> AttendedTasks(Stage& stage, const Actor& admin);  // needs trainings, volunteers
std::vector<Task> AccountTasks(Stage& stage, const Actor& admin);   // needs teams, volunteers
std::vector<Task> MenuTasks(Stage& stage, const Actor& admin);
std::vector<Task> ProjectTasks(Stage& stage, const Actor& admin);
// Orders in every state: placed first, then each walked there by the people it takes. Signs them in; needs
// all of the above.
struct OrderParts {
  std::vector<Task> placing, walking;
};
StatusOr<OrderParts> OrderTasks(Stage& stage);

// The last thing made: once it is there, everything is.
Status MakeMark(Stage& stage, const Actor& admin);
StatusOr<bool> HasMark(Stage& stage, const Actor& admin);

}  // namespace diandan::demo
