// Services of the menu and projects: made, changed, retired, ended.
import { CreateMenuItemRequestSchema, CreateProjectRequestSchema, MenuTheme, ProjectKind, type MenuItem, type Project } from "@/gen/diandan/orders/v1/menu_service_pb";
import { OrgTier, Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { menu } from "@/shared/api/clients";
import { nameOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { desk } from "../desk";
import { itemChanged, orgNamed, placeOf, skillName } from "../places";
import { t, word } from "../words";
import { enumChoices, orgChoices, menuSkillChoices, qualificationChoices, skillSent } from "./choices";
import type { Field, Form, Ids } from "./form";
import type { RecordView } from "./record";

interface ItemValues {
  title: string;
  theme: MenuTheme;
  ownTheme: string;
  skill: string;
  usualMinutes: number;
  usualPeople: number;
  qualification: string;
  insuranceRequired: boolean;
  tutor: boolean;
}

const itemFields = (): Field<ItemValues>[] => [
  { key: "title", path: "menu_item.title", kind: "text", label: t("menuForm.title"), example: t("menuForm.titleExample") },
  { key: "theme", path: "menu_item.theme", kind: "choice", label: t("table.theme"), choices: () => enumChoices(MenuTheme, "theme"), example: word("theme", "DAILY_SERVICE") },
  { key: "ownTheme", path: "menu_item.own_theme", kind: "text", label: t("menuForm.ownTheme"), needed: true, shown: ({ theme }) => theme === MenuTheme.OWN_THEME },
  { key: "skill", path: "menu_item.skill", kind: "pick", label: t("menuForm.skill"), help: t("menuForm.skillHelp"), choices: menuSkillChoices, few: true, example: word("skill", "repair") },
  { key: "usualMinutes", path: "menu_item.usual_minutes", kind: "number", label: t("menuForm.minutes"), example: "60" },
  { key: "usualPeople", path: "menu_item.usual_people", kind: "number", label: t("menuForm.people"), example: "2" },
  { key: "qualification", path: "menu_item.qualification", kind: "pick", label: t("table.qualification"), help: t("menuForm.qualificationHelp"), choices: qualificationChoices, free: true },
  { key: "insuranceRequired", path: "menu_item.insurance_required", kind: "tick", label: t("menuForm.insurance"), help: t("menuForm.insuranceHelp") },
  { key: "tutor", path: "menu_item.tutor", kind: "tick", label: t("menuForm.tutor"), help: t("menuForm.tutorHelp") },
];

async function noted(answer: Promise<MenuItem>): Promise<MenuItem> {
  const item = await answer;
  itemChanged(item);
  return item;
}

export function itemForm(): Form<ItemValues, MenuItem> {
  return {
    title: t("menuForm.newItem"), lead: t("menuForm.lead"), verb: t("edit.make"), schema: CreateMenuItemRequestSchema, fields: itemFields(), say: t("edit.made"),
    start: { title: "", theme: 0, ownTheme: "", skill: "", usualMinutes: 60, usualPeople: 2, qualification: "", insuranceRequired: false, tutor: false },
    send: (values, { request, made }) => noted(menu.createMenuItem({ requestId: request, menuItem: { name: nameOf(session.county.value, "menu_items", made), ...values, skill: skillSent(values.skill, made) } })),
  };
}

function itemChange(item: MenuItem): Form<ItemValues, MenuItem> {
  const { title, theme, ownTheme, usualMinutes, usualPeople, insuranceRequired, tutor } = item;
  return {
    ...itemForm(), title: t("edit.changeOf", { what: title }), verb: t("edit.save"), say: t("edit.saved"), compares: true,
    start: { title, theme, ownTheme, usualMinutes, usualPeople, insuranceRequired, tutor, skill: skillName(item.skill), qualification: item.qualification && word("qualification", item.qualification) },
    send: (values, { request }) => noted(menu.updateMenuItem({ requestId: request, menuItem: { name: item.name, etag: item.etag, retired: item.retired, ...values, skill: skillSent(values.skill, item.name) } })),
  };
}

export function itemRecord(item: MenuItem): RecordView<MenuItem> {
  const retire = (retired: boolean) => (requestId: string) =>
    menu.updateMenuItem({ requestId, menuItem: { ...item, retired }, updateMask: { paths: ["retired"] } });
  const acts = item.retired
    ? [{ label: t("menuForm.revive"), send: retire(false), say: t("edit.saved") }]
    : [
        { label: t("edit.change"), form: () => itemChange(item) },
        { label: t("menuForm.retire"), danger: true, send: retire(true), say: t("edit.saved"), ask: { title: t("menuForm.retireAsk", { what: item.title }), help: t("menuForm.retireHelp") } },
      ];
  return {
    title: item.title, lists: [], acts: desk.keepsMenu.value ? acts : [], note: item.retired ? t("menuForm.isRetired") : undefined,
    facts: [[t("table.qualification"), item.qualification && word("qualification", item.qualification)], [t("table.tutor"), t(item.tutor ? "table.yes" : "table.no")]],
  };
}

interface ProjectValues {
  title: string;
  kind: ProjectKind;
  owner: string;
  theme: MenuTheme;
  about: string;
}

/** The county's own say where a project belongs, not only what is below them. */
const owners = () => orgChoices([Role.COUNTY_ADMIN, Role.DISPATCHER], (tier) => tier <= OrgTier.STATION);

export function projectForm(): Form<ProjectValues, Project> {
  return {
    title: t("menuForm.newProject"), verb: t("edit.make"), schema: CreateProjectRequestSchema, say: t("edit.made"), about: { ORG_UNKNOWN: "owner" },
    fields: [
      { key: "title", path: "project.title", kind: "text", label: t("table.name") },
      { key: "kind", path: "project.kind", kind: "choice", label: t("table.kind"), choices: () => enumChoices(ProjectKind, "projectKind") },
      { key: "owner", path: "project.owner", kind: "pick", label: t("menuForm.owner"), help: t("edit.typeToFind"), choices: owners },
      { key: "theme", path: "project.theme", kind: "choice", label: t("table.theme"), choices: () => enumChoices(MenuTheme, "theme") },
      { key: "about", path: "project.about", kind: "area", label: t("menuForm.about") },
    ],
    start: { title: "", kind: 0, owner: "", theme: 0, about: "" },
    send: (values, { request, made }: Ids) => menu.createProject({ requestId: request, project: { name: nameOf(session.county.value, "projects", made), ...values } }),
  };
}

export function projectRecord(project: Project): RecordView<Project> {
  const { title, kind, theme, about, name, etag, ended } = project;
  const change = (): Form<ProjectValues, Project> => ({
    ...projectForm(), title: t("edit.changeOf", { what: title }), verb: t("edit.save"), say: t("edit.saved"), compares: true,
    start: { title, kind, theme, about, owner: placeOf(orgNamed(project.owner)?.path ?? "") },
    send: (values, { request }) => menu.updateProject({ requestId: request, project: { name, etag, ended, ...values } }),
  });
  const end = (over: boolean) => (requestId: string) => menu.updateProject({ requestId, project: { ...project, ended: over }, updateMask: { paths: ["ended"] } });
  const acts = ended
    ? [{ label: t("menuForm.goOn"), send: end(false), say: t("edit.saved") }]
    : [{ label: t("edit.change"), form: change }, { label: t("menuForm.end"), danger: true, send: end(true), say: t("edit.saved"), ask: { title: t("menuForm.endAsk", { what: title }), help: t("menuForm.endHelp") } }];
  return { title, facts: [[t("menuForm.about"), about]], lists: [], acts: desk.keepsMenu.value ? acts : [] };
}
