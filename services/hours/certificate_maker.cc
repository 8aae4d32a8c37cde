#include "services/hours/certificate_maker.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/certificate_number.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/base/seal.h"
#include "services/hours/access_rules.h"
#include "services/hours/certificate/sealed.h"
#include "services/hours/certificate_answers_rules.h"
#include "services/hours/certificate_store.h"
#include "services/hours/ledger_store.h"
#include "services/hours/paper/paper.h"
#include "services/hours/star_rules.h"

namespace diandan::hours {
namespace {

std::string ContentsContext(CountyId county, const Uuid& certificate) {
  return SealContext("certificate", certificate, "contents", county);
}

certificate::Service ToService(const v1::CertifiedService& line) {
  return {line.title(),
          FromProto(line.start_time()),
          FromProto(line.end_time()),
          line.minutes(),
          line.unit(),
          line.place(),
          line.team(),
          line.order_number()};
}

v1::CertifiedService ToProto(const certificate::Service& line, const EntryRow& entry) {
  v1::CertifiedService out;
  out.set_title(line.title);
  *out.mutable_start_time() = ToTimestamp(line.start);
  *out.mutable_end_time() = ToTimestamp(line.end);
  out.set_minutes(line.minutes);
  out.set_unit(line.unit);
  out.set_place(line.place);
  out.set_team(line.team);
  out.set_order_number(line.order_number);
  out.set_entry(ResourceNameOf(entry.county_id, "entries", entry.id));
  return out;
}

certificate::Facts FactsOf(const Holder& holder, const std::string& issuer, const rpc::Call& call,
                           const v1::IssueCertificateRequest& request) {
  certificate::Facts facts;
  facts.number = MakeCertificateNumber(call.county);
  facts.issued = absl::ToCivilDay(call.now, ChinaTime());
  facts.issuer = issuer;
  facts.holder = certificate::MaskHolder(holder.legal_name);
  if (Wants(request, v1::HOLDER_ID_NUMBER)) facts.id_number = holder.masked_id_number;
  if (Wants(request, v1::HOLDER_VOLUNTEER_NUMBER)) facts.volunteer_number = holder.volunteer_number;
  return facts;
}

}  // namespace

CertificateMaker::CertificateMaker(const rpc::Home& home, const Keys& keys, const SigningKey& signer,
                                   CertificateNames names, std::string lookup_url)
    : home_(home),
      keys_(keys),
      signer_(signer),
      names_(std::move(names)),
      lookup_url_(std::move(lookup_url)) {}

// As in a statement: the volunteer's own hours are those of all counties served in, an officer speaks for the
// own.
StatusOr<std::vector<EntryRow>> CertificateMaker::Records(const rpc::Call& call,
                                                          const v1::IssueCertificateRequest& request) const {
  PostedFilter filter;
  filter.volunteer = IdOf(request.volunteer());
  if (request.has_start_time()) filter.from = FromProto(request.start_time());
  if (request.has_end_time()) filter.to = FromProto(request.end_time());
  for (const std::string& order : request.orders()) filter.orders.push_back(IdOf(order));
  std::vector<CountyId> counties{call.county};
  if (IssuesOwn(call.caller, request)) {
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
      const auto served = ServedCounties(db, call.county, filter.volunteer);
      counties.assign(1, call.county);
      counties.insert(counties.end(), served.begin(), served.end());
      return absl::OkStatus();
    }));
  }
  // Those of other places count towards no limit.
  if (!IssuesOwn(call.caller, request))
    filter.paths = VisibleTo(call.caller, call.county, CertificateIssuers()).paths;
  std::vector<EntryRow> posted;
  DD_RETURN_IF_ERROR(db::Transact(*home_.pool, counties, /*read_only=*/true, [&](db::Connection& db) {
    posted = PostedEntries(db, counties, filter, kMostCertified + 1);
    return absl::OkStatus();
  }));
  return Choose(call.caller, request, std::move(posted));
}

StatusOr<int32_t> CertificateMaker::StarsHeld(const rpc::Call& call, const Uuid& volunteer) const {
  Touches touches;
  touches.set_county(call.county);
  touches.Add<StarRow>(StarId(volunteer));
  Picture picture;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    rpc::LoadForRead(db, home_, touches, picture);
    return absl::OkStatus();
  }));
  const StarRow* held = picture.Rows<StarRow>().Find(call.county, StarId(volunteer));
  return held == nullptr ? 0 : held->stars;
}

StatusOr<std::shared_ptr<const MadeCertificate>> CertificateMaker::Make(
    const rpc::Call& call, const v1::IssueCertificateRequest& request) const {
  DD_ASSIGN_OR_RETURN(const std::vector<EntryRow> records, Records(call, request));
  DD_ASSIGN_OR_RETURN(const Holder holder, names_.HolderOf(call, request.volunteer()));
  DD_ASSIGN_OR_RETURN(const std::string issuer, names_.Issuer(call));
  DD_ASSIGN_OR_RETURN(const std::vector<certificate::Service> lines, names_.Lines(call, records, request));
  certificate::Facts facts = FactsOf(holder, issuer, call, request);
  if (Wants(request, v1::HOLDER_STARS)) {
    DD_ASSIGN_OR_RETURN(facts.stars, StarsHeld(call, IdOf(request.volunteer())));
  }
  SetServices(lines, facts);

  v1::CertificateContents contents;
  contents.set_holder(holder.legal_name);
  contents.set_id_number(facts.id_number);
  contents.set_volunteer_number(facts.volunteer_number);
  contents.set_issuer(issuer);
  contents.set_stars(facts.stars);
  contents.set_signed_text(SealText(certificate::Sealed::kCertificate, Encode(facts), signer_));
  if (facts.lines.empty()) contents.set_table_text(certificate::ListText(certificate::EncodeList(lines)));

  auto made = std::make_shared<MadeCertificate>();
  made->number = facts.number;
  made->stars = facts.stars;
  made->key_id = certificate::KeyIdOf(signer_.public_key());
  const auto& key = signer_.public_key().bytes;
  made->public_key.assign(key.begin(), key.end());
  made->place_path = CommonPlace(call.county, records);
  made->start = records.front().start_at;
  made->end = made->start;
  for (size_t i = 0; i < records.size(); ++i) {
    made->end = std::max(made->end, records[i].end_at);
    made->records.push_back({records[i].id, records[i].posted_minutes});
    *contents.add_services() = ToProto(lines[i], records[i]);
  }
  const Key data_key = keys_.NewDataKey(call.county);
  made->data_key.data = keys_.WrapDataKey(call.county, call.request_id, data_key);
  made->sealed.data =
      Seal(data_key, ContentsContext(call.county, call.request_id), contents.SerializeAsString());
  return made;
}

StatusOr<v1::CertificateContents> CertificateMaker::Open(const CertificateContentsRow& row) const {
  if (row.data_key.data.empty()) return Refuse(errors::v1::CERTIFICATE_ERASED);
  DD_ASSIGN_OR_RETURN(const Key key, keys_.UnwrapDataKey(row.county_id, row.id, row.data_key.data));
  DD_ASSIGN_OR_RETURN(const std::string bytes,
                      diandan::Open(key, ContentsContext(row.county_id, row.id), row.sealed.data));
  v1::CertificateContents contents;
  if (!contents.ParseFromString(bytes)) return Refuse(errors::v1::INTERNAL_ERROR);
  return contents;
}

Status CertificateMaker::Show(const Caller& caller, const CertificateRow& row,
                              const std::optional<CertificateContentsRow>& kept,
                              v1::Certificate& shown) const {
  if (!kept || kept->data_key.data.empty()) return absl::OkStatus();
  DD_ASSIGN_OR_RETURN(v1::CertificateContents contents, Open(*kept));
  *shown.mutable_contents() = MayPrint(caller, row) ? std::move(contents) : Masked(std::move(contents));
  return absl::OkStatus();
}

StatusOr<v1::CertificateFile> CertificateMaker::Print(const CertificateRow& row,
                                                      const v1::CertificateContents& contents) const {
  paper::Contents drawn;
  DD_ASSIGN_OR_RETURN(drawn.facts, certificate::Decode(certificate::PayloadOf(contents.signed_text())));
  for (const auto& line : contents.services()) drawn.services.push_back(ToService(line));
  drawn.holder = contents.holder();
  drawn.sealed_text = contents.signed_text();
  drawn.lookup_url = lookup_url_;
  v1::CertificateFile file;
  DD_ASSIGN_OR_RETURN(*file.mutable_pdf(), paper::DrawPdf(drawn));
  file.set_file_name(absl::StrCat(row.number, ".pdf"));
  return file;
}

}  // namespace diandan::hours
