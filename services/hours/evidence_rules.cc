#include "services/hours/evidence_rules.h"

#include <algorithm>

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

r::Fact FactOf(const google::protobuf::Timestamp& at, bool received_told,
               const google::protobuf::Timestamp& received, o::RecordedHow how, r::Index by, r::Index device,
               int64_t code_minute) {
  r::Fact fact;
  fact.at = at.seconds();
  fact.received = received_told ? received.seconds() : fact.at;
  fact.how = HowOf(how);
  fact.by = by;
  fact.device = device;
  if (code_minute != 0) fact.step = code_minute;
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
  row->revision = picture.revision();
  row->picture.data = picture.SerializeAsString();
}

r::Index CountyEvidence::Place(const volunteers::v1::GeoPoint& point) {
  const auto [found, fresh] = numbers_.places.try_emplace(
      absl::StrCat(point.lat_milli(), "/", point.lng_milli()), r::Index(points_.size()));
  if (fresh) points_.push_back({point.lat_milli() / 1000.0, point.lng_milli() / 1000.0});
  return found->second;
}

// Each session is an order to the detector: it has a plan, a place and people of its own. What was said of
// all together (headcount, photos) stands with the first.
CountyEvidence::Kept CountyEvidence::KeptOf(const o::Settled& picture) {
  Kept kept;
  kept.revision = picture.revision();
  absl::flat_hash_map<std::string, r::Index> sessions;
  for (const o::Session& session : picture.sessions()) {
    sessions[session.session_id()] = r::Index(kept.orders.size());
    r::Order order;
    order.team = EvidenceNumbers::Of(numbers_.teams, picture.team_id());
    order.place = picture.has_point() ? Place(picture.point()) : r::kNobody;
    order.county = county_;
    order.start = session.start_time().seconds();
    order.end = std::max(session.end_time().seconds(), order.start + 60);
    order.reporter = EvidenceNumbers::Of(numbers_.accounts, picture.evidence().closer());
    if (sessions.size() == 1) {
      for (const int64_t look : picture.evidence().photo_looks()) order.photos.push_back(uint64_t(look));
    }
    if (picture.sessions_size() == 1 && picture.evidence().headcount() > 0) {
      order.headcount = picture.evidence().headcount();
    }
    order.has_roster = true;
    kept.orders.push_back(std::move(order));
  }
  for (const o::RosterRef& place : picture.roster()) {
    const auto session = sessions.find(place.session_id());
    if (session == sessions.end() || place.late()) continue;
    kept.orders[size_t(session->second)].roster.push_back(
        EvidenceNumbers::Of(numbers_.people, place.volunteer_id()));
  }
  for (const o::Attendance& told : picture.attendances()) {
    const auto session = sessions.find(told.session_id());
    if (session == sessions.end()) continue;
    r::Attendance attendance;
    attendance.order = session->second;
    attendance.person = EvidenceNumbers::Of(numbers_.people, told.volunteer_id());
    attendance.start = told.start_time().seconds();
    attendance.end = std::max(told.end_time().seconds(), attendance.start);
    attendance.minutes = told.minutes();
    attendance.in = FactOf(told.start_time(), told.has_in_received_time(), told.in_received_time(),
                           told.in_how(), EvidenceNumbers::Of(numbers_.accounts, told.in_recorder()),
                           numbers_.Device(told.in_device()), told.in_code_minute());
    attendance.out = FactOf(told.end_time(), told.has_out_received_time(), told.out_received_time(),
                            told.out_how(), EvidenceNumbers::Of(numbers_.accounts, told.out_recorder()),
                            numbers_.Device(told.out_device()), told.out_code_minute());
    attendance.back_filled = told.in_how() == o::BACK_FILLED || told.out_how() == o::BACK_FILLED;
    attendance.entered_by = attendance.in.by;
    attendance.entered_at = attendance.in.received;
    // A volunteer's, where others are accounts': only whether it is the same one matters.
    attendance.witness = EvidenceNumbers::Of(numbers_.accounts, told.back_fill_witness());
    kept.attendances.push_back(attendance);
    kept.entries.push_back(IdOf(told.attendance_id()));
    if (told.home_county() != county_)
      kept.guests.emplace_back(IdOf(told.volunteer_id()), told.home_county());
  }
  return kept;
}

void CountyEvidence::Take(const o::Settled& picture) {
  const Uuid acceptance = IdOf(picture.acceptance_id());
  if (const auto before = ended_.find(acceptance); before != ended_.end())
    Drop(kept_.find({before->second, acceptance}));
  Kept kept = KeptOf(picture);
  attendances_ += kept.attendances.size();
  const absl::Time ended = FromProto(picture.ended_time());
  ended_[acceptance] = ended;
  kept_[{ended, acceptance}] = std::move(kept);
}

void CountyEvidence::Take(const ServiceRatingRow& rating) {
  ratings_followed_ = std::max(ratings_followed_, rating.event_seq);
  std::vector<ServiceRatingRow>& known = ratings_[rating.acceptance_id];
  const auto same =
      std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.id == rating.id; });
  if (same == known.end()) {
    known.push_back(rating);
  } else {
    *same = rating;
  }
}

void CountyEvidence::Take(const MemberRow& member) {
  members_followed_ = std::max(members_followed_, member.event_seq);
  const std::pair membership(EvidenceNumbers::Of(numbers_.people, member.volunteer_id.ToString()),
                             EvidenceNumbers::Of(numbers_.teams, member.team_id.ToString()));
  if (member.ended) {
    members_.erase(membership);
  } else {
    members_.insert(membership);
  }
}

void CountyEvidence::Drop(std::map<At, Kept>::iterator kept) {
  attendances_ -= kept->second.attendances.size();
  ended_.erase(kept->first.second);
  kept_.erase(kept);
}

void CountyEvidence::Forget(absl::Time until) {
  while (!kept_.empty() && kept_.begin()->first.first <= until) {
    ratings_.erase(kept_.begin()->first.second);
    Drop(kept_.begin());
  }
}

// Those of its ratings and memberships that are about what is kept.
void CountyEvidence::AddAround(const absl::flat_hash_map<Uuid, r::Index>& order_of, r::Evidence& evidence) {
  std::vector<RatingOfOrder> rated;
  for (const auto& [acceptance, ratings] : ratings_) {
    const auto order = order_of.find(acceptance);
    if (order == order_of.end()) continue;
    for (const ServiceRatingRow* rating : ThoseThatStand(ratings)) rated.push_back({rating, order->second});
  }
  // In one order, whatever the hash is.
  std::sort(rated.begin(), rated.end(), [](const RatingOfOrder& a, const RatingOfOrder& b) {
    return std::pair(a.order, a.rating->event_seq) < std::pair(b.order, b.rating->event_seq);
  });
  AddRatings(rated, numbers_, evidence);
  for (const auto& [person, team] : members_) {
    if (evidence.teams_of.size() <= size_t(person)) evidence.teams_of.resize(size_t(person) + 1);
    evidence.teams_of[size_t(person)].push_back(team);
  }
}

std::optional<int32_t> CountyEvidence::RevisionOf(const Uuid& acceptance) const {
  const auto ended = ended_.find(acceptance);
  if (ended == ended_.end()) return std::nullopt;
  return kept_.at({ended->second, acceptance}).revision;
}

std::vector<std::pair<Uuid, CountyId>> CountyEvidence::Guests() const {
  std::map<Uuid, CountyId> guests;
  for (const auto& [at, kept] : kept_) guests.insert(kept.guests.begin(), kept.guests.end());
  return {guests.begin(), guests.end()};
}

absl::flat_hash_map<Uuid, v1::Risk> CountyEvidence::Find(const std::vector<Elsewhere>& elsewhere) {
  r::Evidence evidence;
  std::vector<Uuid> entries;
  absl::flat_hash_map<Uuid, r::Index> order_of;  // by acceptance: the first session
  evidence.attendances.reserve(attendances_ + elsewhere.size());
  for (const auto& [at, kept] : kept_) {
    const r::Index first = r::Index(evidence.orders.size());
    if (!kept.orders.empty()) order_of[at.second] = first;
    evidence.orders.insert(evidence.orders.end(), kept.orders.begin(), kept.orders.end());
    for (r::Attendance attendance : kept.attendances) {
      attendance.order += first;
      evidence.attendances.push_back(attendance);
    }
    entries.insert(entries.end(), kept.entries.begin(), kept.entries.end());
  }
  AddAround(order_of, evidence);
  for (const Elsewhere& other : elsewhere) {
    r::Order order;
    order.team = EvidenceNumbers::Of(numbers_.teams, other.team.ToString());
    order.county = other.county;
    order.start = absl::ToUnixSeconds(other.start_at);
    order.end = absl::ToUnixSeconds(other.end_at);
    r::Attendance attendance;
    attendance.order = r::Index(evidence.orders.size());
    attendance.person = EvidenceNumbers::Of(numbers_.people, other.volunteer.ToString());
    attendance.start = order.start;
    attendance.end = order.end;
    attendance.minutes = other.minutes;
    evidence.orders.push_back(std::move(order));
    evidence.attendances.push_back(attendance);
  }
  evidence.places = points_;
  evidence.people = r::Index(numbers_.people.size());
  evidence.teams = r::Index(numbers_.teams.size());
  evidence.accounts = r::Index(numbers_.accounts.size());
  evidence.devices = r::Index(numbers_.devices.size());
  // Those of other counties stand behind the own ones.
  const auto own = [&](r::Index attendance) { return size_t(attendance) < entries.size(); };
  const r::Findings findings = r::Detect(evidence);
  absl::flat_hash_map<Uuid, v1::Risk> risks;
  for (const r::Flag& flag : findings.flags) {
    if (!own(flag.attendance)) continue;
    v1::Risk& risk = risks[entries[size_t(flag.attendance)]];
    risk.set_points(findings.points[size_t(flag.attendance)]);
    v1::RiskFlag& told = *risk.add_flags();
    told.set_kind(static_cast<v1::RiskKind>(int(flag.kind) + 1));
    told.set_points(flag.points);
    told.mutable_figures()->Assign(flag.figures.begin(), flag.figures.end());
    for (const r::Index other : flag.others) {
      if (own(other)) told.add_others(ResourceNameOf(county_, "entries", entries[size_t(other)]));
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
