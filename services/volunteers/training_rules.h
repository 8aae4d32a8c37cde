// Trainings and who attended. Pure.
#pragma once

#include "diandan/volunteers/v1/events.pb.h"
#include "diandan/volunteers/v1/training_service.pb.h"
#include "services/base/verb.h"
#include "services/volunteers/rows.h"

namespace diandan::volunteers {

extern const Verb kCreateTraining, kRecordTrainingAttendance;

v1::TrainingCourse ShowTraining(const TrainingRow& row);

}  // namespace diandan::volunteers
