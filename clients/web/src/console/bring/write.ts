// Checked lines written one after the other. The same line is the same request, today, again, or after the page was closed:
// nothing comes in twice, and what is left can go on at any time.
import { computed, reactive, ref, shallowRef } from "vue";
import { v5 } from "uuid";
import { needsSignIn, problemOf, type Problem } from "@/shared/api/problem";
import { session } from "@/shared/session";
import { settled, type AnyForm, type Ids } from "../edit/form";
import { t } from "../words";
import type { ReadLine } from "./check";

/** For lines that everybody may read anyway. Who knows the namespace can prove a guessed line by its id. */
export const OPEN_KEY = "6f1b5d0e-0a0f-4c39-9d0e-6a5f3c1e7b52";

/** Ids out of what a line says; where it tells of people, under the county's secret key. */
export function idsOf(kind: string, values: object, key: string): Ids {
  const content = JSON.stringify([session.county.value, kind, values]);
  return { request: v5(`request ${content}`, key), made: v5(`made ${content}`, key) };
}

/** An organisation's code is its id. */
const THERE = new Set(["ALREADY_EXISTS", "ORG_CODE_DUPLICATE"]);

export type State = "waiting" | "in" | "there" | "refused";
export interface Outcome {
  line: number;
  what: string;
  state: State;
  why: string;
}

export function useWriting(form: AnyForm, lines: readonly ReadLine[], idsOfLine: (values: object) => Ids) {
  const first = form.fields[0]!.key;
  const outcomes = reactive<Outcome[]>(lines.map(({ number, values }) => ({ line: number, what: String(values[first]), state: "waiting", why: "" })));
  const busy = ref(false);
  const problem = shallowRef<Problem>();

  async function write({ values }: ReadLine, outcome: Outcome): Promise<void> {
    const outcomeOf = await settled(form, values);
    if ("wrong" in outcomeOf) {
      outcome.state = "refused";
      outcome.why = outcomeOf.wrong.map(({ want }) => want).join(t("common.comma"));
      return;
    }
    await form.send(outcomeOf.ready, idsOfLine(values));
    outcome.state = "in";
  }

  /** False when nobody answered: the line waits. */
  function judged(error: unknown, outcome: Outcome): boolean {
    const refused = problemOf(error);
    if (needsSignIn(refused)) session.expired.value = true;
    if (refused.retry || needsSignIn(refused)) {
      problem.value = refused;
      return false;
    }
    outcome.state = THERE.has(refused.reason) ? "there" : "refused";
    outcome.why = [refused.message, ...refused.fields.map(({ want }) => want), refused.nextStep].filter(Boolean).join("");
    return true;
  }

  /** Writes what waits; what was refused is tried again when somebody asks for it. */
  async function go(): Promise<void> {
    busy.value = true;
    problem.value = undefined;
    for (const outcome of outcomes) if (outcome.state === "refused") outcome.state = "waiting";
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.state !== "waiting") continue;
      try {
        await write(lines[at]!, outcome);
      } catch (error) {
        if (!judged(error, outcome)) break;
      }
    }
    busy.value = false;
  }

  const count = (state: State) => outcomes.filter((each) => each.state === state).length;
  return { outcomes, busy, problem, go, waiting: computed(() => count("waiting")), refused: computed(() => count("refused")), done: computed(() => count("in") + count("there")) };
}
