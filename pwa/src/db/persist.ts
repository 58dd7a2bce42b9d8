/** Asks the browser not to clear this phone's words; only once there are some, since some browsers ask the person. */

let asked = false;

export async function askToKeep(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    // Absent in some WebKit builds.
    const storage: Partial<StorageManager> | undefined = navigator.storage;
    if (!(await storage?.persisted?.())) await storage?.persist?.();
  } catch {
    // A wish, not a need.
  }
}
