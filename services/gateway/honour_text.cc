#include "services/gateway/honour_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "services/base/clock.h"
#include "services/base/request_fields.h"
#include "services/base/words_table.h"
#include "services/gateway/html.h"

namespace diandan::gateway {

namespace h = hours::v1;

namespace {

// clang-format off
constexpr Wording kRedList{"光荣榜", "Red list"};
constexpr Wording kNoticeTitle{"评选公示", "Public notice of selections"};
constexpr Wording kToNotice{"正在公示的", "On public notice now"};
constexpr Wording kToRedList{"看光荣榜", "The red list"};
constexpr Wording kFeedLink{"订阅（Atom）", "Feed (Atom)"};
constexpr Wording kPosterA3{"海报 A3", "Poster A3"};
constexpr Wording kPosterA4{"A4", "A4"};
constexpr Wording kMore{"再往前", "Earlier ones"};
constexpr Wording kEmptyList{"还没有上榜的。评选结果公示期满，本人同意，才登在这里。", "Nobody yet. Names stand here once the notice is over, and only with the person's consent."};
constexpr Wording kEmptyNotice{"现在没有正在公示的。", "Nothing is on public notice now."};
constexpr Wording kConsent{"姓名、事迹都经本人同意公开；姓名按本人的意思用常用名或打码的真名。本人可以随时撤下。", "Names and deeds are published with consent; people choose whether their chosen or their masked legal name is shown, and may withdraw at any time."};
constexpr Wording kObject{"对公示有不同意见，请在截止日前用志愿者账号在“评选公示”里提出，或到主办的实践中心（所）当面说；提异议的人不公开。", "Whoever disagrees says so before the last day: signed in, or in person at the centre that holds the campaign. Who objects is not published."};
constexpr Wording kUntil{"公示到 {day}（含当天）", "Until {day}, that day included"};
constexpr Wording kOn{"{day} 表彰", "Awarded {day}"};
constexpr Wording kKinds[] = {
    {"", ""},
    {"身边好人", "Good neighbour"},
    {"最美志愿者", "Finest volunteer"},
    {"最佳志愿服务项目", "Finest project"},
    {"最佳志愿服务组织", "Finest team"},
    {"最美志愿服务社区", "Finest community"},
    {"", ""},
};
// clang-format on

std::string Said(const Wording& words, Language language) {
  return language == Language::kEnglish ? words.en : words.zh;
}

// The county's own title as it is; the usual ones in the reader's language.
std::string TitleOf(const h::RedListLine& line, Language language) {
  if (!line.title().empty() || line.kind() < 0 || line.kind() >= h::OWN_TITLE) return line.title();
  return Said(kKinds[line.kind()], language);
}

std::string DayOf(absl::Time time) { return absl::FormatTime("%Y-%m-%d", time, ChinaTime()); }

// The last day that counts: a notice ends at a midnight.
std::string LastDayOf(const google::protobuf::Timestamp& end) {
  return DayOf(FromProto(end) - absl::Seconds(1));
}

std::string WhenOf(const h::RedListLine& line, Language language) {
  if (line.has_award_time())
    return absl::StrReplaceAll(Said(kOn, language), {{"{day}", DayOf(FromProto(line.award_time()))}});
  return absl::StrReplaceAll(Said(kUntil, language), {{"{day}", LastDayOf(line.notice_until_time())}});
}

std::string Frame(Language language, const std::string& title, const std::string& head,
                  const std::string& main) {
  return absl::StrCat("<!doctype html>\n<html lang=\"", language == Language::kEnglish ? "en" : "zh-CN",
                      "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width,initial-scale=1\">\n<title>",
                      Escaped(title), "</title>\n<link rel=\"stylesheet\" href=\"/honours/style.css\">\n",
                      head, "<main>\n", main, "</main>\n</html>\n");
}

std::string Card(const h::RedListLine& line, Language language) {
  std::string card =
      absl::StrCat("<li>\n<p class=\"title\">", Escaped(TitleOf(line, language)), "</p>\n<h3>",
                   Escaped(line.shown_name()), "</h3>\n<p class=\"place\">", Escaped(line.place_name()),
                   " · <span class=\"when\">", WhenOf(line, language), "</span></p>\n");
  if (!line.deeds().empty()) absl::StrAppend(&card, "<p class=\"deeds\">", Escaped(line.deeds()), "</p>\n");
  return absl::StrCat(card, "</li>\n");
}

std::string PostersOf(const h::RedListLine& line, const std::string& county, Language language) {
  const size_t slash = line.campaign().rfind('/');
  const std::string id = slash == std::string::npos ? "" : line.campaign().substr(slash + 1);
  const auto link = [&](const char* sheet, const Wording& words) {
    return absl::StrCat("<a href=\"/honours/", county, "/posters/", Escaped(id), "-", sheet, ".pdf\">",
                        Said(words, language), "</a>");
  };
  return absl::StrCat("<p class=\"posters\">", link("a3", kPosterA3), " ", link("a4", kPosterA4), "</p>\n");
}

// Campaign by campaign, each as the list first names it.
std::string Campaigns(const h::ListRedListResponse& list, HonourPage page, const std::string& county,
                      Language language) {
  std::vector<std::string> campaigns;
  for (const auto& line : list.lines()) {
    if (std::find(campaigns.begin(), campaigns.end(), line.campaign()) == campaigns.end())
      campaigns.push_back(line.campaign());
  }
  std::string text;
  for (const std::string& campaign : campaigns) {
    std::string cards;
    const h::RedListLine* first = nullptr;
    for (const auto& line : list.lines()) {
      if (line.campaign() != campaign) continue;
      if (first == nullptr) first = &line;
      absl::StrAppend(&cards, Card(line, language));
    }
    absl::StrAppend(&text, "<section>\n<h2>", Escaped(first->campaign_title()), "</h2>\n<ul>\n", cards,
                    "</ul>\n", page == HonourPage::kRedList ? PostersOf(*first, county, language) : "",
                    "</section>\n");
  }
  return text;
}

std::string Links(HonourPage page, const std::string& county, Language language) {
  const std::string folder = absl::StrCat("/honours/", county, "/");
  if (page == HonourPage::kNotice)
    return absl::StrCat("<nav><a href=\"", folder, "\">", Said(kToRedList, language), "</a></nav>\n");
  return absl::StrCat("<nav><a href=\"", folder, "notice\">", Said(kToNotice, language), "</a> <a href=\"",
                      folder, "feed.xml\">", Said(kFeedLink, language), "</a></nav>\n");
}

}  // namespace

std::string ShowHonours(const h::ListRedListResponse& list, HonourPage page, const std::string& county,
                        Language language) {
  const bool notice = page == HonourPage::kNotice;
  const std::string title = Said(notice ? kNoticeTitle : kRedList, language);
  const std::string folder = absl::StrCat("/honours/", county, "/");
  std::string main = absl::StrCat("<header>\n<h1>", title, "</h1>\n<p>", Escaped(list.centre_name()),
                                  "</p>\n</header>\n", Links(page, county, language));
  if (list.lines().empty()) {
    absl::StrAppend(&main, "<p class=\"empty\">", Said(notice ? kEmptyNotice : kEmptyList, language),
                    "</p>\n");
  } else {
    absl::StrAppend(&main, Campaigns(list, page, county, language));
  }
  if (!list.next_page_token().empty())
    absl::StrAppend(&main, "<p class=\"more\"><a href=\"", folder, notice ? "notice" : "list", "/",
                    Escaped(list.next_page_token()), "\">", Said(kMore, language), "</a></p>\n");
  absl::StrAppend(&main, "<footer><p>", Said(kConsent, language), "</p>",
                  notice ? absl::StrCat("<p>", Said(kObject, language), "</p>") : "", "</footer>\n");
  const std::string feed =
      absl::StrCat("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"", folder, "feed.xml\">\n");
  return Frame(language, absl::StrCat(title, " · ", list.centre_name()), feed, main);
}

std::string ShowHonourTrouble(const std::string& sentence, Language language) {
  return Frame(
      language, Said(kRedList, language), "",
      absl::StrCat("<header><h1>", Said(kRedList, language),
                   "</h1></header>\n<p class=\"empty\" role=\"alert\">", Escaped(sentence), "</p>\n"));
}

std::string HonourFeed(const h::ListRedListResponse& list, const std::string& county,
                       const std::string& self) {
  const std::string page = self.empty() ? "" : std::string(absl::StripSuffix(self, "feed.xml"));
  absl::Time updated = absl::UnixEpoch();
  std::string entries;
  for (const auto& line : list.lines()) {
    const absl::Time awarded = FromProto(line.award_time());
    updated = std::max(updated, awarded);
    const std::string time = absl::FormatTime(absl::RFC3339_sec, awarded, ChinaTime());
    const std::string id = line.name().substr(line.name().rfind('/') + 1);
    absl::StrAppend(&entries, "<entry>\n<id>urn:uuid:", Escaped(id), "</id>\n<title>",
                    Escaped(TitleOf(line, Language::kChinese)), "：", Escaped(line.shown_name()), "（",
                    Escaped(line.place_name()), "）</title>\n<updated>", time, "</updated>\n<published>",
                    time, "</published>\n<category term=\"", Escaped(h::HonourKind_Name(line.kind())),
                    "\" label=\"", Escaped(TitleOf(line, Language::kChinese)), "\"/>\n");
    if (!page.empty()) absl::StrAppend(&entries, "<link href=\"", Escaped(page), "\"/>\n");
    absl::StrAppend(&entries, "<content type=\"text\">", Escaped(line.campaign_title()), "。",
                    Escaped(line.deeds()), "</content>\n</entry>\n");
  }
  std::string feed = absl::StrCat(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"zh-CN\">\n<id>tag:diandan,2026:honours/",
      county, "</id>\n<title>", Escaped(list.centre_name()), "光荣榜</title>\n<updated>",
      absl::FormatTime(absl::RFC3339_sec, updated, ChinaTime()), "</updated>\n<author><name>",
      Escaped(list.centre_name()), "</name></author>\n");
  if (!self.empty())
    absl::StrAppend(&feed, "<link rel=\"self\" href=\"", Escaped(self), "\"/>\n<link href=\"", Escaped(page),
                    "\"/>\n");
  return absl::StrCat(feed, entries, "</feed>\n");
}

// The colours of the web apps, with the red of a roll of honour.
std::string HonourStyle() {
  return "body{margin:0;font:16px/1.6 'PingFang SC','Noto Sans CJK SC',system-ui,sans-serif;color:#24211c;"
         "background:#faf7f1;overflow-wrap:anywhere}"
         "main{max-width:60rem;margin:0 auto;padding:0 1rem 3rem}"
         "header{background:#9e1f1a;color:#fdeec7;margin:0 -1rem 1rem;padding:1.6rem 1rem "
         "1.3rem;text-align:center;"
         "border-bottom:4px solid #b58833}"
         "h1{font-size:2.1rem;line-height:1.3;letter-spacing:.25em;text-indent:.25em;margin:0;"
         "font-family:'Songti SC','Noto Serif CJK SC',serif}:lang(en) h1{letter-spacing:0;text-indent:0}"
         "header p{margin:.4rem 0 0}"
         "nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 1rem}"
         "a{color:#0e5c53}nav a,.posters a,.more a{display:inline-block;padding:.65rem 0;min-width:44px}"
         ".posters a+a{margin-left:1rem}.when{display:inline-block}"
         "h2{font-size:1.2rem;color:#9e1f1a;margin:1.5rem 0 .75rem;text-wrap:balance}"
         "ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;"
         "grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))}"
         "li{background:#fff;border:1px solid #e5dccd;border-top:4px solid "
         "#b58833;border-radius:10px;padding:1rem}"
         "h3{font-size:1.5rem;line-height:1.3;margin:.1rem 0;font-family:'Songti SC','Noto Serif CJK "
         "SC',serif}"
         ".title{color:#9e1f1a;font-weight:600;margin:0}.place{color:#544e45;font-size:.9rem;margin:0}"
         ".deeds{margin:.6rem 0 0;white-space:pre-line}"
         ".empty{background:#fff;border:1px solid #e5dccd;border-radius:10px;padding:1rem;text-wrap:balance}"
         "footer{margin:2rem 0 0;border-top:1px solid #e5dccd;color:#544e45;font-size:.9rem}"
         ":focus-visible{outline:3px solid #2f4f8f;outline-offset:2px}"
         "@media print{nav,.posters,.more{display:none}li{break-inside:avoid}}";
}

}  // namespace diandan::gateway
