// Campaigns of selection, the red list, evaluation and stars: the clients, and what both apps do with them.
import { createClient } from "@connectrpc/connect";
import { EvaluationService, StarService } from "@/gen/diandan/hours/v1/evaluation_service_pb";
import { HonourKind, HonourSubject, NominationState, type Nomination } from "@/gen/diandan/hours/v1/honour_pb";
import { HonourService } from "@/gen/diandan/hours/v1/honour_service_pb";
import { transport } from "@/shared/api/clients";
import { paperDay } from "@/shared/certificates/certificates";
import { msOf } from "@/shared/time";
import { word } from "./words";

export const honours = createClient(HonourService, transport);
export const evaluations = createClient(EvaluationService, transport);
export const stars = createClient(StarService, transport);

/** "最美志愿者": the category's own title, else the usual one of its kind. */
export const honourTitle = ({ kind, title }: { kind: HonourKind; title: string }): string => title || word("kind", HonourKind[kind]!);

/** A notice ends at a midnight: its last day is the one before. */
export const lastDay = (end: Nomination["noticeUntilTime"]): string => paperDay(msOf(end) - 1);

export const subjectOf = (kind: HonourKind): HonourSubject =>
  ({ [HonourKind.FINEST_PROJECT]: HonourSubject.HONOURED_PROJECT, [HonourKind.FINEST_TEAM]: HonourSubject.HONOURED_TEAM, [HonourKind.FINEST_COMMUNITY]: HonourSubject.HONOURED_PLACE } as Record<number, HonourSubject>)[kind] ?? HonourSubject.HONOURED_PERSON;

/** Where anybody reads it, without signing in. */
export const redListPage = (county: number | string): string => `/honours/${county}/`;
export const posterFile = (county: number | string, campaign: string, sheet: "a3" | "a4"): string => `/honours/${county}/posters/${campaign}-${sheet}.pdf`;

/** The colour of a state. */
export const tagOf = (state: NominationState): string =>
  state === NominationState.AWARDED ? "verified" : state === NominationState.NOT_SELECTED || state === NominationState.NOMINATION_WITHDRAWN ? "cancelled" : state === NominationState.OBJECTED_TO ? "rejected" : "completed";
