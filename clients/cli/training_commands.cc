// training list, add, attend: trainings of the three kinds and who came.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/families.h"
#include "clients/cli/help_texts.h"
#include "clients/cli/order_text.h"
#include "clients/cli/resolve.h"
#include "clients/cli/texts.h"
#include "diandan/volunteers/v1/training_service.grpc.pb.h"

namespace diandan::cli {

namespace v = volunteers::v1;

namespace {

using Trainings = v::TrainingService::Stub;

Status List(Context& context, v::TrainingKind kind) {
  v::ListTrainingsRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_kind(kind);
  v::ListTrainingsResponse response;
  DD_RETURN_IF_ERROR(context.ReadAll(&Trainings::ListTrainings, request, &response));
  Table table;
  table.head = absl::StrSplit(context.Say(kHeadTrainings), '\t');
  table.right = {3, 4};
  for (const auto& training : response.trainings()) {
    table.rows.push_back({SayStamp(context, training.start_time()), context.Word(training.kind()),
                          training.title(), context.Minutes(training.minutes()),
                          absl::StrCat(training.attended_count()), IdOf(training.name())});
  }
  context.out.Show(response, table);
  return absl::OkStatus();
}

struct NewTraining {
  std::string title, org, when, content, skill;
  v::TrainingKind kind = v::TRAINING_KIND_UNSPECIFIED;
  int minutes = 0;
};

Status Add(Context& context, const NewTraining& wanted) {
  v::CreateTrainingRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_parent(), context.Parent());
  request.set_training_id(context.request_id().ToString());
  request.set_kind(wanted.kind);
  request.set_title(wanted.title);
  request.set_content(wanted.content);
  DD_ASSIGN_OR_RETURN(*request.mutable_skill(), context.names().Skill(wanted.skill));
  DD_ASSIGN_OR_RETURN(*request.mutable_org(), context.names().Org(wanted.org));
  DD_ASSIGN_OR_RETURN(When when, ParseWhen(context, "--when", wanted.when));
  SetTime(when.Start(context.now()), request.mutable_start_time());
  request.set_minutes(wanted.minutes > 0 ? wanted.minutes : when.minutes);
  return context.Change(&Trainings::CreateTraining, request, [&](const v::TrainingCourse& training) {
    context.out.Done(training, context.Say(kAdded, {{"name", training.title()}}),
                     {IdOf(training.name()), training.name()});
  });
}

Status Attend(Context& context, const std::string& typed, const std::vector<std::string>& people) {
  v::RecordTrainingAttendanceRequest request;
  DD_ASSIGN_OR_RETURN(*request.mutable_name(), context.names().Named(typed, "trainings"));
  for (const std::string& person : people) {
    DD_ASSIGN_OR_RETURN(*request.add_volunteers(), context.names().Volunteer(person));
  }
  return context.Change(
      &Trainings::RecordTrainingAttendance, request, [&](const v::TrainingCourse& training) {
        const std::string count = absl::StrCat(training.attended_count());
        context.out.Done(training, context.Say(kAttended, {{"title", training.title()}, {"count", count}}),
                         {count});
      });
}

}  // namespace

void AddTrainingCommands(Command& root, Context& context) {
  Command& trainings = root.Sub(
      "training", {"培训：思想政治、通识、专业技能", "Trainings: ideology, basics, professional skills"});
  Command& list = trainings.Sub("list", {"办过的和要办的，新的在前", "Trainings, newest first"});
  auto kind = list.Choice<v::TrainingKind>("--kind", {"这一类的", "Of this kind"}, Need::kOptional);
  list.Runs([=, &context] { return List(context, *kind); });

  Command& add = trainings.Sub("add", {"办一次培训", "Set up a training"});
  auto title = add.Argument("TITLE", {"题目", "Title"});
  auto what = add.Choice<v::TrainingKind>("--kind", {"哪一类", "Kind"});
  auto org = add.Option("--org", "ORG", {"哪个组织办的", "Organisation that holds it"}, Need::kRequired);
  auto when = add.Option("--when", "TIME", kHelpWhen, Need::kRequired);
  auto minutes = add.Number("--minutes", kHelpMinutes);
  auto content = add.Option("--content", "TEXT", {"讲什么", "What it is about"});
  auto skill = add.Option("--skill", "NAME",
                          {"学会什么，例如 理发；只用于专业技能", "Skill; for professional skills only"});
  add.Changes();
  add.Runs([=, &context] {
    return Add(context, NewTraining{*title, *org, *when, *content, *skill, *what, *minutes});
  });

  Command& attend = trainings.Sub("attend", {"记下谁来了", "Record who came"});
  auto which = attend.Argument("TRAINING", {"培训的编号", "The training's id"});
  auto people = attend.Arguments("VOLUNTEER", kHelpVolunteer);
  attend.Changes();
  attend.Runs([=, &context] { return Attend(context, *which, *people); });
}

}  // namespace diandan::cli
