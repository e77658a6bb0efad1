import { fitEdge, longestEdge } from "#shared/pictures.ts";

const maxPngBytes = 2_000_000;
const readable = /^image\/(png|jpeg|webp|gif|avif|heic|heif|bmp)$/;

export const isPicture = (file: File): boolean => readable.test(file.type);

/**
 * Prepares a picture for sending: upright, small enough, without the camera's metadata (place, time). Throws if the file is not
 * a picture.
 */
export async function prepareImage(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const { width, height } = fitEdge(bitmap, longestEdge);
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    // PNG keeps sharp edges of letters on a screenshot; a photo as PNG would take many megabytes
    if (file.type === "image/png") {
      context.drawImage(bitmap, 0, 0, width, height);
      const png = await toBlob(canvas, "image/png");
      if (png.size <= maxPngBytes) return await toDataUrl(png);
    }
    context.fillStyle = "#fff"; // JPEG has no transparency, and black letters on black cannot be read
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    return await toDataUrl(await toBlob(canvas, "image/jpeg"));
  } finally {
    bitmap.close();
  }
}

const toBlob = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`no ${type}`))), type, 0.9);
  });

const toDataUrl = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string); // readAsDataURL always gives a string
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(blob);
  });
