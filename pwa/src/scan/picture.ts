/** From asking for the camera to a picture that moves, and what each failure means. */

export type CameraState =
  | 'idle'
  | 'asking'
  | 'starting'
  | 'live'
  | 'hit'
  | 'denied'
  | 'busy'
  | 'missing'
  | 'stalled';

/** A camera that gives no picture in this time is taken for dead. */
export const START_PATIENCE_MS = 6_000;

const WISHES: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};

const FAULTS: Readonly<Record<string, CameraState>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotSupportedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'stalled',
  TimeoutError: 'stalled',
};

export function faultOf(error: unknown): CameraState {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return FAULTS[name] ?? 'stalled';
}

export interface PictureWatch {
  /** False once the person has gone on: a camera that opens then is closed at once. */
  readonly isWanted: () => boolean;
  readonly onStarting: (stream: MediaStream) => void;
  /** The system took the camera away. */
  readonly onEnded: () => void;
}

function stopped(stream: MediaStream): null {
  for (const track of stream.getTracks()) track.stop();
  return null;
}

function firstPicture(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const tooLate = (): void => reject(new DOMException('no picture', 'TimeoutError'));
    const timer = setTimeout(tooLate, START_PATIENCE_MS);
    const ready = (): void => {
      if (video.videoWidth === 0) return;
      clearTimeout(timer);
      video.removeEventListener('loadeddata', ready);
      video.removeEventListener('resize', ready);
      resolve();
    };
    video.addEventListener('loadeddata', ready);
    video.addEventListener('resize', ready);
    // Some phones want to be told, some refuse and play by themselves: the first picture decides.
    video.play().then(ready, () => undefined);
  });
}

/** Phones that can, keep focusing by themselves. */
function focusContinuously(track: MediaStreamTrack | undefined): void {
  const can = (track?.getCapabilities?.() ?? {}) as { readonly focusMode?: readonly string[] };
  if (!can.focusMode?.includes('continuous')) return;
  const wish = { advanced: [{ focusMode: 'continuous' }] } as unknown as MediaTrackConstraints;
  track?.applyConstraints(wish).catch(() => undefined);
}

/** Null when the person has gone on meanwhile; rejects with what `faultOf` understands. */
export async function startPicture(
  video: HTMLVideoElement,
  watch: PictureWatch,
): Promise<MediaStream | null> {
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('', 'NotFoundError');
  const stream = await navigator.mediaDevices.getUserMedia(WISHES);
  if (!watch.isWanted()) return stopped(stream);
  const [track] = stream.getVideoTracks();
  track?.addEventListener('ended', watch.onEnded);
  watch.onStarting(stream);
  video.srcObject = stream;
  await firstPicture(video);
  focusContinuously(track);
  return stream;
}

const FRAME_PATIENCE_MS = 250;

/** So many waits in vain, three seconds, and the picture stands still. */
const MOST_MISSES = 12;

/** True with the next frame; false without one in time, as some browsers stop telling of frames. */
function nextFrame(video: HTMLVideoElement): Promise<boolean> {
  return new Promise((resolve) => {
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => resolve(true));
    setTimeout(() => resolve(false), FRAME_PATIENCE_MS);
  });
}

/** Waits for frame after frame; the wait rejects when neither frames nor the video's own time go on. */
export function frameWatch(video: HTMLVideoElement): () => Promise<void> {
  let [misses, time] = [0, video.currentTime];
  return async () => {
    const came = await nextFrame(video);
    misses = came || video.currentTime !== time ? 0 : misses + 1;
    time = video.currentTime;
    if (misses >= MOST_MISSES) throw new DOMException('stands still', 'TimeoutError');
  };
}
