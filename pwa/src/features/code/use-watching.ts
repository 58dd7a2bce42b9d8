/** While a code of mine is in front, the app asks the server more often. */
import { useEffect } from 'preact/hooks';
import { watching } from '../../db/signals';

let screens = 0;

export function useWatching(): void {
  useEffect(() => {
    screens += 1;
    watching.value = true;
    return () => {
      screens -= 1;
      watching.value = screens > 0;
    };
  }, []);
}
