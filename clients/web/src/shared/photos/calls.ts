// What is asked of PhotoService. Comes with the pages that show photos, or when one waits in the outbox.
import { createClient } from "@connectrpc/connect";
import { AddPhotoRequestSchema, PhotoService, RemovePhotoRequestSchema, type Photo } from "@/gen/diandan/orders/v1/photo_service_pb";
import { renew, transport } from "@/shared/api/clients";
import { languageTag } from "@/shared/i18n";
import { call } from "@/shared/outbox/call";

export const photos = createClient(PhotoService, transport);

// A picture takes a weak net longer than words do.
const UPLOAD_MS = 60_000;

export const photoCalls = {
  AddPhoto: call(AddPhotoRequestSchema, (request) => photos.addPhoto(request, { timeoutMs: UPLOAD_MS })),
  RemovePhoto: call(RemovePhotoRequestSchema, (request) => photos.removePhoto(request)),
};

/** "counties/150525/orders/…" and a hash, as the gateway serves them. */
export function pathOf({ order, hash }: Pick<Photo, "order" | "hash">): string {
  const [, county, , id] = order.split("/");
  return `/photos/${county}/${id}/${hash}.jpg`;
}

/** An <img> cannot say that it goes by cookie, so the picture is fetched for it. */
export async function fetchPicture(photo: Photo): Promise<Blob> {
  const ask = () => fetch(pathOf(photo), { headers: { "diandan-session": "cookie", "accept-language": languageTag() } });
  let answer = await ask();
  if (answer.status === 401 && (await renew())) answer = await ask();
  if (!answer.ok) throw new Error(`photo: ${answer.status}`);
  return answer.blob();
}
