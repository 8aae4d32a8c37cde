// People registered and changed on their behalf, with the papers seen. Who they are never stays in the browser.
import {
  AddInsuranceRequestSchema, AddQualificationRequestSchema, ConsentKind, RecordGuardianConsentRequestSchema, RegisterVolunteerRequestSchema, Sex, UpdateVolunteerRequestSchema, type Volunteer,
} from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { Role, VolunteerKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { volunteers } from "@/shared/api/clients";
import { session } from "@/shared/session";
import { DAY, stamp } from "@/shared/time";
import { orgNamed, placeOf, unitNamed } from "../places";
import { t } from "../words";
import { enumChoices, orgChoices, qualificationChoices, unitChoices } from "./choices";
import { dayText, isDay, msOfDay } from "./dates";
import type { Field, Form, Wrong } from "./form";
import { birthDateIn, isIdNumber, isMinor, isPhone } from "./identity";
import { sayWant } from "./limits";

interface PersonValues {
  legalName: string;
  chosenName: string;
  phone: string;
  idNumber: string;
  birthDate: string;
  sex: Sex;
  org: string;
  unit: string;
  kinds: VolunteerKind[];
  record: boolean;
  publish: boolean;
  contact: boolean;
  insure: boolean;
  guardianName: string;
  guardianPhone: string;
}

export const KEEPERS = [Role.CLERK, Role.OFFICER, Role.COUNTY_ADMIN];

const born = ({ idNumber, birthDate }: PersonValues): string => (isIdNumber(idNumber) ? birthDateIn(idNumber) : birthDate);
const minor = (values: PersonValues): boolean => isDay(born(values)) && isMinor(born(values));

function checkPhone(key: "phone" | "guardianPhone", text: string): Wrong[] {
  return !text.trim() || isPhone(text) ? [] : [{ key, want: sayWant("phone") }];
}

function checkPerson(values: PersonValues): Wrong[] {
  const wrong = [...checkPhone("phone", values.phone), ...checkPhone("guardianPhone", values.guardianPhone)];
  const wrongId = values.idNumber.trim() !== "" && !isIdNumber(values.idNumber);
  if (wrongId) wrong.push({ key: "idNumber", want: sayWant("id_number") });
  else if (values.birthDate && !isDay(values.birthDate)) wrong.push({ key: "birthDate", want: sayWant("date") });
  else if (!born(values)) wrong.push({ key: "birthDate", want: sayWant("birthday") });
  else if (born(values) > dayText(Date.now())) wrong.push({ key: "birthDate", want: sayWant("past") });
  if (!values.record) wrong.push({ key: "record", want: t("personForm.recordNeeded") });
  return wrong;
}

const places = (): Field<PersonValues>[] => [
  { key: "org", path: "org", kind: "pick", label: t("personForm.org"), help: t("edit.typeToFind"), choices: () => orgChoices(KEEPERS), example: t("bring.exampleOrg") },
  { key: "unit", path: "unit", kind: "pick", label: t("table.unit"), choices: unitChoices },
  { key: "kinds", path: "kinds", kind: "ticks", label: t("table.kinds"), choices: () => enumChoices(VolunteerKind, "volunteerKind"), example: t("bring.exampleKinds") },
];

export function registerForm(): Form<PersonValues, Volunteer> {
  return {
    title: t("personForm.new"), lead: t("personForm.lead"), verb: t("personForm.register"), schema: RegisterVolunteerRequestSchema, say: t("edit.made"), check: checkPerson,
    about: { ORG_UNKNOWN: "org", UNIT_UNKNOWN: "unit" },
    fields: [
      { key: "legalName", path: "personal.legal_name", kind: "text", label: t("personForm.legalName"), help: t("personForm.sealed"), needed: true, example: t("bring.exampleName") },
      { key: "chosenName", path: "chosen_name", kind: "text", label: t("personForm.chosenName"), help: t("personForm.chosenNameHelp"), example: t("bring.exampleCalled") },
      { key: "phone", path: "personal.phone", kind: "text", label: t("personForm.phone"), needed: true, example: "13800000001" },
      { key: "idNumber", path: "personal.id_number", kind: "text", label: t("personForm.idNumber"), help: t("personForm.idNumberHelp") },
      { key: "birthDate", path: "personal.birth_date", kind: "day", label: t("personForm.birthDate"), example: "1975-03-08", shown: ({ idNumber }) => !idNumber.trim() },
      { key: "sex", path: "sex", kind: "choice", label: t("personForm.sex"), choices: () => enumChoices(Sex, "sex"), example: t("bring.exampleSex") },
      ...places(),
      { key: "record", path: "consents", kind: "tick", label: t("personForm.record"), help: t("personForm.recordHelp"), example: t("table.yes") },
      { key: "contact", path: "consents", kind: "tick", label: t("personForm.contact"), example: t("table.yes") },
      { key: "insure", path: "consents", kind: "tick", label: t("personForm.insure"), example: t("table.yes") },
      { key: "publish", path: "consents", kind: "tick", label: t("personForm.publish"), example: t("table.no") },
      { key: "guardianName", path: "personal.guardian_name", kind: "text", label: t("personForm.guardianName"), help: t("personForm.guardianHelp"), needed: true, shown: minor },
      { key: "guardianPhone", path: "personal.guardian_phone", kind: "text", label: t("personForm.guardianPhone"), shown: minor },
    ],
    start: { legalName: "", chosenName: "", phone: "", idNumber: "", birthDate: "", sex: 0, org: "", unit: "", kinds: [], record: false, publish: false, contact: false, insure: false, guardianName: "", guardianPhone: "" },
    send: ({ legalName, phone, idNumber, birthDate, guardianName, guardianPhone, record, publish, contact, insure, ...values }, { request, made }) => volunteers.registerVolunteer({
      parent: session.parent.value, requestId: request, volunteerId: made, ...values, personal: { legalName, phone, idNumber, birthDate, guardianName, guardianPhone }, guardianConsent: guardianName !== "",
      consents: [...(record ? [ConsentKind.RECORD] : []), ...(publish ? [ConsentKind.PUBLISH_NAME] : []), ...(contact ? [ConsentKind.CONTACT] : []), ...(insure ? [ConsentKind.INSURE] : [])],
    }),
  };
}

type Change = Pick<PersonValues, "chosenName" | "org" | "unit" | "kinds" | "legalName" | "phone">;

/** Name and phone are masked here: left empty, they stay as they are. */
export function changeForm(person: Volunteer): Form<Change, Volunteer> {
  return {
    title: t("edit.changeOf", { what: person.chosenName }), verb: t("edit.save"), schema: UpdateVolunteerRequestSchema, say: t("edit.saved"), compares: true,
    about: { ORG_UNKNOWN: "org", UNIT_UNKNOWN: "unit" }, check: ({ phone }) => checkPhone("phone", phone),
    fields: [
      { key: "chosenName", path: "chosen_name", kind: "text", label: t("personForm.chosenName"), needed: true },
      ...(places() as unknown as Field<Change>[]).map((field) => (field.key === "org" ? { ...field, needed: true } : field)),
      { key: "legalName", path: "personal.legal_name", kind: "text", label: t("personForm.legalName"), help: t("personForm.keeps") },
      { key: "phone", path: "personal.phone", kind: "text", label: t("personForm.phone"), help: t("personForm.keeps") },
    ],
    start: { chosenName: person.chosenName, org: placeOf(orgNamed(person.org)?.path ?? ""), unit: unitNamed(person.unit)?.displayName ?? "", kinds: person.kinds, legalName: "", phone: "" },
    send: ({ legalName, phone, ...values }, { request }) => volunteers.updateVolunteer({
      name: person.name, requestId: request, etag: person.etag, ...values, personal: { legalName, phone },
      updateMask: { paths: ["chosen_name", "org", "unit", "kinds", ...(legalName ? ["personal.legal_name"] : []), ...(phone ? ["personal.phone"] : [])] },
    }),
  };
}

export function guardianForm(person: Volunteer): Form<{ guardianName: string; guardianPhone: string }, Volunteer> {
  return {
    title: t("personForm.guardian"), verb: t("personForm.guardianGive"), schema: RecordGuardianConsentRequestSchema, say: t("edit.saved"), start: { guardianName: "", guardianPhone: "" },
    check: ({ guardianPhone }) => checkPhone("guardianPhone", guardianPhone),
    fields: [
      { key: "guardianName", path: "guardian_name", kind: "text", label: t("personForm.guardianName"), help: t("personForm.guardianHelp"), needed: true },
      { key: "guardianPhone", path: "guardian_phone", kind: "text", label: t("personForm.guardianPhone") },
    ],
    send: (values, { request }) => volunteers.recordGuardianConsent({ name: person.name, requestId: request, given: true, ...values }),
  };
}

export function qualificationForm(person: Volunteer): Form<{ code: string; validUntil: string }, Volunteer> {
  return {
    title: t("personForm.newQualification"), verb: t("personForm.seen"), schema: AddQualificationRequestSchema, say: t("edit.saved"), start: { code: "", validUntil: "" },
    fields: [
      { key: "code", path: "code", kind: "pick", label: t("table.qualification"), help: t("personForm.qualificationHelp"), choices: qualificationChoices, few: true },
      { key: "validUntil", path: "valid_until", kind: "day", label: t("personForm.validUntil") },
    ],
    send: ({ code, validUntil }, { request }) => volunteers.addQualification({ name: person.name, requestId: request, code, validUntil: stamp(msOfDay(validUntil) + DAY - 1000) }),
  };
}

export function insuranceForm(person: Volunteer): Form<{ validFrom: string; validUntil: string }, Volunteer> {
  return {
    title: t("personForm.newInsurance"), verb: t("personForm.seen"), schema: AddInsuranceRequestSchema, say: t("edit.saved"), start: { validFrom: dayText(Date.now()), validUntil: "" },
    check: ({ validFrom, validUntil }) => (validUntil && validUntil < validFrom ? [{ key: "validUntil", want: sayWant("after_start") }] : []),
    fields: [
      { key: "validFrom", path: "valid_from", kind: "day", label: t("personForm.validFrom") },
      { key: "validUntil", path: "valid_until", kind: "day", label: t("personForm.validUntil") },
    ],
    send: ({ validFrom, validUntil }, { request }) => volunteers.addInsurance({ name: person.name, requestId: request, validFrom: stamp(msOfDay(validFrom)), validUntil: stamp(msOfDay(validUntil) + DAY - 1000) }),
  };
}
