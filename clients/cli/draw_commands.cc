// draw list, plan, make, show, calls, record, download, verify: random checks that anybody can recompute.

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/csv.h"
#include "clients/cli/draw_proof.h"
#include "clients/cli/draw_texts.h"
#include "clients/cli/families.h"
#include "clients/cli/order_text.h"
#include "clients/cli/paper_day.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/hours/v1/draw_service.grpc.pb.h"
#include "services/base/clock.h"
#include "services/base/say_time.h"

namespace diandan::cli {

namespace h = hours::v1;

namespace {

using Draws = h::DrawService::Stub;

// What people call one: the end of its id.
std::string ShortDrawId(const std::string& name) { return name.substr(name.size() - 6); }

std::string PeriodOf(const h::Draw& draw) {
  return PaperDays(PaperDay(TimeOf(draw.start_time())), LastPaperDay(TimeOf(draw.end_time())));
}

std::string SampleOf(Context& context, const h::Draw& draw) {
  const bool fixed = draw.sample_size() > 0;
  const int number = fixed ? draw.sample_size() : draw.sample_percent();
  return context.Say(fixed ? kSampleSize : kSamplePercent, {{"n", absl::StrCat(number)}});
}

StatusOr<h::ListDrawsResponse> AllDraws(Context& context) {
  h::ListDrawsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  h::ListDrawsResponse all;
  DD_RETURN_IF_ERROR(context.ReadAll(&Draws::ListDraws, request, &all));
  return all;
}

// The newest when nothing was typed; else by name, id or the end of the id.
StatusOr<std::string> DrawNamed(Context& context, const std::string& typed) {
  if (absl::StartsWith(typed, "counties/")) return typed;
  DD_ASSIGN_OR_RETURN(const h::ListDrawsResponse all, AllDraws(context));
  for (const h::Draw& draw : all.draws()) {
    if (absl::EndsWith(draw.name(), typed)) return draw.name();
  }
  return Refuse(errors::v1::NOT_FOUND, {{"what", typed}});
}

Status ListDraws(Context& context) {
  DD_ASSIGN_OR_RETURN(const h::ListDrawsResponse all, AllDraws(context));
  Table table{.head = absl::StrSplit(context.Say(kHeadDraws), '\t'), .right = {4, 5, 6, 7, 8, 9, 10}};
  for (const h::Draw& draw : all.draws()) {
    const h::DrawFigures& figures = draw.figures();
    table.rows.push_back({context.for_scripts() ? draw.name() : ShortDrawId(draw.name()), PeriodOf(draw),
                          SampleOf(context, draw), context.Word(draw.state()), absl::StrCat(draw.listed()),
                          absl::StrCat(figures.drawn()), absl::StrCat(figures.reached()),
                          absl::StrCat(figures.confirmed()), absl::StrCat(figures.minutes_differ()),
                          absl::StrCat(figures.nobody_came()), absl::StrCat(figures.waiting())});
  }
  context.out.Show(all, table);
  return absl::OkStatus();
}

Status PlanDraw(Context& context, const std::string& from, const std::string& until, int size, int percent) {
  h::PlanDrawRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  DD_ASSIGN_OR_RETURN(const absl::CivilDay first, ParseDay(context, "--from", from));
  DD_ASSIGN_OR_RETURN(const absl::CivilDay last, ParseDay(context, "--until", until));
  SetTime(absl::FromCivil(first, ChinaTime()), request.mutable_start_time());
  SetTime(absl::FromCivil(last + 1, ChinaTime()), request.mutable_end_time());
  request.set_sample_size(size);
  request.set_sample_percent(percent);
  return context.Change(&Draws::PlanDraw, request, [&](const h::Draw& draw) {
    context.out.Done(draw,
                     context.Say(kDrawPlanned, {{"period", PeriodOf(draw)},
                                                {"sample", SampleOf(context, draw)},
                                                {"commitment", draw.commitment()}}),
                     {draw.name(), draw.commitment()});
    context.out.Note(context.Say(kDrawPlannedNext));
  });
}

Status MakeDraw(Context& context, const std::string& typed) {
  h::MakeDrawRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), DrawNamed(context, typed));
  return context.Change(&Draws::MakeDraw, request, [&](const h::Draw& draw) {
    context.out.Done(draw,
                     context.Say(kDrawMade, {{"listed", absl::StrCat(draw.listed())},
                                             {"drawn", absl::StrCat(draw.figures().drawn())},
                                             {"seed", draw.seed()}}),
                     {draw.name(), draw.seed()});
    context.out.Note(context.Say(kDrawMadeNext, {{"id", ShortDrawId(draw.name())}}));
  });
}

std::string SayFigures(Context& context, const h::DrawFigures& figures) {
  return context.Say(kDrawFigures, {{"drawn", absl::StrCat(figures.drawn())},
                                    {"reached", absl::StrCat(figures.reached())},
                                    {"confirmed", absl::StrCat(figures.confirmed())},
                                    {"differ", absl::StrCat(figures.minutes_differ())},
                                    {"nobody", absl::StrCat(figures.nobody_came())},
                                    {"declined", absl::StrCat(figures.declined_to_say())},
                                    {"missed", absl::StrCat(figures.not_reached())},
                                    {"waiting", absl::StrCat(figures.waiting())}});
}

Status ShowDraw(Context& context, const std::string& typed) {
  h::GetDrawRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), DrawNamed(context, typed));
  h::Draw draw;
  DD_RETURN_IF_ERROR(context.Read(&Draws::GetDraw, request, &draw));
  std::string text =
      context.Say(kDrawShown, {{"period", PeriodOf(draw)},
                               {"sample", SampleOf(context, draw)},
                               {"state", context.Word(draw.state())},
                               {"commitment", draw.commitment()},
                               {"seed", draw.seed()},
                               {"hash", draw.list_hash()},
                               {"listed", draw.seed().empty() ? "" : absl::StrCat(draw.listed())}});
  if (!draw.seed().empty()) absl::StrAppend(&text, "\n", SayFigures(context, draw.figures()));
  context.out.Done(draw, text,
                   {draw.name(), h::DrawState_Name(draw.state()), draw.commitment(), draw.seed()});
  return absl::OkStatus();
}

StatusOr<h::ListCallBacksResponse> CallsOf(Context& context, const std::string& typed) {
  h::ListCallBacksRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_draw(), DrawNamed(context, typed));
  h::ListCallBacksResponse sheet;
  DD_RETURN_IF_ERROR(context.Read(&Draws::ListCallBacks, request, &sheet));
  return sheet;
}

Status ShowCalls(Context& context, const std::string& typed) {
  DD_ASSIGN_OR_RETURN(const h::ListCallBacksResponse sheet, CallsOf(context, typed));
  DD_ASSIGN_OR_RETURN(const std::string parent, context.Parent());
  for (const std::string& line : sheet.script().lines()) context.out.Note(line);
  Table table{.head = absl::StrSplit(context.Say(kHeadCalls), '\t'), .right = {0, 5, 7}};
  for (const h::CallBack& call : sheet.call_backs()) {
    const std::string& path = call.station_path();
    table.rows.push_back(
        {absl::StrCat(call.ordinal()), call.order_number(),
         context.names().SayOrg(absl::StrCat(parent, "/orgs/", path.substr(path.rfind('.') + 1))),
         context.names().SayTeam(call.team()),
         SayRange(TimeOf(call.start_time()), TimeOf(call.end_time()), context.now(), context.language()),
         context.Minutes(call.posted_minutes()), context.Word(call.result()), absl::StrCat(call.attempts()),
         call.conflict().empty()
             ? ""
             : context.Say(kCallConflict, {{"why", SayTerm(call.conflict(), context.language())}})});
  }
  context.out.Show(sheet, table);
  return absl::OkStatus();
}

Status RecordCall(Context& context, const std::string& typed, int ordinal, h::CallBackResult result,
                  int minutes) {
  DD_ASSIGN_OR_RETURN(const h::ListCallBacksResponse sheet, CallsOf(context, typed));
  h::RecordCallBackRequest request;
  for (const h::CallBack& call : sheet.call_backs()) {
    if (call.ordinal() == ordinal) request.set_name(call.name());
  }
  if (request.name().empty()) return Refuse(errors::v1::NOT_FOUND, {{"what", absl::StrCat(ordinal)}});
  request.set_result(result);
  request.set_told_minutes(minutes);
  return context.Change(&Draws::RecordCallBack, request, [&](const h::CallBack& call) {
    context.out.Done(call,
                     context.Say(kCallRecorded, {{"n", absl::StrCat(call.ordinal())},
                                                 {"result", context.Word(call.result())}}),
                     {call.name(), h::CallBackResult_Name(call.result())});
    if (!call.correction().empty()) context.out.Note(context.Say(kCallOpensCase));
  });
}

// The list in as many parts as it takes.
Status DownloadProof(Context& context, const std::string& typed, const std::string& to) {
  h::GetDrawProofRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), DrawNamed(context, typed));
  h::DrawProof proof;
  do {
    h::DrawProof part;
    DD_RETURN_IF_ERROR(context.Read(&Draws::GetDrawProof, request, &part));
    part.set_list(absl::StrCat(proof.list(), part.list()));
    request.set_offset(part.next_offset());
    proof = std::move(part);
  } while (proof.next_offset() != 0);
  const std::string file = to.empty() ? absl::StrCat("draw-", ShortDrawId(proof.name()), ".json") : to;
  DD_RETURN_IF_ERROR(WriteWholeFile(file, absl::StrCat(Json(proof), "\n")));
  context.out.Done(proof, context.Say(kProofWritten, {{"file", file}}), {proof.name(), file});
  return absl::OkStatus();
}

}  // namespace

void AddDrawCommands(Command& root, Context& context) {
  Command& group = root.Sub(
      "draw",
      {"抽查：期间开始前公布承诺，结束后抽签，谁都能重算；回访",
       "Random checks: committed to before a period, drawn after it, recomputed by anybody; call-backs"});
  const Wording which{"抽查编号的末几位；不写是最近一次", "The end of the draw's id; the newest by default"};
  group.Sub("list", {"有过哪些抽查，结果如何", "All draws and what came of them"}).Runs([&context] {
    return ListDraws(context);
  });

  Command& plan = group.Sub("plan", {"定一次抽查：选种子，公布承诺；期间要还没开始",
                                     "Commit to a draw of a period that has not begun"});
  auto from = plan.Option("--from", "DAY", {"从哪天起", "First day"}, Need::kRequired);
  auto until = plan.Option("--until", "DAY", {"到哪天为止", "Last day"}, Need::kRequired);
  auto size = plan.Number("--size", {"抽几条", "How many"});
  auto percent = plan.Number("--percent", {"抽百分之几", "How many of a hundred"});
  plan.Changes();
  plan.Runs([=, &context] { return PlanDraw(context, *from, *until, *size, *percent); });

  Command& make = group.Sub("make", {"期间结束了，抽；不抽到时候自己也会抽",
                                     "Draw, once the period is over; happens by itself otherwise"});
  auto made = make.Argument("DRAW", which, Need::kOptional);
  make.Changes();
  make.Runs([=, &context] { return MakeDraw(context, *made); });

  Command& show =
      group.Sub("show", {"一次抽查：承诺、种子、结果的数", "One draw: commitment, seed, figures"});
  auto shown = show.Argument("DRAW", which, Need::kOptional);
  show.Runs([=, &context] { return ShowDraw(context, *shown); });

  Command& calls = group.Sub(
      "calls", {"回访单：问什么，打给谁的哪一次", "The call-back sheet: what to ask, about which services"});
  auto sheet = calls.Argument("DRAW", which, Need::kOptional);
  calls.Runs([=, &context] { return ShowCalls(context, *sheet); });

  Command& record = group.Sub("record", {"记一通回访的结果", "The result of one call"});
  auto ordinal = record.Number("--call", {"回访单上的序号", "Its number on the sheet"}, Need::kRequired);
  auto result = record.Choice<h::CallBackResult>("--result", {"结果", "What came of it"});
  auto minutes =
      record.Number("--minutes", {"时长不符：对方说的分钟数", "Minutes differ: how many they told"});
  auto of = record.Argument("DRAW", which, Need::kOptional);
  record.Changes();
  record.Runs([=, &context] { return RecordCall(context, *of, *ordinal, *result, *minutes); });

  Command& download =
      group.Sub("download", {"取凭据：种子、名单、抽出的", "The proof: seed, list, who was drawn"});
  auto wanted = download.Argument("DRAW", which, Need::kOptional);
  auto file = download.Argument("FILE", {"存到哪里", "Where to"}, Need::kOptional);
  download.Runs([=, &context] { return DownloadProof(context, *wanted, *file); });

  Command& verify = group.Sub(
      "verify", {"拿凭据重算一遍，不用联网", "Recompute a draw from its proof, without a connection"});
  auto proof = verify.Argument("FILE", {"draw download 写出来的", "Written by draw download"});
  auto commitment = verify.Option("--commitment", "HEX",
                                  {"期间开始前记下的承诺", "The commitment noted before the period began"});
  verify.Runs([=, &context] { return VerifyProof(context, *proof, *commitment); });
}

}  // namespace diandan::cli
