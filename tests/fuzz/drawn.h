// Random messages of any type, by reflection: mostly as the limits beside their fields want them
// (options.proto), sometimes not at all. Names and ids are those that were learnt from other messages, so
// that requests are about things that are there.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace diandan::fuzz {

class Drawn {
 public:
  Drawn(uint64_t seed, absl::Time now) : random_(seed), now_(now) {}

  // Remembers the resource names and ids that stand in it.
  void Learn(const google::protobuf::Message& message);
  // A whole message instead of what it held.
  void Fill(google::protobuf::Message& message) { Fill(message, 0); }
  // One thing in it is another now: a field, an element more or less, somewhere inside.
  void Change(google::protobuf::Message& message);

  // Both ends included.
  int64_t Between(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random_);
  }
  bool OneIn(int n) { return Between(1, n) == 1; }

 private:
  using Field = google::protobuf::FieldDescriptor;

  void Fill(google::protobuf::Message& message, int depth);
  void FillField(google::protobuf::Message& message, const Field& field, int depth);
  void Put(google::protobuf::Message& message, const Field& field, bool add, int depth);
  std::string Text(const Field& field);
  std::string Name(const std::string& collection);
  std::string Id();
  int64_t Number(const Field& field);
  void LearnText(const std::string& text);

  std::mt19937_64 random_;
  const absl::Time now_;
  std::map<std::string, std::vector<std::string>> names_;  // by collection
  std::vector<std::string> ids_;
};

}  // namespace diandan::fuzz
