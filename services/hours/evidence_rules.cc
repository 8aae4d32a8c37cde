#include "services/hours/evidence_rules.h"

#include "absl/strings/str_cat.h"
#include "services/base/request_fields.h"
#include "services/hours/risk/words.h"
#include "services/hours/view_rules.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;
namespace r = risk;

static_assert(int(v1::SOLD_BACK_FILL) == int(r::Kind::kSoldBackFill) + 1 &&
              int(v1::ROSTER_STUFFING) == int(r::Kind::kRosterStuffing) + 1);

r::How HowOf(o::RecordedHow how) {
  switch (how) {
    case o::OWN_CODE:
      return r::How::kOwnCode;
    case o::BY_LEADER:
      return r::How::kByLeader;
    case o::BY_WITNESS:
      return r::How::kByWitness;
    case o::SELF_REPORTED:
      return r::How::kSelfReported;
    case o::ASSUMED:
      return r::How::kAssumed;
    case o::BACK_FILLED:
      return r::How::kBackFilled;
    default:
      return r::How::kUnknown;
  }
}

r::Index NumberOf(absl::flat_hash_map<std::string, r::Index>& numbers, const std::string& id) {
  return id.empty() ? r::kNobody : numbers.try_emplace(id, r::Index(numbers.size())).first->second;
}

r::Fact FactOf(const google::protobuf::Timestamp& at, bool received_told,
               const google::protobuf::Timestamp& received, o::RecordedHow how, r::Index by) {
  r::Fact fact;
  fact.at = at.seconds();
  fact.received = received_told ? received.seconds() : fact.at;
  fact.how = HowOf(how);
  fact.by = by;
  return fact;
}

}  // namespace

void TouchEvidence(const o::Settled& picture, Touches& touches) {
  touches.Add<EvidenceRow>(IdOf(picture.acceptance_id()));
}

void KeepEvidence(Work& work, const o::Settled& picture) {
  const Uuid id = IdOf(picture.acceptance_id());
  EvidenceRow* row = work.Change<EvidenceRow>(id);
  if (row == nullptr) {
    EvidenceRow fresh;
    fresh.id = id;
    row = &work.Insert(std::move(fresh));
  }
  row->ended_at = FromProto(picture.ended_time());
  row->picture.data = picture.SerializeAsString();
}

r::Index CountyEvidence::Place(const volunteers::v1::GeoPoint& point) {
  const auto [found, fresh] = places_.try_emplace(absl::StrCat(point.lat_milli(), "/", point.lng_milli()),
                                                  r::Index(evidence_.places.size()));
  if (fresh) evidence_.places.push_back({point.lat_milli() / 1000.0, point.lng_milli() / 1000.0});
  return found->second;
}

// Each session is an order to the detector: it has a plan, a place and people of its own. What was said of
// all together (headcount, photos) stands with the first.
void CountyEvidence::Add(const o::Settled& picture) {
  absl::flat_hash_map<std::string, r::Index> sessions;
  for (const o::Session& session : picture.sessions()) {
    sessions[session.session_id()] = r::Index(evidence_.orders.size());
    r::Order order;
    order.team = NumberOf(teams_, picture.team_id());
    order.place = picture.has_point() ? Place(picture.point()) : r::kNobody;
    order.county = county_;
    order.start = session.start_time().seconds();
    order.end = std::max(session.end_time().seconds(), order.start + 60);
    order.reporter = NumberOf(accounts_, picture.evidence().closer());
    if (sessions.size() == 1) {
      for (const int64_t look : picture.evidence().photo_looks()) order.photos.push_back(uint64_t(look));
    }
    if (picture.sessions_size() == 1 && picture.evidence().headcount() > 0) {
      order.headcount = picture.evidence().headcount();
    }
    order.has_roster = true;
    evidence_.orders.push_back(std::move(order));
  }
  for (const o::RosterRef& place : picture.roster()) {
    const auto session = sessions.find(place.session_id());
    if (session == sessions.end() || place.late()) continue;
    evidence_.orders[size_t(session->second)].roster.push_back(NumberOf(people_, place.volunteer_id()));
  }
  for (const o::Attendance& told : picture.attendances()) {
    const auto session = sessions.find(told.session_id());
    if (session == sessions.end()) continue;
    r::Attendance attendance;
    attendance.order = session->second;
    attendance.person = NumberOf(people_, told.volunteer_id());
    attendance.start = told.start_time().seconds();
    attendance.end = std::max(told.end_time().seconds(), attendance.start);
    attendance.minutes = told.minutes();
    attendance.in = FactOf(told.start_time(), told.has_in_received_time(), told.in_received_time(),
                           told.in_how(), NumberOf(accounts_, told.in_recorder()));
    attendance.out = FactOf(told.end_time(), told.has_out_received_time(), told.out_received_time(),
                            told.out_how(), NumberOf(accounts_, told.out_recorder()));
    attendance.back_filled = told.in_how() == o::BACK_FILLED || told.out_how() == o::BACK_FILLED;
    attendance.entered_by = attendance.in.by;
    attendance.entered_at = attendance.in.received;
    evidence_.attendances.push_back(attendance);
    entries_.push_back(IdOf(told.attendance_id()));
    own_.push_back(true);
    const Uuid volunteer = IdOf(told.volunteer_id());
    if (told.home_county() != county_ && seen_guests_.try_emplace(volunteer, told.home_county()).second) {
      guests_.emplace_back(volunteer, told.home_county());
    }
  }
}

void CountyEvidence::Add(const Elsewhere& elsewhere) {
  r::Order order;
  order.team = NumberOf(teams_, elsewhere.team.ToString());
  order.county = elsewhere.county;
  order.start = absl::ToUnixSeconds(elsewhere.start_at);
  order.end = absl::ToUnixSeconds(elsewhere.end_at);
  r::Attendance attendance;
  attendance.order = r::Index(evidence_.orders.size());
  attendance.person = NumberOf(people_, elsewhere.volunteer.ToString());
  attendance.start = order.start;
  attendance.end = order.end;
  attendance.minutes = elsewhere.minutes;
  evidence_.orders.push_back(std::move(order));
  evidence_.attendances.push_back(attendance);
  entries_.push_back(elsewhere.entry);
  own_.push_back(false);
}

absl::flat_hash_map<Uuid, v1::Risk> CountyEvidence::Find() const {
  r::Evidence evidence = evidence_;
  evidence.people = r::Index(people_.size());
  evidence.teams = r::Index(teams_.size());
  evidence.accounts = r::Index(accounts_.size());
  const r::Findings findings = r::Detect(evidence);
  absl::flat_hash_map<Uuid, v1::Risk> risks;
  for (const r::Flag& flag : findings.flags) {
    if (!own_[size_t(flag.attendance)]) continue;
    v1::Risk& risk = risks[entries_[size_t(flag.attendance)]];
    risk.set_points(findings.points[size_t(flag.attendance)]);
    v1::RiskFlag& told = *risk.add_flags();
    told.set_kind(static_cast<v1::RiskKind>(int(flag.kind) + 1));
    told.set_points(flag.points);
    told.mutable_figures()->Assign(flag.figures.begin(), flag.figures.end());
    for (const r::Index other : flag.others) {
      if (own_[size_t(other)]) {
        told.add_others(ResourceNameOf(county_, "entries", entries_[size_t(other)]));
      }
    }
  }
  return risks;
}

v1::Risk Spoken(const v1::Risk& kept, Language language) {
  v1::Risk spoken = kept;
  for (v1::RiskFlag& flag : *spoken.mutable_flags()) {
    r::Flag figures;
    figures.kind = static_cast<r::Kind>(std::max(int(flag.kind()) - 1, 0));
    for (int i = 0; i < std::min(flag.figures_size(), int(figures.figures.size())); ++i) {
      figures.figures[size_t(i)] = flag.figures(i);
    }
    flag.set_sentence(r::SentenceOf(figures, language));
  }
  return spoken;
}

}  // namespace diandan::hours
