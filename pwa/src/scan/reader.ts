/** The page's side of the decoding worker: pictures in, texts out. */
import { DECODE_WORKER, scriptUrl } from '../app/trusted-types';
import type { ReadRequest, ReadResult } from './messages';

type Ask = { readonly [Kind in ReadRequest['kind']]: Omit<Extract<ReadRequest, { kind: Kind }>, 'id'> };
type Message = Ask[keyof Ask];

/** The worker could not look at the picture. */
export class UnreadablePictureError extends Error {
  override readonly name = 'UnreadablePictureError';
}

/** A decoder that has not answered in this time is given up. */
export const ANSWER_PATIENCE_MS = 8_000;
/** Its first answer: an old phone has to start it, perhaps to fetch it. */
export const FIRST_ANSWER_PATIENCE_MS = 20_000;

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

const mayPassFrames = (): boolean =>
  typeof VideoFrame === 'function' && typeof OffscreenCanvas === 'function';
let framesPass = mayPassFrames();

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
  private hasAnswered = false;

  constructor() {
    this.worker = this.employ();
  }

  /** One camera frame. Null when it shows no code; rejects when the decoder does not work. */
  async readFrame(video: HTMLVideoElement): Promise<string | null> {
    const message = frameMessage(video);
    const { text, failed } = await this.ask(message);
    if (failed === null) return text;
    if (failed === 'unreadable' && message.kind === 'frame') {
      // A worker that cannot use frames may still use pixels.
      framesPass = false;
      return null;
    }
    // It was not the frames. The next picture goes to another worker: this one may have failed to start.
    framesPass = mayPassFrames();
    this.dismiss();
    throw new UnreadablePictureError('no decoder');
  }

  /** A photo that the person chose. Null when it shows no code; rejects when it is no picture. */
  async readPhoto(photo: Blob): Promise<string | null> {
    const { text, failed } = await this.ask({ kind: 'photo', blob: photo });
    if (failed !== null) throw new UnreadablePictureError('not a picture');
    return text;
  }

  close(): void {
    this.dismiss();
  }

  private employ(): Worker {
    const worker = new Worker(scriptUrl(DECODE_WORKER), { type: 'module' });
    this.hasAnswered = false;
    worker.addEventListener('message', (event: MessageEvent<ReadResult>) => {
      this.hasAnswered = true;
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
      this.worker ??= this.employ();
      const inTime = this.hasAnswered ? ANSWER_PATIENCE_MS : FIRST_ANSWER_PATIENCE_MS;
      const patience = setTimeout(() => this.dismiss(), inTime);
      this.waiting.set(this.last, (result) => {
        clearTimeout(patience);
        resolve(result);
      });
      this.worker.postMessage({ ...message, id: this.last }, transferred(message));
    });
  }

  private failAll(): void {
    for (const [id, answer] of this.waiting) answer({ id, text: null, failed: 'gone' });
    this.waiting.clear();
  }
}

export function createReader(): Reader {
  return new Reader();
}
