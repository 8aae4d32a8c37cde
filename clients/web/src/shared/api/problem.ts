// Why a call failed, as people read it. The server's own sentence wins; it is in the language that was asked for.
import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema, Reason } from "@/gen/diandan/errors/v1/errors_pb";
import { t } from "@/shared/i18n";

export interface Problem {
  /** Name of the reason, "ORDER_WRONG_STATE"; "UNREACHABLE" when nobody answered. */
  reason: string;
  message: string;
  nextStep: string;
  /** The same call may succeed later without any change. */
  retry: boolean;
  /** What is wrong, by path in the request. */
  fields: { field: string; want: string }[];
  params: Record<string, string>;
}

const LATER = new Set([Code.Unavailable, Code.DeadlineExceeded, Code.ResourceExhausted, Code.Canceled, Code.Aborted]);

export function problemOf(error: unknown): Problem {
  const failed = ConnectError.from(error);
  const info = failed.findDetails(ErrorInfoSchema)[0];
  if (info) {
    return {
      reason: Reason[info.reason] ?? "REASON_UNSPECIFIED",
      message: info.message, nextStep: info.nextStep, retry: info.retry,
      fields: info.fields.map(({ field, want }) => ({ field, want })), params: { ...info.params },
    };
  }
  // No signal and a page of some other machine look alike: neither is an answer of ours.
  const retry = LATER.has(failed.code) || failed.code === Code.Unknown || failed.code === Code.Internal;
  const reason = failed.code === Code.Unauthenticated ? "NOT_SIGNED_IN" : retry ? "UNREACHABLE" : Code[failed.code]!;
  const message = reason === "NOT_SIGNED_IN" ? t("problem.signIn") : retry ? t("problem.unreachable") : failed.rawMessage;
  return { reason, message, nextStep: "", retry, fields: [], params: {} };
}

/** Signing in again helps. */
export const needsSignIn = (problem: Problem): boolean =>
  problem.reason === "NOT_SIGNED_IN" || problem.reason === "TOKEN_EXPIRED";
