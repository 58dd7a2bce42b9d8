/** Whether files can be fetched just now. */
import { useEffect, useState } from 'preact/hooks';
import { syncStatus } from '../../db/signals';

export function useOnline(): boolean {
  const [connected, setConnected] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setConnected(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return connected && syncStatus.value.state !== 'offline';
}
