import type { Check, CheckId, CheckStatus } from './result.ts';

const TITLES: Readonly<Record<CheckId, string>> = {
  artifactDigest: 'Manifest digest',
  content: 'Files',
  format: 'Form of the signature',
  statement: 'Signed statement',
  subject: 'What was signed',
  predicateType: 'Kind of statement',
  signature: 'Signature',
  certificateChain: 'Certificate',
  certificateUsage: 'Use of the certificate',
  sct: 'Certificate log',
  tlog: 'Public record',
  tlogKey: 'Key in the public record',
  timestamp: 'Time of signing',
  trustRoot: 'Trusted root',
  signer: 'Signer',
  malformed: 'Form',
  network: 'Access',
};

type Evidence = Readonly<Record<string, unknown>>;

/** A row of the explanation; `reason` is a whole sentence in plain words. */
export function check(id: CheckId, status: CheckStatus, reason: string, evidence?: Evidence): Check {
  return { id, status, title: TITLES[id], reason, ...(evidence && { evidence }) };
}
