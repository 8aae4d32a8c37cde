#include "services/hours/exchange_rules.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/hours/desk_testing.h"
#include "tests/support/matchers.h"

namespace diandan::hours {
namespace {

using testing::InvalidAt;
using testing::Refused;

const Caller& CountyAdmin() {
  static const auto* admin = new Caller(Someone("admin", Role::kCountyAdmin));
  return *admin;
}

v1::ExportRecordsRequest Exporting(v1::ExportPurpose purpose, const Uuid& whose = {}) {
  v1::ExportRecordsRequest request;
  request.set_parent("counties/150525");
  request.set_group(v1::PERSON_RECORDS);
  request.set_purpose(purpose);
  if (!whose.is_nil()) request.set_volunteer(ResourceNameOf(kCounty, "volunteers", whose));
  return request;
}

TEST(ExchangeRulesTest, WhoMayExport) {
  Caller township = Someone("admin of a township", Role::kCountyAdmin);
  township.grants[0].org_path = "c.t";
  struct {
    const char* words;
    Caller caller;
    v1::ExportRecordsRequest request;
    const char* want;
  } const cases[] = {
      {"the county's admin", CountyAdmin(), Exporting(v1::EXPORT_TO_NATIONAL_SYSTEM), "yes"},
      {"an admin of less than the county", township, Exporting(v1::EXPORT_TO_NATIONAL_SYSTEM), "no"},
      {"an auditor", Someone("auditor", Role::kAuditor), Exporting(v1::EXPORT_FOR_INSPECTION), "no"},
      {"a reviewer", Someone("reviewer", Role::kReviewer), Exporting(v1::EXPORT_FOR_INSPECTION), "no"},
      {"a person their own", Volunteer(Id("赵")), Exporting(v1::EXPORT_FOR_THE_PERSON, Id("赵")), "yes"},
      {"a person their own for something else", Volunteer(Id("赵")),
       Exporting(v1::EXPORT_TO_OTHER_UNIT, Id("赵")), "one_of:EXPORT_FOR_THE_PERSON"},
      {"a person another's", Volunteer(Id("赵")), Exporting(v1::EXPORT_FOR_THE_PERSON, Id("钱")), "no"},
      {"a person everybody's", Volunteer(Id("赵")), Exporting(v1::EXPORT_FOR_THE_PERSON), "no"},
      {"nobody in particular, everybody's", Volunteer(Uuid()), Exporting(v1::EXPORT_FOR_THE_PERSON), "no"},
  };
  for (const auto& each : cases) {
    Desk desk;
    const Status status = desk.Run(ExportRecordsVerb(), each.caller, each.request);
    const std::string want = each.want;
    if (want == "yes") {
      EXPECT_OK(status) << each.words;
    } else if (want == "no") {
      EXPECT_THAT(status, Refused(errors::v1::NOT_ALLOWED)) << each.words;
    } else {
      EXPECT_THAT(status, InvalidAt("purpose", want)) << each.words;
    }
    EXPECT_EQ(desk.Said("RECORDS_EXPORTED"), want == "yes" ? 1 : 0) << each.words;
  }
}

class ImportedTest : public ::testing::Test {
 protected:
  static MadeImport Made(const char* import, const char* number, const char* key = "key") {
    MadeImport made;
    MadeImport::Record record;
    record.line = 2;
    record.row.county_id = kCounty;
    record.row.record_key = RecordKeyOf(kCounty, v1::SERVICE_RECORDS, "志愿北京", number);
    record.row.id = ImportedRecordId(record.row.record_key, Id(import));
    record.row.record_group = v1::SERVICE_RECORDS;
    record.row.volunteer_id = Id("赵");
    record.row.minutes = 60;
    record.row.source = "志愿北京";
    record.row.source_number = number;
    record.row.import_id = Id(import);
    record.row.sealed.data = "sealed";
    made.records.push_back(record);
    RecordHolderRow holder;
    holder.county_id = kCounty;
    holder.id = Id("赵");
    holder.data_key.data = key;
    made.holders.push_back(holder);
    return made;
  }
  StatusOr<int> Import(const MadeImport& made, const char* import, const Caller& by = CountyAdmin()) {
    v1::ImportRecordsRequest request;
    request.set_parent("counties/150525");
    request.set_group(v1::SERVICE_RECORDS);
    request.set_import_id(Id(import).ToString());
    v1::ImportRecordsResponse response;
    DD_RETURN_IF_ERROR(desk_.Run(ImportRecordsVerb(), by, request, &response, &made));
    return response.recorded();
  }
  StatusOr<int> Know(const char* number, const char* who, bool registered = true) {
    v1::ImportRecordsRequest request;
    request.set_parent("counties/150525");
    request.set_group(v1::PERSON_RECORDS);
    request.set_import_id(Id("people").ToString());
    auto& person = *request.add_people();
    person.set_source("志愿北京");
    person.set_source_number(number);
    person.set_volunteer(ResourceNameOf(kCounty, "volunteers", Id(who)));
    person.set_registered_by_import(registered);
    v1::ImportRecordsResponse response;
    DD_RETURN_IF_ERROR(desk_.Run(ImportRecordsVerb(), CountyAdmin(), request, &response));
    return response.recorded();
  }
  Status Withdraw(const char* import, const MadeImport& what) {
    v1::WithdrawImportRequest request;
    request.set_parent("counties/150525");
    request.set_import_id(Id(import).ToString());
    ChosenRecords chosen;
    for (const auto& record : what.records) {
      chosen.keys.push_back(record.row.record_key);
      chosen.ids.push_back(record.row.id);
    }
    return desk_.Run(WithdrawImportVerb(), CountyAdmin(), request, nullptr, &chosen);
  }
  const ImportedRecordRow& row(const MadeImport& made) {
    return *desk_.rows.Rows<ImportedRecordRow>().Find(kCounty, made.records[0].row.id);
  }
  size_t rows() { return desk_.rows.Rows<ImportedRecordRow>().all().size(); }

  Desk desk_;
};

TEST_F(ImportedTest, IsKeptOnceAndIsNobodysHours) {
  EXPECT_EQ(*Import(Made("one", "B-1"), "one"), 1);
  EXPECT_EQ(*Import(Made("one", "B-1"), "one"), 1) << "the same file again";
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(desk_.Said("RECORDS_IMPORTED"), 1);
  EXPECT_EQ(row(Made("one", "B-1")).state, v1::RECORD_STANDS);
  EXPECT_TRUE(desk_.rows.Rows<TransferRow>().all().empty());
  EXPECT_TRUE(desk_.rows.Rows<EntryRow>().all().empty());
}

TEST_F(ImportedTest, IsRefused) {
  ASSERT_OK(Import(Made("one", "B-1"), "one"));
  EXPECT_THAT(Import(Made("two", "B-1"), "two"), Refused(errors::v1::RECORD_EXISTS)) << "by another file";
  EXPECT_THAT(Import(Made("two", "B-2", "another key"), "two"), Refused(errors::v1::RECORDS_MOVED));
  EXPECT_THAT(Import(Made("two", "B-2"), "two", Someone("officer", Role::kOfficer)),
              Refused(errors::v1::NOT_ALLOWED));
  desk_.rows.Rows<RecordHolderRow>().Change(kCounty, Id("赵"))->data_key.data.clear();
  EXPECT_THAT(Import(Made("two", "B-2"), "two"), Refused(errors::v1::PERSON_ERASED));
  EXPECT_EQ(rows(), 1);
}

TEST_F(ImportedTest, IsTakenBackOnceAndForEver) {
  const MadeImport made = Made("one", "B-1");
  ASSERT_OK(Import(made, "one"));
  ASSERT_OK(Withdraw("another", made));
  EXPECT_EQ(row(made).state, v1::RECORD_STANDS) << "of another import";
  ASSERT_OK(Withdraw("one", made));
  EXPECT_EQ(row(made).state, v1::RECORD_WITHDRAWN);
  EXPECT_EQ(row(made).prev_state, v1::RECORD_STANDS);
  EXPECT_EQ(row(made).sealed.data, "") << "nothing of it is kept";
  ASSERT_OK(Withdraw("one", made));
  EXPECT_EQ(desk_.Said("RECORDS_WITHDRAWN"), 1) << "nothing was left";
  EXPECT_THAT(Import(made, "one"), Refused(errors::v1::IMPORT_WITHDRAWN));
  EXPECT_EQ(*Import(Made("two", "B-1"), "two"), 1) << "another file may bring it";
}

TEST_F(ImportedTest, APersonHasOneNumberToGoOnUnder) {
  EXPECT_EQ(*Know("V-1", "赵"), 1);
  EXPECT_EQ(*Know("V-1", "赵"), 1);
  EXPECT_THAT(Know("V-1", "钱"), Refused(errors::v1::RECORD_PERSON_TAKEN));
  EXPECT_EQ(*Know("V-2", "赵"), 1);
  int going_on = 0;
  for (const auto* entry : desk_.rows.Rows<KnownPersonRow>().all())
    going_on += entry->row.registered_by_import;
  EXPECT_EQ(going_on, 1);
  EXPECT_THAT(Know("13800138000", "赵"), InvalidAt("people.source_number", "record_number"));
}

v1::DownloadRecordsRequest Downloading(v1::FileFormat format, std::vector<v1::RecordGroup> groups,
                                       const std::string& from = "", const std::string& until = "") {
  v1::DownloadRecordsRequest request;
  request.set_parent("counties/150525");
  request.set_request_id(Id("下载").ToString());
  request.set_format(format);
  for (const v1::RecordGroup group : groups) request.add_groups(group);
  request.set_from_day(from);
  request.set_until_day(until);
  return request;
}

TEST(ExchangeRulesTest, WhatAFileOfRecordsMayHold) {
  const std::vector<v1::RecordGroup> one = {v1::AWARD_RECORDS},
                                     two = {v1::AWARD_RECORDS, v1::SERVICE_RECORDS};
  struct {
    const char* words;
    v1::DownloadRecordsRequest request;
    const char* field;  // "": fine
    const char* want;
  } const cases[] = {
      {"a workbook of several groups", Downloading(v1::XLSX, two), "", ""},
      {"one group as CSV", Downloading(v1::CSV, one), "", ""},
      {"one group as JSON, of one day", Downloading(v1::JSON, one, "2026-11-05", "2026-11-05"), "", ""},
      {"from a day on", Downloading(v1::JSON, one, "2026-11-05"), "", ""},
      {"several groups as CSV", Downloading(v1::CSV, two), "groups", "max_items:1"},
      {"a group twice", Downloading(v1::XLSX, {v1::AWARD_RECORDS, v1::AWARD_RECORDS}), "groups", "unique"},
      {"a group that is none", Downloading(v1::XLSX, {v1::RECORD_GROUP_UNSPECIFIED}), "groups", "required"},
      {"on paper", Downloading(v1::PDF, one), "format", "one_of:XLSX, CSV, JSON"},
      {"from a day that is none", Downloading(v1::CSV, one, "2026-02-30"), "from_day", "date"},
      {"until a day that is none", Downloading(v1::CSV, one, "", "2026-13-01"), "until_day", "date"},
      {"until before it begins", Downloading(v1::CSV, one, "2026-11-05", "2026-11-04"), "until_day",
       "after_start"},
  };
  for (const auto& each : cases) {
    const Status status = CheckRecordsFile(each.request);
    if (*each.field == '\0') {
      EXPECT_OK(status) << each.words;
    } else {
      EXPECT_THAT(status, InvalidAt(each.field, each.want)) << each.words;
    }
  }
}

TEST(ExchangeRulesTest, EachGroupOfAFileIsARequestOfItsOwn) {
  const auto request = Downloading(v1::XLSX, {v1::AWARD_RECORDS, v1::SERVICE_RECORDS}, "2026-01-01");
  const auto awards = GroupAskedFor(request, v1::AWARD_RECORDS),
             services = GroupAskedFor(request, v1::SERVICE_RECORDS);
  EXPECT_NE(awards.request_id(), services.request_id());
  EXPECT_EQ(awards.request_id(), GroupAskedFor(request, v1::AWARD_RECORDS).request_id());
  EXPECT_EQ(awards.from_day(), "2026-01-01");
}

TEST(ExchangeRulesTest, WhoSeesTheImports) {
  EXPECT_OK(MayListImports(CountyAdmin(), kCounty));
  EXPECT_OK(MayListImports(Someone("auditor", Role::kAuditor), kCounty));
  EXPECT_THAT(MayListImports(Someone("reviewer", Role::kReviewer), kCounty),
              Refused(errors::v1::NOT_ALLOWED));
}

}  // namespace
}  // namespace diandan::hours
