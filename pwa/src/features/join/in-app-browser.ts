/** Chat apps open links in a browser of their own, where a card would be lost: which one is this? Pure. */

const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/Instagram/i, 'Instagram'],
  [/FBAN|FBAV|FB_IAB|FBIOS/i, 'Facebook'],
  [/\bLine\//i, 'LINE'],
  [/MicroMessenger/i, 'WeChat'],
  [/LinkedInApp/i, 'LinkedIn'],
  [/TwitterAndroid|Twitter for/i, 'X'],
  [/Snapchat/i, 'Snapchat'],
  [/musical_ly|BytedanceWebview|TikTok/i, 'TikTok'],
  [/KAKAOTALK/i, 'KakaoTalk'],
  [/Pinterest/i, 'Pinterest'],
  [/GSA\//, 'Google'],
];

/** The app's name; '' for an unknown app's web view; null in a real browser. */
export function inAppBrowser(userAgent: string): string | null {
  for (const [pattern, name] of KNOWN) if (pattern.test(userAgent)) return name;
  return /; wv\)/.test(userAgent) ? '' : null;
}
