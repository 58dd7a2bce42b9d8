/** The steps of a form: the back gesture goes one step back instead of leaving. */
import { useEffect, useState } from 'preact/hooks';

export interface Steps {
  readonly step: number;
  readonly next: () => void;
  readonly back: () => void;
}

function stepIn(state: unknown): number {
  if (typeof state !== 'object' || state === null || !('step' in state)) return 0;
  return typeof state.step === 'number' ? state.step : 0;
}

export function useSteps(): Steps {
  const [step, setStep] = useState(() => stepIn(history.state));
  useEffect(() => {
    const onPop = (event: PopStateEvent): void => setStep(stepIn(event.state));
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);
  useEffect(() => {
    scrollTo(0, 0);
    const asked = document.querySelector<HTMLElement>('main [data-focus]');
    (asked ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true });
  }, [step]);
  return {
    step,
    next: () => {
      history.pushState({ step: step + 1 }, '');
      setStep(step + 1);
    },
    back: () => history.back(),
  };
}
