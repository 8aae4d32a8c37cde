// Organisations, teams, units and services of the county by name and path: read once for the whole desk, so that no row of a table asks.
import { computed, reactive, shallowRef } from "vue";
import type { MenuItem } from "@/gen/diandan/orders/v1/menu_service_pb";
import type { Org } from "@/gen/diandan/volunteers/v1/org_service_pb";
import type { Team } from "@/gen/diandan/volunteers/v1/team_service_pb";
import type { Unit } from "@/gen/diandan/volunteers/v1/unit_service_pb";
import { menu, orgs, teams, volunteers } from "@/shared/api/clients";
import { idOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { units } from "./api";
import { allOf } from "./list";
import { word } from "./words";

const allOrgs = shallowRef<Org[]>([]);
const allTeams = shallowRef<Team[]>([]);
const allUnits = shallowRef<Unit[]>([]);
const allItems = shallowRef<MenuItem[]>([]);
const byId = computed(() => new Map(allOrgs.value.map((org) => [idOf(org.name), org])));
const teamByName = computed(() => new Map(allTeams.value.map((team) => [team.name, team])));
let readFor = 0;
let reading: Promise<void> = Promise.resolve();

async function read(): Promise<void> {
  const parent = session.parent.value;
  const [foundOrgs, foundTeams, foundUnits, foundItems] = await Promise.all([
    allOf(async (pageToken) => {
      const { orgs: rows, nextPageToken } = await orgs.listOrgs({ parent, pageSize: 500, pageToken, includeClosed: true });
      return { rows, next: nextPageToken };
    }),
    allOf(async (pageToken) => {
      const { teams: rows, nextPageToken } = await teams.listTeams({ parent, pageSize: 500, pageToken, includeSuspended: true });
      return { rows, next: nextPageToken };
    }),
    allOf(async (pageToken) => {
      const { units: rows, nextPageToken } = await units.listUnits({ parent, pageSize: 500, pageToken, includeClosed: true });
      return { rows, next: nextPageToken };
    }),
    allOf(async (pageToken) => {
      const { menuItems: rows, nextPageToken } = await menu.listMenu({ parent, pageSize: 500, pageToken, withRetired: true });
      return { rows, next: nextPageToken };
    }),
  ]);
  allOrgs.value = foundOrgs.rows;
  allTeams.value = foundTeams.rows;
  allUnits.value = foundUnits.rows;
  allItems.value = foundItems.rows;
}

/** The row that was changed in its place, or a new one at the end. */
export function withChanged<T extends { name: string }>(rows: readonly T[], changed: T): T[] {
  return rows.some((row) => row.name === changed.name) ? rows.map((row) => (row.name === changed.name ? changed : row)) : [...rows, changed];
}

/** Made or changed at this desk: names follow without reading everything again. */
export const orgChanged = (org: Org): void => void (allOrgs.value = withChanged(allOrgs.value, org));
export const teamChanged = (team: Team): void => void (allTeams.value = withChanged(allTeams.value, team));
export const unitChanged = (unit: Unit): void => void (allUnits.value = withChanged(allUnits.value, unit));
export const itemChanged = (item: MenuItem): void => void (allItems.value = withChanged(allItems.value, item));

/** Starts reading, once for each county; what shows a name follows by itself. */
export function readPlaces(): void {
  if (readFor === session.county.value) return;
  readFor = session.county.value;
  reading = read().catch(() => void (readFor = 0));
}

/** For what judges by them, such as an import. */
export function placesRead(): Promise<void> {
  readPlaces();
  return reading;
}

/** "红柳村新时代文明实践站" and "红柳村委会" are said 红柳村 in a column. */
export const brief = (name: string): string => name.replace(/(新时代)?文明实践(中心|所|站|点|户)$/, "") || name;

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

export const unitNamed = (name: string): Unit | undefined => allUnits.value.find((unit) => unit.name === name);
/** A skill that the county named itself goes by the service that takes it. */
export const skillName = (code: string): string => word("skill", code, allItems.value.find(({ skill }) => skill === code)?.title);
export const places = { orgs: allOrgs, teams: allTeams, units: allUnits, items: allItems };

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
