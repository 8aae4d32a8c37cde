// A person opened: masked as the law wants it, consents, papers, trainings; what may be done on the person's behalf.
import { ConsentKind, SuspensionReason, Volunteer_State, type Volunteer } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { TrainingKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { volunteers } from "@/shared/api/clients";
import { paperDay } from "@/shared/certificates/certificates";
import { stars } from "@/shared/honours/honours";
import { t as honourSay } from "@/shared/honours/words";
import { msOf, sayDay, sayMoment } from "@/shared/time";
import { desk } from "../desk";
import { skillName, unitNamed } from "../places";
import { t, word } from "../words";
import { accountForm } from "./account_forms";
import { enumChoices } from "./choices";
import type { Act, Line, RecordView } from "./record";
import { changeForm, guardianForm, insuranceForm, KEEPERS, qualificationForm } from "./volunteers";

const day = (ms: number): string => sayDay(ms, Date.now(), false);
const CONSENTS = [ConsentKind.RECORD, ConsentKind.CONTACT, ConsentKind.INSURE, ConsentKind.PUBLISH_NAME];

function consentLine({ name, consents }: Volunteer, kind: ConsentKind, keeps: boolean): Line<Volunteer> {
  const told = consents.find((each) => each.kind === kind);
  const given = told?.given ?? false;
  const set = (to: boolean) => (requestId: string) => volunteers.setConsent({ name, requestId, kind, given: to });
  const take: Act<Volunteer> = { label: t("personForm.takeBack"), danger: true, say: t("edit.saved"), send: set(false), ask: { title: t("personForm.takeBackAsk", { what: word("consent", ConsentKind[kind]!) }), help: t("personForm.paperHelp") } };
  const give: Act<Volunteer> = { label: t("personForm.agree"), say: t("edit.saved"), send: set(true), ask: { title: t("personForm.agreeAsk", { what: word("consent", ConsentKind[kind]!) }), help: t("personForm.paperHelp") } };
  const note = told ? t(given ? "personForm.agreedAt" : "personForm.takenBackAt", { day: day(msOf(told.time)) }) : t("personForm.notAgreed");
  return { text: word("consent", ConsentKind[kind]!), note, acts: keeps ? [given ? take : give] : [] };
}

function steps(person: Volunteer, keeps: boolean): Act<Volunteer>[] {
  const { name, chosenName: who } = person;
  const acts: Act<Volunteer>[] = keeps ? [{ label: t("edit.change"), form: () => changeForm(person) }] : [];
  const judges = desk.reviews.value || desk.governs.value;
  if (keeps && person.isMinor && !person.guardianConsent) acts.push({ label: t("personForm.guardian"), form: () => guardianForm(person) });
  if (judges && person.state === Volunteer_State.SUSPENDED) acts.push({ label: t("personForm.resume"), say: t("edit.saved"), send: (requestId) => volunteers.resumeVolunteer({ name, requestId }) });
  if (judges && person.state === Volunteer_State.ACTIVE) {
    const choices = enumChoices(SuspensionReason, "suspension").map((each) => ({ ...each, value: Number(each.value) }));
    acts.push({ label: t("personForm.suspend"), danger: true, say: t("edit.saved"), ask: { title: t("personForm.suspendAsk", { who }), help: t("personForm.suspendHelp"), choices }, send: (requestId, reason) => volunteers.suspendVolunteer({ name, requestId, reason }) });
  }
  if (desk.governs.value) acts.push({ label: t("personForm.erase"), danger: true, say: t("edit.saved"), ask: { title: t("personForm.eraseAsk", { who }), help: t("personForm.eraseHelp") }, send: (requestId) => volunteers.eraseVolunteer({ name, requestId }) });
  return acts;
}

/** An account is another thing: the person stays as read. */
function accountAct(person: Volunteer): Act<Volunteer> {
  const form = () => {
    const made = accountForm(person);
    return { ...made, say: t("edit.made"), send: async (...told: Parameters<typeof made.send>) => { await made.send(...told); return person; } };
  };
  return { label: t("accountForm.open"), form };
}

/** Those who look after the whole county's hours see it; to others it is not said. */
async function sayStar(name: string): Promise<string> {
  const star = await stars.getStar({ volunteer: name }).catch(() => undefined);
  if (!star) return "";
  const since = star.sinceTime ? honourSay("stars.since", { day: paperDay(msOf(star.sinceTime)) }) : "";
  return [star.stars ? honourSay("stars.have", { n: star.stars }) : honourSay("stars.none"), since].filter(Boolean).join(" · ");
}

export async function volunteerRecord(row: Volunteer): Promise<RecordView<Volunteer>> {
  const person = row.personal ? row : await volunteers.getVolunteer({ name: row.name });
  const erased = person.state === Volunteer_State.ERASED;
  const keeps = !erased && desk.holdsOver(person.orgPath, ...KEEPERS);
  const { personal } = person;
  const star = erased ? "" : await sayStar(person.name);
  const papers: Line<Volunteer>[] = [
    ...person.qualifications.map(({ code, validUntil }) => ({ text: word("qualification", code), note: t("personForm.until", { day: day(msOf(validUntil)) }), acts: [] })),
    ...person.insurances.map(({ validFrom, validUntil }) => ({ text: t("personForm.insurance"), note: t("personForm.fromUntil", { from: day(msOf(validFrom)), until: day(msOf(validUntil)) }), acts: [] })),
  ];
  const taken = person.trainings.map(({ kind, skill, attendedTime }) => ({ text: [word("trainingKind", TrainingKind[kind]!), skill && skillName(skill)].filter(Boolean).join(" · "), note: sayMoment(msOf(attendedTime)), acts: [] }));
  return {
    title: person.chosenName || person.number, note: erased ? t("personForm.erased") : undefined, acts: erased ? [] : steps(person, keeps),
    facts: [
      [t("personForm.legalName"), personal?.legalName ?? ""], [t("personForm.phone"), personal?.phone ?? ""], [t("personForm.idNumber"), personal?.idNumber ?? ""], [t("table.unit"), unitNamed(person.unit)?.displayName ?? ""], [honourSay("stars.level"), star],
      [t("personForm.guardian"), person.isMinor ? t(person.guardianConsent ? "table.yes" : "table.no") : ""], [t("personForm.why"), person.suspensionReason ? word("suspension", SuspensionReason[person.suspensionReason]!) : ""],
    ],
    lists: erased ? [] : [
      { title: t("personForm.consents"), none: "", lines: CONSENTS.map((kind) => consentLine(person, kind, keeps)), acts: [] },
      { title: t("personForm.papers"), none: t("personForm.noPapers"), lines: papers, acts: keeps ? [{ label: t("personForm.newQualification"), form: () => qualificationForm(person) }, { label: t("personForm.newInsurance"), form: () => insuranceForm(person) }] : [] },
      { title: t("nav.trainings"), none: t("personForm.noTrainings"), lines: taken, acts: [] },
      { title: t("nav.accounts"), none: t("personForm.accountHelp"), lines: [], acts: keeps ? [accountAct(person)] : [] },
    ],
  };
}
