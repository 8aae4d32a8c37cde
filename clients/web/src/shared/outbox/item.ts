// One thing a person has done, as it waits on the phone.
import type { JsonObject } from "@bufbuild/protobuf";
import type { Problem } from "@/shared/api/problem";

export type OutboxState = "waiting" | "refused";

export interface OutboxItem {
  /** Order of sending; given by the database. */
  seq?: number;
  /** Name of the call, see calls.ts. */
  call: string;
  /** The request in proto JSON, with its request_id: sending it again changes nothing twice. */
  request: JsonObject;
  /** What it is about, an order's name: after a refusal later ones about the same thing wait. */
  subject: string;
  /** For the list, "王奶奶 · 上门理发". */
  title: string;
  /** Whose: nobody else's session sends it. */
  account: string;
  savedAt: number;
  tries: number;
  state: OutboxState;
  problem?: Problem;
}
