#include "services/hours/honour_maker.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "diandan/orders/v1/menu_service.grpc.pb.h"
#include "diandan/volunteers/v1/org_service.grpc.pb.h"
#include "diandan/volunteers/v1/team_service.grpc.pb.h"
#include "services/base/request_fields.h"
#include "services/base/seal.h"
#include "services/hours/certificate/facts.h"

namespace diandan::hours {

namespace o = orders::v1;
namespace v = volunteers::v1;

namespace {

constexpr absl::Duration kCentreStays = absl::Minutes(10);

std::string WordsContext(CountyId county, const Uuid& nomination) {
  return SealContext("nomination", nomination, "words", county);
}

void FillResident(const v1::PaperNominee& paper, v1::NominationWords& words) {
  words.set_legal_name(paper.legal_name());
  words.set_consent_witness(paper.consent_witness());
  words.set_shown_name(paper.shown_as() == v1::CHOSEN_NAME ? paper.called()
                                                           : certificate::MaskHolder(paper.legal_name()));
}

// Known again by whoever holds the key, and by nobody else.
Uuid ResidentId(const Keys& keys, CountyId county, const v1::NominateRequest& request) {
  const v1::PaperNominee& paper = request.resident();
  const std::string who = absl::StrReplaceAll(
      absl::StrCat(paper.legal_name(), "/", paper.called(), "/", IdOf(request.place()).ToString()),
      {{" ", ""}});
  return DeriveUuid(county,
                    absl::StrCat("resident/", ToHex(keys.BlindIndex(county, "resident_nominee", who))));
}

}  // namespace

HonourMaker::HonourMaker(const rpc::Home& home, const Keys& keys, rpc::Peers::ChannelTo channel_to)
    : home_(home), keys_(keys), peers_(home, channel_to), names_(home, std::move(channel_to)) {}

StatusOr<HostFacts> HonourMaker::Org(const rpc::Call& call, const std::string& org) const {
  v::GetOrgRequest request;
  request.set_name(org);
  v::Org found;
  DD_RETURN_IF_ERROR(
      peers_.Ask<v::OrgService>(call, "volunteers", &v::OrgService::Stub::GetOrg, request, &found));
  return HostFacts{found.path(), found.display_name()};
}

StatusOr<std::shared_ptr<const HostFacts>> HonourMaker::Host(const rpc::Call& call,
                                                             const std::string& org) const {
  DD_ASSIGN_OR_RETURN(HostFacts facts, Org(call, org));
  return std::make_shared<const HostFacts>(std::move(facts));
}

StatusOr<std::string> HonourMaker::TeamName(const rpc::Call& call, const std::string& team) const {
  v::GetTeamRequest request;
  request.set_name(team);
  v::Team found;
  DD_RETURN_IF_ERROR(
      peers_.Ask<v::TeamService>(call, "volunteers", &v::TeamService::Stub::GetTeam, request, &found));
  return found.display_name();
}

StatusOr<std::pair<std::string, std::string>> HonourMaker::Project(const rpc::Call& call,
                                                                   const std::string& name) const {
  o::ListProjectsRequest request;
  request.set_parent(absl::StrCat("counties/", call.county));
  request.set_with_ended(true);
  request.add_names(name);
  o::ListProjectsResponse found;
  DD_RETURN_IF_ERROR(
      peers_.Ask<o::MenuService>(call, "orders", &o::MenuService::Stub::ListProjects, request, &found));
  if (found.projects().empty()) return Refuse(errors::v1::PROJECT_UNKNOWN, {{"name", name}});
  return std::make_pair(found.projects(0).title(), found.projects(0).owner());
}

StatusOr<std::string> HonourMaker::PersonName(const rpc::Call& call, const std::string& volunteer,
                                              v1::ShownAs shown_as) const {
  DD_ASSIGN_OR_RETURN(const v::RevealedPerson person, peers_.RevealOne(call, volunteer, v::HONOUR));
  return shown_as == v1::CHOSEN_NAME ? person.chosen_name() : certificate::MaskHolder(person.legal_name());
}

StatusOr<std::shared_ptr<const NomineeFacts>> HonourMaker::Nominee(const rpc::Call& call,
                                                                   const v1::NominateRequest& request) const {
  DD_ASSIGN_OR_RETURN(const HostFacts place, Org(call, request.place()));
  auto facts = std::make_shared<NomineeFacts>();
  facts->place_path = place.path;
  facts->place_name = place.name;
  v1::NominationWords words;
  words.set_deeds(request.deeds());
  if (!request.team().empty()) {
    DD_ASSIGN_OR_RETURN(*words.mutable_shown_name(), TeamName(call, request.team()));
  } else if (!request.project().empty()) {
    DD_ASSIGN_OR_RETURN(const auto project, Project(call, request.project()));
    DD_ASSIGN_OR_RETURN(const HostFacts owner, Org(call, project.second));
    words.set_shown_name(project.first);
    facts->nominee_path = owner.path;
  } else if (!request.org().empty()) {
    DD_ASSIGN_OR_RETURN(const HostFacts org, Org(call, request.org()));
    words.set_shown_name(org.name);
    facts->nominee_path = org.path;
  }
  if (request.has_resident()) {
    FillResident(request.resident(), words);
    facts->resident_id = ResidentId(keys_, call.county, request);
  }
  const Key data_key = keys_.NewDataKey(call.county);
  facts->data_key.data = keys_.WrapDataKey(call.county, call.request_id, data_key);
  facts->sealed.data = Seal(data_key, WordsContext(call.county, call.request_id), words.SerializeAsString());
  return facts;
}

StatusOr<v1::NominationWords> HonourMaker::Open(const NominationWordsRow& row) const {
  if (row.data_key.data.empty()) return Refuse(errors::v1::PERSON_ERASED);
  DD_ASSIGN_OR_RETURN(const Key key, keys_.UnwrapDataKey(row.county_id, row.id, row.data_key.data));
  DD_ASSIGN_OR_RETURN(const std::string bytes,
                      diandan::Open(key, WordsContext(row.county_id, row.id), row.sealed.data));
  v1::NominationWords words;
  if (!words.ParseFromString(bytes)) return Refuse(errors::v1::INTERNAL_ERROR);
  return words;
}

StatusOr<std::shared_ptr<const AgreedWords>> HonourMaker::Agreed(const rpc::Call& call,
                                                                 const NominationRow& nomination,
                                                                 const NominationWordsRow& row,
                                                                 v1::ShownAs shown_as) const {
  DD_ASSIGN_OR_RETURN(v1::NominationWords words, Open(row));
  if (nomination.subject == v1::HONOURED_PERSON) {
    const std::string volunteer = ResourceNameOf(call.county, "volunteers", nomination.nominee_id);
    DD_ASSIGN_OR_RETURN(*words.mutable_shown_name(), PersonName(call, volunteer, shown_as));
  }
  DD_ASSIGN_OR_RETURN(const Key key, keys_.UnwrapDataKey(row.county_id, row.id, row.data_key.data));
  auto agreed = std::make_shared<AgreedWords>();
  agreed->sealed.data = Seal(key, WordsContext(row.county_id, row.id), words.SerializeAsString());
  return agreed;
}

StatusOr<std::string> HonourMaker::Centre(const rpc::Call& call) const {
  {
    const absl::MutexLock lock(&mutex_);
    const auto found = centres_.find(call.county);
    if (found != centres_.end() && call.now < found->second.first + kCentreStays) return found->second.second;
  }
  DD_ASSIGN_OR_RETURN(std::string name, names_.Issuer(call));
  const absl::MutexLock lock(&mutex_);
  centres_[call.county] = {call.now, name};
  return name;
}

}  // namespace diandan::hours
