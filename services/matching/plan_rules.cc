#include "services/matching/plan_rules.h"

#include "absl/strings/str_cat.h"
#include "diandan/matching/v1/events.pb.h"
#include "services/base/request_fields.h"

namespace diandan::matching {
namespace {

void TouchPart(const v1::PlanPart& request, Touches& touches) {
  touches.Add<PlanPartRow>(PlanPartId(IdOf(request.plan_id()), request.number()));
}

Status KeepPart(Work& work, const v1::PlanPart& request) {
  const Uuid id = PlanPartId(IdOf(request.plan_id()), request.number());
  if (work.Find<PlanPartRow>(id) != nullptr) return absl::OkStatus();
  PlanPartRow row;
  row.id = id;
  row.plan_id = IdOf(request.plan_id());
  row.number = request.number();
  for (const v1::PlanLine& line : request.lines()) row.order_ids.push_back(IdOf(line.order()));
  row.content = {request.SerializeAsString()};
  work.Insert(std::move(row));
  return absl::OkStatus();
}

void AnswerPart(const v1::PlanPart&, const Work&, v1::PlanPart&) {}

template <typename Request>
void TouchPlan(const Request& request, Touches& touches) {
  touches.Add<PlanRow>(PlanId(IdOf(request.request_id())));
}

template <typename Request>
Status Keep(Work& work, const Request& request) {
  const Uuid id = PlanId(IdOf(request.request_id()));
  const auto* made = work.Extra<v1::Plan>();
  if (made == nullptr) return Refuse(Reason::REQUEST_ID_REUSED);
  PlanRow row;
  row.id = id;
  row.seq = work.next_seq();
  row.record = {made->SerializeAsString()};
  work.Insert(std::move(row));
  v1::PlanMade event;
  event.set_plan_id(id.ToString());
  event.set_orders(made->figures().orders());
  event.set_recommended(made->figures().recommended());
  event.set_unserved(made->figures().unserved());
  work.Emit("PLAN_MADE", id, std::move(event));
  return absl::OkStatus();
}

template <typename Request>
void AnswerPlan(const Request& request, const Work& work, v1::Plan& response) {
  response = PlanOf(*work.Find<PlanRow>(PlanId(IdOf(request.request_id()))));
}

void TouchCommit(const v1::CommitPlanRequest& request, Touches& touches) {
  touches.Add<PlanRow>(IdOf(request.name()));
}

Status Commit(Work& work, const v1::CommitPlanRequest& request) {
  const Uuid id = IdOf(request.name());
  PlanRow* row = work.Change<PlanRow>(id);
  if (row == nullptr) return Refuse(Reason::NOT_FOUND, {{"name", request.name()}});
  const auto* tally = work.Extra<CommitTally>();
  v1::Plan plan = PlanOf(*row);
  *plan.mutable_commit_time() = ToTimestamp(work.now);
  plan.set_committed_by(work.caller.subject);
  plan.set_offered(plan.offered() + tally->offered);
  row->record = {plan.SerializeAsString()};
  v1::PlanCommitted event;
  event.set_plan_id(id.ToString());
  event.set_offered(tally->offered);
  event.set_left_out(tally->left_out);
  work.Emit("PLAN_COMMITTED", id, std::move(event));
  return absl::OkStatus();
}

void AnswerCommit(const v1::CommitPlanRequest& request, const Work& work, v1::CommitPlanResponse& response) {
  *response.mutable_plan() = PlanOf(*work.Find<PlanRow>(IdOf(request.name())));
}

}  // namespace

const Verb kKeepPlanPart = MakeVerb("KeepPlanPart", TouchPart, KeepPart, AnswerPart);
const Verb kKeepPlan = MakeVerb("PlanDispatch", TouchPlan<v1::PlanDispatchRequest>,
                                Keep<v1::PlanDispatchRequest>, AnswerPlan<v1::PlanDispatchRequest>);
const Verb kKeepJoinedPlan = MakeVerb("JoinPlan", TouchPlan<v1::JoinPlanRequest>, Keep<v1::JoinPlanRequest>,
                                      AnswerPlan<v1::JoinPlanRequest>);
const Verb kCommitPlan = MakeVerb("CommitPlan", TouchCommit, Commit, AnswerCommit);

Uuid PlanId(const Uuid& request_id) { return DeriveUuid(request_id, "plan"); }
Uuid PlanPartId(const Uuid& plan, int32_t number) { return DeriveUuid(plan, absl::StrCat("part/", number)); }

v1::Plan PlanOf(const PlanRow& row) {
  v1::Plan plan;
  plan.ParseFromString(row.record.data);
  return plan;
}

std::vector<v1::PlanPart> PartsOf(const Uuid& plan, const std::vector<v1::PlanLine>& lines,
                                  const std::vector<v1::PlanTeam>& teams) {
  std::vector<v1::PlanPart> parts;
  auto next = [&]() -> v1::PlanPart& {
    v1::PlanPart& part = parts.emplace_back();
    part.set_plan_id(plan.ToString());
    part.set_number(static_cast<int32_t>(parts.size()) - 1);
    return part;
  };
  for (const v1::PlanLine& line : lines) {
    const bool full = parts.empty() || parts.back().lines_size() == kInOnePart;
    *(full ? next() : parts.back()).add_lines() = line;
  }
  bool first = true;
  for (const v1::PlanTeam& team : teams) {
    const bool full = first || parts.back().teams_size() == kInOnePart;
    first = false;
    *(full ? next() : parts.back()).add_teams() = team;
  }
  return parts;
}

}  // namespace diandan::matching
