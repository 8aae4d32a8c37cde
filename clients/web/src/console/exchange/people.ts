// Somebody whom a file brings: registered here under an id made of where they come from, unless they are known already.
import { v5 } from "uuid";
import type { KnownPerson, ReadPerson } from "@/gen/diandan/hours/v1/exchange_service_pb";
import type { PersonRecord } from "@/gen/diandan/hours/v1/record_pb";
import { VolunteerKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { ConsentKind, Sex } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { volunteers } from "@/shared/api/clients";
import { problemOf } from "@/shared/api/problem";
import { session } from "@/shared/session";
import { DAY, stamp } from "@/shared/time";
import { isDay, msOfDay } from "../edit/dates";

/** "health_certificate 2027-01-01": a code, and the last day it holds. */
export function skillOf(text: string): { code: string; until: number } | undefined {
  const [code, day, ...more] = text.trim().split(/\s+/);
  return code && day && !more.length && isDay(day) ? { code, until: msOfDay(day) + DAY - 1000 } : undefined;
}

/** Somebody who is registered here already keeps the number of this county. */
async function there({ idNumber }: PersonRecord, refused: unknown): Promise<string> {
  const found = idNumber ? (await volunteers.findVolunteer({ parent: session.parent.value, by: { case: "idNumber", value: idNumber } })).volunteers : [];
  if (found.length !== 1) throw refused;
  return found[0]!.name;
}

async function qualify(name: string, id: string, skills: readonly string[]): Promise<void> {
  for (const skill of skills) {
    const held = skillOf(skill);
    if (held) await volunteers.addQualification({ name, requestId: v5(`desk/qualify/${skill}`, id), code: held.code, validUntil: stamp(held.until) });
  }
}

type Known = Pick<KnownPerson, "source" | "sourceNumber" | "volunteer" | "registeredByImport">;
export async function knownPerson({ record, org, volunteer }: ReadPerson, key: string): Promise<Known> {
  const person = record!;
  const known: Known = { source: person.source, sourceNumber: person.sourceNumber, volunteer, registeredByImport: false };
  if (volunteer) return known;
  const id = v5(`person/${person.source}/${person.sourceNumber}`, key);
  try {
    const made = await volunteers.registerVolunteer({
      parent: session.parent.value, requestId: v5("desk/register", id), volunteerId: id, org, chosenName: person.chosenName, sex: person.sex === "女" ? Sex.FEMALE : Sex.MALE,
      kinds: person.kinds.map((kind) => VolunteerKind[kind as keyof typeof VolunteerKind]).filter((kind) => kind !== undefined),
      personal: { legalName: person.legalName, idNumber: person.idNumber, phone: person.phone, birthDate: person.birthDate, guardianName: person.guardianName, guardianPhone: person.guardianPhone },
      consents: [ConsentKind.RECORD], guardianConsent: person.guardianName !== "",
    });
    await qualify(made.name, id, person.skills);
    return { ...known, volunteer: made.name, registeredByImport: true };
  } catch (error) {
    if (problemOf(error).reason !== "ALREADY_EXISTS") throw error;
    return { ...known, volunteer: await there(person, error) };
  }
}
