// A picture made small on the phone before it is sent. What a canvas draws carries no place, no time and no camera.

/** Enough to see what was done, and half a minute on the weakest net. */
const SIDE = 1280;
const QUALITY = 0.75;

/** The size with the same shape whose long side is at most `side`. */
export function fitted(width: number, height: number, side = SIDE): { width: number; height: number } {
  const by = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/** A JPEG the right way up. Throws when the phone cannot open the file as a picture. */
export async function shrink(file: Blob): Promise<Uint8Array> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, fitted(image.naturalWidth, image.naturalHeight));
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#fff"; // behind what is transparent
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob) throw new Error("no picture");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}
