/** True when this phone would not open its database: nothing could be kept. */
import { signal } from '@preact/signals';

export const storageFailed = signal(false);
