#include "tests/security/worlds.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "diandan/matching/v1/plan_service.pb.h"
#include "diandan/options/v1/options.pb.h"
#include "diandan/orders/v1/photo_service.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/unit_service.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/gateway/api_example.h"
#include "services/gateway/json.h"
#include "tests/scenario/or_throw.h"

namespace diandan::security {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using scenario::OrThrow;
using scenario::Stage;

constexpr CountyId kNeighbourCounty = 150'526;

std::unique_ptr<Message> Fresh(const Descriptor& type) {
  const auto* known =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(type.full_name());
  return std::unique_ptr<Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(known)->New());
}

const options::v1::Limits& LimitsOf(const FieldDescriptor& field) {
  return field.options().GetExtension(options::v1::limits);
}

std::string CollectionOf(const std::string& name) {
  const auto parsed = ParseResourceName(name);
  return parsed.ok() ? parsed->collection : "";
}

std::string TextOf(const Message& message, const char* field) {
  const auto* found = message.GetDescriptor()->FindFieldByName(field);
  const bool text =
      found != nullptr && !found->is_repeated() && found->type() == FieldDescriptor::TYPE_STRING;
  return text ? message.GetReflection()->GetString(message, found) : "";
}

// In the examples both are the same moment.
void EndAfterTheStart(Message& message) {
  const auto* end = message.GetDescriptor()->FindFieldByName("end_time");
  if (end == nullptr || end->message_type() == nullptr) return;
  auto& time =
      dynamic_cast<google::protobuf::Timestamp&>(*message.GetReflection()->MutableMessage(&message, end));
  time.set_seconds(time.seconds() + absl::ToInt64Seconds(absl::Hours(24)));
}

}  // namespace

World::World(const std::function<void(Stage&)>& happen)
    : hosting_(scenario::HostWithGateway(scenario::MondayMorning())),
      here_(hosting_, scenario::kCounty),
      there_(hosting_, kNeighbourCounty) {
  happen(here_);
  for (const Stage::Said& said : here_.said()) {
    if (!said.answer.ok()) continue;
    Keep(said.request, said.sent);
    Harvest(**said.answer);
    // A photo is one of its order, and known by its hash.
    if (said.request == orders::v1::AddPhotoRequest::descriptor()->full_name()) {
      known_["#hash"] = {1, TextOf(**said.answer, "hash")};
      known_["@hash"] = {1, TextOf(*said.sent, "name")};
    }
    if (said.request == orders::v1::RemovePhotoRequest::descriptor()->full_name()) known_.erase("#hash");
    // A plan is asked about an order that is in it.
    if (said.request == matching::v1::JoinPlanRequest::descriptor()->full_name()) {
      Learn(TextOf(*said.sent, "order"), 3);
      Learn(TextOf(**said.answer, "name"), 3);
    }
  }
  around_ = Surround(here_);
  AimAtWhatIsLeft();
  auto unit = std::make_shared<volunteers::v1::UpdateUnitRequest>();
  unit->set_name(around_.unit);
  unit->set_headcount(12);
  made_[unit->GetDescriptor()->full_name()] = unit;
  for (const auto& [name, weight] : std::initializer_list<std::pair<std::string, int>>{{here_.station, 9},
                                                                                       {here_.team, 9},
                                                                                       {here_.volunteer, 9},
                                                                                       {here_.menu_item, 9},
                                                                                       {around_.unit, 9}}) {
    Learn(name, weight);
  }
  volunteers::v1::GetOrgRequest station;
  station.set_name(here_.station);
  station_path_ = OrThrow(here_.Call("admin", &volunteers::v1::OrgService::Stub::GetOrg, station)).path();
  members_ = Gather(here_, around_, there_, hosting_->data_dir());
}

// What the errands ended is gone: the same is asked of another one, that is there.
void World::AimAtWhatIsLeft() {
  auto aim = [&](const auto& request) {
    const std::string& type = request.GetDescriptor()->full_name();
    if (made_.contains(type)) made_[type] = std::make_shared<std::decay_t<decltype(request)>>(request);
  };
  volunteers::v1::EraseVolunteerRequest erase;
  erase.set_name(here_.volunteer);
  aim(erase);
  const auto added = last_.find(orders::v1::AddPhotoRequest::descriptor()->full_name());
  if (added == last_.end()) return;
  orders::v1::RemovePhotoRequest remove;
  remove.set_name(TextOf(*added->second, "name"));
  remove.set_photo_id(known_.at("#photo_id").second);
  remove.set_reason(orders::v1::SHOWS_TOO_MUCH);
  aim(remove);
}

// Whoever holds a secret may do what it is for, whatever else they are: such requests prove nothing of roles.
// And what was about the volunteer is better than what was about another person.
void World::Keep(const std::string& type, const MessagePtr& sent) {
  for (const char* secret : {"rating_secret", "closing_code"}) {
    if (!TextOf(*sent, secret).empty()) return;
  }
  last_[type] = sent;
  const bool theirs = TextOf(*sent, "volunteer") == here_.volunteer;
  const auto known = made_.find(type);
  if (known == made_.end() || theirs || TextOf(*known->second, "volunteer") != here_.volunteer)
    made_[type] = sent;
}

void World::Learn(const std::string& name, int weight) {
  const std::string collection = CollectionOf(name);
  if (collection.empty()) return;
  auto& known = known_[collection];
  if (weight >= known.first) known = {weight, name};
}

// A thing that is said to be the volunteer's or the team's own is better than another of its kind.
void World::Harvest(const Message& message) {
  const bool theirs = TextOf(message, "volunteer") == here_.volunteer;
  const bool team = TextOf(message, "team") == here_.team;
  if (message.GetDescriptor()->FindFieldByName("name") != nullptr)
    Learn(TextOf(message, "name"), theirs ? 3 : team ? 2 : 1);
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    // Parts of a thing are known by their id alone.
    if (absl::EndsWith(field.name(), "_id")) {
      if (const std::string id = TextOf(message, field.name().c_str()); !id.empty())
        known_["#" + field.name()] = {1, id};
    }
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (field.is_repeated()) {
      for (int j = 0; j < message.GetReflection()->FieldSize(message, &field); ++j)
        Harvest(message.GetReflection()->GetRepeatedMessage(message, &field, j));
    } else if (message.GetReflection()->HasField(message, &field)) {
      Harvest(message.GetReflection()->GetMessage(message, &field));
    }
  }
}

void World::Learn(const Descriptor& type, const std::string& bytes) {
  const std::unique_ptr<Message> answer = Fresh(type);
  if (answer->ParseFromString(bytes)) Harvest(*answer);
}

MessagePtr World::Made(const std::string& request_type, const std::vector<std::string>& variant) const {
  const auto& made = variant == std::vector<std::string>{"last"} ? last_ : made_;
  const auto found = made.find(request_type);
  return found == made.end() ? nullptr : found->second;
}

bool World::NameFields(Message& message, const std::vector<std::string>& variant, bool invent,
                       bool top) const {
  const auto& type = *message.GetDescriptor();
  const auto& reflection = *message.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const auto chosen = [&](const std::string& word) {
      return field.name() == word || (word == "path" && absl::EndsWith(field.name(), "_path"));
    };
    const bool wanted = top && std::any_of(variant.begin(), variant.end(), chosen);
    const std::string& resource = LimitsOf(field).resource();
    const bool text = field.cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field.is_repeated();
    const bool is_id = LimitsOf(field).uuid() || field.name() == "hash";
    if (text && is_id && !reflection.GetString(message, &field).empty()) {
      const auto id = known_.find("#" + field.name());
      if (id == known_.end() && !invent) return false;
      if (id != known_.end()) reflection.SetString(&message, &field, id->second.second);
      if (const auto owner = known_.find("@" + field.name()); owner != known_.end())
        reflection.SetString(&message, type.FindFieldByName("name"), owner->second.second);
    }
    for (const std::string& word : variant) {
      const std::pair<std::string, std::string> said = absl::StrSplit(word, absl::MaxSplits('=', 1));
      if (!top || said.first != field.name() || said.second.empty()) continue;
      if (text) reflection.SetString(&message, &field, said.second);
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM)
        reflection.SetEnum(&message, &field, field.enum_type()->FindValueByName(said.second));
    }
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      if (wanted && resource.empty()) reflection.SetString(&message, &field, station_path_);
      const bool has = field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                                           : !reflection.GetString(message, &field).empty();
      // A required path as well: an example of one is of no place.
      if (has && text && absl::EndsWith(field.name(), "_path"))
        reflection.SetString(&message, &field, station_path_);
      if (resource.empty() || resource == "counties" || (!has && !wanted)) continue;
      const auto known = known_.find(resource);
      if (known == known_.end() && !invent) return false;
      if (known == known_.end()) continue;
      if (field.is_repeated()) {
        reflection.ClearField(&message, &field);
        reflection.AddString(&message, &field, known->second.second);
      } else {
        reflection.SetString(&message, &field, known->second.second);
      }
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (field.is_repeated()) {
        for (int j = 0; j < reflection.FieldSize(message, &field); ++j) {
          if (!NameFields(*reflection.MutableRepeatedMessage(&message, &field, j), {}, invent, false))
            return false;
        }
      } else if (reflection.HasField(message, &field) &&
                 !NameFields(*reflection.MutableMessage(&message, &field), {}, invent, false)) {
        return false;
      }
    }
  }
  return true;
}

MessagePtr World::Fill(const Descriptor& type, const std::vector<std::string>& variant, bool invent) const {
  std::unique_ptr<Message> message = Fresh(type);
  OrThrow(gateway::FromJson(gateway::ExampleRequest(type), *message));
  if (!NameFields(*message, variant, invent, true)) return nullptr;
  EndAfterTheStart(*message);
  return message;
}

std::unique_ptr<Message> Anew(const Message& request, const std::string& id) {
  std::unique_ptr<Message> anew(request.New());
  anew->CopyFrom(request);
  if (const auto* field = request.GetDescriptor()->FindFieldByName("request_id"))
    anew->GetReflection()->SetString(anew.get(), field, id);
  return anew;
}

std::unique_ptr<Message> Bare(const Message& request) {
  std::unique_ptr<Message> bare(request.New());
  const auto& type = *request.GetDescriptor();
  bool named = false;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const bool names = !named && !LimitsOf(field).resource().empty() && !field.is_repeated() &&
                       field.cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
                       request.GetReflection()->HasField(request, &field);
    if (!names) continue;
    named = true;
    bare->GetReflection()->SetString(bare.get(), &field, request.GetReflection()->GetString(request, &field));
  }
  return bare;
}

}  // namespace diandan::security
