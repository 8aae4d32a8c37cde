// What can come out of a file: each is its page's form, filled from lines.
import { menu } from "@/shared/api/clients";
import { idOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { desk } from "../desk";
import type { AnyForm } from "../edit/form";
import { itemForm } from "../edit/menu";
import { teamForm } from "../edit/teams";
import { registerForm } from "../edit/volunteers";
import { allOf } from "../list";
import { places } from "../places";
import { t } from "../words";

/* eslint-disable @typescript-eslint/no-explicit-any */
export interface Import {
  title: string;
  /** The page that shows what came in. */
  to: string;
  allowed: boolean;
  form: () => AnyForm;
  /** What two lines may not share; "" when anything goes. */
  alike: (values: any) => string;
  /** The same of what is there already, and its id: a line that came in before is no stranger. */
  known: () => Promise<Map<string, string>>;
}

const tight = (text: string): string => text.replace(/\s/g, "");

async function menuTitles(): Promise<Map<string, string>> {
  const { rows } = await allOf(async (pageToken) => {
    const answer = await menu.listMenu({ parent: session.parent.value, pageSize: 500, pageToken });
    return { rows: answer.menuItems, next: answer.nextPageToken };
  });
  return new Map(rows.map(({ title, name }) => [tight(title), idOf(name)]));
}

export const imports = (): Record<string, Import> => ({
  menu: { title: t("bring.menu"), to: "/menu", allowed: desk.keepsMenu.value, form: itemForm, alike: ({ title }) => tight(title), known: menuTitles },
  teams: { title: t("bring.teams"), to: "/teams", allowed: desk.keepsPlaces.value, form: teamForm, alike: ({ displayName }) => tight(displayName), known: async () => new Map(places.teams.value.map(({ displayName, name }) => [tight(displayName), idOf(name)])) },
  // Who is registered already, the server knows by a keyed index: no list of people comes to the browser for this.
  volunteers: { title: t("bring.volunteers"), to: "/volunteers", allowed: desk.keepsPlaces.value, form: registerForm, alike: ({ idNumber, phone, legalName }) => idNumber.trim().toUpperCase() || (phone ? tight(phone + legalName) : ""), known: async () => new Map() },
});
