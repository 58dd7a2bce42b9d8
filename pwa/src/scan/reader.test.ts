/** A decoder that could not be loaded is a failure that is told, and not the end. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ANSWER_PATIENCE_MS, type Reader, UnreadablePictureError } from './reader';

class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  readonly asked: { readonly id: number }[] = [];
  constructor() {
    super();
    FakeWorker.all.push(this);
  }
  postMessage(message: { readonly id: number }): void {
    this.asked.push(message);
  }
  answer(text: string): void {
    for (const { id } of this.asked) {
      this.dispatchEvent(new MessageEvent('message', { data: { id, text, failed: false } }));
    }
  }
  terminate(): void {
    this.dispatchEvent(new Event('terminated'));
  }
}

const PHOTO = new Blob(['a picture']);
let reader: Reader;

beforeEach(async () => {
  vi.resetModules();
  FakeWorker.all.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
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
  await vi.advanceTimersByTimeAsync(ANSWER_PATIENCE_MS);
  await refused;
  vi.useRealTimers();
  const reading = reader.readPhoto(PHOTO);
  FakeWorker.all[1]?.answer('a code');
  expect(await reading).toBe('a code');
});
