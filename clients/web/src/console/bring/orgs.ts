// Organisations out of a file. What stands above a line may be another line, before or after it: they are taken parents first.
import { OrgTier } from "@/gen/diandan/volunteers/v1/types_pb";
import { idOf } from "@/shared/ids";
import { orgAlso } from "../edit/choices";
import { meant, type AnyForm } from "../edit/form";
import { orgForm, orgsAbove, type Above } from "../edit/orgs";
import { brief, places } from "../places";
import { t } from "../words";
import type { ReadLine } from "./check";
import type { Import } from "./kinds";

interface Values {
  above: string;
  displayName: string;
  code: string;
}

const tight = (text: string): string => brief(text.replace(/\s/g, ""));
const under = (above: string | number, displayName: string): string => `${above}/${tight(displayName)}`;

/** The drawer's form, its name first: a line is called by its first column. */
function fileForm(choices?: () => Above[]): AnyForm {
  const form = orgForm(undefined, choices);
  const fields = form.fields.map((field) => (field.key === "above" ? { ...field, inFile: t("bring.aboveHelp") } : field));
  return { ...form, fields: [...fields.filter(({ key }) => key === "displayName"), ...fields.filter(({ key }) => key !== "displayName")] };
}

/** By name in its place, and by code. */
async function known(): Promise<Map<string, string>> {
  const named = places.orgs.value.filter(({ closed }) => !closed).map(({ parentOrg, displayName, name }) => [under(parentOrg, displayName), idOf(name)] as const);
  const coded = places.orgs.value.filter(({ code }) => code).map(({ code, name }) => [code, idOf(name)] as const);
  return new Map([...named, ...coded]);
}

/** As something to stand under, for other lines. */
function comingOf({ number, values }: ReadLine, above: Above): Above {
  const name = brief(String(values.displayName));
  const label = above.tier === OrgTier.CENTRE ? name : `${above.label} ${name}`;
  return { value: `line ${number}`, label, also: orgAlso(label, { displayName: values.displayName, code: values.code }), tier: above.tier + 1 };
}

export function orgImport(): Pick<Import, "form" | "alike" | "known" | "idOf" | "arrange"> {
  /** What lines may stand under: what the county has, then what the lines before bring. */
  let all: Above[] = [];
  const aboveOf = (typed: string): Above | undefined => meant(all, typed)[0] as Above | undefined;
  const placeIn = ({ above, displayName }: Values): string => under(aboveOf(above)?.value ?? above, displayName);

  /** Lines that find nothing above them, and those that go in a ring, come last and are told. */
  function arrange(lines: ReadLine[]): { form: AnyForm; lines: ReadLine[] } {
    all = orgsAbove();
    const sorted: ReadLine[] = [];
    let waiting = lines;
    for (let settled = -1; settled < sorted.length;) {
      settled = sorted.length;
      const found = waiting.map((line) => ({ line, above: aboveOf(line.values.above) }));
      waiting = found.filter(({ above }) => !above).map(({ line }) => line);
      for (const { line, above } of found) {
        if (!above) continue;
        sorted.push(line);
        const one = comingOf(line, above);
        if (line.values.displayName && one.tier < OrgTier.HOUSEHOLD && !all.some(({ label }) => label === one.label)) all.push(one);
      }
    }
    return { form: fileForm(() => all), lines: [...sorted, ...waiting] };
  }

  return {
    form: () => fileForm(),
    alike: (values: Values) => ({ displayName: values.displayName && placeIn(values), code: values.code.trim() }),
    known,
    // A code gives an organisation its id: the same line again is the one that is there.
    idOf: (values: Values) => {
      const there = values.code && places.orgs.value.find(({ code, closed }) => code === values.code.trim() && !closed);
      return there && under(there.parentOrg, there.displayName) === placeIn(values) ? idOf(there.name) : undefined;
    },
    arrange,
  };
}
