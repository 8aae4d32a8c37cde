// Kinds of events as the contract lists them: which service tells of them, and what they are about.
import { getOption } from "@bufbuild/protobuf";
import { EventKindSchema, kind as facts } from "@/gen/diandan/events/v1/audit_pb";

export const PARTS = ["orders", "hours", "matching", "volunteers"] as const;
export type Part = (typeof PARTS)[number];

export interface Kind {
  /** Of diandan.events.v1.EventKind. */
  value: number;
  name: string;
  part: string;
  /** Collection of the subject; "" for the county. */
  about: string;
}

export const KINDS: readonly Kind[] = EventKindSchema.values.filter(({ number }) => number > 0).map((value) => {
  const { service, collection } = getOption(value, facts);
  return { value: value.number, name: value.name, part: service, about: collection };
});

export const kindsOf = (part: Part): readonly Kind[] => KINDS.filter((kind) => kind.part === part);
