// People found by what is written on a form: volunteer number, phone, ID number or full name.
import { session } from "@/shared/session";
import { volunteers } from "@/shared/api/clients";
import type { Volunteer } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { sayWant } from "./limits";

/** Which way of asking fits what was typed. */
function by(typed: string) {
  if (/^\d{6}-\w+$/.test(typed)) return { case: "number" as const, value: typed.toUpperCase() };
  if (/^1[3-9]\d{9}$/.test(typed)) return { case: "phone" as const, value: typed };
  if (/^\d{17}[\dXx]$/.test(typed)) return { case: "idNumber" as const, value: typed.toUpperCase() };
  return { case: "legalName" as const, value: typed };
}

const ask = async (typed: string): Promise<Volunteer[]> =>
  (await volunteers.findVolunteer({ parent: session.parent.value, by: by(typed) })).volunteers;

export async function findPerson(typed: string): Promise<{ value: string } | { want: string }> {
  const found = await ask(typed);
  if (found.length === 1) return { value: found[0]!.name };
  return { want: found.length ? sayWant("several", found.map(({ number, chosenName }) => `${number} ${chosenName}`).slice(0, 5).join(" / ")) : sayWant("nobody", typed) };
}

/** One a line, or with commas between. */
export async function findPeople(typed: string): Promise<{ value: string[] } | { want: string }> {
  const names: string[] = [];
  for (const each of typed.split(/[\n,，、;；]+/).map((part) => part.trim()).filter(Boolean)) {
    const found = await findPerson(each);
    if ("want" in found) return found;
    names.push(found.value);
  }
  return { value: [...new Set(names)] };
}
