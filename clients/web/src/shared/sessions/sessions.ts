// The sign-ins of one's own account.
import { createClient } from "@connectrpc/connect";
import { SessionService, type Session } from "@/gen/diandan/volunteers/v1/session_service_pb";
import { DeviceKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { transport } from "@/shared/api/clients";
import { newId } from "@/shared/ids";

export const sessions = createClient(SessionService, transport);

export const deviceOf = (session: Session): string => DeviceKind[session.device] ?? "DEVICE_KIND_UNSPECIFIED";

export const listSessions = async (): Promise<Session[]> => (await sessions.listSessions({})).sessions;

export const endSession = (sessionId: string): Promise<unknown> => sessions.endSession({ requestId: newId(), sessionId });

/** The session of this page ends with the others. */
export const endAll = (): Promise<unknown> => sessions.endAllSessions({ requestId: newId() });
