import { didYouMean, nearest } from '#core/base/nearest.ts';
import { replaceText } from '../edits.ts';
import { finding, proposedFix, safeFix } from '../finding.ts';
import type { Problem } from '../problem.ts';
import { parseLicenseExpression } from '../terms/license-expression.ts';
import { LICENSES, licenseByAlias, licenseByName } from '../terms/licenses.ts';
import { memberValue, type TextNode, textOf } from '../tree.ts';
import { shown } from '../wording.ts';
import { fieldOwners, linksOf, type StacObject } from './stac-rule.ts';

const SPDX_NAMES: readonly string[] = LICENSES.flatMap(({ name, spdx }) => (spdx ? [name] : []));

/** Licences are named as SPDX names them (collection-spec.md, license; common-metadata.md, Licensing). */
export function* checkLicense(stac: StacObject): Generator<Problem> {
  let needsLink: TextNode | undefined;
  for (const { owner } of fieldOwners(stac)) {
    const license = memberValue(owner, 'license');
    if (license?.kind === 'string' && license.value !== '') {
      yield* checkText(stac, license);
      needsLink ??= isListed(license.value) ? undefined : license;
    }
  }
  const hasLink = linksOf(stac).some((link) => textOf(memberValue(link, 'rel')) === 'license');
  if (needsLink && !hasLink && stac.scope !== 'item') {
    const message = `Without a link to its text ("rel": "license"), nobody has the right to use data under the licence ${shown(needsLink.value)}.`;
    yield finding('info', 'stac/missing-license-link', needsLink, message);
  }
}

function isListed(text: string): boolean {
  return licenseByName(text)?.spdx === true;
}

function* checkText(stac: StacObject, license: TextNode): Generator<Problem> {
  const { document, version } = stac;
  const text = license.value;
  if (text === 'proprietary' || text === 'various') {
    if (version !== '1.0.0') {
      const message = `${shown(text)} is deprecated since STAC 1.1: the word for licences that SPDX does not list is "other".`;
      yield finding('warning', 'stac/former-license-word', license, message, {
        fixes: safeFix('Change to "other"', replaceText(document, license, 'other')),
      });
    }
    return;
  }
  if (text === 'other') {
    if (version === '1.0.0') {
      const message = '"other" came with STAC 1.1; in 1.0 the words are "proprietary" and "various".';
      yield finding('warning', 'stac/newer-license-word', license, message, {
        fixes: proposedFix('Change to "proprietary"', replaceText(document, license, 'proprietary')),
      });
    }
    return;
  }
  if (/^[^\s()]+$/.test(text)) {
    yield* checkName(stac, license, text.replace(/\+$/, ''));
  } else {
    yield* checkExpression(stac, license);
  }
}

function* checkExpression(stac: StacObject, license: TextNode): Generator<Problem> {
  const { document, version } = stac;
  const alias = licenseByAlias(license.value)?.name ?? licenseByTitle(license.value);
  const parsed = parseLicenseExpression(license.value);
  if (parsed.kind === 'fault' || alias !== undefined) {
    const what =
      parsed.kind === 'fault' && /\b(?:AND|OR|WITH)\b|[()]/.test(license.value) ? `: ${parsed.message}` : '';
    const message = `${shown(license.value)} is neither an identifier of SPDX nor an expression of such${what}.${didYouMean(alias)}`;
    yield finding('error', 'stac/license-expression', license, message, {
      fixes:
        alias === undefined ? [] : proposedFix(`Change to "${alias}"`, replaceText(document, license, alias)),
    });
    return;
  }
  if (version === '1.0.0') {
    const message =
      'STAC 1.0 has no licence expressions: write "various" and a link to each licence, or move to STAC 1.1.';
    yield finding('error', 'stac/license-expression', license, message);
    return;
  }
  for (const { id } of parsed.licenses) {
    yield* checkName(stac, license, id);
  }
}

function licenseByTitle(text: string): string | undefined {
  const title = text.trim().toLowerCase();
  return LICENSES.find((each) => each.spdx && each.title.toLowerCase() === title)?.name;
}

/** One identifier, which is all of the text or stands in an expression. */
function* checkName({ document }: StacObject, license: TextNode, id: string): Generator<Problem> {
  if (/^(?:DocumentRef-[^:]+:)?LicenseRef-/.test(id)) {
    return;
  }
  const known = licenseByName(id);
  const replaced = (name: string) => replaceText(document, license, license.value.replace(id, name));
  if (known?.spdx && known.name === id) {
    if (known.deprecated) {
      const message = `SPDX has given up the identifier ${shown(id)} for a more exact one.${/GPL/.test(id) ? ` Take "${id.replace(/\+$/, '')}-only" or "${id.replace(/\+$/, '')}-or-later".` : ''}`;
      yield finding('warning', 'stac/deprecated-license', license, message);
    }
    return;
  }
  const spdxTwin = known && !known.spdx ? twinOf(known.name) : undefined;
  const suggestion =
    (known?.spdx ? known.name : spdxTwin) ??
    spdxName(licenseByAlias(id)?.name) ??
    nearest(
      id,
      SPDX_NAMES.filter((name) => name.charAt(0).toLowerCase() === id.charAt(0).toLowerCase()),
    );
  const message = `SPDX knows no licence ${shown(id)}.${didYouMean(suggestion)}${suggestion === undefined ? ' Where it lists none that fits, STAC 1.1 has "other", and 1.0 "proprietary".' : ''}`;
  const fixes =
    suggestion === undefined
      ? []
      : known
        ? safeFix(`Change to "${suggestion}"`, replaced(suggestion))
        : proposedFix(`Change to "${suggestion}"`, replaced(suggestion));
  yield finding('warning', 'stac/unknown-license', license, message, { fixes });
}

function spdxName(name: string | undefined): string | undefined {
  return name === undefined || isListed(name) ? name : twinOf(name);
}

/** `ODC-PDDL-1.0` of the Open Definition is `PDDL-1.0` of SPDX. */
function twinOf(name: string): string | undefined {
  const bare = name.replace(/^ODC-/, '');
  return isListed(bare) ? licenseByName(bare)?.name : undefined;
}
