// From what people type (7K3M, a code, a name) to resource names, and back to what people read.
// Looks things up as the caller, once per command and thing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "clients/cli/context.h"
#include "diandan/orders/v1/menu_service.pb.h"
#include "diandan/orders/v1/order.pb.h"
#include "diandan/orders/v1/webhook_service.pb.h"
#include "diandan/volunteers/v1/org_service.pb.h"
#include "diandan/volunteers/v1/team_service.pb.h"
#include "diandan/volunteers/v1/volunteer_service.pb.h"

namespace diandan::cli {

class Names {
 public:
  explicit Names(Context& context) : context_(context) {}

  // Each takes a full name or a uuid as well. NOT_FOUND, or FIELD_INVALID when several match.
  StatusOr<std::string> OrderName(const std::string& typed);    // the number
  StatusOr<orders::v1::Order> Order(const std::string& typed);  // the number
  // With personal words and proposed times, which a list leaves out.
  StatusOr<orders::v1::Order> OrderInFull(const std::string& typed);
  StatusOr<std::string> Team(const std::string& typed);     // its name
  StatusOr<std::string> Org(const std::string& typed);      // code or name
  StatusOr<std::string> Unit(const std::string& typed);     // its name
  StatusOr<std::string> Account(const std::string& typed);  // what colleagues see
  // Public number; chosen name within the team; legal name, exactly.
  StatusOr<std::string> Volunteer(const std::string& typed, const std::string& team = "");
  StatusOr<std::string> Named(const std::string& typed, const std::string& collection);  // name or uuid only
  // The path of an organisation, for filters.
  StatusOr<std::string> PathOf(const std::string& org);
  StatusOr<orders::v1::Webhook> Webhook(const std::string& typed);  // its title
  // The same of the organisation a team belongs to.
  StatusOr<std::string> PathOfTeam(const std::string& typed);
  // The whole menu, read once.
  StatusOr<const std::vector<orders::v1::MenuItem>*> Menu();
  // One item by title, part of it, skill or another common word.
  StatusOr<orders::v1::MenuItem> MenuItem(const std::string& typed);
  // The code of a skill, by a service that takes it; "" and codes as they are.
  StatusOr<std::string> Skill(const std::string& typed);

  // What people read; the short id when it cannot be looked up.
  std::string SayTeam(const std::string& name);
  std::string SayOrg(const std::string& name);
  std::string SayVolunteer(const std::string& name);
  std::string SayNumber(const std::string& volunteer);  // the public one
  std::string SayAccount(const std::string& name);
  std::string SaySkill(const std::string& skill);  // the menu's title for it
  std::string SayOrder(const std::string& name);

 private:
  StatusOr<std::vector<volunteers::v1::Org>> Orgs(const std::string& code);
  const volunteers::v1::Volunteer& Person(const std::string& name);
  template <typename Look>
  std::string Remembered(const std::string& name, Look look);

  Context& context_;
  std::map<std::string, std::string> said_;
  std::map<std::string, volunteers::v1::Volunteer> people_;
  std::vector<orders::v1::MenuItem> menu_;
  bool menu_read_ = false;
};

// The last eight digits of a name's uuid, for lists; the first ones are the time, which many have in common.
std::string ShortId(const std::string& name);
// The uuid of a name.
std::string IdOf(const std::string& name);

}  // namespace diandan::cli
