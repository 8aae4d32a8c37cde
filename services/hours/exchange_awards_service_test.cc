// Awards given here and awards that another system recorded: handed on together, and none of them twice.
#include "diandan/hours/v1/exchange_service.grpc.pb.h"
#include "services/hours/honour_testing.h"

namespace diandan::hours {
namespace {

using ::testing::ElementsAre;
using Exchange = v1::ExchangeService::Stub;

class ExchangeAwardsTest : public HonourTestBase {
 protected:
  std::vector<v1::AwardRecord> Exported(int page_size = 0) {
    v1::ExportRecordsRequest request;
    request.set_parent("counties/150525");
    request.set_group(v1::AWARD_RECORDS);
    request.set_purpose(v1::EXPORT_TO_OTHER_UNIT);
    request.set_page_size(page_size);
    std::vector<v1::AwardRecord> awards;
    do {
      request.set_request_id(w.RequestId());
      const auto page = admin_.Call(*exchange_, &Exchange::ExportRecords, request);
      EXPECT_OK(page);
      if (!page.ok()) return awards;
      for (const v1::Record& record : page->records()) awards.push_back(record.award());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return awards;
  }
  v1::ImportRecordsRequest Bringing(const std::vector<v1::AwardRecord>& awards, const char* import) {
    v1::ImportRecordsRequest request;
    request.set_parent("counties/150525");
    request.set_request_id(w.RequestId());
    request.set_group(v1::AWARD_RECORDS);
    request.set_import_id(Id(import).ToString());
    for (const char* head :
         {"表彰奖励名称", "日期", "授予单位", "志愿者来源", "志愿者编号", "来源", "来源编号"})
      request.add_columns(head);
    for (const v1::AwardRecord& award : awards) {
      v1::FileLine& line = *request.add_lines();
      line.set_number(request.lines_size() + 1);
      for (const std::string& cell : {award.title(), award.date(), award.awarded_by(), award.person_source(),
                                      award.person_number(), award.source(), award.source_number()})
        line.add_cells(cell);
    }
    return request;
  }
  static v1::AwardRecord Elsewhere(const std::string& source, const char* number) {
    v1::AwardRecord award;
    award.set_title("优秀志愿者");
    award.set_date("2026-03-05");
    award.set_awarded_by("团县委");
    award.set_person_source("counties/150525");
    award.set_person_number("150525-7K3M");
    award.set_source(source);
    award.set_source_number(number);
    return award;
  }
  static std::vector<std::string> Titles(const std::vector<v1::AwardRecord>& awards) {
    std::vector<std::string> titles;
    for (const auto& award : awards) titles.push_back(award.title());
    return titles;
  }

  std::unique_ptr<Exchange> exchange_ = v1::ExchangeService::NewStub(w.world.ChannelTo("hours"));
};

TEST_F(ExchangeAwardsTest, OwnAwardsAreHandedOnBesideImportedOnes) {
  const v1::Nomination awarded = Awarded(Open());
  ASSERT_OK(
      admin_.Call(*exchange_, &Exchange::ImportRecords,
                  Bringing({Elsewhere("志愿北京", "A-1"), Elsewhere("counties/150525", "1987-3")}, "first")));
  const auto all = Exported();
  EXPECT_THAT(Titles(all), ElementsAre("优秀志愿者", "优秀志愿者", "2026 年最美志愿者评选：最美志愿者"));
  EXPECT_EQ(Titles(Exported(/*page_size=*/1)), Titles(all));
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[2].source(), "counties/150525");
  EXPECT_EQ(all[2].source_number(), IdOf(awarded.name()).ToString());
  EXPECT_EQ(all[2].awarded_by(), "奈曼旗新时代文明实践中心");
  EXPECT_EQ(all[2].person_number(), "150525-7K3M");
}

TEST_F(ExchangeAwardsTest, WhatWasHandedOnAndComesBackIsNotTakenASecondTime) {
  Awarded(Open());
  const auto own = Exported();
  ASSERT_EQ(own.size(), 1u);
  const auto back = Bringing(own, "back");
  v1::CheckRecordsRequest check;
  check.set_parent(back.parent());
  check.set_group(back.group());
  check.set_import_id(back.import_id());
  *check.mutable_columns() = back.columns();
  *check.mutable_lines() = back.lines();
  const auto checked = admin_.Call(*exchange_, &Exchange::CheckRecords, check);
  ASSERT_OK(checked);
  ASSERT_EQ(checked->problems_size(), 1);
  EXPECT_EQ(checked->problems(0).column(), "来源编号");
  EXPECT_FALSE(admin_.Call(*exchange_, &Exchange::ImportRecords, back).ok());
  EXPECT_EQ(Exported().size(), 1u);
}

}  // namespace
}  // namespace diandan::hours
