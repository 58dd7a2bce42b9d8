/** The camera's states, with a camera that does as it is told. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Camera, createCamera } from './camera';
import { START_PATIENCE_MS } from './picture';

class FakeTrack extends EventTarget {
  stopped = false;
  torch = false;
  constructor(private readonly capabilities: object = {}) {
    super();
  }
  stop(): void {
    this.stopped = true;
  }
  getCapabilities(): object {
    return this.capabilities;
  }
  async applyConstraints({
    advanced,
  }: {
    readonly advanced: readonly { readonly torch?: boolean }[];
  }): Promise<void> {
    this.torch = advanced[0]?.torch ?? this.torch;
  }
}

class FakeVideo extends EventTarget {
  videoWidth = 0;
  currentTime = 0;
  srcObject: unknown = null;
  paused = false;
  async play(): Promise<void> {
    this.paused = false;
  }
  pause(): void {
    this.paused = true;
  }
  requestVideoFrameCallback(frame: () => void): void {
    setTimeout(frame, 16);
  }
}

let video: FakeVideo;
let track: FakeTrack;
let page: EventTarget & { visibilityState: string };
let texts: string[];
let seen: (string | null)[];
let camera: Camera;
let broken: boolean;
let open: ReturnType<typeof vi.fn<() => Promise<unknown>>>;

const streamOf = (one: FakeTrack) => ({ getTracks: () => [one], getVideoTracks: () => [one] });

beforeEach(() => {
  vi.useFakeTimers();
  video = new FakeVideo();
  track = new FakeTrack();
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  texts = [];
  broken = false;
  seen = [];
  open = vi.fn(async () => streamOf(track));
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: open } });
  camera = createCamera({
    video: video as unknown as HTMLVideoElement,
    reader: {
      readFrame: async () => {
        if (broken) throw new Error('no decoder');
        return seen.shift() ?? null;
      },
    },
    onText: (text) => texts.push(text),
  });
});

afterEach(() => {
  camera.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function goLive(): Promise<void> {
  const starting = camera.start();
  await vi.advanceTimersByTimeAsync(1);
  video.videoWidth = 1280;
  video.dispatchEvent(new Event('loadeddata'));
  await starting;
}

function look(visibility: string): void {
  page.visibilityState = visibility;
  page.dispatchEvent(new Event('visibilitychange'));
}

test('it asks, starts, lives and hits; then it goes on with the same stream', async () => {
  const states: string[] = [];
  camera.state.subscribe((state) => states.push(state));
  await goLive();
  seen.push(null, 'first');
  await vi.advanceTimersByTimeAsync(100);
  expect(states).toEqual(['idle', 'asking', 'starting', 'live', 'hit']);
  expect(texts).toEqual(['first']);
  expect(video.paused).toBe(true);
  camera.resume();
  seen.push('first', 'second');
  await vi.advanceTimersByTimeAsync(100);
  expect(texts).toEqual(['first', 'second']);
  expect(open).toHaveBeenCalledTimes(1);
});

test('a browser that stops telling of frames is looked at all the same', async () => {
  video.requestVideoFrameCallback = () => undefined;
  await goLive();
  seen.push(null, 'found');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(texts).toEqual(['found']);
});

test('a picture that stands still for three seconds is stalled', async () => {
  await goLive();
  video.requestVideoFrameCallback = () => undefined;
  await vi.advanceTimersByTimeAsync(2_900);
  expect(camera.state.value).toBe('live');
  await vi.advanceTimersByTimeAsync(400);
  expect(camera.state.value).toBe('stalled');
  expect(track.stopped).toBe(true);
});

test('a picture whose time goes on is alive, though nobody tells of its frames', async () => {
  await goLive();
  video.requestVideoFrameCallback = () => undefined;
  for (let second = 1; second <= 5; second += 1) {
    video.currentTime = second;
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(camera.state.value).toBe('live');
});

test('a camera that opens after the page was hidden waits until it is seen', async () => {
  let give: (stream: unknown) => void = () => undefined;
  open.mockReturnValueOnce(new Promise((resolve) => (give = resolve)));
  void camera.start();
  look('hidden');
  give(streamOf(track));
  await vi.advanceTimersByTimeAsync(1);
  expect([camera.state.value, track.stopped]).toEqual(['idle', true]);
  look('visible');
  await vi.advanceTimersByTimeAsync(1);
  expect(open).toHaveBeenCalledTimes(2);
});

test('the same text does not count again when the phone has set its clock', async () => {
  await goLive();
  seen.push('one');
  await vi.advanceTimersByTimeAsync(50);
  camera.resume();
  vi.setSystemTime(Date.now() + 3_600_000);
  seen.push('one');
  await vi.advanceTimersByTimeAsync(50);
  expect(texts).toEqual(['one']);
});

test('the same text counts again after three seconds', async () => {
  await goLive();
  seen.push('one');
  await vi.advanceTimersByTimeAsync(50);
  camera.resume();
  await vi.advanceTimersByTimeAsync(3_100);
  seen.push('one');
  await vi.advanceTimersByTimeAsync(50);
  expect(texts).toEqual(['one', 'one']);
});

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
  ['SomethingElse', 'stalled'],
])('%s means %s', async (name, state) => {
  open.mockRejectedValueOnce(new DOMException('', name));
  await camera.start();
  expect(camera.state.value).toBe(state);
  await goLive();
  expect(camera.state.value).toBe('live');
});

test('without a camera interface it is missing', async () => {
  vi.stubGlobal('navigator', {});
  await camera.start();
  expect(camera.state.value).toBe('missing');
});

test('no picture within the patience is stalled, and the camera is let go', async () => {
  void camera.start();
  await vi.advanceTimersByTimeAsync(START_PATIENCE_MS - 1);
  expect(camera.state.value).toBe('starting');
  await vi.advanceTimersByTimeAsync(1);
  expect(camera.state.value).toBe('stalled');
  expect(track.stopped).toBe(true);
});

test('a decoder that does not work is stalled, not a camera that never finds anything', async () => {
  broken = true;
  await goLive();
  await vi.advanceTimersByTimeAsync(50);
  expect(camera.state.value).toBe('stalled');
});

test('the system takes it away', async () => {
  await goLive();
  track.dispatchEvent(new Event('ended'));
  expect(camera.state.value).toBe('stalled');
});

test('nobody looks: it is let go, and starts again by itself', async () => {
  await goLive();
  look('hidden');
  expect(track.stopped).toBe(true);
  expect(camera.state.value).toBe('idle');
  look('visible');
  await vi.advanceTimersByTimeAsync(1);
  expect(camera.state.value).toBe('live');
  expect(open).toHaveBeenCalledTimes(2);
});

test('a camera that opens after the person went on is closed', async () => {
  let give: (stream: unknown) => void = () => undefined;
  open.mockReturnValueOnce(new Promise((resolve) => (give = resolve)));
  const starting = camera.start();
  camera.stop();
  give(streamOf(track));
  await starting;
  expect(track.stopped).toBe(true);
  expect(camera.state.value).toBe('idle');
});

test('the torch is there only when the camera says so', async () => {
  await goLive();
  expect(camera.torch.state.value).toBe('none');
  track = new FakeTrack({ torch: true });
  await goLive();
  expect(camera.torch.state.value).toBe('off');
  await camera.torch.toggle();
  expect([camera.torch.state.value, track.torch]).toEqual(['on', true]);
  camera.stop();
  expect(camera.torch.state.value).toBe('none');
});
