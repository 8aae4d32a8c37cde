#include "services/db/order_by.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/matchers.h"
#include "tests/support/postgres.h"

namespace diandan::db {
namespace {

using diandan::testing::Refused;
using ::testing::ElementsAre;

// Seven rows, told by one letter: ties in `rank` and `due`, two without `due`, two of a shelf nobody asks
// for.
class OrderByTest : public ::testing::Test {
 protected:
  void SetUp() override {
    connection_->Script(
        "CREATE TEMP TABLE thing (shelf int, id uuid, letter text, rank int, due timestamptz);"
        "INSERT INTO thing VALUES"
        " (1, '00000000-0000-0000-0000-000000000001', 'a', 2, NULL),"
        " (1, '00000000-0000-0000-0000-000000000002', 'b', 1, '2026-11-26 09:00:00.000001+08'),"
        " (1, '00000000-0000-0000-0000-000000000003', 'c', 2, '2026-11-26 09:00:00.000002+08'),"
        " (1, '00000000-0000-0000-0000-000000000004', 'd', 1, 'infinity'),"
        " (1, '00000000-0000-0000-0000-000000000005', 'e', 2, '2026-11-26 09:00:00.000002+08'),"
        " (1, '00000000-0000-0000-0000-000000000006', 'f', 3, NULL),"
        " (2, '00000000-0000-0000-0000-000000000007', 'g', 2, '2026-11-26 09:00:00.000002+08')");
  }
  StatusOr<std::vector<std::string>> Read(const std::string& asked, const Page& page, std::string& letters) {
    const OrderBy order(asked, "rank",
                        {{"rank", "x.rank", "int4"}, {"due", "x.due", "timestamptz", /*nullable=*/true}});
    Where where;
    where.And("x.shelf = ", 1);
    return order.Read(*connection_, {"x.letter", "thing x", "x.id"}, where, page,
                      [&](const Result& result, int row) {
                        letters += result.Get<std::string>(row, OrderBy::kFirstColumn);
                      });
  }
  // Page after page, each from the key of the one before.
  std::string InPagesOf(int size, const std::string& asked) {
    Page page;
    page.size = size;
    std::string letters;
    for (int pages = 0; pages < 10; ++pages) {
      const auto last = Read(asked, page, letters);
      if (!last.ok()) return std::string(last.status().message());
      if (last->empty()) return letters;
      letters += "|";
      page.after = *last;
    }
    return letters + " …";
  }

  std::unique_ptr<Connection> connection_ =
      Connection::Open({.conninfo = diandan::testing::FreshDatabase(), .application_name = "order_by_test"});
};

TEST_F(OrderByTest, EachOrderGoesOnOverPagesWithTiesAndRowsWithoutAValue) {
  struct Case {
    const char *asked, *whole, *in_twos, *in_threes;
  };
  for (const Case& c :
       {Case{"", "bdacef", "bd|ac|ef", "bda|cef"}, Case{"rank", "bdacef", "bd|ac|ef", "bda|cef"},
        Case{"rank desc", "fecadb", "fe|ca|db", "fec|adb"}, Case{"due", "bcedaf", "bc|ed|af", "bce|daf"},
        Case{"due desc", "decbfa", "de|cb|fa", "dec|bfa"}}) {
    SCOPED_TRACE(c.asked);
    EXPECT_EQ(InPagesOf(500, c.asked), c.whole);
    EXPECT_EQ(InPagesOf(6, c.asked), c.whole) << "just full is the last one";
    EXPECT_EQ(InPagesOf(2, c.asked), c.in_twos);
    EXPECT_EQ(InPagesOf(3, c.asked), c.in_threes);
    EXPECT_EQ(InPagesOf(5, c.asked), std::string(c.whole).insert(5, "|"))
        << "a page ends among those without";
  }
}

TEST_F(OrderByTest, ATokenOfAnotherOrderContinuesNothing) {
  std::string letters;
  Page page;
  page.size = 2;
  const auto by_rank = Read("rank", page, letters);
  page.size = 5;
  const auto without_due = Read("due", page, letters);
  ASSERT_OK(by_rank);
  ASSERT_OK(without_due);
  EXPECT_THAT(*without_due, ElementsAre("due", "00000000-0000-0000-0000-000000000001"));
  struct Case {
    const char* asked;
    std::vector<std::string> after;
    bool goes_on;
  };
  for (const Case& c : std::vector<Case>{
           {"rank", *by_rank, true},
           {"", *by_rank, true},
           {"rank desc", *by_rank, false},
           {"due", *by_rank, false},
           {"due", *without_due, true},
           {"due desc", *without_due, false},
           {"rank", {"rank", "00000000-0000-0000-0000-000000000001"}, false},  // a rank is never missing
           {"rank", {"2", "00000000-0000-0000-0000-000000000001"}, false},
           {"rank", {"rank"}, false},
       }) {
    page.after = c.after;
    const auto read = Read(c.asked, page, letters);
    EXPECT_EQ(read.ok(), c.goes_on) << c.asked;
    if (!c.goes_on) {
      EXPECT_THAT(read, Refused(errors::v1::PAGE_TOKEN_INVALID)) << c.asked;
    }
  }
}

TEST_F(OrderByTest, ANameWithoutAColumnIsAFaultOfTheProgram) {
  std::string letters;
  EXPECT_THROW((void)Read("shelf", Page(), letters), std::logic_error);
}

}  // namespace
}  // namespace diandan::db
