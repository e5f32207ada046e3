/** Notification from client to server: the person granted or withdrew trust in the workspace. */
export const WORKSPACE_TRUST = 'waybill/workspaceTrust';

/** Parameters of `waybill/workspaceTrust`. */
export interface WorkspaceTrustParams {
  readonly trusted: boolean;
}
