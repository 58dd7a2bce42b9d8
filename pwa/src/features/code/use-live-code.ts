/** My live code, redrawn at each minute of the event's clock and whenever the screen comes back. */
import { useEffect, useState } from 'preact/hooks';
import { type Drawing, drawCode } from '../../card/render';
import { liveCode } from '../../commands/live-code';
import { attendeeAt, clockOffsetMs, correctedNow, eventById } from '../../db/signals';
import type { Id } from '../../db/types';

const MINUTE_MS = 60_000;

export interface ShownCode {
  readonly drawing: Drawing;
  readonly text: string;
  readonly step: number;
}

/** A little after the code's own minute begins. */
function untilNextStep(eventId: Id): number {
  const zero = eventById(eventId)?.code_zero_at;
  const since = correctedNow() - (zero === undefined ? 0 : Date.parse(zero));
  const rest = MINUTE_MS - (((since % MINUTE_MS) + MINUTE_MS) % MINUTE_MS);
  return rest + 50;
}

async function drawn(eventId: Id): Promise<ShownCode | null> {
  const code = await liveCode(eventId, Date.now());
  if (code === null) return null;
  return { drawing: drawCode(code.prefix, code.payload), text: code.text, step: code.step };
}

export function useLiveCode(eventId: Id): ShownCode | null {
  const [code, setCode] = useState<ShownCode | null>(null);
  const revision = attendeeAt(eventId)?.revision ?? -1;
  const me = attendeeAt(eventId);
  const card = JSON.stringify([me?.name, me?.answers, me?.live_secret]);
  const known = eventById(eventId) !== null;
  const offset = clockOffsetMs.value;
  useEffect(() => {
    let stale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = async (): Promise<void> => {
      clearTimeout(timer);
      const next = await drawn(eventId).catch(() => null);
      if (stale) return;
      setCode(next);
      timer = setTimeout(() => void renew(), untilNextStep(eventId));
    };
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') void renew();
    };
    void renew();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      stale = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [eventId, revision, card, known, offset]);
  return code;
}
