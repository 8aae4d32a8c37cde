// Who sits at this desk: which pages they may open, and the place they answer for.
import { computed } from "vue";
import { Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { session } from "@/shared/session";

const hasAny = (...roles: Role[]): boolean => roles.some((role) => session.has(role));

/** Ids from the county centre down, as in "a.b.c"; the highest one of the person's grants. */
const path = computed(() => {
  const paths = (session.who.value?.grants ?? []).flatMap((grant) =>
    grant.scope.case === "orgPath" && grant.countyId === session.county.value ? [grant.scope.value] : []);
  return paths.sort((a, b) => a.split(".").length - b.split(".").length)[0] ?? "";
});

export const desk = {
  path,
  /** Sees every township. */
  wholeCounty: computed(() => path.value !== "" && !path.value.includes(".")),
  /** Nobody works here without a place to answer for. */
  hasPlace: computed(() => path.value !== ""),
  dispatches: computed(() => hasAny(Role.OFFICER, Role.DISPATCHER)),
  ranks: computed(() => hasAny(Role.OFFICER, Role.DISPATCHER, Role.CLERK, Role.COUNTY_ADMIN, Role.AUDITOR)),
  reviews: computed(() => hasAny(Role.REVIEWER)),
  readsEntries: computed(() => hasAny(Role.REVIEWER, Role.OFFICER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  readsCases: computed(() => hasAny(Role.REVIEWER, Role.COUNTY_ADMIN, Role.AUDITOR)),
  readsVolunteers: computed(() => hasAny(Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN, Role.DISPATCHER, Role.REVIEWER, Role.AUDITOR)),
  readsAccounts: computed(() => hasAny(Role.COUNTY_ADMIN, Role.AUDITOR)),
  governs: computed(() => hasAny(Role.COUNTY_ADMIN)),
  /** The first of the person's parts that has a word: shown under the name. */
  role: computed(() => [Role.COUNTY_ADMIN, Role.DISPATCHER, Role.REVIEWER, Role.OFFICER, Role.AUDITOR, Role.CLERK].find((role) => session.has(role))),
};
