#include "services/hours/draw_rules.h"

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "diandan/hours/v1/events.pb.h"
#include "services/base/request_fields.h"
#include "services/base/say_time.h"
#include "services/base/seal.h"
#include "services/hours/access_rules.h"
#include "services/hours/draw/draw.h"
#include "services/hours/draw_transitions.h"

namespace diandan::hours {
namespace {

using v1::MakeDrawRequest;
using v1::PlanDrawRequest;

absl::Time WholeSecond(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds());
}

Status CheckPlan(const Work& work, const PlanDrawRequest& request) {
  const absl::Time start = WholeSecond(request.start_time()), end = WholeSecond(request.end_time());
  if (start <= work.now) return InvalidField("start_time", TimeFact(start), "future");
  if (end <= start) return InvalidField("end_time", TimeFact(end), absl::StrCat("after:", TimeFact(start)));
  if (end - start > absl::Hours(24 * kMostDrawDays) || start - work.now > absl::Hours(24 * kMostDaysAhead)) {
    return InvalidField("end_time", TimeFact(end), absl::StrCat("draw_days:", kMostDrawDays));
  }
  if ((request.sample_size() > 0) == (request.sample_percent() > 0)) {
    return InvalidField("sample_size", absl::StrCat(request.sample_size()), "sample_one");
  }
  return absl::OkStatus();
}

void TouchPlan(const PlanDrawRequest& request, Touches& touches) {
  touches.Add<DrawRow>(IdOf(request.request_id()));
}

Status Plan(Work& work, const PlanDrawRequest& request) {
  DD_RETURN_IF_ERROR(MayGovern(work.caller, work.county, {Role::kReviewer, Role::kCountyAdmin}));
  DD_RETURN_IF_ERROR(CheckPlan(work, request));
  const auto& chosen = *work.Extra<ChosenSeed>();
  DrawRow row;
  row.id = work.request_id;
  row.start_at = WholeSecond(request.start_time());
  row.end_at = WholeSecond(request.end_time());
  row.sample_size = request.sample_size();
  row.sample_percent = request.sample_percent();
  row.commitment.data = chosen.commitment;
  row.sealed_seed.data = chosen.sealed;
  row.planned_by = work.caller.subject;
  row.planned_at = work.now;
  StepDraw(row, v1::DRAW_COMMITTED);
  const DrawRow& kept = work.Insert(std::move(row));
  work.Emit("DRAW_COMMITTED", kept.id, ToEvent(kept));
  return absl::OkStatus();
}

void AnswerPlan(const PlanDrawRequest& request, const Work& work, v1::Draw& answer) {
  if (const auto* row = work.Find<DrawRow>(IdOf(request.request_id()))) answer = ToProto(*row);
}

void TouchMake(const MakeDrawRequest& request, Touches& touches) {
  touches.Add<DrawRow>(IdOf(request.name()));
}

Status MayMake(const Caller& caller, CountyId county) {
  if (caller.is_service("hours")) return absl::OkStatus();
  return MayGovern(caller, county, {Role::kReviewer, Role::kCountyAdmin});
}

void KeepDrawn(Work& work, const DrawRow& draw, const MadeDraw& made) {
  DrawListRow list;
  list.id = draw.id;
  list.list.data = made.list;
  work.Insert(std::move(list));
  int32_t ordinal = 0;
  for (const MadeDraw::Drawn& drawn : made.drawn) {
    CallBackRow row;
    row.id = CallBackId(draw.id, drawn.entry);
    row.draw_id = draw.id;
    row.ordinal = ++ordinal;
    row.entry_id = drawn.entry;
    row.acceptance_id = drawn.acceptance;
    row.team_id = drawn.team;
    row.result = v1::CALL_WAITING;
    work.Insert(std::move(row));
  }
}

Status Make(Work& work, const MakeDrawRequest& request) {
  DD_RETURN_IF_ERROR(MayMake(work.caller, work.county));
  const DrawRow* found = work.Find<DrawRow>(IdOf(request.name()));
  if (found == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", request.name()}});
  const auto* made = work.Extra<MadeDraw>();
  if (found->state != v1::DRAW_COMMITTED) {
    return Refuse(errors::v1::DRAW_WRONG_STATE, {{"state", v1::DrawState_Name(found->state)}});
  }
  if (made == nullptr || work.now < found->end_at + kDrawGrace) {
    return Refuse(errors::v1::DRAW_PERIOD_RUNS, {{"until", TimeFact(found->end_at + kDrawGrace)}});
  }

  DrawRow& row = *work.Change<DrawRow>(found->id);
  row.seed.data = made->seed;
  row.list_hash.data = made->list_hash;
  row.listed = made->listed;
  row.drawn = static_cast<int32_t>(made->drawn.size());
  row.made_at = work.now;
  StepDraw(row, row.drawn == 0 ? v1::DRAW_CLOSED : v1::DRAW_MADE);
  if (row.drawn == 0) row.closed_at = work.now;
  KeepDrawn(work, row, *made);
  work.Emit("DRAW_MADE", row.id, ToEvent(row));
  return absl::OkStatus();
}

void AnswerMake(const MakeDrawRequest& request, const Work& work, v1::Draw& answer) {
  if (const auto* row = work.Find<DrawRow>(IdOf(request.name()))) answer = ToProto(*row);
}

}  // namespace

Uuid CallBackId(const Uuid& draw, const Uuid& entry) { return DeriveUuid(draw, entry.ToString()); }

void StepDraw(DrawRow& draw, v1::DrawState to) {
  if (!MayStep(draw.state, to, kDrawSteps)) {
    throw std::logic_error(
        absl::StrCat("no step ", v1::DrawState_Name(draw.state), " → ", v1::DrawState_Name(to)));
  }
  draw.prev_state = draw.state;
  draw.state = to;
}

v1::DrawChanged ToEvent(const DrawRow& row) {
  v1::DrawChanged out;
  out.set_draw_id(row.id.ToString());
  out.set_state(v1::DrawState_Name(row.state));
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  *out.mutable_end_time() = ToTimestamp(row.end_at);
  out.set_sample_size(row.sample_size);
  out.set_sample_percent(row.sample_percent);
  out.set_commitment(ToHex(row.commitment.data));
  out.set_seed(ToHex(row.seed.data));
  out.set_list_hash(ToHex(row.list_hash.data));
  out.set_listed(row.listed);
  out.set_drawn(row.drawn);
  return out;
}

v1::Draw ToProto(const DrawRow& row) {
  v1::Draw out;
  out.set_name(ResourceNameOf(row.county_id, "draws", row.id));
  out.set_state(row.state);
  *out.mutable_start_time() = ToTimestamp(row.start_at);
  *out.mutable_end_time() = ToTimestamp(row.end_at);
  out.set_sample_size(row.sample_size);
  out.set_sample_percent(row.sample_percent);
  out.set_commitment(ToHex(row.commitment.data));
  *out.mutable_commit_time() = ToTimestamp(row.planned_at);
  out.set_seed(ToHex(row.seed.data));
  out.set_list_hash(ToHex(row.list_hash.data));
  out.set_listed(row.listed);
  if (row.made_at) *out.mutable_make_time() = ToTimestamp(*row.made_at);
  if (row.closed_at) *out.mutable_close_time() = ToTimestamp(*row.closed_at);
  out.set_algorithm(draw::kAlgorithm);
  v1::DrawFigures& figures = *out.mutable_figures();
  figures.set_drawn(row.drawn);
  figures.set_reached(row.confirmed + row.minutes_differ + row.nobody_came + row.declined_to_say);
  figures.set_confirmed(row.confirmed);
  figures.set_minutes_differ(row.minutes_differ);
  figures.set_nobody_came(row.nobody_came);
  figures.set_declined_to_say(row.declined_to_say);
  figures.set_not_reached(row.not_reached);
  figures.set_waiting(row.drawn - figures.reached() - row.not_reached);
  return out;
}

const Verb& PlanDrawVerb() {
  static const Verb verb = MakeVerb<PlanDrawRequest, v1::Draw>("PlanDraw", TouchPlan, Plan, AnswerPlan);
  return verb;
}

const Verb& MakeDrawVerb() {
  static const Verb verb = MakeVerb<MakeDrawRequest, v1::Draw>("MakeDraw", TouchMake, Make, AnswerMake);
  return verb;
}

}  // namespace diandan::hours
