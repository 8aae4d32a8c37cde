#include "clients/cli/certificate_check.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/certificate_texts.h"
#include "clients/cli/csv.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/scanned.h"
#include "diandan/hours/v1/certificate_service.grpc.pb.h"
#include "services/base/certificate_number.h"
#include "services/base/clock.h"
#include "services/base/say_stars.h"
#include "services/base/say_time.h"
#include "services/hours/certificate/check.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Certificates = h::CertificateService::Stub;
using certificate::Finding;

std::string DayOf(const google::protobuf::Timestamp& stamp) { return PaperDay(TimeOf(stamp)); }
Status Revoked(const std::string& number, const std::string& day) {
  return Refuse(errors::v1::CERTIFICATE_IS_REVOKED, {{"number", number}, {"revoked", day}});
}

// What is known of it, as the server would answer.
h::VerifyCertificateResponse AsAnswer(const certificate::Facts& facts) {
  h::VerifyCertificateResponse answer;
  answer.set_verdict(h::FOUND_VALID);
  answer.set_number(facts.number);
  SetTime(absl::FromCivil(facts.issued, ChinaTime()), answer.mutable_issue_time());
  answer.set_holder(facts.holder);
  answer.set_issuer(facts.issuer);
  SetTime(absl::FromCivil(facts.first, ChinaTime()), answer.mutable_start_time());
  SetTime(absl::FromCivil(facts.last, ChinaTime()), answer.mutable_end_time());
  answer.set_services(facts.services);
  answer.set_minutes(static_cast<int32_t>(facts.minutes));
  answer.set_stars(facts.stars);
  return answer;
}

void ShowValid(Context& context, const h::VerifyCertificateResponse& found,
               std::vector<std::string> identity) {
  if (found.stars() > 0) identity.push_back(SayStars(found.stars(), context.language()));
  const std::string says = context.Say(
      kCertificateSays, {{"number", found.number()},
                         {"holder", found.holder()},
                         {"identity", context.Listed(identity)},
                         {"period", PaperDays(DayOf(found.start_time()), DayOf(found.end_time()))},
                         {"services", absl::StrCat(found.services())},
                         {"time", context.Minutes(found.minutes())},
                         {"issuer", found.issuer()},
                         {"day", DayOf(found.issue_time())}});
  context.out.Done(found, context.Say(kCertificateIsValid, {{"says", says}}),
                   {h::CertificateVerdict_Name(found.verdict()), found.number(), found.holder(),
                    absl::StrCat(found.services()), absl::StrCat(found.minutes()), found.issuer(),
                    DayOf(found.issue_time())});
}

void ShowTable(Context& context, const std::vector<certificate::Service>& services) {
  if (services.empty() || context.out.format() != Format::kTable) return;
  Table table{.head = absl::StrSplit(context.Say(kHeadCertified), '\t'), .right = {2}};
  for (const auto& line : services) {
    table.rows.push_back({SayRange(line.start, line.end, context.now(), context.language()), line.title,
                          context.Minutes(line.minutes), line.unit, line.place, line.team,
                          line.order_number});
  }
  context.out.Line(Aligned(table));
}

StatusOr<certificate::Revocations> ReadRevoked(const std::string& file, const certificate::Keyring& keys) {
  DD_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(file));
  return certificate::OpenRevocations(text, keys);
}

Status Tell(Context& context, const Finding& finding) {
  switch (finding.verdict) {
    case certificate::Verdict::kAltered:
      return Refuse(errors::v1::CERTIFICATE_ALTERED);
    case certificate::Verdict::kUnknownKey:
      return Refuse(errors::v1::CERTIFICATE_KEY_UNKNOWN, {{"key", finding.key_id}});
    case certificate::Verdict::kRevoked:
      return Revoked(finding.facts.number, PaperDay(*finding.revoked_on));
    case certificate::Verdict::kValid:
      break;
  }
  std::vector<std::string> identity;
  for (const std::string& text : {finding.facts.id_number, finding.facts.volunteer_number}) {
    if (!text.empty()) identity.push_back(text);
  }
  ShowValid(context, AsAnswer(finding.facts), std::move(identity));
  ShowTable(context, finding.services);
  return absl::OkStatus();
}

Status CheckAlone(Context& context, const CheckWanted& wanted) {
  DD_ASSIGN_OR_RETURN(const std::string file, ReadWholeFile(wanted.keys));
  DD_ASSIGN_OR_RETURN(const certificate::Keyring keys, certificate::ReadKeyring(file));
  DD_ASSIGN_OR_RETURN(const std::string text, ScannedText(wanted.what));
  certificate::Revocations revoked;
  if (!wanted.revoked.empty()) {
    DD_ASSIGN_OR_RETURN(revoked, ReadRevoked(wanted.revoked, keys));
  }
  const Finding finding = certificate::Check(text, keys, wanted.revoked.empty() ? nullptr : &revoked);
  const bool foreign = !wanted.revoked.empty() && !finding.facts.number.empty() &&
                       CountyOfCertificate(finding.facts.number) != revoked.county;
  if (foreign)
    return InvalidField("--revoked", wanted.revoked,
                        absl::StrCat("revocations_same_county:", revoked.county));
  DD_RETURN_IF_ERROR(Tell(context, finding));
  context.out.Note(context.Say(kCertificateCompare));
  context.out.Note(wanted.revoked.empty()
                       ? context.Say(kCertificateNoRevoked)
                       : context.Say(kCertificateRevokedAsOf,
                                     {{"day", SayTime(revoked.as_of, context.now(), context.language())}}));
  return absl::OkStatus();
}

Status AskServer(Context& context, const CheckWanted& wanted) {
  h::VerifyCertificateRequest request;
  request.set_number(NormaliseCertificateNumber(wanted.what));
  if (request.number().empty()) {
    DD_ASSIGN_OR_RETURN(const std::string text, ScannedText(wanted.what));
    request.set_signed_text(text.substr(0, text.find('\n')));
  }
  h::VerifyCertificateResponse found;
  DD_RETURN_IF_ERROR(context.Read(&Certificates::VerifyCertificate, request, &found));
  switch (found.verdict()) {
    case h::FOUND_VALID:
      break;
    case h::FOUND_REVOKED:
      return Revoked(found.number(), DayOf(found.revoke_time()));
    case h::FOUND_UNKNOWN:
      return Refuse(errors::v1::NOT_FOUND, {{"what", request.number()}});
    default:
      return Refuse(errors::v1::CERTIFICATE_ALTERED);
  }
  ShowValid(context, found, {});
  if (found.has_change_time())
    context.out.Note(context.Say(kCertificateHoursLess, {{"day", DayOf(found.change_time())}}));
  context.out.Note(context.Say(kCertificateCompare));
  return absl::OkStatus();
}

}  // namespace

Status CheckCertificate(Context& context, const CheckWanted& wanted) {
  return wanted.keys.empty() ? AskServer(context, wanted) : CheckAlone(context, wanted);
}

}  // namespace diandan::cli
