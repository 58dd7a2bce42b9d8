/** How a write tells the sync that there is something to do, without knowing it. */

let listener: () => void = () => undefined;

export function onWake(run: () => void): void {
  listener = run;
}

export function wake(): void {
  listener();
}
