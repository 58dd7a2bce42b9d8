/** Real browsers must never be turned away; the known chat apps must be told. */
import { describe, expect, it } from 'vitest';
import { inAppBrowser } from './in-app-browser';

const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15';

describe('inAppBrowser', () => {
  it.each([
    [`${IPHONE} (KHTML, like Gecko) Mobile/15E148 Instagram 350.0`, 'Instagram'],
    [`${ANDROID}; wv) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480]`, 'Facebook'],
    [`${IPHONE} Mobile/15E148 Safari Line/14.1.0`, 'LINE'],
    [`${ANDROID}) AppleWebKit/537.36 MicroMessenger/8.0`, 'WeChat'],
    [`${ANDROID}; wv) AppleWebKit/537.36 Version/4.0 Chrome/140 Mobile Safari/537.36`, ''],
  ])('%s', (userAgent, name) => {
    expect(inAppBrowser(userAgent)).toBe(name);
  });

  it.each([
    `${IPHONE} (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1`,
    `${ANDROID}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36`,
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  ])('%s is a real browser', (userAgent) => {
    expect(inAppBrowser(userAgent)).toBeNull();
  });
});
