#include "services/base/page.h"

#include "gtest/gtest.h"
#include "services/base/validate_test.pb.h"
#include "tests/support/matchers.h"

namespace diandan {
namespace {

using testing::InvalidAt;
using testing::Refused;
using validate_test::ListRequest;

const std::vector<std::string> kLast = {"2026-11-26T01:30:00Z", std::string("a:b\0c", 5), ""};

ListRequest Request(const std::string& parent, int size = 0, const std::string& token = "") {
  ListRequest request;
  request.set_parent(parent);
  request.set_page_size(size);
  request.set_page_token(token);
  return request;
}

TEST(PageTest, SizesAreFiftyWhenUnsaidAndAtMostFiveHundred) {
  EXPECT_EQ(PageOf(Request("p"))->size, 50);
  EXPECT_EQ(PageOf(Request("p", 1))->size, 1);
  EXPECT_EQ(PageOf(Request("p", 500))->size, 500);
  EXPECT_EQ(PageOf(Request("p", 501))->size, 500);
  EXPECT_THAT(PageOf(Request("p", -1)), InvalidAt("page_size", "min:0"));
  EXPECT_TRUE(PageOf(Request("p"))->after.empty());
}

TEST(PageTest, ATokenCarriesTheLastKeyWhateverTheSizeOfTheNextPage) {
  const std::string token = NextPageToken(Request("p", 10), kLast);
  EXPECT_EQ(PageOf(Request("p", 20, token))->after, kLast);
  // The token a page was asked with does not change the next one.
  EXPECT_EQ(NextPageToken(Request("p", 10, token), kLast), token);
}

TEST(PageTest, ATokenContinuesItsOwnListOnly) {
  const std::string token = NextPageToken(Request("p"), kLast);
  EXPECT_THAT(PageOf(Request("q", 0, token)), Refused(errors::v1::PAGE_TOKEN_INVALID));
  validate_test::OtherListRequest other;
  other.set_parent("p");
  other.set_page_token(token);
  EXPECT_THAT(PageOf(other), Refused(errors::v1::PAGE_TOKEN_INVALID));
}

TEST(PageTest, ListsWithMapsAndRepeatedFieldsAreBoundToThemToo) {
  ListRequest request = Request("p");
  for (const char* key : {"c", "a", "b"}) (*request.mutable_filters())[key] = "x";
  const std::string token = NextPageToken(request, kLast);
  ListRequest same = Request("p", 0, token);
  for (const char* key : {"a", "b", "c"}) (*same.mutable_filters())[key] = "x";
  EXPECT_OK(PageOf(same));
  (*same.mutable_filters())["a"] = "y";
  EXPECT_THAT(PageOf(same), Refused(errors::v1::PAGE_TOKEN_INVALID));
}

TEST(PageTest, NothingElseIsAToken) {
  const std::string token = NextPageToken(Request("p"), kLast);
  for (const std::string& other : {std::string("x"), std::string("AAAA"), std::string(40, 'A'), token + "A",
                                   token + "=", token.substr(1), NextPageToken(Request("p"), {})}) {
    EXPECT_THAT(PageOf(Request("p", 0, other)), Refused(errors::v1::PAGE_TOKEN_INVALID)) << other;
  }
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THAT(PageOf(Request("p", 0, changed)), Refused(errors::v1::PAGE_TOKEN_INVALID)) << i;
  }
}

TEST(PageTest, ARequestWithoutPageFieldsIsOnePage) { EXPECT_EQ(PageOf(validate_test::Empty())->size, 50); }

}  // namespace
}  // namespace diandan
