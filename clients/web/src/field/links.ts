// Links that stand in QR codes. All behind the #: a camera app opens them, and no server's log ever sees the secret.
import { countyOf, idOf, shortId } from "@/shared/ids";

const base = () => `${location.origin}/field/#`;

/** The resident's page: progress, "it is done", rating. */
export const residentLink = (order: string, secret: string): string =>
  `${base()}/r/${countyOf(order)}/${shortId(idOf(order))}/${secret}`;

/** The poster's page: one line to the station. */
export const wishLink = (station: string): string => `${base()}/w/${countyOf(station)}/${shortId(idOf(station))}`;

/** The leader's screen: checks in or out with the code of this minute. */
export const codeLink = (order: string, session: string, code: string, direction: "in" | "out"): string =>
  `${base()}/in/${shortId(idOf(order))}/${shortId(session)}/${code}/${direction}`;
