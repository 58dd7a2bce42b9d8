const PATIENCE_MS = 1_500;

/** What comes soon, else null: a slow network holds nobody up. */
export function soon<T>(answer: Promise<T | null>): Promise<T | null> {
  const patience = new Promise<null>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, null);
  });
  return Promise.race([answer, patience]);
}
