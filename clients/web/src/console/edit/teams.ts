// Teams: made, changed, paused; when they are free; who belongs to them and who leads.
import { AddMemberRequestSchema, CreateTeamRequestSchema, Membership_State, SetFreeTimesRequestSchema, type Membership, type Team } from "@/gen/diandan/volunteers/v1/team_service_pb";
import { OrgTier, Role, TeamKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { teams } from "@/shared/api/clients";
import { session } from "@/shared/session";
import { desk } from "../desk";
import { allOf } from "../list";
import { orgNamed, skillName, teamChanged, unitNamed } from "../places";
import { t, word } from "../words";
import { enumChoices, languageChoices, orgChoices, skillChoices, slotChoices, unitChoices } from "./choices";
import { meant, type Field, type Form, type Wrong } from "./form";
import { findPerson } from "./people";
import { checkPoint, pointField, pointOf, pointText } from "./points";
import type { Act, Line, RecordView } from "./record";

interface TeamValues {
  displayName: string;
  kind: TeamKind;
  org: string;
  unit: string;
  skills: string[];
  languages: string[];
  weeklySlots: number;
  openToJoin: boolean;
  point: string;
}

const KEEPERS = [Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN];
const orgsHere = () => orgChoices(KEEPERS);

async function noted(answer: Promise<Team>): Promise<Team> {
  const team = await answer;
  teamChanged(team);
  return team;
}

const TIER_OF: Partial<Record<TeamKind, OrgTier>> = { [TeamKind.COUNTY_CORPS]: OrgTier.CENTRE, [TeamKind.TOWNSHIP_CORPS]: OrgTier.INSTITUTE, [TeamKind.VILLAGE_TEAM]: OrgTier.STATION };

/** 总队 stand at the centre, 乡镇总队 at an institute, 村队 at a station. */
function checkTier({ kind, org }: TeamValues): Wrong[] {
  const tier = TIER_OF[kind];
  const place = orgNamed(String(meant(orgsHere(), org)[0]?.value ?? ""));
  return tier && place && place.tier !== tier ? [{ key: "org", want: t("teamForm.tier", { kind: word("teamKind", TeamKind[kind]!), tier: word("tier", OrgTier[tier]!) }) }] : [];
}

const common = (): Field<TeamValues>[] => [
  { key: "skills", path: "skills", kind: "ticks", label: t("table.skills"), help: t("teamForm.skillsHelp"), choices: skillChoices, example: skillName("haircut") },
  { key: "languages", path: "languages", kind: "ticks", label: t("teamForm.languages"), choices: languageChoices, example: word("language", "zh") },
  { key: "openToJoin", path: "open_to_join", kind: "tick", label: t("table.joinable"), help: t("teamForm.joinHelp") },
  pointField(),
];
const nameField = (): Field<TeamValues> => ({ key: "displayName", path: "display_name", kind: "text", label: t("table.name"), example: t("teamForm.nameExample") });

export function teamForm(): Form<TeamValues, Team> {
  return {
    title: t("teamForm.new"), verb: t("edit.make"), schema: CreateTeamRequestSchema, say: t("edit.made"), about: { ORG_UNKNOWN: "org", UNIT_UNKNOWN: "unit" },
    fields: [
      nameField(),
      { key: "kind", path: "kind", kind: "choice", label: t("table.kind"), choices: () => enumChoices(TeamKind, "teamKind"), example: word("teamKind", "SOCIAL_TEAM") },
      { key: "org", path: "org", kind: "pick", label: t("table.place"), help: t("edit.typeToFind"), choices: orgsHere, example: t("bring.exampleOrg") },
      { key: "unit", path: "unit", kind: "pick", label: t("table.unit"), help: t("teamForm.unitHelp"), needed: true, choices: unitChoices, shown: ({ kind }) => kind === TeamKind.SECTOR_TEAM },
      { key: "weeklySlots", path: "weekly_slots", kind: "number", label: t("teamForm.weekly"), help: t("teamForm.weeklyHelp"), example: "4" },
      ...common(),
    ],
    start: { displayName: "", kind: 0, org: "", unit: "", skills: [], languages: ["zh"], weeklySlots: 0, openToJoin: true, point: "" },
    check: (values) => [...checkTier(values), ...checkPoint(values)],
    send: ({ point, ...values }, { request, made }) => noted(teams.createTeam({ parent: session.parent.value, requestId: request, teamId: made, point: pointOf(point), ...values })),
  };
}

function teamChange(team: Team): Form<TeamValues, Team> {
  const { displayName, kind, skills, languages, weeklySlots, openToJoin } = team;
  return {
    ...teamForm(), title: t("edit.changeOf", { what: displayName }), verb: t("edit.save"), say: t("edit.saved"), compares: true, fields: [nameField(), ...common()], check: checkPoint,
    start: { displayName, kind, org: "", unit: "", skills, languages, weeklySlots, openToJoin, point: pointText(team.point) },
    send: (values, { request }) => noted(teams.updateTeam({
      name: team.name, requestId: request, etag: team.etag, displayName: values.displayName, skills: values.skills, languages: values.languages, openToJoin: values.openToJoin, point: pointOf(values.point),
      updateMask: { paths: ["display_name", "skills", "languages", "open_to_join", "point"] },
    })),
  };
}

function freeTimesForm({ name, displayName, freeSlots, weeklySlots }: Team): Form<{ freeSlots: number[]; weeklySlots: number }, Team> {
  return {
    title: t("teamForm.freeOf", { what: displayName }), verb: t("edit.save"), schema: SetFreeTimesRequestSchema, say: t("edit.saved"), start: { freeSlots, weeklySlots }, compares: true,
    fields: [
      { key: "freeSlots", path: "free_slots", kind: "ticks", label: t("teamForm.free"), help: t("teamForm.freeHelp"), choices: slotChoices },
      { key: "weeklySlots", path: "weekly_slots", kind: "number", label: t("teamForm.weekly"), help: t("teamForm.weeklyHelp") },
    ],
    send: (values, { request }) => noted(teams.setFreeTimes({ name, requestId: request, ...values })),
  };
}

/** The team as it is after one of its people changed. */
async function after(step: Promise<unknown>, name: string): Promise<Team> {
  await step;
  return noted(teams.getTeam({ name }));
}

function memberForm(team: Team): Form<{ volunteer: string; leader: boolean }, Team> {
  return {
    title: t("teamForm.addTo", { what: team.displayName }), verb: t("teamForm.add"), schema: AddMemberRequestSchema, say: t("edit.saved"), start: { volunteer: "", leader: false },
    about: { VOLUNTEER_UNKNOWN: "volunteer", MEMBERSHIP_EXISTS: "volunteer", PERSON_ERASED: "volunteer" },
    fields: [
      { key: "volunteer", path: "volunteer", kind: "text", label: t("accountForm.person"), help: t("accountForm.personHelp"), find: findPerson },
      { key: "leader", path: "leader", kind: "tick", label: t("teamForm.leads"), help: t("teamForm.leadsHelp") },
    ],
    send: ({ volunteer, leader }, { request }) => after(teams.addMember({ name: team.name, requestId: request, volunteer, leader }), team.name),
  };
}

function memberLine({ name }: Team, member: Membership): Line<Team> {
  const who = member.volunteerName || member.volunteerNumber;
  const asked = member.state === Membership_State.REQUESTED;
  const add = (leader: boolean) => (requestId: string) => after(teams.addMember({ name, requestId, volunteer: member.volunteer, leader }), name);
  const end: Act<Team> = {
    label: t("teamForm.out"), danger: true, say: t("edit.saved"), ask: { title: t("teamForm.outAsk", { who }), help: t("teamForm.outHelp") },
    send: (requestId) => after(teams.endMembership({ name: member.name, requestId }), name),
  };
  const step: Act<Team> = asked ? { label: t("teamForm.admit"), send: add(false), say: t("edit.saved") } : { label: t(member.leader ? "teamForm.unlead" : "teamForm.lead"), send: add(!member.leader), say: t("edit.saved") };
  return { text: who, note: [member.volunteerNumber, asked ? t("teamForm.asked") : member.leader ? t("role.LEADER") : ""].filter(Boolean).join(" · "), acts: [step, end] };
}

async function membersOf(team: Team): Promise<Membership[]> {
  const { rows } = await allOf(async (pageToken) => {
    const answer = await teams.listMemberships({ parent: session.parent.value, team: team.name, pageSize: 500, pageToken });
    return { rows: answer.memberships, next: answer.nextPageToken };
  });
  return rows.sort((a, b) => Number(b.leader) - Number(a.leader));
}

export async function teamRecord(team: Team): Promise<RecordView<Team>> {
  const { displayName, name, suspended } = team;
  const keeps = desk.holdsOver(team.orgPath, ...KEEPERS);
  const acts: Act<Team>[] = keeps ? [{ label: t("edit.change"), form: () => teamChange(team) }, { label: t("teamForm.free"), form: () => freeTimesForm(team) }] : [];
  if (desk.holdsOver(team.orgPath, Role.OFFICER, Role.COUNTY_ADMIN)) {
    acts.push(suspended
      ? { label: t("teamForm.resume"), say: t("edit.saved"), send: (requestId) => noted(teams.resumeTeam({ name, requestId })) }
      : { label: t("teamForm.suspend"), danger: true, say: t("edit.saved"), ask: { title: t("teamForm.suspendAsk", { what: displayName }), help: t("teamForm.suspendHelp") }, send: (requestId) => noted(teams.suspendTeam({ name, requestId })) });
  }
  const members = keeps ? [{ title: t("teamForm.people"), none: t("teamForm.nobody"), lines: (await membersOf(team)).map((member) => memberLine(team, member)), acts: [{ label: t("teamForm.add"), form: () => memberForm(team) }] }] : [];
  return {
    title: displayName, acts, lists: members,
    facts: [[t("table.unit"), unitNamed(team.unit)?.displayName ?? ""], [t("teamForm.languages"), team.languages.map((code) => word("language", code)).join(t("desk.and"))], [t("table.joinable"), t(team.openToJoin ? "table.yes" : "table.no")], [t("placeForm.point"), pointText(team.point)]],
  };
}
