#include "services/hours/exchange_sources.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/hours/exchange_awards.h"
#include "services/hours/exchange_own.h"
#include "services/hours/exchange_seal.h"
#include "services/hours/exchange_store.h"

namespace diandan::hours {
namespace {

namespace o = orders::v1;
namespace v = volunteers::v1;
using record::DaySlice;
using record::DaySource;
using record::Item;
using record::Place;

// People are in no order of time: all of them are of one day.
constexpr char kAnyDay[] = "0000";
constexpr int kRatingsAtOnce = 50;
// Of a person's ratings, those of the latest services.
constexpr int kMostOrders = 2000;

std::string MinuteOf(absl::Time time) { return absl::FormatTime("%Y-%m-%d %H:%M", time, ChinaTime()); }

class OwnServices final : public OwnRecords {
 public:
  using OwnRecords::OwnRecords;

 private:
  StatusOr<DaySlice> ReadOwn(const std::string& day, const std::string& after, int most) override {
    DaySlice slice;
    std::vector<EntryRow> rows;
    DD_RETURN_IF_ERROR(NextDay(day, slice));
    if (day.empty()) return slice;
    DD_RETURN_IF_ERROR(ReadFor(ask_, [&](db::Connection& db) {
      rows = PostedOn(db, ask_.call.county, CivilOf(day), IdOf(after), ask_.volunteer, most);
    }));
    slice.cut = static_cast<int>(rows.size()) == most;
    for (const EntryRow& row : rows) slice.items.push_back(ItemOf(day, row));
    return slice;
  }

  Status NextDay(const std::string& day, DaySlice& slice) override {
    return ReadFor(ask_, [&](db::Connection& db) {
      const absl::CivilDay from = day.empty() ? kFirstDay : CivilOf(day) + 1;
      const auto next = PostedFrom(db, ask_.call.county, from, ask_.volunteer);
      slice.next_day = next ? absl::FormatCivilTime(*next) : "";
    });
  }

  Item ItemOf(const std::string& day, const EntryRow& row) const {
    Item item =
        Begun(day, row.id.ToString(), ResourceNameOf(row.home_county, "volunteers", row.volunteer_id));
    item.order = ResourceNameOf(row.county_id, "orders", row.order_id);
    item.team = ResourceNameOf(row.county_id, "teams", row.team_id);
    v1::ServiceRecord& service = *item.record.mutable_service();
    service.set_date(day);
    service.set_minutes(row.posted_minutes);
    service.set_start(MinuteOf(row.start_at));
    // Within one minute there is no end to tell.
    if (MinuteOf(row.end_at) > service.start()) service.set_end(MinuteOf(row.end_at));
    return item;
  }
};

class OwnTrainings final : public OwnRecords {
 public:
  using OwnRecords::OwnRecords;

 private:
  StatusOr<DaySlice> ReadOwn(const std::string& day, const std::string& after, int most) override {
    v::ListTrainingRecordsResponse found;
    DD_RETURN_IF_ERROR(Ask(day, after, most, found));
    DaySlice slice;
    slice.next_day = found.next_day();
    slice.cut = found.records_size() == most;
    for (const auto& attended : found.records()) {
      Item item = Begun(day, attended.id(), attended.volunteer());
      item.org = attended.org();
      v1::TrainingRecord& training = *item.record.mutable_training();
      training.set_title(attended.title());
      training.set_content(attended.content());
      training.set_minutes(attended.minutes());
      training.set_date(day);
      slice.items.push_back(std::move(item));
    }
    return slice;
  }

  Status NextDay(const std::string& day, DaySlice& slice) override {
    v::ListTrainingRecordsResponse found;
    // Nothing comes after the last of all ids.
    DD_RETURN_IF_ERROR(Ask(day, "ffffffff-ffff-ffff-ffff-ffffffffffff", 1, found));
    slice.next_day = found.next_day();
    return absl::OkStatus();
  }

  Status Ask(const std::string& day, const std::string& after, int most,
             v::ListTrainingRecordsResponse& found) {
    v::ListTrainingRecordsRequest request;
    request.set_day(day);
    request.set_after_id(after);
    request.set_limit(most);
    if (!ask_.volunteer.is_nil())
      request.set_volunteer(ResourceNameOf(ask_.call.county, "volunteers", ask_.volunteer));
    return ask_.peers.Trainings(ask_.call, request, found);
  }
};

const char* ScoreWord(int score) {
  static constexpr const char* kWords[] = {"很不满意", "不满意", "一般", "满意", "很满意"};
  return kWords[std::clamp(score, 1, 5) - 1];
}

// The id before this one: ids after it begin with it.
Uuid Before(Uuid id) {
  for (size_t i = id.bytes.size(); i-- > 0;) {
    if (id.bytes[i]-- != 0) break;
  }
  return id;
}

// One rating is a record of each person whose time in that service stands: "<rating>/<entry>".
class OwnEvaluations final : public OwnRecords {
 public:
  using OwnRecords::OwnRecords;

 private:
  static constexpr size_t kIdSize = 36;

  StatusOr<DaySlice> ReadOwn(const std::string& day, const std::string& after, int most) override {
    DaySlice slice;
    std::string rating = after.empty() ? "" : Before(IdOf(after.substr(0, kIdSize))).ToString();
    // A rating whose service does not stand is of nobody.
    for (;;) {
      o::ListEvaluationsResponse found;
      const int at_once = std::min(most, kRatingsAtOnce);
      DD_RETURN_IF_ERROR(Ask(day, rating, at_once, found));
      slice.next_day = found.next_day();
      slice.cut = found.evaluations_size() == at_once;
      DD_RETURN_IF_ERROR(Spread(day, found, slice));
      std::erase_if(slice.items, [&](const Item& item) { return item.place.number <= after; });
      if (!slice.cut || !slice.items.empty()) return slice;
      rating = found.evaluations(found.evaluations_size() - 1).id();
    }
  }

  Status NextDay(const std::string& day, DaySlice& slice) override {
    o::ListEvaluationsResponse found;
    DD_RETURN_IF_ERROR(Ask(day, "ffffffff-ffff-ffff-ffff-ffffffffffff", 1, found));
    slice.next_day = found.next_day();
    return absl::OkStatus();
  }

  // The person's own, once for all days.
  Status ReadOrders() {
    if (orders_) return absl::OkStatus();
    std::vector<Uuid> read;
    DD_RETURN_IF_ERROR(ReadFor(ask_, [&](db::Connection& db) {
      read = OrdersOf(db, ask_.call.county, ask_.volunteer, kMostOrders);
    }));
    orders_ = std::move(read);
    return absl::OkStatus();
  }

  Status Ask(const std::string& day, const std::string& after, int most, o::ListEvaluationsResponse& found) {
    o::ListEvaluationsRequest request;
    request.set_day(day);
    request.set_after_id(after);
    request.set_limit(most);
    if (!ask_.volunteer.is_nil()) {
      DD_RETURN_IF_ERROR(ReadOrders());
      if (orders_->empty()) return absl::OkStatus();
      for (const Uuid& order : *orders_)
        request.add_orders(ResourceNameOf(ask_.call.county, "orders", order));
    }
    return ask_.peers.Evaluations(ask_.call, request, found);
  }

  Status Spread(const std::string& day, const o::ListEvaluationsResponse& found, DaySlice& slice) {
    std::vector<Uuid> acceptances;
    for (const auto& rating : found.evaluations()) acceptances.push_back(IdOf(rating.acceptance_id()));
    std::sort(acceptances.begin(), acceptances.end());
    acceptances.erase(std::unique(acceptances.begin(), acceptances.end()), acceptances.end());
    std::vector<EntryRow> entries;
    DD_RETURN_IF_ERROR(ReadFor(
        ask_, [&](db::Connection& db) { entries = PostedOfAcceptances(db, ask_.call.county, acceptances); }));
    for (const auto& rating : found.evaluations()) {
      const Uuid acceptance = IdOf(rating.acceptance_id());
      for (const EntryRow& entry : entries) {
        const bool wanted = ask_.volunteer.is_nil() || entry.volunteer_id == ask_.volunteer;
        if (entry.acceptance_id != acceptance || !wanted) continue;
        Item item = Begun(day, absl::StrCat(rating.id(), "/", entry.id.ToString()),
                          ResourceNameOf(entry.home_county, "volunteers", entry.volunteer_id));
        v1::EvaluationRecord& evaluation = *item.record.mutable_evaluation();
        evaluation.set_evaluation(ScoreWord(rating.score()));
        evaluation.set_date(day);
        evaluation.set_service_number(entry.id.ToString());
        slice.items.push_back(std::move(item));
      }
    }
    return absl::OkStatus();
  }
  std::optional<std::vector<Uuid>> orders_;
};

// People who came here by an import go on under their number there.
class OwnPeople final : public OwnRecords {
 public:
  using OwnRecords::OwnRecords;

 private:
  StatusOr<DaySlice> ReadOwn(const std::string& day, const std::string& after, int most) override {
    DaySlice slice;
    if (day.empty()) slice.next_day = kAnyDay;
    if (day.empty()) return slice;
    std::string number = after;
    for (;;) {
      v::ListRecordedPeopleResponse found;
      if (ask_.volunteer.is_nil()) {
        v::ListRecordedPeopleRequest request;
        request.set_after_number(number);
        request.set_limit(most);
        DD_RETURN_IF_ERROR(ask_.peers.People(ask_.call, request, found));
      } else {
        v::DescribeForRecordsRequest request;
        request.add_volunteers(ResourceNameOf(ask_.call.county, "volunteers", ask_.volunteer));
        v::DescribeForRecordsResponse one;
        DD_RETURN_IF_ERROR(ask_.peers.Describe(ask_.call, request, one));
        for (const auto& person : one.people()) {
          if (person.home_county() == ask_.call.county && person.number() > number)
            *found.add_people() = person;
        }
      }
      slice.cut = ask_.volunteer.is_nil() && found.people_size() == most;
      DD_RETURN_IF_ERROR(Take(day, found, slice));
      if (!slice.cut || !slice.items.empty()) return slice;
      number = found.people(found.people_size() - 1).number();
    }
  }

  Status NextDay(const std::string& day, DaySlice& slice) override {
    if (day.empty()) slice.next_day = kAnyDay;
    return absl::OkStatus();
  }

  Status Take(const std::string& day, const v::ListRecordedPeopleResponse& found, DaySlice& slice) {
    std::vector<Uuid> ids;
    for (const auto& person : found.people()) ids.push_back(IdOf(person.volunteer()));
    std::vector<KnownPersonRow> elsewhere;
    DD_RETURN_IF_ERROR(
        ReadFor(ask_, [&](db::Connection& db) { elsewhere = GoOnUnder(db, ask_.call.county, ids); }));
    for (const auto& person : found.people()) {
      const Uuid id = IdOf(person.volunteer());
      const bool imported = std::any_of(elsewhere.begin(), elsewhere.end(),
                                        [&](const KnownPersonRow& row) { return row.volunteer_id == id; });
      if (!imported) slice.items.push_back(Begun(day, person.number(), person.volunteer()));
    }
    return absl::OkStatus();
  }
};

class ImportedPeople final : public DaySource {
 public:
  explicit ImportedPeople(const ExchangeAsk& ask) : ask_(ask) {}
  StatusOr<DaySlice> Read(const Place& after, int most) override {
    DaySlice slice;
    if (after.day.empty()) slice.next_day = kAnyDay;
    if (after.day.empty()) return slice;
    std::vector<KnownPersonRow> rows;
    DD_RETURN_IF_ERROR(ReadFor(ask_, [&](db::Connection& db) {
      rows = RegisteredByImport(db, ask_.call.county, after, ask_.volunteer, most);
    }));
    slice.cut = static_cast<int>(rows.size()) == most;
    for (const KnownPersonRow& row : rows) {
      Item item;
      item.place = {after.day, row.source, row.source_number};
      item.volunteer = ResourceNameOf(row.county_id, "volunteers", row.volunteer_id);
      slice.items.push_back(std::move(item));
    }
    return slice;
  }

 private:
  const ExchangeAsk ask_;
};

class ImportedRecords final : public DaySource {
 public:
  ImportedRecords(v1::RecordGroup group, const ExchangeAsk& ask) : group_(group), ask_(ask) {}
  StatusOr<DaySlice> Read(const Place& after, int most) override {
    DaySlice slice;
    std::vector<ImportedRecordRow> rows;
    std::map<Uuid, RecordHolderRow> holders;
    DD_RETURN_IF_ERROR(ReadFor(ask_, [&](db::Connection& db) {
      const CountyId county = ask_.call.county;
      const absl::CivilDay from = after.day.empty() ? kFirstDay : CivilOf(after.day) + 1;
      const auto next = ImportedFrom(db, county, group_, from, ask_.volunteer);
      slice.next_day = next ? absl::FormatCivilTime(*next) : "";
      if (after.day.empty()) return;
      rows = ImportedOn(db, county, group_, CivilOf(after.day), after, ask_.volunteer, most);
      holders = HoldersOf(db, county, rows);
    }));
    slice.cut = static_cast<int>(rows.size()) == most;
    for (const ImportedRecordRow& row : rows) {
      Item item;
      item.place = {after.day, row.source, row.source_number};
      item.volunteer = ResourceNameOf(row.county_id, "volunteers", row.volunteer_id);
      item.imported = true;
      auto opened = OpenImported(ask_.keys, holders[row.volunteer_id], row);
      if (opened.ok()) item.record = *std::move(opened);
      slice.items.push_back(
          std::move(item));  // of somebody erased: without a record, left out when completed
    }
    return slice;
  }

 private:
  const v1::RecordGroup group_;
  const ExchangeAsk ask_;
};

}  // namespace

std::string OwnSource(CountyId county) { return absl::StrCat("counties/", county); }

std::vector<std::unique_ptr<DaySource>> SourcesOf(v1::RecordGroup group, const ExchangeAsk& ask) {
  std::vector<std::unique_ptr<DaySource>> sources;
  switch (group) {
    case v1::PERSON_RECORDS:
      sources.push_back(std::make_unique<OwnPeople>(ask));
      sources.push_back(std::make_unique<ImportedPeople>(ask));
      return sources;
    case v1::SERVICE_RECORDS:
      sources.push_back(std::make_unique<OwnServices>(ask));
      break;
    case v1::TRAINING_RECORDS:
      sources.push_back(std::make_unique<OwnTrainings>(ask));
      break;
    case v1::EVALUATION_RECORDS:
      sources.push_back(std::make_unique<OwnEvaluations>(ask));
      break;
    case v1::AWARD_RECORDS:
      sources.push_back(OwnAwards(ask));
      break;
    default:
      break;
  }
  sources.push_back(std::make_unique<ImportedRecords>(group, ask));
  return sources;
}

}  // namespace diandan::hours
