// Which photos of an order a screen shows: those the server has, and what the phone has not sent yet.
import type { Photo } from "@/gen/diandan/orders/v1/photo_service_pb";
import type { OutboxItem } from "@/shared/outbox/item";

export const MOST_PHOTOS = 6;

export interface Shown {
  key: string;
  /** On the server. */
  photo?: Photo;
  /** Only on this phone so far: where it waits, and what it shows. */
  seq?: number;
  src?: string;
  refused?: boolean;
}

/** What waits about an order's photos: apart from its steps, which never wait for a picture. */
export const photosOf = (order: string): string => `${order}/photos`;

export function shownOf(photos: readonly Photo[], waiting: readonly OutboxItem[]): Shown[] {
  const leaving = new Set(waiting.filter((item) => item.call === "RemovePhoto").map((item) => item.request.photoId));
  const here = photos.filter((photo) => !leaving.has(photo.photoId));
  // Sent, and the answer was lost: it is there already.
  const arrived = new Set(photos.map((photo) => photo.photoId));
  const coming = waiting.filter((item) => item.call === "AddPhoto" && !arrived.has(String(item.request.requestId)));
  return [
    ...here.map((photo) => ({ key: photo.photoId, photo })),
    ...coming.map((item) => ({
      key: String(item.request.requestId), seq: item.seq, src: `data:image/jpeg;base64,${String(item.request.image)}`, refused: item.state === "refused",
    })),
  ];
}
