/** The page's side of the decoding worker: pictures in, texts out. */
import { DECODE_WORKER, scriptUrl } from '../app/trusted-types';
import type { ReadRequest, ReadResult } from './messages';

type Ask = { readonly [Kind in ReadRequest['kind']]: Omit<Extract<ReadRequest, { kind: Kind }>, 'id'> };
type Message = Ask[keyof Ask];

/** The worker could not look at the picture. */
export class UnreadablePictureError extends Error {
  override readonly name = 'UnreadablePictureError';
}

/** A decoder that has not answered in this time, the first start on an old phone included, is given up. */
export const ANSWER_PATIENCE_MS = 8_000;

let canvas: HTMLCanvasElement | null = null;

function centrePixels(video: HTMLVideoElement): ImageData {
  const side = Math.max(1, Math.min(video.videoWidth, video.videoHeight));
  canvas ??= document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new UnreadablePictureError('no canvas');
  const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
  context.drawImage(video, left, top, side, side, 0, 0, side, side);
  return context.getImageData(0, 0, side, side);
}

let framesPass = typeof VideoFrame === 'function' && typeof OffscreenCanvas === 'function';

/** Passing a frame costs the page nothing; copying its pixels is for browsers that cannot. */
function frameMessage(video: HTMLVideoElement): Message {
  if (framesPass) {
    try {
      return { kind: 'frame', frame: new VideoFrame(video) };
    } catch {
      framesPass = false;
    }
  }
  return { kind: 'pixels', image: centrePixels(video) };
}

function transferred(message: Message): Transferable[] {
  if (message.kind === 'frame') return [message.frame];
  return message.kind === 'pixels' ? [message.image.data.buffer] : [];
}

export class Reader {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, (result: ReadResult) => void>();
  private last = 0;

  constructor() {
    this.worker = this.employ();
  }

  /** One camera frame. Null when it shows no code; rejects when the decoder does not work. */
  async readFrame(video: HTMLVideoElement): Promise<string | null> {
    const message = frameMessage(video);
    const { text, failed } = await this.ask(message);
    if (failed && message.kind === 'pixels') throw new UnreadablePictureError('no decoder');
    // A worker that cannot use frames may still use pixels.
    if (failed) framesPass = false;
    return text;
  }

  /** A photo that the person chose. Null when it shows no code; rejects when it is no picture. */
  async readPhoto(photo: Blob): Promise<string | null> {
    const { text, failed } = await this.ask({ kind: 'photo', blob: photo });
    if (failed) throw new UnreadablePictureError('not a picture');
    return text;
  }

  close(): void {
    this.dismiss();
  }

  private employ(): Worker {
    const worker = new Worker(scriptUrl(DECODE_WORKER), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<ReadResult>) => {
      this.waiting.get(event.data.id)?.(event.data);
      this.waiting.delete(event.data.id);
    });
    // It could not be loaded, perhaps before anybody asked: the next question goes to another one.
    worker.addEventListener('error', () => this.dismiss());
    return worker;
  }

  private dismiss(): void {
    this.worker?.terminate();
    this.worker = null;
    this.failAll();
  }

  private ask(message: Message): Promise<ReadResult> {
    return new Promise((resolve) => {
      this.last += 1;
      const patience = setTimeout(() => this.dismiss(), ANSWER_PATIENCE_MS);
      this.waiting.set(this.last, (result) => {
        clearTimeout(patience);
        resolve(result);
      });
      this.worker ??= this.employ();
      this.worker.postMessage({ ...message, id: this.last }, transferred(message));
    });
  }

  private failAll(): void {
    for (const [id, answer] of this.waiting) answer({ id, text: null, failed: true });
    this.waiting.clear();
  }
}

export function createReader(): Reader {
  return new Reader();
}
