// The red list, the notice and the feed: without signing in, without a script, in two languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/gateway/gateway_testing.h"
#include "services/gateway/honour_text.h"

namespace diandan::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

hours::v1::ListRedListResponse OneHonoured() {
  hours::v1::ListRedListResponse list;
  list.set_centre_name("奈曼旗新时代文明实践中心");
  auto& line = *list.add_lines();
  line.set_name("counties/150525/nominations/01890a5d-ac96-774b-bcce-b302099a8057");
  line.set_campaign("counties/150525/campaigns/01890a5d-ac96-774b-bcce-b302099a8058");
  line.set_campaign_title("2026 年最美志愿者评选");
  line.set_kind(hours::v1::FINEST_VOLUNTEER);
  line.set_shown_name("王*利<script>");
  line.set_place_name("红柳村");
  line.set_deeds("三年里每周四上门理发。");
  line.mutable_award_time()->set_seconds(1795654800);
  return list;
}

TEST(HonourTextTest, ShowsWhatWasAgreedToInTwoLanguagesAndEscapesWhatIsNotOurs) {
  const std::string zh = ShowHonours(OneHonoured(), HonourPage::kRedList, "150525", Language::kChinese);
  EXPECT_THAT(zh, AllOf(HasSubstr("光荣榜"), HasSubstr("最美志愿者"), HasSubstr("王*利&lt;script&gt;"),
                        Not(HasSubstr("<script")), HasSubstr("2026-11-26 表彰"), HasSubstr("红柳村"),
                        HasSubstr("/posters/01890a5d-ac96-774b-bcce-b302099a8058-a3.pdf")));
  const std::string en = ShowHonours(OneHonoured(), HonourPage::kRedList, "150525", Language::kEnglish);
  EXPECT_THAT(en, AllOf(HasSubstr("Finest volunteer"), HasSubstr("lang=\"en\"")));
}

TEST(HonourTextTest, ANoticeSaysItsLastDayAndHowToObject) {
  auto list = OneHonoured();
  list.mutable_lines(0)->clear_award_time();
  list.mutable_lines(0)->mutable_notice_until_time()->set_seconds(1796140800);  // midnight after the 1st
  EXPECT_THAT(ShowHonours(list, HonourPage::kNotice, "150525", Language::kChinese),
              AllOf(HasSubstr("公示到 2026-12-01"), HasSubstr("不同意见"), Not(HasSubstr("/posters/"))));
}

TEST(HonourTextTest, TheFeedIsAtom) {
  const std::string feed =
      HonourFeed(OneHonoured(), "150525", "https://diandan.example.org/honours/150525/feed.xml");
  EXPECT_THAT(feed, AllOf(HasSubstr("http://www.w3.org/2005/Atom"), HasSubstr("<id>urn:uuid:01890a5d"),
                          HasSubstr("2026-11-26T"), HasSubstr("rel=\"self\""), Not(HasSubstr("<script"))));
}

TEST(HonourPagesTest, AnybodyAsksAndUnknownPathsAreSaidSo) {
  Site site;
  Wire wire(site.port());
  const auto get = [&](const std::string& path) {
    return wire.Ask("GET", path, {{"accept-language", "en"}}, "");
  };
  EXPECT_EQ(get("/honours/style.css").status, 200);
  EXPECT_EQ(get("/honours/999999/").status, 404) << "no such county";
  EXPECT_EQ(get("/honours/150525/nothing/here").status, 404);
  EXPECT_EQ(get("/honours/150525/posters/01890a5d-ac96-774b-bcce-b302099a8058-a3.pdf").status, 404);
  EXPECT_THAT(get("/honours/999999/").Header("content-security-policy"), HasSubstr("default-src 'none'"));
}

}  // namespace
}  // namespace diandan::gateway
