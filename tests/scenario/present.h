// A resource as it is now, asked for anew: what a repeated call must be answered with.
#pragma once

#include <memory>
#include <string>

#include "google/protobuf/message.h"
#include "tests/scenario/stage.h"

namespace diandan::scenario {

// Of the resource (or resources) in an answer, seen by the same actor; without what an answer to a mutation
// never holds: personal text, keys. Throws when there is no reader for this kind of answer.
std::shared_ptr<const google::protobuf::Message> Present(Stage& stage, const std::string& actor,
                                                         const google::protobuf::Message& answer);

}  // namespace diandan::scenario
