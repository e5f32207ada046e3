import type { CheckDescriptorResult } from './check.ts';
import type { ValidateDataParams } from './commands.ts';
import { decodeFormRange } from './decode-form.ts';
import { isFields } from './fields.ts';

/** The parameters of `waybill/checkDescriptor` and `waybill/describeFolder`; undefined when they are none. */
export function decodeTaskParams(
  data: unknown,
): { readonly uri: string; readonly progress: string } | undefined {
  const { uri, progress } = isFields(data) ? data : {};
  return typeof uri === 'string' && typeof progress === 'string' ? { uri, progress } : undefined;
}

/** The parameters of `waybill/tablesToValidate` and `waybill.validateData`; undefined when they are none. */
export function decodeValidateDataParams(data: unknown): ValidateDataParams | undefined {
  const { uri, resource } = isFields(data) ? data : {};
  if (typeof uri !== 'string') {
    return undefined;
  }
  if (resource === undefined) {
    return { uri };
  }
  const isNumber = typeof resource === 'number' && Number.isSafeInteger(resource) && resource >= 0;
  return isNumber ? { uri, resource } : undefined;
}

/** What `waybill/checkDescriptor` answers; undefined when it is something else. */
export function decodeCheckDescriptorResult(data: unknown): CheckDescriptorResult | undefined {
  const errors = isFields(data) ? data['errors'] : undefined;
  if (!Array.isArray(errors)) {
    return undefined;
  }
  const decoded = errors.map(decodeError).filter((each) => each !== undefined);
  return decoded.length === errors.length ? { errors: decoded } : undefined;
}

function decodeError(data: unknown): CheckDescriptorResult['errors'][number] | undefined {
  const message = isFields(data) ? data['message'] : undefined;
  const range = decodeFormRange(data);
  return typeof message === 'string' && range ? { message, ...range } : undefined;
}
