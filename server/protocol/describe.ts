/** Request: describe the tables of a folder. Answers a `FolderDescription` of the core, or fails with its message. */
export const DESCRIBE_FOLDER = 'waybill/describeFolder';

/**
 * Request: look into a file that a STAC item is made for. Answers `StacFileFacts` of the core with its SHA-256, or fails
 * with its message. Takes the same parameters, with a file in the place of the folder.
 */
export const LOOK_INTO_STAC_FILE = 'waybill/lookIntoStacFile';

export interface DescribeFolderParams {
  /** A folder of the workspace. */
  readonly uri: string;
  /** Token under which the server tells how far it is, each time a `Progress` of the core. */
  readonly progress: string;
}
