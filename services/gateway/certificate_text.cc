#include "services/gateway/certificate_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/base/say_stars.h"
#include "services/base/say_time.h"
#include "services/base/words_table.h"
#include "services/gateway/html.h"

namespace diandan::gateway {

namespace h = hours::v1;

namespace {

// clang-format off
constexpr Wording kHeading{"核验志愿服务记录证明", "Check a certificate of volunteer service"};
constexpr Wording kLead{"写证明上的编号，或把二维码里的那一串字贴进来。不用登录。", "Type the number on the certificate, or paste the text of its QR code. No sign-in needed."};
constexpr Wording kField{"编号或二维码里的字", "Number, or text of the QR code"};
constexpr Wording kVerify{"核验", "Check"};
constexpr Wording kAnother{"再核验一张", "Check another"};
constexpr Wording kValid{"有效", "Valid"};
constexpr Wording kRevoked{"已作废", "Revoked"};
constexpr Wording kUnknown{"查无此号", "No such number"};
constexpr Wording kAltered{"不可信：内容和签名对不上", "Not to be trusted: the text does not fit its signature"};
constexpr Wording kCompare{"请把这里的内容和纸上的对一遍；姓名只显示一部分，是为保护本人。", "Compare this with the paper. The name is masked to protect its holder."};
constexpr Wording kUnknownHelp{"可能抄错了一个字；对照纸上再写一遍，或向出具单位核对。", "A character may be mistyped: compare it with the paper, or ask whoever issued it."};
constexpr Wording kAlteredHelp{"可能没有扫全，重新扫一次；还不行，向出具单位核对编号。", "It may not have been scanned in full: scan it again. If that does not help, ask whoever issued it."};
constexpr Wording kRevokedHelp{"这张证明不再有效，请持有人重新开一张。", "It no longer holds; ask the holder for a new one."};
constexpr Wording kHoursLess{"{day} 以后，其中有服务的时长更正少了，以出具单位的答复为准。", "Since {day} fewer minutes stand of some of its services than it says; ask whoever issued it."};
constexpr Wording kNumber{"编号", "Number"};
constexpr Wording kHolder{"持有人", "Holder"};
constexpr Wording kStars{"开具时的星级", "Stars at issue"};
constexpr Wording kServices{"服务次数", "Services"};
constexpr Wording kTime{"服务时长", "Time served"};
constexpr Wording kPeriod{"服务期间", "Period"};
constexpr Wording kIssuer{"出具单位", "Issued by"};
constexpr Wording kIssued{"开具日期", "Issued on"};
constexpr Wording kRevokedOn{"作废日期", "Revoked on"};
// clang-format on

std::string In(const Wording& words, Language language) {
  return language == Language::kEnglish ? words.en : words.zh;
}
Language Other(Language language) {
  return language == Language::kEnglish ? Language::kChinese : Language::kEnglish;
}

std::string SayDay(const google::protobuf::Timestamp& stamp) {
  return absl::FormatTime("%Y-%m-%d", FromProto(stamp), ChinaTime());
}

std::string Form(Language language, const Wording& heading) {
  return absl::StrCat("<form method=\"post\" action=\"/certificates/\">\n<h2>", In(heading, language),
                      "</h2>\n<label for=\"what\">", In(kField, language),
                      "</label>\n<textarea id=\"what\" name=\"what\" rows=\"3\" maxlength=\"2000\" required "
                      "autocomplete=\"off\" spellcheck=\"false\"></textarea>\n<p class=\"help\">",
                      In(kLead, language), "</p>\n<button>", In(kVerify, language), "</button>\n</form>\n");
}

std::string Page(Language language, const std::string& main) {
  const bool english = language == Language::kEnglish;
  return absl::StrCat("<!doctype html>\n<html lang=\"", english ? "en" : "zh-CN",
                      "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width,initial-scale=1\">\n<meta name=\"robots\" "
                      "content=\"noindex\">\n<title>",
                      In(kHeading, language),
                      "</title>\n<link rel=\"stylesheet\" href=\"/certificates/style.css\">\n<main>\n<h1>",
                      In(kHeading, language), "</h1>\n", main, "</main>\n</html>\n");
}

struct Words {
  const char* colour;
  const Wording* verdict;
  const Wording* help;
};
Words WordsOf(h::CertificateVerdict verdict) {
  switch (verdict) {
    case h::FOUND_VALID:
      return {"good", &kValid, &kCompare};
    case h::FOUND_REVOKED:
      return {"bad", &kRevoked, &kRevokedHelp};
    case h::FOUND_UNKNOWN:
      return {"bad", &kUnknown, &kUnknownHelp};
    default:
      return {"bad", &kAltered, &kAlteredHelp};
  }
}

// Rows of the table; what is not known is left out.
std::string Facts(const h::VerifyCertificateResponse& found, Language language) {
  std::string rows;
  const auto add = [&](const Wording& label, const std::string& value) {
    if (value.empty()) return;
    absl::StrAppend(&rows, "<dt>", In(label, language), "</dt><dd>", Escaped(value), "</dd>\n");
  };
  add(kNumber, found.number());
  if (found.verdict() == h::FOUND_VALID) {
    add(kHolder, found.holder());
    if (found.stars() > 0) add(kStars, SayStars(found.stars(), language));
    add(kServices, absl::StrCat(found.services()));
    add(kTime, SayMinutes(found.minutes(), language));
    const std::string first = SayDay(found.start_time()), last = SayDay(found.end_time());
    add(kPeriod, first == last ? first : absl::StrCat(first, " – ", last));
    add(kIssuer, found.issuer());
  }
  if (found.has_issue_time()) add(kIssued, SayDay(found.issue_time()));
  if (found.has_revoke_time()) add(kRevokedOn, SayDay(found.revoke_time()));
  return rows.empty() ? "" : absl::StrCat("<dl>\n", rows, "</dl>\n");
}

std::string HoursLess(const h::VerifyCertificateResponse& found, Language language) {
  if (!found.has_change_time()) return "";
  return absl::StrCat("<p class=\"warning\">",
                      absl::StrReplaceAll(In(kHoursLess, language), {{"{day}", SayDay(found.change_time())}}),
                      "</p>\n");
}

}  // namespace

std::string AskForCertificate(Language language) { return Page(language, Form(language, kVerify)); }

std::string ShowCertificate(const h::VerifyCertificateResponse& found, Language language) {
  const Words words = WordsOf(found.verdict());
  const Language other = Other(language);
  return Page(
      language,
      absl::StrCat("<section class=\"", words.colour, "\" role=\"status\">\n<p class=\"verdict\">",
                   In(*words.verdict, language), " <span lang=\"",
                   other == Language::kEnglish ? "en" : "zh-CN", "\">", In(*words.verdict, other),
                   "</span></p>\n", Facts(found, language), HoursLess(found, language), "<p class=\"help\">",
                   In(*words.help, language), "</p>\n</section>\n", Form(language, kAnother)));
}

std::string ShowTrouble(const std::string& sentence, Language language) {
  return Page(language, absl::StrCat("<section class=\"bad\" role=\"alert\">\n<p>", Escaped(sentence),
                                     "</p>\n</section>\n", Form(language, kVerify)));
}

// The colours of the web apps.
std::string CertificateStyle() {
  return "body{margin:0;font:16px/1.6 'PingFang SC','Noto Sans CJK SC',system-ui,sans-serif;color:#24211c;"
         "background:#faf7f1;overflow-wrap:anywhere}"
         "main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem}"
         "h1{font-size:1.35rem;margin:0 0 1rem;text-wrap:balance}h2{font-size:1.1rem;margin:0 0 .5rem}"
         "section,form{background:#fff;border:1px solid #e5dccd;border-radius:12px;padding:1rem;margin:0 0 "
         "1rem}"
         "section.good{border-left:6px solid #2e6b34}section.bad{border-left:6px solid #b3271e}"
         ".verdict{font-size:1.6rem;font-weight:600;margin:0 0 "
         ".75rem;line-height:1.3;word-break:keep-all;text-wrap:balance}"
         ".verdict span{display:block;font-size:1rem;font-weight:400;color:#544e45}"
         ".good .verdict{color:#2e6b34}.bad .verdict{color:#b3271e}"
         "dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:0 0 .75rem}"
         "dt{color:#544e45}dd{margin:0}.help{font-size:.9rem;color:#544e45;margin:.5rem 0;text-wrap:balance}"
         ".warning{background:#fdf1dc;border-radius:6px;padding:.5rem .75rem;margin:.5rem 0;color:#7f4c00}"
         "label{display:block;margin:0 0 .25rem}"
         "textarea{width:100%;box-sizing:border-box;font:inherit;padding:.6rem;border:2px solid #8a8070;"
         "border-radius:8px;background:#fff;color:inherit}"
         "button{font:inherit;font-weight:600;min-height:48px;padding:0 1.5rem;border:0;border-radius:12px;"
         "background:#0e5c53;color:#fff}"
         ":focus-visible{outline:3px solid #2f4f8f;outline-offset:2px}"
         "@media print{form{display:none}}";
}

}  // namespace diandan::gateway
