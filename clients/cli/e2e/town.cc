#include "clients/cli/e2e/town.h"

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "clients/demo/stage.h"
#include "diandan/matching/v1/matching_service.grpc.pb.h"

namespace diandan::cli {
namespace {

namespace m = matching::v1;

constexpr char kDivisions[] =
    "code,tier,name,parent_code,province,city\n"
    "990101,county,红柳县,,示例省,示例市\n"
    "990101101,township,柳湾镇,990101,示例省,示例市\n"
    "990101101203,village,红柳村,990101101,示例省,示例市\n"
    "990101101204,village,白杨村,990101101,示例省,示例市\n"
    "990101102,township,沙岭镇,990101,示例省,示例市\n";

template <typename T>
T OrThrow(StatusOr<T> result) {
  if (!result.ok()) throw std::runtime_error(result.status().ToString());
  return *std::move(result);
}

// What `diandan` cannot do: this county asks no team by itself.
void AskNobody(Terminals& town) {
  demo::Stage stage(
      demo::Channels::All(town.server().InProcessChannel()), [&] { return town.clock.Now(); },
      Language::kChinese);
  const demo::Actor admin =
      OrThrow(stage.SignIn("hong-admin", std::string(absl::StripAsciiWhitespace(kTownPassword))));
  m::GetWeightsRequest get;
  get.set_parent("counties/990101");
  m::SetWeightsRequest set;
  set.set_request_id(stage.NewId().ToString());
  set.set_parent(get.parent());
  *set.mutable_weights() = OrThrow(stage.Call(admin, &m::MatchingService::Stub::GetWeights, get));
  set.set_base_version(set.weights().version());
  set.mutable_weights()->clear_version();
  set.mutable_weights()->mutable_waves()->set_automatic(false);
  set.set_without_simulation(m::AUTOMATIC_SWITCH);
  OrThrow(stage.Call(admin, &m::MatchingService::Stub::SetWeights, set));
}

}  // namespace

void MakeTown(Terminals& town) {
  const std::string password = " --password-file " + town.File("password", kTownPassword);
  town.Must("运维", "org import " + town.File("divisions.csv", kDivisions));
  town.Must("运维", "admin init hong-admin --county 990101 --name '县管理员 老周'" + password);
  town.Must("管理员", "signin hong-admin" + password);

  // Registered with their numbers, which teams and accounts name them by.
  int people = 0;
  auto add = [&](const std::string& name, const std::string& sex) {
    const std::string personal =
        absl::StrFormat("示例%s\n1990000%04d\n1980-05-%02d\n", name, ++people, people);
    const std::string answer = town.Must("管理员",
                                         absl::StrCat("volunteer add ", name, " --org 红柳村 --sex ", sex,
                                                      " --consent-record --personal-file - --plain"),
                                         personal);
    return std::string(answer.substr(0, answer.find('\t')));
  };
  const std::string han = add("老韩", "male"), saren = add("萨仁", "female"), man = add("小满", "female"),
                    gula = add("阿古拉", "male");

  town.Must("管理员",
            "team create 小白杨理发队 --kind village-team --org 红柳村 --skill haircut --skill errand");
  town.Must("管理员", "team create 柳湾镇青年队 --kind township-corps --org 柳湾镇 --skill haircut");
  town.Must("管理员", "team add 小白杨理发队 --leader " + han);
  for (const std::string& member : {man, gula}) town.Must("管理员", "team add 小白杨理发队 " + member);
  town.Must("管理员", "team add 柳湾镇青年队 --leader " + saren);

  town.Must("管理员", "menu add 上门理发 --theme daily-service --skill haircut --minutes 60 --people 2");
  town.Must("管理员",
            "menu add 代买代办 --theme daily-service --skill errand --minutes 60 --people 1 --insurance");

  struct Account {
    const char* who;
    const char* sign_in_name;
    std::string rest;
  };
  for (const Account& account :
       {Account{"站员", "hong-clerk", "--name '站员 小杨' --role clerk --org 红柳村"},
        Account{"镇干部", "hong-officer", "--name '柳湾镇 小田' --role officer --org 柳湾镇"},
        Account{"派单员", "hong-dispatcher", "--name '派单员 小宁' --role dispatcher --org 990101"},
        Account{"验单员", "hong-reviewer", "--name '验单员 梁姐' --role reviewer --org 990101"},
        Account{"验单员二", "hong-reviewer2", "--name '验单员 老石' --role reviewer --org 990101"},
        Account{"队长", "hong-leader",
                absl::StrCat("--name '队长 老韩' --role leader --team 小白杨理发队 --volunteer ", han)},
        Account{"队长二", "hong-leader2",
                absl::StrCat("--name '队长 萨仁' --role leader --team 柳湾镇青年队 --volunteer ", saren)},
        Account{"志愿者", "hong-volunteer",
                absl::StrCat("--name '志愿者 小满' --role volunteer --volunteer ", man)}}) {
    town.Must("管理员", absl::StrCat("account create ", account.sign_in_name, " ", account.rest, password));
    town.Must(account.who, absl::StrCat("signin ", account.sign_in_name, password));
  }
  AskNobody(town);
}

}  // namespace diandan::cli
