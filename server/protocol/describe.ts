/** Request: describe the tables of a folder. Answers a `FolderDescription` of the core, or fails with its message. */
export const DESCRIBE_FOLDER = 'waybill/describeFolder';

export interface DescribeFolderParams {
  /** A folder of the workspace. */
  readonly uri: string;
  /** Token under which the server tells how far it is, each time a `Progress` of the core. */
  readonly progress: string;
}
