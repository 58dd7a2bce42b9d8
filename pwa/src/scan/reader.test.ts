/** A decoder that could not be loaded is a failure that is told, and not the end. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ANSWER_PATIENCE_MS, FIRST_ANSWER_PATIENCE_MS, type Reader, UnreadablePictureError } from './reader';

class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  readonly asked: { readonly id: number; readonly kind: string }[] = [];
  constructor() {
    super();
    FakeWorker.all.push(this);
  }
  postMessage(message: { readonly id: number; readonly kind: string }): void {
    this.asked.push(message);
  }
  answer(text: string | null, failed: 'unreadable' | null = null): void {
    for (const { id } of this.asked.splice(0)) {
      this.dispatchEvent(new MessageEvent('message', { data: { id, text, failed } }));
    }
  }
  terminate(): void {
    this.dispatchEvent(new Event('terminated'));
  }
}

const PHOTO = new Blob(['a picture']);
const VIDEO = { videoWidth: 1, videoHeight: 1 } as HTMLVideoElement;
const CANVAS = {
  getContext: () => ({
    drawImage: () => undefined,
    getImageData: () => ({ data: new Uint8ClampedArray(4) }),
  }),
};
let reader: Reader;

beforeEach(async () => {
  vi.resetModules();
  FakeWorker.all.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('VideoFrame', class {});
  vi.stubGlobal('OffscreenCanvas', class {});
  vi.stubGlobal('document', { createElement: () => CANVAS });
  const { createReader } = await import('./reader');
  reader = createReader();
});

afterEach(() => {
  reader.close();
  vi.unstubAllGlobals();
});

test('what is asked is answered', async () => {
  const reading = reader.readPhoto(PHOTO);
  FakeWorker.all[0]?.answer('a code');
  expect(await reading).toBe('a code');
});

test('whoever waits for a decoder that fails is told', async () => {
  const reading = reader.readPhoto(PHOTO);
  FakeWorker.all[0]?.dispatchEvent(new Event('error'));
  await expect(reading).rejects.toMatchObject({ name: UnreadablePictureError.name });
});

test('one that failed before anybody asked is replaced', async () => {
  FakeWorker.all[0]?.dispatchEvent(new Event('error'));
  const reading = reader.readPhoto(PHOTO);
  FakeWorker.all[1]?.answer('a code');
  expect(await reading).toBe('a code');
});

test('one that never answers is given up and replaced', async () => {
  vi.useFakeTimers();
  const refused = expect(reader.readPhoto(PHOTO)).rejects.toMatchObject({
    name: UnreadablePictureError.name,
  });
  await vi.advanceTimersByTimeAsync(FIRST_ANSWER_PATIENCE_MS);
  await refused;
  vi.useRealTimers();
  const reading = reader.readPhoto(PHOTO);
  FakeWorker.all[1]?.answer('a code');
  expect(await reading).toBe('a code');
});

test('an old phone has longer for the first answer than for the others', async () => {
  vi.useFakeTimers();
  const [first] = FakeWorker.all;
  const reading = reader.readPhoto(PHOTO);
  await vi.advanceTimersByTimeAsync(ANSWER_PATIENCE_MS);
  first?.answer('a code');
  expect(await reading).toBe('a code');
  const refused = expect(reader.readPhoto(PHOTO)).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(ANSWER_PATIENCE_MS);
  await refused;
  vi.useRealTimers();
});

test('a frame that cannot be looked at is tried as pixels', async () => {
  const [worker] = FakeWorker.all;
  const first = reader.readFrame(VIDEO);
  expect(worker?.asked[0]?.kind).toBe('frame');
  worker?.answer(null, 'unreadable');
  expect(await first).toBeNull();
  const second = reader.readFrame(VIDEO);
  expect(worker?.asked[0]?.kind).toBe('pixels');
  worker?.answer('a code');
  expect(await second).toBe('a code');
});

test('a decoder that could not start is replaced, and the frames are not to blame', async () => {
  const first = reader.readFrame(VIDEO);
  FakeWorker.all[0]?.answer(null, 'unreadable');
  await first;
  const second = reader.readFrame(VIDEO);
  FakeWorker.all[0]?.answer(null, 'unreadable');
  await expect(second).rejects.toThrow();
  const third = reader.readFrame(VIDEO);
  expect(FakeWorker.all[1]?.asked[0]?.kind).toBe('frame');
  FakeWorker.all[1]?.answer('a code');
  expect(await third).toBe('a code');
});

test('a frame that nobody looked at in time says nothing against frames', async () => {
  const refused = expect(reader.readFrame(VIDEO)).rejects.toThrow();
  FakeWorker.all[0]?.dispatchEvent(new Event('error'));
  await refused;
  const reading = reader.readFrame(VIDEO);
  expect(FakeWorker.all[1]?.asked[0]?.kind).toBe('frame');
  FakeWorker.all[1]?.answer('a code');
  expect(await reading).toBe('a code');
});
