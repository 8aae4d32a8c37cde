// Who or what a nomination is about, as the desk calls it.
import { shallowRef } from "vue";
import { HonourSubject, type Nomination } from "@/gen/diandan/hours/v1/honour_pb";
import { menu } from "@/shared/api/clients";
import { t as say } from "@/shared/honours/words";
import { session } from "@/shared/session";
import { orgNamed, personName, teamNamed } from "../places";

const projects = shallowRef<Map<string, string>>(new Map());
let readFor = 0;

/** Projects are few; read once for the county. */
export async function readProjects(): Promise<void> {
  if (readFor === session.county.value) return;
  readFor = session.county.value;
  const { projects: found } = await menu.listProjects({ parent: session.parent.value, pageSize: 500, withEnded: true });
  projects.value = new Map(found.map(({ name, title }) => [name, title]));
}

/** Of a resident, only whoever opens the nomination reads the name. */
export function nomineeName({ subject, nominee, residentName }: Pick<Nomination, "subject" | "nominee" | "residentName">): string {
  if (subject === HonourSubject.HONOURED_RESIDENT) return residentName || say("desk.resident");
  if (subject === HonourSubject.HONOURED_PERSON) return personName(nominee);
  if (subject === HonourSubject.HONOURED_TEAM) return teamNamed(nominee)?.displayName ?? "";
  if (subject === HonourSubject.HONOURED_PLACE) return orgNamed(nominee)?.displayName ?? "";
  return projects.value.get(nominee) ?? "";
}
