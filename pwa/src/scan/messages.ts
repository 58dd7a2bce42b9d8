/** What the page and its decoding worker say to each other. */

export type ReadRequest =
  /** A camera frame; the worker closes it. */
  | { readonly id: number; readonly kind: 'frame'; readonly frame: VideoFrame }
  /** The same, already cut to its centre, for browsers that cannot pass frames. */
  | { readonly id: number; readonly kind: 'pixels'; readonly image: ImageData }
  | { readonly id: number; readonly kind: 'photo'; readonly blob: Blob };

export interface ReadResult {
  readonly id: number;
  readonly text: string | null;
  /** The picture could not be looked at, which is not the same as finding nothing; or nobody looked. */
  readonly failed: 'unreadable' | 'gone' | null;
}
