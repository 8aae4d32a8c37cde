#include <algorithm>

#include "diandan/hours/v1/exchange_service.grpc.pb.h"
#include "diandan/orders/v1/insured_list_service.grpc.pb.h"
#include "diandan/volunteers/v1/volunteer_service.grpc.pb.h"
#include "tests/scenario/errands.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

namespace h = hours::v1;
using Exchange = h::ExchangeService::Stub;

std::string NumberOf(Stage& stage, const std::string& person) {
  volunteers::v1::GetVolunteerRequest get;
  get.set_name(person);
  return OrThrow(stage.Call("admin", &volunteers::v1::VolunteerService::Stub::GetVolunteer, get)).number();
}

// The parts of a file put together, so that it is asked for and repeated like anything else.
struct Downloads {
  explicit Downloads(const std::shared_ptr<grpc::Channel>& channel) : stub(channel) {}
  grpc::Status DownloadRecords(grpc::ClientContext* context, const h::DownloadRecordsRequest& request,
                               h::RecordsPart* whole) {
    whole->Clear();
    const auto parts = stub.DownloadRecords(context, request);
    for (h::RecordsPart part; parts->Read(&part);) {
      if (!part.file_name().empty()) whole->set_file_name(part.file_name());
      whole->mutable_data()->append(part.data());
      whole->set_records(part.records());
    }
    return parts->Finish();
  }
  Exchange stub;
};

h::DownloadRecordsRequest AwardsAsJson(Stage& stage) {
  h::DownloadRecordsRequest request;
  request.set_parent(stage.parent());
  request.set_request_id(stage.Id());
  request.add_groups(h::AWARD_RECORDS);
  request.set_purpose(h::EXPORT_TO_OTHER_UNIT);
  request.set_format(h::JSON);
  return request;
}

// An award that another system recorded comes in, goes out, and is taken back.
void TakeOverAndHandOn(Stage& stage) {
  h::ImportRecordsRequest import;
  import.set_parent(stage.parent());
  import.set_group(h::AWARD_RECORDS);
  import.set_import_id(stage.Id());
  for (const char* head :
       {"表彰奖励名称", "日期", "授予单位", "志愿者来源", "志愿者编号", "来源", "来源编号"})
    import.add_columns(head);
  h::FileLine& line = *import.add_lines();
  line.set_number(2);
  const std::string number = NumberOf(stage, stage.volunteer);
  for (const std::string& cell : {std::string("优秀志愿者"), std::string("2026-03-05"), std::string("团县委"),
                                  stage.parent(), number, std::string("志愿北京"), std::string("A-1")}) {
    line.add_cells(cell);
  }
  OrThrow(stage.Do("admin", &Exchange::ImportRecords, import));
  h::ExportRecordsRequest out;
  out.set_parent(stage.parent());
  out.set_group(h::AWARD_RECORDS);
  out.set_purpose(h::EXPORT_TO_OTHER_UNIT);
  const auto handed_on = OrThrow(stage.Do("admin", &Exchange::ExportRecords, out));
  const auto is_it = [](const h::Record& record) { return record.award().source_number() == "A-1"; };
  if (std::count_if(handed_on.records().begin(), handed_on.records().end(), is_it) != 1)
    throw std::runtime_error("the award is not handed on");
  const h::RecordsPart file = OrThrow(stage.Call("admin", &Downloads::DownloadRecords, AwardsAsJson(stage)));
  if (file.records() != 1 || file.file_name() != "表彰奖励情况.json" ||
      file.data().find("优秀志愿者") == std::string::npos)
    throw std::runtime_error("the award is not in the file");
  h::ListImportsRequest list;
  list.set_parent(stage.parent());
  if (OrThrow(stage.Call("admin", &Exchange::ListImports, list)).imports(0).standing() != 1)
    throw std::runtime_error("the import is not listed");
  h::WithdrawImportRequest withdraw;
  withdraw.set_parent(stage.parent());
  withdraw.set_import_id(import.import_id());
  OrThrow(stage.Do("admin", &Exchange::WithdrawImport, withdraw));
  if (OrThrow(stage.Do("admin", &Downloads::DownloadRecords, AwardsAsJson(stage))).records() != 0)
    throw std::runtime_error("what was taken back is handed on");
}

void TakeTheInsuredList(Stage& stage) {
  Walk walk(stage);
  walk.UntilRoster();
  orders::v1::TakeInsuredListRequest take;
  take.set_name(OrThrow(walk.Show()).name());
  OrThrow(stage.Do("officer", &orders::v1::InsuredListService::Stub::TakeInsuredList, take));
}

}  // namespace

void RunExchangeErrands(Stage& stage) {
  TakeOverAndHandOn(stage);
  TakeTheInsuredList(stage);
}

}  // namespace diandan::scenario
