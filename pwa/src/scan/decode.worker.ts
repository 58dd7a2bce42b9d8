/** Reads QR codes out of pictures, away from the page's own thread. */
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { ReadRequest, ReadResult } from './messages';

declare const self: DedicatedWorkerGlobalScope;

const FAST: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 1,
};
const THOROUGH: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 1,
};
/** Longest side of a photo that is searched; larger ones only take longer. */
const PHOTO_SIDE = 2000;

// Without this, zxing-wasm would ask a public CDN for its wasm.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });

let canvas: OffscreenCanvas | null = null;

function pixels(
  source: CanvasImageSource,
  from: readonly [number, number, number, number],
  width: number,
  height: number,
): ImageData {
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.drawImage(source, ...from, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** The square in the middle, where the frame on the screen is. */
function centre(frame: VideoFrame): ImageData {
  const { displayWidth: width, displayHeight: height } = frame;
  const side = Math.min(width, height);
  return pixels(frame, [(width - side) / 2, (height - side) / 2, side, side], side, side);
}

async function photo(blob: Blob): Promise<ImageData> {
  const picture = await createImageBitmap(blob);
  const { width, height } = picture;
  const scale = Math.min(1, PHOTO_SIDE / Math.max(width, height));
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const image = pixels(picture, [0, 0, width, height], w, h);
  picture.close();
  return image;
}

async function imageOf(request: ReadRequest): Promise<ImageData> {
  if (request.kind === 'pixels') return request.image;
  if (request.kind === 'photo') return photo(request.blob);
  try {
    return centre(request.frame);
  } finally {
    request.frame.close();
  }
}

async function textIn(request: ReadRequest): Promise<string | null> {
  const image = await imageOf(request);
  const [found] = await readBarcodes(image, request.kind === 'photo' ? THOROUGH : FAST);
  return found?.isValid ? found.text : null;
}

self.addEventListener('message', (event: MessageEvent<ReadRequest>) => {
  const { id } = event.data;
  textIn(event.data).then(
    (text) => self.postMessage({ id, text, failed: null } satisfies ReadResult),
    () => self.postMessage({ id, text: null, failed: 'unreadable' } satisfies ReadResult),
  );
});
