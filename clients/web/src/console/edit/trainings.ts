// Trainings: announced, then who attended.
import { CreateTrainingRequestSchema, RecordTrainingAttendanceRequestSchema, type TrainingCourse } from "@/gen/diandan/volunteers/v1/training_service_pb";
import { Role, TrainingKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { session } from "@/shared/session";
import { msOf, stamp } from "@/shared/time";
import { trainings } from "../api";
import { desk } from "../desk";
import { orgNamed, skillName } from "../places";
import { t } from "../words";
import { enumChoices, orgChoices, skillChoices } from "./choices";
import { msOfMoment } from "./dates";
import type { Form } from "./form";
import { findPeople } from "./people";
import type { RecordView } from "./record";

interface TrainingValues {
  title: string;
  kind: TrainingKind;
  skill: string;
  org: string;
  startTime: string;
  minutes: number;
  content: string;
}

const KEEPERS = [Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN];

export function trainingForm(): Form<TrainingValues, TrainingCourse> {
  return {
    title: t("trainingForm.new"), verb: t("edit.make"), schema: CreateTrainingRequestSchema, say: t("edit.made"), about: { ORG_UNKNOWN: "org" },
    fields: [
      { key: "title", path: "title", kind: "text", label: t("table.title") },
      { key: "kind", path: "kind", kind: "choice", label: t("table.kind"), choices: () => enumChoices(TrainingKind, "trainingKind") },
      { key: "skill", path: "skill", kind: "pick", label: t("trainingForm.skill"), help: t("trainingForm.skillHelp"), choices: skillChoices, few: true, shown: ({ kind }) => kind === TrainingKind.PROFESSIONAL_SKILLS },
      { key: "org", path: "org", kind: "pick", label: t("trainingForm.org"), help: t("edit.typeToFind"), choices: () => orgChoices(KEEPERS) },
      { key: "startTime", path: "start_time", kind: "moment", label: t("table.when") },
      { key: "minutes", path: "minutes", kind: "number", label: t("trainingForm.minutes") },
      { key: "content", path: "content", kind: "area", label: t("trainingForm.content") },
    ],
    start: { title: "", kind: 0, skill: "", org: "", startTime: "", minutes: 60, content: "" },
    send: ({ startTime, ...values }, { request, made }) =>
      trainings.createTraining({ parent: session.parent.value, requestId: request, trainingId: made, startTime: stamp(msOfMoment(startTime)), ...values }),
  };
}

function attendanceForm({ name, title }: TrainingCourse): Form<{ volunteers: string | string[] }, TrainingCourse> {
  return {
    title: t("trainingForm.attendedOf", { what: title }), verb: t("trainingForm.record"), schema: RecordTrainingAttendanceRequestSchema, say: t("edit.saved"), start: { volunteers: "" },
    fields: [{ key: "volunteers", path: "volunteers", kind: "area", label: t("trainingForm.who"), help: t("trainingForm.whoHelp"), find: findPeople }],
    send: ({ volunteers }, { request }) => trainings.recordTrainingAttendance({ name, requestId: request, volunteers: [volunteers].flat() }),
  };
}

export function trainingRecord(course: TrainingCourse): RecordView<TrainingCourse> {
  const keeps = desk.holdsOver(orgNamed(course.org)?.path ?? "", ...KEEPERS);
  const begun = msOf(course.startTime) <= Date.now();
  return {
    title: course.title, lists: [], note: keeps && !begun ? t("trainingForm.later") : undefined,
    facts: [[t("trainingForm.skill"), course.skill && skillName(course.skill)], [t("trainingForm.content"), course.content]],
    acts: keeps && begun ? [{ label: t("trainingForm.record"), form: () => attendanceForm(course) }] : [],
  };
}
