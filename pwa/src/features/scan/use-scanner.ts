/** The camera and its reader for as long as the scan screen is here. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Camera, createCamera } from '../../scan/camera';
import { createReader, type Reader } from '../../scan/reader';

const PRIMED = 'kith.cameraPrimed';

export interface Scanner {
  readonly video: { current: HTMLVideoElement | null };
  readonly camera: Camera | null;
  readonly reader: Reader | null;
  /** From a tap: the browser asks now. */
  readonly begin: () => void;
}

/** Somebody who said yes before goes straight to the picture. */
async function mayStartAtOnce(): Promise<boolean> {
  if (localStorage.getItem(PRIMED) === null) return false;
  try {
    const status = await navigator.permissions.query({ name: 'camera' });
    return status.state === 'granted';
  } catch {
    return true; // This browser does not say; the person has agreed here before.
  }
}

export function useScanner(onText: (text: string) => void): Scanner {
  const video = useRef<HTMLVideoElement>(null);
  const [parts, setParts] = useState<{ camera: Camera; reader: Reader } | null>(null);
  const hear = useRef(onText);
  hear.current = onText;
  useEffect(() => {
    if (video.current === null) return undefined;
    const reader = createReader();
    const camera = createCamera({ video: video.current, reader, onText: (text) => hear.current(text) });
    let gone = false;
    setParts({ camera, reader });
    void mayStartAtOnce().then((yes) => {
      if (yes && !gone) void camera.start();
    });
    return () => {
      gone = true;
      camera.stop();
      reader.close();
    };
  }, []);
  const begin = (): void => {
    localStorage.setItem(PRIMED, '1');
    void parts?.camera.start();
  };
  return { video, camera: parts?.camera ?? null, reader: parts?.reader ?? null, begin };
}
