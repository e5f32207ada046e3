import { Failure, type FailureCode } from '#core/base/failure.ts';

const KNOWN: Readonly<Record<string, { readonly code: FailureCode; readonly because: string }>> = {
  ENOENT: { code: 'file/not-found', because: 'there is no such file or folder. Check the path.' },
  ENOTDIR: { code: 'file/not-found', because: 'a part of the path is a file, not a folder. Check the path.' },
  EISDIR: { code: 'file/not-a-file', because: 'it is a folder. Give the path of a file.' },
  EEXIST: { code: 'file/exists', because: 'it exists already. Choose another name, or move it away.' },
  ENOTEMPTY: { code: 'file/exists', because: 'the folder is not empty. Choose a new or empty folder.' },
  EACCES: {
    code: 'file/permission-denied',
    because: 'you may not do that there. Check the permissions, or choose another folder.',
  },
  EPERM: {
    code: 'file/permission-denied',
    because: 'you may not do that there. Check the permissions, or choose another folder.',
  },
  EROFS: { code: 'file/permission-denied', because: 'the disk is read-only. Choose another folder.' },
  ENOSPC: {
    code: 'file/no-space',
    because: 'the disk is full. Make room or choose another folder; nothing half-written was kept.',
  },
  EDQUOT: {
    code: 'file/no-space',
    because: 'your disk quota is used up. Make room or choose another folder; nothing half-written was kept.',
  },
  EFBIG: {
    code: 'file/too-large',
    because: 'the file system does not take files of this size. Choose another folder.',
  },
  ENAMETOOLONG: {
    code: 'file/unsafe-path',
    because: 'the name is too long for this file system. Choose a shorter folder name.',
  },
  ELOOP: { code: 'file/unsafe-path', because: 'its links lead in a circle. Remove them.' },
};

/**
 * The `Failure` that an error of the file system stands for; anything else comes back as it was. `attempt` is what
 * was tried: "Writing /data/x.csv".
 */
export function fileFailure(error: unknown, attempt: string): unknown {
  const code = systemCode(error);
  const known = code === undefined ? undefined : KNOWN[code];
  if (known) {
    return new Failure(known.code, `${attempt} failed: ${known.because}`, { cause: error });
  }
  return code === undefined || error instanceof Failure
    ? error
    : new Failure('file/unreadable', `${attempt} failed (${code}).`, { cause: error });
}

/** Runs a step and turns what the file system says into a `Failure`. */
export async function orFileFailure<T>(attempt: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw fileFailure(error, attempt);
  }
}

/** The code of a system error: `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
