// Units beside the tree: made, changed, closed by the county.
import { CreateUnitRequestSchema, type Unit } from "@/gen/diandan/volunteers/v1/unit_service_pb";
import { UnitKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { session } from "@/shared/session";
import { units } from "../api";
import { desk } from "../desk";
import { unitChanged } from "../places";
import { t, word } from "../words";
import { enumChoices } from "./choices";
import type { Form } from "./form";
import type { RecordView } from "./record";

interface UnitValues {
  displayName: string;
  kind: UnitKind;
  headcount: number;
}

async function noted(answer: Promise<Unit>): Promise<Unit> {
  const unit = await answer;
  unitChanged(unit);
  return unit;
}

export function unitForm(): Form<UnitValues, Unit> {
  return {
    title: t("placeForm.newUnit"), verb: t("edit.make"), schema: CreateUnitRequestSchema, say: t("edit.made"), start: { displayName: "", kind: 0, headcount: 0 },
    fields: [
      { key: "displayName", path: "display_name", kind: "text", label: t("table.name"), example: t("bring.exampleUnit") },
      { key: "kind", path: "kind", kind: "choice", label: t("table.kind"), choices: () => enumChoices(UnitKind, "unitKind"), example: word("unitKind", "DEPARTMENT") },
      { key: "headcount", path: "headcount", kind: "number", label: t("table.headcount"), help: t("placeForm.headcountHelp"), example: "60" },
    ],
    send: (values, { request, made }) => noted(units.createUnit({ parent: session.parent.value, requestId: request, unitId: made, ...values })),
  };
}

export function unitRecord(unit: Unit): RecordView<Unit> {
  const { displayName, kind, headcount, name, etag } = unit;
  const form = unitForm();
  const change = (): Form<UnitValues, Unit> => ({
    ...form, title: t("edit.changeOf", { what: displayName }), verb: t("edit.save"), say: t("edit.saved"), compares: true, start: { displayName, kind, headcount },
    fields: form.fields.filter((field) => field.key !== "kind"),
    send: (values, { request }) => noted(units.updateUnit({ name, requestId: request, etag, displayName: values.displayName, headcount: values.headcount, updateMask: { paths: ["display_name", "headcount"] } })),
  });
  const acts = [
    { label: t("edit.change"), form: change },
    { label: t("placeForm.close"), danger: true, say: t("edit.saved"), ask: { title: t("placeForm.closeAsk", { what: displayName }), help: t("placeForm.closeUnitHelp") }, send: (requestId: string) => noted(units.closeUnit({ name, requestId })) },
  ];
  return { title: displayName, facts: [], lists: [], acts: desk.governs.value && !unit.closed ? acts : [] };
}
