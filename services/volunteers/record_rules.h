// People, places, teams and trainings as records name them: nothing personal. Pure.
#pragma once

#include "diandan/volunteers/v1/record_service.pb.h"
#include "services/base/command.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

// Each appends one when it is loaded, nothing when it is not known.
void ShowRecorded(const Work& work, const Uuid& volunteer,
                  google::protobuf::RepeatedPtrField<v1::RecordedPerson>& out);
void ShowPlace(const Work& work, const Uuid& org, google::protobuf::RepeatedPtrField<v1::RecordedPlace>& out);
void ShowTeam(const Work& work, const Uuid& team, google::protobuf::RepeatedPtrField<v1::RecordedTeam>& out);
void ShowTrained(const Work& work, const TrainedRow& row,
                 google::protobuf::RepeatedPtrField<v1::TrainingAttended>& out);
// What ShowTeam wants of who leads it.
void TouchLeaders(const TeamRow& team, Touches& touches);

}  // namespace diandan::volunteers
