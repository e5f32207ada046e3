/** What the editor lends to a webview's program. */
export interface VsCodeApi {
  /** Sends a message to the extension; it must survive a structured clone. */
  postMessage(message: unknown): void;
  /** What `setState` kept while the webview was hidden or the window was reloaded. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The editor gives the interface out once: call this once, in `main.ts`, and pass it on. */
export function acquireEditor(): VsCodeApi {
  return acquireVsCodeApi();
}
