// Organisations and teams of the county by name and path: read once for the whole desk, so that no row of a table asks.
import { computed, reactive, shallowRef } from "vue";
import type { Org } from "@/gen/diandan/volunteers/v1/org_service_pb";
import type { Team } from "@/gen/diandan/volunteers/v1/team_service_pb";
import { orgs, teams, volunteers } from "@/shared/api/clients";
import { idOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { allOf } from "./list";

const allOrgs = shallowRef<Org[]>([]);
const allTeams = shallowRef<Team[]>([]);
const byId = computed(() => new Map(allOrgs.value.map((org) => [idOf(org.name), org])));
const teamByName = computed(() => new Map(allTeams.value.map((team) => [team.name, team])));
let readFor = 0;

async function read(): Promise<void> {
  const parent = session.parent.value;
  const [foundOrgs, foundTeams] = await Promise.all([
    allOf(async (pageToken) => {
      const { orgs: rows, nextPageToken } = await orgs.listOrgs({ parent, pageSize: 500, pageToken, includeClosed: true });
      return { rows, next: nextPageToken };
    }),
    allOf(async (pageToken) => {
      const { teams: rows, nextPageToken } = await teams.listTeams({ parent, pageSize: 500, pageToken, includeSuspended: true });
      return { rows, next: nextPageToken };
    }),
  ]);
  allOrgs.value = foundOrgs.rows;
  allTeams.value = foundTeams.rows;
}

/** Starts reading, once for each county; what shows a name follows by itself. */
export function readPlaces(): void {
  if (readFor === session.county.value) return;
  readFor = session.county.value;
  read().catch(() => (readFor = 0));
}

/** "红柳村新时代文明实践站" and "红柳村委会" are said 红柳村 in a column. */
const brief = (name: string): string => name.replace(/(新时代)?文明实践(中心|所|站|点|户)$/, "") || name;

export const orgOfPath = (path: string): Org | undefined => byId.value.get(path.slice(path.lastIndexOf(".") + 1));
export const orgNamed = (name: string): Org | undefined => byId.value.get(idOf(name));
export const nameOfPath = (path: string): string => brief(orgOfPath(path)?.displayName ?? "");
export const teamNamed = (name: string): Team | undefined => teamByName.value.get(name);
export const teamName = (name: string): string => teamByName.value.get(name)?.displayName ?? "";

/** "柳湾镇 红柳村": below the county, since everybody here knows the county. */
export function placeOf(path: string): string {
  const ids = path.split(".").slice(1);
  return ids.map((id) => brief(byId.value.get(id)?.displayName ?? "")).filter(Boolean).join(" ") || nameOfPath(path);
}

/** Direct children of an organisation, in the order of their division codes. */
export const childrenOf = (path: string): Org[] =>
  allOrgs.value.filter((org) => org.path.startsWith(`${path}.`) && org.path.split(".").length === path.split(".").length + 1)
    .sort((a, b) => (a.code || "~").localeCompare(b.code || "~"));

export const places = { orgs: allOrgs, teams: allTeams };

const people = reactive(new Map<string, string>());
const askedPeople = new Set<string>();

/** What a volunteer wants to be called; "" until it is known. */
export function personName(name: string): string {
  if (name && !askedPeople.has(name)) {
    askedPeople.add(name);
    volunteers.getVolunteer({ name }).then(
      (person) => people.set(name, person.chosenName || person.number),
      () => askedPeople.delete(name),
    );
  }
  return people.get(name) ?? "";
}
