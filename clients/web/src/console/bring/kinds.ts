// What can come out of a file: each is its page's form, filled from lines.
import { menu, volunteers } from "@/shared/api/clients";
import { idOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { desk } from "../desk";
import type { AnyForm } from "../edit/form";
import { itemForm } from "../edit/menu";
import { teamForm } from "../edit/teams";
import { unitForm } from "../edit/units";
import { registerForm } from "../edit/volunteers";
import { allOf } from "../list";
import { places } from "../places";
import { t } from "../words";
import type { Rules } from "./check";
import { orgImport } from "./orgs";
import { OPEN_KEY } from "./write";

/* eslint-disable @typescript-eslint/no-explicit-any */
export interface Import {
  title: string;
  /** The page that shows what came in. */
  to: string;
  allowed: boolean;
  form: () => AnyForm;
  /** What two lines may not share, by the field that tells it; "" when anything goes. */
  alike: (values: any) => Record<string, string>;
  /** The same of what is there already, and its id: a line that came in before is no stranger. */
  known: () => Promise<Map<string, string>>;
  /** The id of a line that came in before, when another one than its own. */
  idOf?: (values: any) => string | undefined;
  arrange?: Rules["arrange"];
  /** Of its lines' ids. */
  key: () => Promise<string>;
}

const tight = (text: string): string => text.replace(/\s/g, "");

async function menuTitles(): Promise<Map<string, string>> {
  const { rows } = await allOf(async (pageToken) => {
    const answer = await menu.listMenu({ parent: session.parent.value, pageSize: 500, pageToken });
    return { rows: answer.menuItems, next: answer.nextPageToken };
  });
  return new Map(rows.map(({ title, name }) => [tight(title), idOf(name)]));
}

const byName = ({ displayName }: { displayName: string }) => ({ displayName: tight(displayName) });
const namesOf = (rows: readonly { displayName: string; name: string }[]) => new Map(rows.map(({ displayName, name }) => [tight(displayName), idOf(name)]));

const open = async (): Promise<string> => OPEN_KEY;
const secret = async (): Promise<string> => (await volunteers.getImportKey({ parent: session.parent.value })).key;

export const imports = (): Record<string, Import> => ({
  menu: { title: t("bring.menu"), to: "/menu", allowed: desk.keepsMenu.value, form: itemForm, alike: ({ title }) => ({ title: tight(title) }), known: menuTitles, key: open },
  teams: { title: t("bring.teams"), to: "/teams", allowed: desk.keepsPlaces.value, form: teamForm, alike: byName, known: async () => namesOf(places.teams.value), key: open },
  units: { title: t("bring.units"), to: "/units", allowed: desk.governs.value, form: unitForm, alike: byName, known: async () => namesOf(places.units.value), key: open },
  orgs: { title: t("bring.orgs"), to: "/orgs", allowed: desk.keepsPlaces.value, ...orgImport(), key: open },
  // Who is registered already, the server knows by a keyed index: no list of people comes to the browser for this.
  volunteers: { title: t("bring.volunteers"), to: "/volunteers", allowed: desk.keepsPlaces.value, form: registerForm, alike: ({ idNumber, phone, legalName }) => ({ idNumber: idNumber.trim().toUpperCase(), phone: idNumber.trim() || !phone ? "" : tight(phone + legalName) }), known: async () => new Map(), key: secret },
});
