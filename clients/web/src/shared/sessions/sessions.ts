// The sign-ins of one's own account.
import { createClient } from "@connectrpc/connect";
import { SessionService, type Session } from "@/gen/diandan/volunteers/v1/session_service_pb";
import { DeviceKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { transport } from "@/shared/api/clients";

export const sessions = createClient(SessionService, transport);

export const deviceOf = (session: Session): string => DeviceKind[session.device] ?? "DEVICE_KIND_UNSPECIFIED";

export const listSessions = async (): Promise<Session[]> => (await sessions.listSessions({})).sessions;

export const endSession = (sessionId: string, requestId: string): Promise<unknown> => sessions.endSession({ requestId, sessionId });

/** The session of this page ends with the others. */
export const endAll = (requestId: string): Promise<unknown> => sessions.endAllSessions({ requestId });
