/** The icons: one 24-unit grid, one stroke; always beside words or hidden from readers. */
import type { JSX } from 'preact';
import styles from './icon.module.css';

const PATHS = {
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM19.5 14v2.5M14 19.5h2.5M19.5 19.5h.01',
  scan: 'M4 8.5V6a2 2 0 0 1 2-2h2.5M15.5 4H18a2 2 0 0 1 2 2v2.5M20 15.5V18a2 2 0 0 1-2 2h-2.5M8.5 20H6a2 2 0 0 1-2-2v-2.5M7.5 12h9',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-5.7 6.5-5.7s6.1 2.1 6.5 5.7M16 5.1a3.3 3.3 0 0 1 0 6.2M18 14.9c2 .8 3.2 2.5 3.5 5.1',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  recap:
    'M6 4.5h11a1.5 1.5 0 0 1 1.5 1.5v14.5H7A1.5 1.5 0 0 1 5.5 19V5M5.5 19A1.5 1.5 0 0 1 7 17.5h11.5M9 9h6M9 12.5h4',
  print:
    'M7 9V4.5h10V9M7 17H5.5A1.5 1.5 0 0 1 4 15.5v-5A1.5 1.5 0 0 1 5.5 9h13a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6H7z',
  events:
    'M5 6.5h14a1.5 1.5 0 0 1 1.5 1.5v10.5A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5V8A1.5 1.5 0 0 1 5 6.5ZM3.5 11h17M8 3.5v4M16 3.5v4',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  next: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  down: 'm5.5 9 6.5 6.5L18.5 9',
  up: 'M5.5 15 12 8.5l6.5 6.5',
  close: 'm6 6 12 12M18 6 6 18',
  lock: 'M7 10.5V8a5 5 0 0 1 10 0v2.5M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1Z',
  torch:
    'M7 3.5h10l-.6 4.5-2 3v8a1.5 1.5 0 0 1-1.5 1.5h-1.8A1.5 1.5 0 0 1 9.6 19v-8l-2-3zM7.4 7.5h9.2M12 13v2',
  photo:
    'M5 5h14a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 19 19H5a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 5 5ZM4 16.5l4.5-4.5 4 4 3-2.5 4.5 4M15.5 9.5h.01',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  warning: 'M12 4.5 3.5 19h17ZM12 10v4M12 16.5h.01',
  unknown: 'M8.500 9a3.500 3.500 0 1 1 5.400 2.900c-1.200.800-1.900 1.500-1.900 2.800M12 18.500h.01',
  offline: 'M4 4l16 16M9 6.8A6 6 0 0 1 17.6 11 4 4 0 0 1 20 17.5M16 18.5H7a4 4 0 0 1-.8-7.9',
  send: 'M12 19V6M6.5 11 12 5.5l5.5 5.5',
  pencil: 'M5 19h3.5L19 8.5 15.5 5 5 15.5ZM13.5 7l3.5 3.5',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.2 10.5v5.5M13.8 10.5v5.5',
  share: 'M12 15V4M7.5 8 12 3.5 16.5 8M5 12.5V19a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-6.5',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  plus: 'M12 5v14M5 12h14',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  screen: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z',
  email: 'M4 6h16v12H4zM4.5 6.5 12 13l7.5-6.5',
  phone:
    'M8.5 4H5.5A1.5 1.5 0 0 0 4 5.6 15 15 0 0 0 18.4 20a1.5 1.5 0 0 0 1.6-1.5v-3l-4.5-1.7-1.8 2.2A12 12 0 0 1 8 10.3l2.2-1.8Z',
  hand: 'M8 12V5.5a1.5 1.5 0 0 1 3 0V11M11 11V4.5a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v8.5c0 3.5-2 6-5.5 6-2.5 0-4-1-5.3-3.3L4 13.5c-.8-1.400 1-2.600 2-1.400l2 2.400V12',
  chat: 'M4 5h16v11h-9l-4.5 3.5V16H4z',
  globe:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c2.3 2.4 3.4 5.2 3.4 8.5S14.3 18.1 12 20.5C9.7 18.1 8.6 15.3 8.6 12S9.7 5.9 12 3.5Z',
  work: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  building: 'M5 20V4h9v16M14 9h5v11M3 20h18M8 8h3M8 12h3M8 16h3',
  gift: 'M4 9h16v4H4zM5.5 13v7h13v-7M12 9v11M12 9S11 4.5 8.5 4.5 6.5 9 12 9ZM12 9s1-4.5 3.5-4.5S17.5 9 12 9Z',
  install: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14',
  out: 'M14 8V4.5H5v15h9V16M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
} as const;

export type IconName = keyof typeof PATHS;

const MIRRORED: ReadonlySet<IconName> = new Set(['back', 'next', 'out']);

export function Icon({ name, size = 24 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      class={MIRRORED.has(name) ? styles.mirrored : undefined}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
