/** The landing's own catalogue: the app's would weigh more than the page. */
import { formatMessage, type MessageParams } from '../../app/message';
import landing from '../../locales/landing.en.json';

let rtl = false;

export function startLandingWords(): void {
  const asked = new URLSearchParams(location.search).get('lang');
  rtl = asked === 'en-XB';
  document.documentElement.dir = rtl ? 'rtl' : 'ltr';
}

export function words(key: keyof typeof landing, params: MessageParams = {}): string {
  return formatMessage(landing[key], params, 'en', undefined, rtl);
}
