// A role within a scope: who may give which, the fields that say it, how it is sent and read. As services/volunteers/grant_rules.cc has it.
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { GrantRequestSchema } from "@/gen/diandan/volunteers/v1/account_service_pb";
import { OrgTier, Role, type Grant } from "@/gen/diandan/volunteers/v1/types_pb";
import { nameOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { DAY, msOf, sayDay, stamp } from "@/shared/time";
import { desk } from "../desk";
import { placeOf, teamNamed, unitNamed } from "../places";
import { t, word } from "../words";
import { enumChoices, orgChoices, teamChoices, unitChoices } from "./choices";
import { msOfDay } from "./dates";
import type { Field } from "./form";

export interface GrantValues {
  role: Role;
  org: string;
  team: string;
  unit: string;
  validUntil: string;
}
export const NO_GRANT: GrantValues = { role: 0, org: "", team: "", unit: "", validUntil: "" };

/** These speak for the whole county and stand at its centre. */
const WIDE = [Role.COUNTY_ADMIN, Role.DISPATCHER, Role.REVIEWER, Role.AUDITOR];
const AT_PLACE = [Role.CLERK, Role.OFFICER];

/** Beside the county's administrator, who gives every role but the operator's. */
const GIVERS: Partial<Record<Role, Role[]>> = { [Role.CLERK]: [Role.OFFICER], [Role.LEADER]: [Role.OFFICER, Role.CLERK], [Role.VOLUNTEER]: [Role.OFFICER, Role.CLERK] };
const giversOf = (role: Role): Role[] => [Role.COUNTY_ADMIN, ...(GIVERS[role] ?? [])];
const mayGive = (role: Role): boolean => role !== Role.OPERATOR && giversOf(role).some((giver) => session.has(giver));

/** May this grant be taken away at this desk? */
export function mayTake({ role, scope }: Grant): boolean {
  if (desk.governs.value) return true;
  const place = scope.case === "orgPath" ? scope.value : scope.case === "teamId" ? (teamNamed(nameOf(session.county.value, "teams", scope.value))?.orgPath ?? "") : "";
  return place !== "" && mayGive(role) && desk.holdsOver(place, ...giversOf(role));
}

/** `at` is where the grant stands in the request: "grant." or "grants.". */
export function grantFields<V extends GrantValues>(at: string, hasPerson: (values: V) => boolean): Field<V>[] {
  const is = (...roles: Role[]) => ({ role }: V) => roles.includes(role);
  return [
    { key: "role", path: `${at}role`, kind: "choice", label: t("accountForm.role"), help: t("accountForm.roleHelp"), choices: () => enumChoices(Role, "role", mayGive) },
    { key: "org", path: `${at}org`, kind: "pick", label: t("accountForm.place"), help: t("accountForm.placeHelp"), needed: true, shown: is(...AT_PLACE), choices: () => orgChoices([Role.COUNTY_ADMIN, Role.OFFICER], (tier) => tier > OrgTier.CENTRE) },
    { key: "team", path: `${at}team`, kind: "pick", label: t("table.team"), help: t("edit.typeToFind"), needed: true, shown: is(Role.LEADER), choices: () => teamChoices(giversOf(Role.LEADER)) },
    { key: "unit", path: `${at}unit`, kind: "pick", label: t("table.unit"), help: t("edit.typeToFind"), needed: true, shown: is(Role.LIAISON), choices: unitChoices },
    { key: "validUntil", path: `${at}valid_until`, kind: "day", label: t("accountForm.until"), help: t("accountForm.untilHelp"), shown: (values) => values.role !== 0 && (values.role !== Role.VOLUNTEER || hasPerson(values)) },
  ];
}

export function grantOf({ role, org, team, unit, validUntil }: GrantValues): MessageInitShape<typeof GrantRequestSchema> {
  const centre = nameOf(session.county.value, "orgs", desk.path.value.split(".")[0]!);
  const scope =
    role === Role.LEADER ? { case: "team" as const, value: team }
    : role === Role.LIAISON ? { case: "unit" as const, value: unit }
    : role === Role.VOLUNTEER ? { case: "self" as const, value: true }
    : { case: "org" as const, value: WIDE.includes(role) ? centre : org };
  // To the end of that day.
  return { role, scope, validUntil: validUntil ? stamp(msOfDay(validUntil) + DAY) : undefined };
}

export function sayGrant({ role, scope, validUntil }: Grant): string {
  const county = session.county.value;
  const place = scope.case === "orgPath" ? placeOf(scope.value)
    : scope.case === "teamId" ? teamNamed(nameOf(county, "teams", scope.value))?.displayName
    : scope.case === "unitId" ? unitNamed(nameOf(county, "units", scope.value))?.displayName : "";
  const until = validUntil && t("accountForm.saysUntil", { day: sayDay(msOf(validUntil) - 1, Date.now(), false) });
  return [word("role", Role[role]!), place, until].filter(Boolean).join(" · ");
}
