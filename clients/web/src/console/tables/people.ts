// Teams, volunteers, trainings, units, organisations.
import { UnitKind, TeamKind, VolunteerKind, TrainingKind, OrgTier } from "@/gen/diandan/volunteers/v1/types_pb";
import type { Org } from "@/gen/diandan/volunteers/v1/org_service_pb";
import type { Team } from "@/gen/diandan/volunteers/v1/team_service_pb";
import type { TrainingCourse } from "@/gen/diandan/volunteers/v1/training_service_pb";
import type { Unit } from "@/gen/diandan/volunteers/v1/unit_service_pb";
import { Volunteer_State, type Volunteer } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { orgs, teams, volunteers } from "@/shared/api/clients";
import { nameOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { msOf, sayDay, sayMinutes, sayMoment } from "@/shared/time";
import { trainings, units } from "../api";
import { desk } from "../desk";
import { orgForm, orgRecord } from "../edit/orgs";
import { teamForm, teamRecord } from "../edit/teams";
import { trainingForm, trainingRecord } from "../edit/trainings";
import { unitForm, unitRecord } from "../edit/units";
import { registerForm } from "../edit/volunteers";
import { volunteerRecord } from "../edit/volunteer_record";
import { orgNamed, placeOf, skillName } from "../places";
import { t, word } from "../words";
import type { Table } from "./definitions";

const parent = (): string => session.parent.value;
/** A desk below the county sees its own place. */
const ownOrg = (): string => (desk.wholeCounty.value ? "" : nameOf(session.county.value, "orgs", desk.path.value.split(".").pop()!));
const listed = (words: string[]): string => words.join(t("desk.and"));

export const orgTable = (): Table<Org> => ({
  title: t("nav.orgs"), key: (org) => org.name, idle: (org) => org.closed, record: orgRecord, create: desk.keepsPlaces.value ? () => orgForm() : undefined, imports: "orgs",
  load: async (pageToken) => {
    const { orgs: rows, nextPageToken } = await orgs.listOrgs({ parent: parent(), pageSize: 500, pageToken, includeClosed: true });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.name"), say: (org) => org.displayName },
    { title: t("table.tier"), say: (org) => word("tier", OrgTier[org.tier]!) },
    { title: t("table.above"), say: (org) => orgNamed(org.parentOrg)?.displayName ?? "" },
    { title: t("table.code"), say: (org) => org.code },
    { title: t("table.state"), say: (org) => t(org.closed ? "table.closed" : "table.open") },
  ],
});

export const unitTable = (): Table<Unit> => ({
  title: t("nav.units"), key: (unit) => unit.name, idle: (unit) => unit.closed, record: unitRecord, create: desk.governs.value ? unitForm : undefined, imports: "units",
  load: async (pageToken) => {
    const { units: rows, nextPageToken } = await units.listUnits({ parent: parent(), pageSize: 500, pageToken, includeClosed: true });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.name"), say: (unit) => unit.displayName },
    { title: t("table.kind"), say: (unit) => word("unitKind", UnitKind[unit.kind]!) },
    { title: t("table.headcount"), say: (unit) => String(unit.headcount), figure: (unit) => unit.headcount },
    { title: t("table.state"), say: (unit) => t(unit.closed ? "table.closed" : "table.open") },
  ],
});

export const teamTable = (): Table<Team> => ({
  title: t("nav.teams"), key: (team) => team.name, usual: "display_name", idle: (team) => team.suspended, record: teamRecord, create: desk.keepsPlaces.value ? teamForm : undefined, imports: "teams",
  load: async (pageToken, orderBy) => {
    const { teams: rows, nextPageToken } = await teams.listTeams({ parent: parent(), pageSize: 500, pageToken, org: ownOrg(), includeSuspended: true, orderBy });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.name"), say: (team) => team.displayName, order: "display_name" },
    { title: t("table.kind"), say: (team) => word("teamKind", TeamKind[team.kind]!) },
    { title: t("table.place"), say: (team) => placeOf(team.orgPath), order: "org_path" },
    { title: t("table.skills"), say: (team) => listed(team.skills.map((skill) => skillName(skill))) },
    { title: t("table.members"), say: (team) => String(team.memberCount), figure: (team) => team.memberCount, order: "member_count" },
    { title: t("table.women"), say: (team) => String(team.femaleCount), figure: (team) => team.femaleCount },
    { title: t("table.weekly"), say: (team) => String(team.weeklySlots), figure: (team) => team.weeklySlots },
    { title: t("table.state"), say: (team) => t(team.suspended ? "table.suspended" : "table.open"), whole: true },
  ],
});

// Consents and papers are no part of a list: they stand in the person opened.
export const volunteerTable = (): Table<Volunteer> => ({
  title: t("nav.volunteers"), key: (person) => person.name, usual: "number", idle: (person) => person.state !== Volunteer_State.ACTIVE, record: volunteerRecord,
  create: desk.keepsPlaces.value ? registerForm : undefined, imports: "volunteers",
  load: async (pageToken, orderBy) => {
    const { volunteers: rows, nextPageToken } = await volunteers.listVolunteers({ parent: parent(), pageSize: 500, pageToken, org: ownOrg(), orderBy });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.number"), say: (person) => person.number, whole: true, order: "number" },
    { title: t("table.name"), say: (person) => person.chosenName, order: "chosen_name" },
    { title: t("table.place"), say: (person) => placeOf(person.orgPath), order: "org_path" },
    { title: t("table.kinds"), say: (person) => listed(person.kinds.map((kind) => word("volunteerKind", VolunteerKind[kind]!))) },
    { title: t("table.minor"), say: (person) => (person.isMinor ? t("table.yes") : "") },
    { title: t("table.state"), say: (person) => word("volunteerState", Volunteer_State[person.state]!), whole: true },
    { title: t("table.registered"), say: (person) => sayDay(msOf(person.createTime), Date.now(), false), figure: (person) => msOf(person.createTime), order: "create_time" },
  ],
});

export const trainingTable = (): Table<TrainingCourse> => ({
  title: t("nav.trainings"), key: (course) => course.name, record: trainingRecord, create: desk.keepsPlaces.value ? trainingForm : undefined,
  load: async (pageToken) => {
    const { trainings: rows, nextPageToken } = await trainings.listTrainings({ parent: parent(), pageSize: 500, pageToken });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.title"), say: (course) => course.title },
    { title: t("table.kind"), say: (course) => word("trainingKind", TrainingKind[course.kind]!) },
    { title: t("table.org"), say: (course) => orgNamed(course.org)?.displayName ?? "" },
    { title: t("table.when"), say: (course) => sayMoment(msOf(course.startTime)), figure: (course) => msOf(course.startTime) },
    { title: t("table.minutes"), say: (course) => sayMinutes(course.minutes), figure: (course) => course.minutes },
    { title: t("table.attended"), say: (course) => String(course.attendedCount), figure: (course) => course.attendedCount },
  ],
});
