#include "services/hours/certificate_service.h"

#include <algorithm>
#include <functional>

#include "services/base/certificate_number.h"
#include "services/base/clock.h"
#include "services/base/page.h"
#include "services/base/request_fields.h"
#include "services/hours/access_rules.h"
#include "services/hours/certificate/check.h"
#include "services/hours/certificate_answers_rules.h"
#include "services/hours/certificate_rules.h"
#include "services/hours/certificate_store.h"
#include "services/hours/queue_store.h"
#include "services/rpc/asker.h"

namespace diandan::hours {
namespace {

// Guessing a number is hopeless; this keeps whoever tries from keeping the database busy.
constexpr int kQuestionsEach = 60, kQuestionsTogether = 1200;
constexpr int kIssueAttempts = 2;

// Of the certificates on a page, what corrections did to them.
void ShowChanges(db::Connection& db, CountyId county, const std::vector<CertificateRow>& rows,
                 const std::function<v1::Certificate*(size_t)>& shown) {
  std::vector<Uuid> ids;
  for (const CertificateRow& row : rows) ids.push_back(row.id);
  const auto changes = ChangesOf(db, county, ids);
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto changed = changes.find(rows[i].id);
    if (changed == changes.end()) continue;
    shown(i)->set_changed_services(changed->second.services);
    *shown(i)->mutable_change_time() = ToTimestamp(changed->second.since);
  }
}

// Who may not see it learns nothing of whether it is there.
StatusOr<CertificateRow> ReadableOne(const rpc::Call& call, db::Connection& db, const std::string& name) {
  const auto row = CertificateById(db, call.county, IdOf(name));
  if (row) {
    DD_RETURN_IF_ERROR(MayRead(call.caller, *row));
    return *row;
  }
  if (VisibleTo(call.caller, call.county, CertificateReaders()).nothing())
    return Refuse(errors::v1::NOT_ALLOWED);
  return Refuse(errors::v1::NOT_FOUND, {{"name", name}});
}

}  // namespace

CertificateService::CertificateService(const rpc::Home& home, const SigningKey& signer,
                                       CertificateMaker maker)
    : home_(home), signer_(signer), maker_(std::move(maker)), throttle_(kQuestionsEach, kQuestionsTogether) {
  Serve(this, &CertificateService::IssueCertificate, &CertificateService::GetCertificate,
        &CertificateService::ListCertificates, &CertificateService::RevokeCertificate,
        &CertificateService::DownloadCertificate, &CertificateService::VerifyCertificate,
        &CertificateService::GetRevocationList, &CertificateService::GetCertificateKeys);
}

Status CertificateService::Admit(const std::string& asker, absl::Time now) {
  return throttle_.Take(asker, now) ? absl::OkStatus() : Refuse(errors::v1::OVERLOADED);
}

// A repeat is answered from what was issued, whatever became of the hours since. Hours that were corrected
// between reading and writing are read once more.
Status CertificateService::Issue(const rpc::Call& call, const v1::IssueCertificateRequest& request,
                                 v1::Certificate& response) const {
  DD_RETURN_IF_ERROR(MayIssue(call.caller, call.county, request));
  bool issued = false;
  DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) {
    issued = CertificateById(db, call.county, call.request_id).has_value();
    return absl::OkStatus();
  }));
  Status status;
  for (int attempt = 0; attempt < kIssueAttempts; ++attempt) {
    std::shared_ptr<const MadeCertificate> made;
    if (!issued) {
      DD_ASSIGN_OR_RETURN(made, maker_.Make(call, request));
    }
    status =
        rpc::RunInLane(call, call.county, call.request_id, request, response, IssueCertificateVerb(), made);
    if (ReasonOf(status) != errors::v1::CERTIFIED_HOURS_MOVED) break;
  }
  return status;
}

CertificateService::Reactor* CertificateService::IssueCertificate(Context* context,
                                                                  const v1::IssueCertificateRequest* request,
                                                                  v1::Certificate* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) {
    return Issue(call, *request, *response);
  });
}

CertificateService::Reactor* CertificateService::GetCertificate(Context* context,
                                                                const v1::GetCertificateRequest* request,
                                                                v1::Certificate* response) {
  return rpc::Read(home_, context, *request,
                   [this, request, response](const rpc::Call& call, db::Connection& db) -> Status {
                     DD_ASSIGN_OR_RETURN(const CertificateRow row, ReadableOne(call, db, request->name()));
                     *response = ToProto(row);
                     ShowChanges(db, call.county, {row}, [response](size_t) { return response; });
                     return maker_.Show(call.caller, row, ContentsOf(db, call.county, row.id), *response);
                   });
}

CertificateService::Reactor* CertificateService::ListCertificates(Context* context,
                                                                  const v1::ListCertificatesRequest* request,
                                                                  v1::ListCertificatesResponse* response) {
  return rpc::Read(
      home_, context, *request, [request, response](const rpc::Call& call, db::Connection& db) -> Status {
        DD_ASSIGN_OR_RETURN(const Page page, PageOf(*request));
        CertificateFilter filter;
        filter.county = call.county;
        filter.volunteer = IdOf(request->volunteer());
        filter.state = request->state();
        filter.changed = request->changed();
        filter.number = NormaliseCertificateNumber(request->number());
        if (filter.number.empty() && !request->number().empty())
          return InvalidField("number", request->number(), "certificate_number");
        filter.visible = VisibleTo(call.caller, call.county, CertificateReaders());
        const bool own = !filter.volunteer.is_nil() && filter.volunteer == call.caller.volunteer;
        if (own) filter.visible.all = true;
        if (filter.visible.nothing()) return Refuse(errors::v1::NOT_ALLOWED);
        auto rows = Certificates(db, filter, page);
        const bool more = static_cast<int>(rows.size()) > page.size;
        if (more) rows.resize(page.size);
        response->Clear();
        for (const CertificateRow& row : rows) *response->add_certificates() = ToProto(row);
        ShowChanges(db, call.county, rows,
                    [response](size_t i) { return response->mutable_certificates(static_cast<int>(i)); });
        if (more)
          response->set_next_page_token(
              NextPageToken(*request, QueueKey(rows.back().issued_at, rows.back().id)));
        return absl::OkStatus();
      });
}

CertificateService::Reactor* CertificateService::RevokeCertificate(
    Context* context, const v1::RevokeCertificateRequest* request, v1::Certificate* response) {
  return rpc::Mutate(home_, context, request, response, RevokeCertificateVerb());
}

// Drawing takes tens of milliseconds: here, on the work pool, outside the transaction.
CertificateService::Reactor* CertificateService::DownloadCertificate(
    Context* context, const v1::DownloadCertificateRequest* request, v1::CertificateFile* response) {
  return rpc::Slow(home_, context, *request, [this, request, response](const rpc::Call& call) -> Status {
    CertificateRow row;
    std::optional<CertificateContentsRow> kept;
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& db) -> Status {
      DD_ASSIGN_OR_RETURN(row, ReadableOne(call, db, request->name()));
      kept = ContentsOf(db, call.county, row.id);
      return absl::OkStatus();
    }));
    if (!MayPrint(call.caller, row)) return Refuse(errors::v1::NOT_ALLOWED);
    if (row.state != v1::CERTIFICATE_VALID)
      return Refuse(errors::v1::CERTIFICATE_WRONG_STATE, {{"state", v1::CertificateState_Name(row.state)}});
    if (!kept) return Refuse(errors::v1::CERTIFICATE_ERASED);
    DD_ASSIGN_OR_RETURN(const v1::CertificateContents contents, maker_.Open(*kept));
    DD_ASSIGN_OR_RETURN(*response, maker_.Print(row, contents));
    return absl::OkStatus();
  });
}

Status CertificateService::Verify(const v1::VerifyCertificateRequest& request,
                                  v1::VerifyCertificateResponse& response) const {
  if (request.number().empty() == request.signed_text().empty())
    return InvalidField("number", request.number(), "number_or_text");
  std::string number = NormaliseCertificateNumber(request.number());
  if (number.empty() && !request.number().empty())
    return InvalidField("number", request.number(), "certificate_number");
  const bool sealed = number.empty();
  if (sealed) {
    const auto facts = certificate::Decode(certificate::PayloadOf(request.signed_text()));
    number = facts.ok() ? NormaliseCertificateNumber(facts->number) : "";
    if (number.empty()) {
      response = FoundNothing(v1::FOUND_ALTERED);
      return absl::OkStatus();
    }
  }
  const CountyId county = CountyOfCertificate(number);
  return db::Transact(*home_.pool, {county}, /*read_only=*/true, [&](db::Connection& db) -> Status {
    if (sealed) {
      const auto finding = certificate::Check(request.signed_text(), RingOf(KnownKeys(db, county)), nullptr);
      response = FoundNothing(v1::FOUND_ALTERED);
      if (finding.verdict != certificate::Verdict::kValid) return absl::OkStatus();
    }
    response = FoundNothing(v1::FOUND_UNKNOWN);
    const auto row = CertificateByNumber(db, county, number);
    if (!row) return absl::OkStatus();
    const auto kept = ContentsOf(db, county, row->id);
    const auto contents = kept && !kept->data_key.data.empty()
                              ? maker_.Open(*kept)
                              : StatusOr<v1::CertificateContents>(Refuse(errors::v1::CERTIFICATE_ERASED));
    response = Found(*row, contents.ok() ? &*contents : nullptr);
    const auto changes = ChangesOf(db, county, {row->id});
    if (!changes.empty() && !row->revoked_at)
      *response.mutable_change_time() = ToTimestamp(changes.begin()->second.since);
    return absl::OkStatus();
  });
}

CertificateService::Reactor* CertificateService::VerifyCertificate(
    Context* context, const v1::VerifyCertificateRequest* request, v1::VerifyCertificateResponse* response) {
  return rpc::Slow(home_, context, *request,
                   [this, request, response, asker = rpc::AskerOf(*context)](const rpc::Call& call) {
                     DD_RETURN_IF_ERROR(Admit(asker, call.now));
                     return Verify(*request, *response);
                   });
}

CertificateService::Reactor* CertificateService::GetRevocationList(
    Context* context, const v1::GetRevocationListRequest* request, v1::RevocationList* response) {
  return rpc::Read(
      home_, context, *request,
      [this, response, asker = rpc::AskerOf(*context)](const rpc::Call& call, db::Connection& db) {
        DD_RETURN_IF_ERROR(Admit(asker, call.now));
        certificate::Revocations list;
        list.county = call.county;
        list.as_of = absl::FromUnixSeconds(absl::ToUnixSeconds(call.now));
        for (const RevokedNumber& revoked : RevokedNumbers(db, call.county)) {
          list.by_hash.emplace(certificate::RevocationHash(revoked.number),
                               absl::ToCivilDay(revoked.since, ChinaTime()));
        }
        response->set_signed_text(
            SealText(certificate::Sealed::kRevocations, EncodeRevocations(list), signer_));
        *response->mutable_as_of_time() = ToTimestamp(list.as_of);
        response->set_count(static_cast<int32_t>(list.by_hash.size()));
        return absl::OkStatus();
      });
}

std::vector<CertificateKeyRow> CertificateService::KnownKeys(db::Connection& db, CountyId county) const {
  std::vector<CertificateKeyRow> keys = CertificateKeysOf(db, county);
  const auto& own = signer_.public_key().bytes;
  const std::string present(own.begin(), own.end());
  const auto found = std::find_if(
      keys.begin(), keys.end(), [&](const CertificateKeyRow& row) { return row.public_key.data == present; });
  if (found != keys.end()) {
    std::rotate(keys.begin(), found, found + 1);
    return keys;
  }
  CertificateKeyRow unused;
  unused.key_id = certificate::KeyIdOf(signer_.public_key());
  unused.public_key.data = present;
  unused.first_used_at = absl::InfinitePast();
  keys.insert(keys.begin(), std::move(unused));
  return keys;
}

CertificateService::Reactor* CertificateService::GetCertificateKeys(
    Context* context, const v1::GetCertificateKeysRequest* request, v1::CertificateKeys* response) {
  return rpc::Read(
      home_, context, *request,
      [this, response, asker = rpc::AskerOf(*context)](const rpc::Call& call, db::Connection& db) {
        DD_RETURN_IF_ERROR(Admit(asker, call.now));
        *response = ToProto(KnownKeys(db, call.county));
        return absl::OkStatus();
      });
}

}  // namespace diandan::hours
