/** The exports of an event: read when the screen opens, and every second while a file is being made. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Exports, exportsOf } from '../../commands/exports';
import type { Id } from '../../db/types';

const WATCH_MS = 1_000;

interface Watched {
  readonly told: Exports | null;
  readonly error: unknown;
  readonly reload: () => Promise<void>;
}

function isMoving(told: Exports | null): boolean {
  return told?.exports.some((one) => one.state === 'waiting' || one.state === 'writing') ?? false;
}

export function useExports(eventId: Id): Watched {
  const [told, setTold] = useState<Exports | null>(null);
  const [error, setError] = useState<unknown>(null);
  const reload = useCallback(async () => {
    try {
      setTold(await exportsOf(eventId));
      setError(null);
    } catch (problem) {
      setError(problem);
    }
  }, [eventId]);
  useEffect(() => {
    void reload();
    const again = (): void => void reload();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [reload]);
  useEffect(() => {
    if (!isMoving(told)) return undefined;
    const timer = setTimeout(() => void reload(), WATCH_MS);
    return () => clearTimeout(timer);
  }, [told, error, reload]);
  return { told, error, reload };
}
