// certificate issue, list, show, download, verify, revoke, keys, revocations.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/certificate_check.h"
#include "clients/cli/certificate_texts.h"
#include "clients/cli/csv.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/prompt.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/certificate_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/say_stars.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Certificates = h::CertificateService::Stub;

std::string SayPeriodOf(const h::Certificate& one) {
  return PaperDays(PaperDay(TimeOf(one.start_time())), PaperDay(TimeOf(one.end_time())));
}

// Oneself when nobody is named.
StatusOr<std::string> VolunteerOf(Context& context, const std::string& typed) {
  if (typed.empty()) return context.client().session().volunteer;
  return context.names().Volunteer(typed);
}

// By its number, or its full name. Whoever looks after others' finds those too.
StatusOr<h::Certificate> CertificateOf(Context& context, const std::string& typed) {
  h::GetCertificateRequest get;
  get.set_name(typed);
  if (!absl::StartsWith(typed, "counties/")) {
    h::ListCertificatesRequest request;
    DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
    request.set_number(typed);
    h::ListCertificatesResponse found;
    Status status = context.Read(&Certificates::ListCertificates, request, &found);
    if (ReasonOf(status) == errors::v1::NOT_ALLOWED || (status.ok() && found.certificates().empty())) {
      request.set_volunteer(context.client().session().volunteer);
      if (!request.volunteer().empty())
        status = context.Read(&Certificates::ListCertificates, request, &found);
    }
    DD_RETURN_IF_ERROR(status);
    if (found.certificates().empty()) return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
    get.set_name(found.certificates(0).name());
  }
  h::Certificate certificate;
  DD_RETURN_IF_ERROR(context.Read(&Certificates::GetCertificate, get, &certificate));
  return certificate;
}

struct IssueWanted {
  std::string volunteer, from, until;
  std::vector<std::string> orders;
  std::vector<h::CertificateField> fields;
  h::AskedHow asked = h::ASKED_HOW_UNSPECIFIED;
};

Status Issue(Context& context, const IssueWanted& wanted) {
  h::IssueCertificateRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), VolunteerOf(context, wanted.volunteer));
  if (!wanted.from.empty()) {
    DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--from", wanted.from));
    SetTime(absl::FromCivil(day, ChinaTime()), request.mutable_start_time());
  }
  if (!wanted.until.empty()) {
    DD_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(context, "--until", wanted.until));
    SetTime(absl::FromCivil(day + 1, ChinaTime()), request.mutable_end_time());
  }
  for (const std::string& order : wanted.orders) {
    DD_ASSIGN_OR_RETURN(*request.add_orders(), context.names().OrderName(order));
  }
  for (const h::CertificateField field : wanted.fields) request.add_fields(field);
  request.set_asked_how(wanted.asked);
  return context.Change(&Certificates::IssueCertificate, request, [&](const h::Certificate& issued) {
    context.out.Done(issued,
                     context.Say(kCertificateIssued, {{"number", issued.number()},
                                                      {"services", absl::StrCat(issued.services())},
                                                      {"time", context.Minutes(issued.minutes())}}),
                     {issued.number(), issued.name()});
    context.out.Note(context.Say(kCertificateIssuedNext, {{"number", issued.number()}}));
  });
}

Status ListThem(Context& context, const std::string& volunteer, bool all, bool changed) {
  h::ListCertificatesRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  if (!all && !changed) {
    DD_ASSIGN_OR_RETURN(*request.mutable_volunteer(), VolunteerOf(context, volunteer));
  }
  request.set_changed(changed);
  h::ListCertificatesResponse found;
  DD_RETURN_IF_ERROR(context.ReadAll(&Certificates::ListCertificates, request, &found));
  Table table{.head = absl::StrSplit(context.Say(kHeadCertificates), '\t'), .right = {3, 4}};
  for (const h::Certificate& one : found.certificates()) {
    table.rows.push_back({one.number(), SayStamp(context, one.issue_time()), SayPeriodOf(one),
                          absl::StrCat(one.services()), context.Minutes(one.minutes()),
                          context.Word(one.state()),
                          one.has_change_time() ? context.Say(kCertificateChanged) : ""});
  }
  context.out.Show(found, table);
  return absl::OkStatus();
}

Status ShowCertificate(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::Certificate one, CertificateOf(context, typed));
  const auto& contents = one.contents();
  std::vector<std::string> identity;
  if (!contents.id_number().empty()) identity.push_back(contents.id_number());
  if (contents.stars() > 0) identity.push_back(SayStars(contents.stars(), context.language()));
  if (context.out.format() == Format::kTable) {
    context.out.Line(context.Say(kCertificateSays, {{"number", one.number()},
                                                    {"holder", contents.holder()},
                                                    {"identity", context.Listed(identity)},
                                                    {"period", SayPeriodOf(one)},
                                                    {"services", absl::StrCat(one.services())},
                                                    {"time", context.Minutes(one.minutes())},
                                                    {"issuer", contents.issuer()},
                                                    {"day", SayStamp(context, one.issue_time())}}));
    context.out.Line(context.Word(one.state()));
    if (one.has_change_time()) {
      context.out.Line(context.Say(
          kCertificateHoursChanged,
          {{"day", SayStamp(context, one.change_time())}, {"count", absl::StrCat(one.changed_services())}}));
    }
  }
  Table table{.head = absl::StrSplit(context.Say(kHeadCertified), '\t'), .right = {2}};
  for (const auto& line : contents.services()) {
    table.rows.push_back(
        {SayRange(TimeOf(line.start_time()), TimeOf(line.end_time()), context.now(), context.language()),
         line.title(), context.Minutes(line.minutes()), line.unit(), line.place(), line.team(),
         line.order_number()});
  }
  context.out.Show(one, table);
  return absl::OkStatus();
}

Status Download(Context& context, const std::string& typed, const std::string& to) {
  DD_ASSIGN_OR_RETURN(const h::Certificate one, CertificateOf(context, typed));
  h::DownloadCertificateRequest request;
  request.set_name(one.name());
  h::CertificateFile file;
  DD_RETURN_IF_ERROR(context.Read(&Certificates::DownloadCertificate, request, &file));
  const std::string path = to.empty() ? file.file_name() : to;
  DD_RETURN_IF_ERROR(WriteWholeFile(path, file.pdf()));
  context.out.Done(one, context.Say(kCertificateWritten, {{"file", path}}), {one.number(), path});
  return absl::OkStatus();
}

Status Revoke(Context& context, const std::string& typed, h::RevokeReason reason) {
  DD_ASSIGN_OR_RETURN(const h::Certificate one, CertificateOf(context, typed));
  DD_RETURN_IF_ERROR(Agreed(context, context.Say(kAskRevokeCertificate, {{"number", one.number()}})));
  h::RevokeCertificateRequest request;
  request.set_name(one.name());
  request.set_reason(reason);
  return context.Change(&Certificates::RevokeCertificate, request, [&](const h::Certificate& gone) {
    context.out.Done(gone, context.Say(kCertificateRevoked, {{"number", gone.number()}}), {gone.number()});
  });
}

// To the file, or as the answer.
Status WriteKeys(Context& context, const std::string& to) {
  h::GetCertificateKeysRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::CertificateKeys keys;
  DD_RETURN_IF_ERROR(context.Read(&Certificates::GetCertificateKeys, request, &keys));
  if (to.empty()) {
    context.out.answer() << keys.file();
    return absl::OkStatus();
  }
  DD_RETURN_IF_ERROR(WriteWholeFile(to, keys.file()));
  context.out.Done(
      keys, context.Say(kCertificateKeysWritten, {{"count", absl::StrCat(keys.keys_size())}, {"file", to}}),
      {to});
  return absl::OkStatus();
}

Status WriteRevoked(Context& context, const std::string& to) {
  h::GetRevocationListRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::RevocationList list;
  DD_RETURN_IF_ERROR(context.Read(&Certificates::GetRevocationList, request, &list));
  if (to.empty()) {
    context.out.Line(list.signed_text());
    return absl::OkStatus();
  }
  DD_RETURN_IF_ERROR(WriteWholeFile(to, list.signed_text() + "\n"));
  context.out.Done(list,
                   context.Say(kCertificateListWritten, {{"count", absl::StrCat(list.count())},
                                                         {"file", to},
                                                         {"day", SayStamp(context, list.as_of_time())}}),
                   {to});
  return absl::OkStatus();
}

}  // namespace

void AddCertificateCommands(Command& root, Context& context) {
  Command& group = root.Sub("certificate", {"志愿服务记录证明：开、印、核验、作废",
                                            "Certificates of service: issue, print, verify, revoke"});
  const Wording number{"证明编号，例如 150525-7K3M-9QX4-2TRV", "Its number, e.g. 150525-7K3M-9QX4-2TRV"};
  const Wording whose{"谁；不写是自己", "Who; oneself by default"};
  const Wording into{"写到哪个文件；不写就显示", "Write it to this file; shown by default"};

  Command& issue =
      group.Sub("issue", {"开一张：已经记下的服务，不收费", "Issue one for hours that stand; free"});
  auto who = issue.Argument("VOLUNTEER", whose, Need::kOptional);
  auto from = issue.Option("--from", "DAY", {"从哪天起", "First day"});
  auto until = issue.Option("--until", "DAY", {"到哪天为止", "Last day"});
  auto orders =
      issue.Options("--order", "ORDER", {"只要这几单；可以写几次", "Only these orders; may be repeated"});
  auto fields = issue.Choices<h::CertificateField>(
      "--with", {"还要写上什么；可以写几次", "What else to put on it; may be repeated"});
  auto asked = issue.Choice<h::AskedHow>(
      "--asked", {"替别人开：本人怎么提出的", "For somebody else: how they asked for it"}, Need::kOptional);
  issue.Changes();
  issue.Runs([=, &context] { return Issue(context, {*who, *from, *until, *orders, *fields, *asked}); });

  Command& list = group.Sub("list", {"开过哪些", "Those that were issued"});
  auto of = list.Argument("VOLUNTEER", whose, Need::kOptional);
  auto all = list.Flag("--all", {"自己管的地方的全部", "All of the places one looks after"});
  auto changed =
      list.Flag("--changed", {"只看时长被更正少了的", "Only those whose hours were corrected to fewer"});
  list.Runs([=, &context] { return ListThem(context, *of, *all, *changed); });

  Command& show = group.Sub("show", {"上面写了什么", "What one says"});
  auto shown = show.Argument("NUMBER", number);
  show.Runs([=, &context] { return ShowCertificate(context, *shown); });

  Command& download = group.Sub("download", {"存成 PDF", "Write it as PDF"});
  auto wanted = download.Argument("NUMBER", number);
  auto file = download.Argument("FILE", {"存到哪里；不写就用编号", "Where to; its number by default"},
                                Need::kOptional);
  download.Runs([=, &context] { return Download(context, *wanted, *file); });

  Command& verify = group.Sub(
      "verify",
      {"核验：编号、PDF、二维码的字或图；有公钥文件就不用联网",
       "Verify a number, a PDF, a QR code's text or picture; with a file of keys without a connection"});
  auto what = verify.Argument("WHAT", {"编号、文件，或二维码里的字；- 是标准输入",
                                       "A number, a file, or the text of the QR code; - is standard input"});
  auto keys = verify.Option("--keys", "FILE",
                            {"公钥文件，certificate keys 写的", "Public keys, written by certificate keys"});
  auto revoked = verify.Option(
      "--revoked", "FILE",
      {"作废名单，certificate revocations 写的", "Revoked ones, written by certificate revocations"});
  verify.Runs([=, &context] { return CheckCertificate(context, {*what, *keys, *revoked}); });

  Command& revoke = group.Sub("revoke", {"作废一张", "Revoke one"});
  auto gone = revoke.Argument("NUMBER", number);
  auto why = revoke.Choice<h::RevokeReason>("--reason", kHelpReason);
  revoke.Asks();
  revoke.Runs([=, &context] { return Revoke(context, *gone, *why); });

  Command& known =
      group.Sub("keys", {"断网核验要的公钥", "The public keys for verifying without a connection"});
  auto key_file = known.Option("--out", "FILE", into);
  known.Runs([=, &context] { return WriteKeys(context, *key_file); });

  Command& gone_list = group.Sub(
      "revocations", {"断网核验要的作废名单", "The revoked ones for verifying without a connection"});
  auto list_file = gone_list.Option("--out", "FILE", into);
  gone_list.Runs([=, &context] { return WriteRevoked(context, *list_file); });
}

}  // namespace diandan::cli
