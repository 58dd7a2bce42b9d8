/** The camera as a small state machine: asked for once, watched over, and let go when nobody looks. */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type CameraState, faultOf, frameWatch, startPicture } from './picture';
import type { Reader } from './reader';
import { createTorch, type Torch } from './torch';

export type { CameraState } from './picture';

/** The same text is not told twice within this time. */
const SAME_TEXT_MS = 3_000;

export interface CameraPorts {
  /** Muted, with `playsInline`; the caller puts it on the screen. */
  readonly video: HTMLVideoElement;
  readonly reader: Pick<Reader, 'readFrame'>;
  readonly onText: (text: string) => void;
}

export class Camera {
  /** The phone's light. */
  readonly torch: Torch = createTorch();
  private readonly at: Signal<CameraState> = signal<CameraState>('idle');
  private stream: MediaStream | null = null;
  /** Raised by each start and stop, so that what belongs to an earlier one ends by itself. */
  private turn = 0;
  private told = { text: '', at: Number.NEGATIVE_INFINITY };
  private wanted = false;

  constructor(private readonly ports: CameraPorts) {
    document.addEventListener('visibilitychange', this.onVisibility);
  }

  /**
   * idle → asking → starting → live → hit; or denied, busy, missing, stalled.
   * After a hit the picture stands still until `resume`.
   */
  get state(): ReadonlySignal<CameraState> {
    return this.at;
  }

  /** From a tap: the browser may ask for permission. Also the way out of every failure. */
  async start(): Promise<void> {
    this.release();
    this.wanted = true;
    const mine = this.turn;
    this.at.value = 'asking';
    try {
      const opened = await startPicture(this.ports.video, {
        isWanted: () => this.turn === mine && document.visibilityState !== 'hidden',
        onStarting: (coming) => this.onStarting(coming),
        onEnded: () => this.fail(mine, new DOMException('taken away', 'AbortError')),
      });
      if (this.turn !== mine) return;
      if (opened === null) {
        this.at.value = 'idle';
        return;
      }
      this.torch.use(opened);
      this.goLive(mine);
    } catch (error) {
      this.fail(mine, error);
    }
  }

  /** After a hit, for the next code; the camera has stayed on. */
  resume(): void {
    if (this.at.value !== 'hit') return;
    void this.ports.video.play().catch(() => undefined);
    this.goLive(this.turn);
  }

  stop(): void {
    this.wanted = false;
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.release();
    this.at.value = 'idle';
  }

  private onStarting(coming: MediaStream): void {
    this.stream = coming;
    this.at.value = 'starting';
  }

  private release(): void {
    this.turn += 1;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.torch.forget();
    this.ports.video.srcObject = null;
  }

  private fail(mine: number, error: unknown): void {
    if (this.turn !== mine) return;
    this.release();
    this.at.value = faultOf(error);
  }

  private goLive(mine: number): void {
    this.at.value = 'live';
    this.watch(mine).catch((error: unknown) => this.fail(mine, error));
  }

  /** One frame in flight at a time. */
  private async watch(mine: number): Promise<void> {
    const { video, reader } = this.ports;
    const looking = (): boolean => this.turn === mine && this.at.value === 'live';
    const nextFrame = frameWatch(video);
    while (looking()) {
      await nextFrame();
      if (!looking()) return;
      const text = await reader.readFrame(video);
      if (looking() && text !== null) this.hear(text);
    }
  }

  private hear(text: string): void {
    const now = performance.now();
    if (text === this.told.text && now - this.told.at < SAME_TEXT_MS) return;
    this.told = { text, at: now };
    this.at.value = 'hit';
    this.ports.video.pause();
    this.ports.onText(text);
  }

  private readonly onVisibility = (): void => {
    if (document.visibilityState !== 'hidden') {
      if (this.wanted && this.at.value === 'idle') void this.start();
    } else if (this.stream !== null) {
      this.release();
      this.at.value = 'idle';
    }
  };
}

export function createCamera(ports: CameraPorts): Camera {
  return new Camera(ports);
}
