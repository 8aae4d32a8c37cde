#include "services/hours/record/columns.h"

#include <map>

#include "absl/strings/str_replace.h"

namespace diandan::hours::record {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kLongestTitle = 80, kLongestName = 60, kLongestContent = 1000;

std::vector<Column> WithSource(std::vector<Column> columns, bool of_a_person) {
  if (!of_a_person) {
    columns.push_back({"person_source", "志愿者来源", Kind::kText, false, true, kLongestName});
    columns.push_back({"person_number", "志愿者编号", Kind::kText, false, true, kLongestName});
  }
  columns.push_back({"source", "来源", Kind::kText, false, true, kLongestName});
  columns.push_back({"source_number", "来源编号", Kind::kText, false, true, 100});
  return columns;
}

std::map<v1::RecordGroup, std::vector<Column>> MakeColumns() {
  constexpr bool kLaw = true, kMust = true;
  std::map<v1::RecordGroup, std::vector<Column>> all;
  all[v1::PERSON_RECORDS] = WithSource(
      {
          {"legal_name", "姓名", Kind::kText, kLaw, kMust, kLongestName},
          {"sex", "性别", Kind::kSex, kLaw, kMust},
          {"birth_date", "出生日期", Kind::kDate, kLaw},
          {"id_number", "身份证件号码", Kind::kText, kLaw, false, 18},
          {"residence", "居住区域", Kind::kText, kLaw, false, kLongestTitle},
          {"phone", "联系方式", Kind::kText, kLaw, kMust, 20},
          {"skills", "专业技能", Kind::kSkills, kLaw, false, kLongestContent},
          {"kinds", "服务类别", Kind::kKinds, kLaw},
          {"chosen_name", "公开称呼", Kind::kText, false, kMust, 30},
          {"residence_code", "居住区划代码", Kind::kText, false, kMust, 12},
          {"guardian_name", "监护人", Kind::kText, false, false, kLongestName},
          {"guardian_phone", "监护人电话", Kind::kText, false, false, 20},
      },
      true);
  all[v1::SERVICE_RECORDS] = WithSource(
      {
          {"title", "活动名称", Kind::kText, kLaw, kMust, kLongestTitle},
          {"date", "日期", Kind::kDate, kLaw, kMust},
          {"place", "地点", Kind::kText, kLaw, false, kLongestTitle},
          {"content", "服务内容", Kind::kText, kLaw, kMust, kLongestContent, true},
          {"minutes", "服务时间", Kind::kSpan, kLaw, kMust},
          {"organiser", "活动组织单位", Kind::kText, kLaw, kMust, kLongestTitle},
          {"leader", "活动负责人", Kind::kText, kLaw, false, kLongestTitle},
          {"start", "开始", Kind::kMoment},
          {"end", "结束", Kind::kMoment},
          {"recorder", "记录单位", Kind::kText, false, kMust, kLongestTitle},
      },
      false);
  all[v1::TRAINING_RECORDS] =
      WithSource({{"title", "培训名称", Kind::kText, kLaw, kMust, kLongestTitle},
                  {"content", "主要内容", Kind::kText, kLaw, false, kLongestContent, true},
                  {"minutes", "学习时长", Kind::kSpan, kLaw, kMust},
                  {"organiser", "举办单位", Kind::kText, kLaw, kMust, kLongestTitle},
                  {"date", "日期", Kind::kDate, kLaw, kMust}},
                 false);
  all[v1::AWARD_RECORDS] = WithSource({{"title", "表彰奖励名称", Kind::kText, kLaw, kMust, kLongestTitle},
                                       {"date", "日期", Kind::kDate, kLaw, kMust},
                                       {"awarded_by", "授予单位", Kind::kText, kLaw, kMust, kLongestTitle}},
                                      false);
  all[v1::EVALUATION_RECORDS] =
      WithSource({{"evaluation", "服务质量评价", Kind::kText, kLaw, kMust, kLongestTitle},
                  {"date", "评价日期", Kind::kDate, kLaw, kMust},
                  {"service_number", "服务来源编号", Kind::kText, false, false, 100}},
                 false);
  return all;
}

std::string Tight(absl::string_view head) {
  return absl::StrReplaceAll(head, {{" ", ""}, {"\u3000", ""}, {"\n", ""}, {"*", ""}});
}

}  // namespace

const std::vector<Column>& ColumnsOf(v1::RecordGroup group) {
  static const auto* all = new std::map<v1::RecordGroup, std::vector<Column>>(MakeColumns());
  return all->at(group);
}

const Column* FindColumn(v1::RecordGroup group, absl::string_view head) {
  const std::string wanted = Tight(head);
  for (const Column& column : ColumnsOf(group)) {
    if (wanted == column.title || wanted == column.field) return &column;
  }
  return nullptr;
}

const char* TitleOf(v1::RecordGroup group) {
  switch (group) {
    case v1::PERSON_RECORDS:
      return "个人基本信息";
    case v1::SERVICE_RECORDS:
      return "志愿服务情况";
    case v1::TRAINING_RECORDS:
      return "培训情况";
    case v1::AWARD_RECORDS:
      return "表彰奖励情况";
    default:
      return "评价情况";
  }
}

Message& PartOf(v1::RecordGroup group, v1::Record& record) {
  switch (group) {
    case v1::PERSON_RECORDS:
      return *record.mutable_person();
    case v1::SERVICE_RECORDS:
      return *record.mutable_service();
    case v1::TRAINING_RECORDS:
      return *record.mutable_training();
    case v1::AWARD_RECORDS:
      return *record.mutable_award();
    default:
      return *record.mutable_evaluation();
  }
}

const Message& PartOf(v1::RecordGroup group, const v1::Record& record) {
  switch (group) {
    case v1::PERSON_RECORDS:
      return record.person();
    case v1::SERVICE_RECORDS:
      return record.service();
    case v1::TRAINING_RECORDS:
      return record.training();
    case v1::AWARD_RECORDS:
      return record.award();
    default:
      return record.evaluation();
  }
}

v1::RecordGroup GroupOf(const v1::Record& record) {
  return static_cast<v1::RecordGroup>(record.group_case());
}

std::string TextOf(const Message& part, const char* field) {
  const FieldDescriptor* found = part.GetDescriptor()->FindFieldByName(field);
  return found == nullptr ? "" : part.GetReflection()->GetString(part, found);
}

void SetText(Message& part, const char* field, const std::string& text) {
  const FieldDescriptor* found = part.GetDescriptor()->FindFieldByName(field);
  if (found != nullptr) part.GetReflection()->SetString(&part, found, text);
}

}  // namespace diandan::hours::record
