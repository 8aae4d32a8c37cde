// 补录: time that was given and not recorded, entered by one person for another to agree to.
import { BackFillCause, ProposeBackFillRequestSchema, type BackFill } from "@/gen/diandan/orders/v1/back_fill_service_pb";
import { orders } from "@/shared/api/clients";
import { session } from "@/shared/session";
import { msOf, stamp } from "@/shared/time";
import { backFills } from "../api";
import { t } from "../words";
import { enumChoices } from "./choices";
import { msOfMoment } from "./dates";
import type { Form } from "./form";
import { sayWant } from "./limits";
import { findPerson } from "./people";

interface BackFillValues {
  name: string;
  volunteer: string;
  startTime: string;
  endTime: string;
  cause: BackFillCause;
  resident: boolean;
  witness: string;
}

/** By what people call it, "7K3M". */
async function findOrder(typed: string): Promise<{ value: string } | { want: string }> {
  const { orders: found } = await orders.listOrders({ parent: session.parent.value, number: typed.toUpperCase(), pageSize: 2 });
  return found.length === 1 ? { value: found[0]!.name } : { want: sayWant("nobody", typed) };
}

/** The session that the time belongs to: the one that begins nearest to it. */
async function sessionOf(name: string, start: number): Promise<string> {
  const { sessions } = await orders.getOrder({ name });
  const away = (at: (typeof sessions)[number]): number => Math.abs(msOf(at.startTime) - start);
  return [...sessions].sort((a, b) => away(a) - away(b))[0]?.sessionId ?? "";
}

export function backFillForm(): Form<BackFillValues, BackFill> {
  return {
    title: t("backFill.new"), lead: t("backFill.lead"), verb: t("backFill.propose"), schema: ProposeBackFillRequestSchema, say: t("backFill.proposed"),
    start: { name: "", volunteer: "", startTime: "", endTime: "", cause: 0, resident: false, witness: "" },
    about: { WITNESS_NOT_REACHABLE: "witness" },
    fields: [
      { key: "name", path: "name", kind: "text", label: t("backFill.order"), help: t("backFill.orderHelp"), find: findOrder },
      { key: "volunteer", path: "volunteer", kind: "text", label: t("accountForm.person"), help: t("accountForm.personHelp"), find: findPerson },
      { key: "startTime", path: "start_time", kind: "moment", label: t("backFill.from") },
      { key: "endTime", path: "end_time", kind: "moment", label: t("backFill.to") },
      { key: "cause", path: "cause", kind: "choice", label: t("backFill.cause"), choices: () => enumChoices(BackFillCause, "backFillCause") },
      { key: "resident", path: "resident_witness", kind: "tick", label: t("backFill.resident"), help: t("backFill.residentHelp") },
      { key: "witness", path: "witness", kind: "text", label: t("backFill.witness"), help: t("backFill.witnessHelp"), find: findPerson, needed: true, shown: ({ resident }) => !resident },
    ],
    send: async ({ name, volunteer, startTime, endTime, cause, resident, witness }, { request }) => {
      const start = msOfMoment(startTime);
      return backFills.proposeBackFill({
        requestId: request, name, volunteer, cause, sessionId: await sessionOf(name, start), startTime: stamp(start), endTime: stamp(msOfMoment(endTime)),
        whoSaw: resident ? { case: "residentWitness", value: true } : { case: "witness", value: witness },
      });
    },
  };
}
