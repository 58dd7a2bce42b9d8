/** The phone's light, where the camera has one and says so. */
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Torch {
  /** `none` where there is no light to switch. */
  readonly state: ReadonlySignal<'none' | 'off' | 'on'>;
  toggle(): Promise<void>;
  /** For the camera only. */
  use(stream: MediaStream): void;
  forget(): void;
}

/** TypeScript's DOM does not know the torch. */
interface TorchCapabilities {
  readonly torch?: boolean | readonly boolean[];
}

function hasTorch(track: MediaStreamTrack): boolean {
  const { torch } = (track.getCapabilities?.() ?? {}) as TorchCapabilities;
  return torch === true || (Array.isArray(torch) && torch.includes(true));
}

export function createTorch(): Torch {
  const state = signal<'none' | 'off' | 'on'>('none');
  let track: MediaStreamTrack | null = null;
  return {
    state,
    use(stream) {
      track = stream.getVideoTracks()[0] ?? null;
      state.value = track !== null && hasTorch(track) ? 'off' : 'none';
    },
    forget() {
      track = null;
      state.value = 'none';
    },
    async toggle() {
      const on = state.value === 'off';
      if (track === null || state.value === 'none') return;
      try {
        await track.applyConstraints({ advanced: [{ torch: on }] } as unknown as MediaTrackConstraints);
        state.value = on ? 'on' : 'off';
      } catch {
        // It said it had one and has not.
        state.value = 'none';
      }
    },
  };
}
