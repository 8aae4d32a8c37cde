#include "services/hours/person_export_service.h"

#include "services/base/person_export.h"
#include "services/hours/certificate_answers_rules.h"
#include "services/hours/certificate_store.h"
#include "services/hours/evaluation_rows.h"
#include "services/hours/exchange_seal.h"
#include "services/hours/honour_parts_rules.h"
#include "services/hours/honour_store.h"
#include "services/hours/points_service.h"
#include "services/hours/points_store.h"
#include "services/hours/redemption_rules.h"
#include "services/hours/view_rules.h"
#include "services/rpc/about_person.h"

namespace diandan::hours {

namespace v = volunteers::v1;

namespace {

constexpr int kPointsAtOnce = 500;

const Verb& ExportHoursOfPersonVerb() {
  static const Verb verb =
      ExportPersonVerb<v1::ExportPersonRequest, v1::PersonExported>("PERSON_HOURS_EXPORTED");
  return verb;
}

// Streams things of one kind after another.
class HoursCopy {
 public:
  HoursCopy(const rpc::Call& call, const std::string& volunteer, const rpc::Write<v1::PersonPart>& write)
      : call_(call), volunteer_(IdOf(volunteer)), home_county_(CountyIn(volunteer)), write_(write) {}

  Status Send(const v1::PersonPart& part) const {
    return write_(part) ? absl::OkStatus() : absl::CancelledError();
  }
  // `fill` makes a part of each row whose column names the person.
  template <typename Row>
  Status All(const char* column, const std::function<Status(const Row&, v1::PersonPart&)>& fill) const {
    return rpc::EachAbout<Row>(call_, column, volunteer_, [&](const Row& row) -> Status {
      v1::PersonPart part;
      DD_RETURN_IF_ERROR(fill(row, part));
      return part.part_case() == v1::PersonPart::PART_NOT_SET ? absl::OkStatus() : Send(part);
    });
  }
  template <typename Row>
  Status All(const std::function<Status(const Row&, v1::PersonPart&)>& fill) const {
    return All<Row>("volunteer_id", fill);
  }
  Status LeaveOut(const char* what, v::LeftOutReason reason) const {
    return Send(LeftOutPart<v1::PersonPart>(what, reason));
  }
  Status Ledger() const;
  Status Points() const;
  Status Redeemed(const PickUpKey& key) const;
  Status Stars() const;
  Status KnownNumbers() const;
  Status Elsewhere() const;

 private:
  Status PointMoves() const;

  const rpc::Call& call_;
  const Uuid volunteer_;
  const CountyId home_county_;
  const rpc::Write<v1::PersonPart>& write_;
};

Status HoursCopy::Ledger() const {
  DD_RETURN_IF_ERROR(All<EntryRow>([](const EntryRow& row, v1::PersonPart& part) {
    *part.mutable_entry() = ToProto(row);
    return absl::OkStatus();
  }));
  DD_RETURN_IF_ERROR(All<TransferRow>([this](const TransferRow& row, v1::PersonPart& part) {
    *part.mutable_transfer() = ToProto(row, home_county_);
    return absl::OkStatus();
  }));
  return All<CorrectionRow>([](const CorrectionRow& row, v1::PersonPart& part) {
    *part.mutable_correction() = ToProto(row);
    return absl::OkStatus();
  });
}

Status HoursCopy::Points() const {
  v1::PersonPart part;
  v1::OwnPoints& points = *part.mutable_points();
  DD_RETURN_IF_ERROR(
      rpc::EachAbout<PointAccountRow>(call_, "volunteer_id", volunteer_, [&](const PointAccountRow& row) {
        points.set_balance(row.balance);
        points.set_held(row.held);
        points.set_owed(row.owed);
        return absl::OkStatus();
      }));
  DD_RETURN_IF_ERROR(
      rpc::EachAbout<PointLotRow>(call_, "volunteer_id", volunteer_, [&](const PointLotRow& row) {
        if (row.points == 0) return absl::OkStatus();
        v1::PointLot& lot = *points.add_lots();
        lot.set_points(row.points);
        *lot.mutable_expire_time() = ToTimestamp(row.expires_at);
        return absl::OkStatus();
      }));
  DD_RETURN_IF_ERROR(Send(part));
  return PointMoves();
}

// With what each was for, so by the read that the statement uses.
Status HoursCopy::PointMoves() const {
  Page page{kPointsAtOnce, {}};
  for (bool more = true; more;) {
    std::vector<ListedPoints> moves;
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call_, [&](db::Connection& db) {
      moves = PointTransfers(db, call_.county, volunteer_, page);
      return absl::OkStatus();
    }));
    more = CutToPage(moves, page);
    for (const ListedPoints& move : moves) {
      v1::PersonPart part;
      *part.mutable_point_transfer() = ToProto(move);
      DD_RETURN_IF_ERROR(Send(part));
    }
    if (more) page.after = {absl::StrCat(moves.back().row.event_seq), moves.back().row.id.ToString()};
  }
  return absl::OkStatus();
}

Status HoursCopy::Redeemed(const PickUpKey& key) const {
  return All<RedemptionRow>([&](const RedemptionRow& row, v1::PersonPart& part) {
    *part.mutable_redemption() = ToProto(row, call_.caller, &key);
    return absl::OkStatus();
  });
}

Status HoursCopy::Stars() const {
  return All<StarRow>([](const StarRow& row, v1::PersonPart& part) {
    v1::OwnStars& stars = *part.mutable_stars();
    stars.set_stars(row.stars);
    stars.set_held_from_hours(row.held_from_hours);
    if (row.since) *stars.mutable_since_time() = ToTimestamp(*row.since);
    stars.set_lowered_from(row.lowered_from);
    return absl::OkStatus();
  });
}

// Once the person was erased, their number elsewhere is nobody's to hand out.
Status HoursCopy::KnownNumbers() const {
  bool erased = false;
  DD_RETURN_IF_ERROR(
      rpc::EachAbout<RecordHolderRow>(call_, "id", volunteer_, [&](const RecordHolderRow& row) {
        erased = row.data_key.data.empty();
        return absl::OkStatus();
      }));
  if (erased) return absl::OkStatus();
  return All<KnownPersonRow>([](const KnownPersonRow& row, v1::PersonPart& part) {
    part.mutable_known_number()->set_source(row.source);
    part.mutable_known_number()->set_source_number(row.source_number);
    return absl::OkStatus();
  });
}

Status HoursCopy::Elsewhere() const {
  return All<ServedCountyRow>([](const ServedCountyRow& row, v1::PersonPart& part) {
    part.set_served_county(row.service_county);
    return absl::OkStatus();
  });
}

}  // namespace

StatusOr<v1::Certificate> PersonExportService::Certified(const rpc::Call& call,
                                                         const CertificateRow& row) const {
  v1::Certificate shown = ToProto(row);
  std::optional<CertificateContentsRow> kept;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    kept = ContentsOf(db, call.county, row.id);
    for (const auto& [id, changed] : ChangesOf(db, call.county, {row.id})) {
      shown.set_changed_services(changed.services);
      *shown.mutable_change_time() = ToTimestamp(changed.since);
    }
    return absl::OkStatus();
  }));
  DD_RETURN_IF_ERROR(certificates_.Show(call.caller, row, kept, shown));
  return shown;
}

StatusOr<v1::Nomination> PersonExportService::Nominated(const rpc::Call& call,
                                                        const NominationRow& row) const {
  v1::Nomination shown;
  std::vector<NominationWordsRow> words;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    const auto campaigns = CampaignsById(db, call.county, {row.campaign_id});
    const auto categories = CategoriesOf(db, call.county, {row.campaign_id});
    const auto category = std::find_if(categories.begin(), categories.end(),
                                       [&](const CategoryRow& one) { return one.id == row.category_id; });
    const auto campaign = campaigns.find(row.campaign_id);
    shown = ToProto(row, campaign == campaigns.end() ? nullptr : &campaign->second,
                    category == categories.end() ? nullptr : &*category);
    words = WordsOf(db, call.county, {row.id});
    return absl::OkStatus();
  }));
  if (words.empty() || words.front().data_key.data.empty()) return shown;
  DD_ASSIGN_OR_RETURN(const v1::NominationWords opened, honours_.Open(words.front()));
  shown.set_deeds(opened.deeds());
  shown.set_shown_name(opened.shown_name());
  return shown;
}

Status PersonExportService::Export(const rpc::Call& call, const v1::ExportPersonRequest& request,
                                   const rpc::Write<v1::PersonPart>& write) const {
  DD_RETURN_IF_ERROR(MayExportPerson(call.caller, call.county, IdOf(request.volunteer())));
  v1::PersonPart none;
  DD_RETURN_IF_ERROR(
      rpc::RunInLane(call, call.county, call.request_id, request, none, ExportHoursOfPersonVerb()));
  const HoursCopy copy(call, request.volunteer(), write);
  DD_RETURN_IF_ERROR(copy.Ledger());
  DD_RETURN_IF_ERROR(copy.All<CertificateRow>([&](const CertificateRow& row, v1::PersonPart& part) -> Status {
    DD_ASSIGN_OR_RETURN(*part.mutable_certificate(), Certified(call, row));
    return absl::OkStatus();
  }));
  DD_RETURN_IF_ERROR(copy.Points());
  DD_RETURN_IF_ERROR(copy.Redeemed({keys_.CountyKey(call.county, Keys::Purpose::kPickUp)}));
  DD_RETURN_IF_ERROR(
      copy.All<NominationRow>("nominee_id", [&](const NominationRow& row, v1::PersonPart& part) -> Status {
        if (row.subject != v1::HONOURED_PERSON) return absl::OkStatus();
        DD_ASSIGN_OR_RETURN(*part.mutable_nomination(), Nominated(call, row));
        return absl::OkStatus();
      }));
  DD_RETURN_IF_ERROR(copy.Stars());
  DD_RETURN_IF_ERROR(copy.All<ImportedRecordRow>([&](const ImportedRecordRow& row, v1::PersonPart& part) {
    return rpc::ReadCounty(call, [&](db::Connection& db) -> Status {
      v1::ListImportedRecordsResponse shown;
      DD_RETURN_IF_ERROR(exchange_.ShowImported(db, call.county, {row}, shown));
      *part.mutable_imported_record() = shown.records(0);
      return absl::OkStatus();
    });
  }));
  DD_RETURN_IF_ERROR(copy.KnownNumbers());
  DD_RETURN_IF_ERROR(copy.Elsewhere());
  DD_RETURN_IF_ERROR(copy.LeaveOut("risk", v::GUARDS_THE_RECORD));
  DD_RETURN_IF_ERROR(copy.LeaveOut("certificate_keys", v::OPENS_THE_DOOR));
  return copy.LeaveOut("objectors", v::ABOUT_OTHERS);
}

grpc::ServerWriteReactor<v1::PersonPart>* PersonExportService::ExportPerson(
    Context* context, const v1::ExportPersonRequest* request) {
  return rpc::Stream<v1::PersonPart>(
      home_, context, *request,
      [this, request](const rpc::Call& call, const rpc::Write<v1::PersonPart>& write) {
        return Export(call, *request, write);
      });
}

}  // namespace diandan::hours
