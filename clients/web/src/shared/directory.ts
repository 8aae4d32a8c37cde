// Names of teams and organisations by their resource names, asked once and kept on the phone.
import { reactive } from "vue";
import { orgs, teams } from "./api/clients";
import { keep, readKept } from "./phone";

const names = reactive(new Map<string, string>());
const asked = new Set<string>();

async function ask(name: string): Promise<void> {
  const key = `name/${name}`;
  const kept = await readKept(key).catch(() => undefined);
  if (kept) names.set(name, String(kept.value));
  try {
    const found = name.includes("/teams/") ? await teams.getTeam({ name }) : await orgs.getOrg({ name });
    names.set(name, found.displayName);
    await keep(key, found.displayName);
  } catch {
    asked.delete(name); // no signal: asked again when it is shown next
  }
}

/** "" until it is known; the screen that shows it follows. */
/** As people say it: "红柳村新时代文明实践站" is 红柳村实践站. */
export const shortName = (name: string): string => displayName(name).replace("新时代文明实践", "实践");

export function displayName(name: string): string {
  if (!name) return "";
  if (!asked.has(name)) {
    asked.add(name);
    void ask(name);
  }
  return names.get(name) ?? "";
}
