// Counties in which something happened, and of each RPC a request that was or could be made in earnest there:
// the matrix asks the same once more, as everybody.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "tests/scenario/stage.h"
#include "tests/security/cast.h"
#include "tests/security/policy.h"

namespace diandan::security {

using MessagePtr = std::shared_ptr<const google::protobuf::Message>;

class World {
 public:
  // `happen`: what the people of the county do. Another county stands beside it in the same installation.
  explicit World(const std::function<void(scenario::Stage&)>& happen);

  scenario::Stage& stage() { return here_; }
  scenario::Hosting& hosting() { return *hosting_; }
  const std::vector<Member>& members() const { return members_; }

  // A request of this type that the stage's people made and that was granted: of the village's volunteer if
  // there was one, else the last; with the variant "last" the last one. Null: none was.
  MessagePtr Made(const std::string& request_type, const std::vector<std::string>& variant) const;
  // A request with what it needs, each name the village's own; null while the county knows no such thing.
  // `invent`: then with a name of nothing.
  MessagePtr Fill(const google::protobuf::Descriptor& type, const std::vector<std::string>& variant,
                  bool invent) const;
  // What is named in an answer of this type.
  void Learn(const google::protobuf::Descriptor& type, const std::string& bytes);

 private:
  void AimAtWhatIsLeft();
  void Keep(const std::string& type, const MessagePtr& sent);
  void Harvest(const google::protobuf::Message& message);
  void Learn(const std::string& name, int weight);
  bool NameFields(google::protobuf::Message& message, const std::vector<std::string>& variant, bool invent,
                  bool top) const;

  const std::shared_ptr<scenario::Hosting> hosting_;
  scenario::Stage here_, there_;
  Surroundings around_;
  std::map<std::string, std::pair<int, std::string>> known_;  // collection → how well, name
  std::map<std::string, MessagePtr> made_, last_;             // by request type
  std::string station_path_;
  std::vector<Member> members_;
};

// All of them, in the order in which they are asked; built when called, since each is a server.
struct WorldMaker {
  const char* name;
  std::function<void(scenario::Stage&)> happen;
};
const std::vector<WorldMaker>& Worlds();

// The same request under an id of its own; as it is when it has none.
std::unique_ptr<google::protobuf::Message> Anew(const google::protobuf::Message& request,
                                                const std::string& id);
// What names the thing, and nothing else.
std::unique_ptr<google::protobuf::Message> Bare(const google::protobuf::Message& request);

}  // namespace diandan::security
