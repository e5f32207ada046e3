import { type CodeAction, CodeActionKind, type Command, type Range } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { Failure } from '#core/base/failure.ts';
import { fixAllSafe, onlySafeFix } from '#core/metadata/actions/fix-all.ts';
import { withFixes, withSafeFixes } from '#core/metadata/actions/more-fixes.ts';
import { offersAt } from '#core/metadata/actions/offers.ts';
import type { Change } from '#core/metadata/change.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import type { Problem } from '#core/metadata/problem.ts';
import { OPEN_FILE } from '#server/protocol/commands.ts';
import type { Checked } from '#server/workspace/checks.ts';
import { type ChangeTraits, editOfChange } from './change-edit.ts';
import { type RulePages, toDiagnostic } from './diagnostics.ts';
import { exceptionActions } from './exception-actions.ts';
import { strongerHashActions } from './stronger-hash.ts';

/** Fix everything that can be fixed without a decision. A sub-kind, so that people can switch it on by itself. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.waybill`;

/** The kinds of code actions that we have. */
export const CODE_ACTION_KINDS = [
  CodeActionKind.QuickFix,
  FIX_ALL,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  CodeActionKind.RefactorRewrite,
  'source.upgrade.waybill',
  'source.convert.waybill',
  'source.organizeProperties.waybill',
  'source.addResources.waybill',
];

/** How a client takes code actions. */
export interface CodeActionTraits extends ChangeTraits {
  /** It asks for the edit of an action once that is chosen. */
  readonly resolvesEdits: boolean;
}

/** What the client asks for: the kinds it wants, all when undefined. */
export interface CodeActionRequest extends CodeActionTraits {
  readonly range: Range;
  readonly only?: readonly string[] | undefined;
  /** The pages that the diagnostics link to: an action names the very diagnostics that are shown. */
  readonly pages?: RulePages | undefined;
  /** It makes edits that a command of the server asks for. */
  readonly appliesEdits?: boolean | undefined;
  /** Commands that the client runs itself. */
  readonly commands?: ReadonlySet<string> | undefined;
}

/** In a longer text, a client that takes no edits later gets what takes some work only when it asks for that kind. */
const LARGEST_AT_ONCE = 100_000;

/** An action whose change takes some work. */
interface Later {
  readonly id: string;
  readonly action: CodeAction;
  change(): Change | undefined;
}

/** Quick fixes of the findings that a range touches, refactorings at its start, and "fix all". */
export function provideCodeActions(checked: Checked, request: CodeActionRequest): CodeAction[] {
  const { document, surroundings } = checked;
  const wants = (kind: string): boolean =>
    request.only === undefined || request.only.some((wanted) => isWithin(kind, wanted));
  const touched = touchedBy(checked, request.range);
  const offset = document.text.offsetAt(request.range.start);
  const isPrompt = request.resolvesEdits || document.metadata.text.length <= LARGEST_AT_ONCE;
  const later =
    isPrompt || request.only !== undefined
      ? laterActions(checked, touched, {
          offset,
          thorough: request.only !== undefined,
          pages: request.pages,
          opensFiles: request.commands?.has(OPEN_FILE) === true,
        }).filter(({ action }) => wants(action.kind ?? ''))
      : [];
  return [
    ...(wants(CodeActionKind.QuickFix)
      ? [...quickFixes(checked, touched, request), ...strongerHashActions(checked, touched, request)]
      : []),
    ...later.flatMap(({ id, action, change }): CodeAction[] => {
      if (request.resolvesEdits) {
        return [{ ...action, data: { uri: document.uri, version: document.version, offset, id } }];
      }
      const made = change();
      const edit = made && editOfChange(document, made, surroundings, request);
      return edit ? [{ ...action, edit }] : [];
    }),
    ...(wants(CodeActionKind.QuickFix) ? exceptionActions(checked, touched, request) : []),
  ];
}

/** What an action that was offered without its edit says of itself. */
export interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly offset: number;
  readonly id: string;
}

/** Reads what comes back with an action; undefined for one of somebody else. */
export function decodeActionData(data: unknown): ActionData | undefined {
  if (typeof data !== 'object' || data === null) {
    return undefined;
  }
  const { uri, version, offset, id }: Record<string, unknown> = { ...data };
  return typeof uri === 'string' &&
    typeof version === 'number' &&
    typeof offset === 'number' &&
    typeof id === 'string'
    ? { uri, version, offset, id }
    : undefined;
}

/** An action with the edit that it was offered without. Fails with `task/cancelled` when the text changed meanwhile. */
export function resolveCodeAction(
  checked: Checked,
  action: CodeAction,
  { version, offset, id }: ActionData,
  traits: ChangeTraits,
): CodeAction {
  const { document, surroundings } = checked;
  if (document.version !== version) {
    throw new Failure('task/cancelled', `The document changed since "${action.title}" was offered.`);
  }
  const change = id.startsWith(FIX_ALL_ID)
    ? fixAllChange(checked, id.slice(FIX_ALL_ID.length + 1))
    : offersAt(document.metadata, offset, surroundings)
        .find((offer) => offer.id === id)
        ?.change();
  const edit = change && editOfChange(document, change, surroundings, traits);
  return edit ? { ...action, edit } : action;
}

/** The findings that a range touches, with all their fixes. */
function touchedBy({ document, problems, surroundings }: Checked, range: Range): Problem[] {
  const [start, end] = [document.text.offsetAt(range.start), document.text.offsetAt(range.end)];
  const touched = problems.filter(({ offset, length }) => offset <= end && start <= offset + length);
  return withFixes(document.metadata, touched, surroundings);
}

function quickFixes(
  { document, surroundings }: Checked,
  touched: readonly Problem[],
  request: CodeActionRequest,
) {
  return touched.flatMap((problem) => {
    const fixes = problem.fixes ?? [];
    return fixes.flatMap((fix): CodeAction[] => {
      const edit = editOfChange(document, { edits: fix.edits }, surroundings, request);
      return edit
        ? [
            {
              title: fix.title,
              kind: CodeActionKind.QuickFix,
              diagnostics: [toDiagnostic(document, problem, request.pages, surroundings)],
              ...(fixes.length === 1 && fix.safe && { isPreferred: true }),
              edit,
            },
          ]
        : [];
    });
  });
}

interface LaterRequest {
  readonly offset: number;
  /** Somebody asks for kinds by name. */
  readonly thorough: boolean;
  readonly pages?: RulePages | undefined;
  readonly opensFiles: boolean;
}

/** Opens a file that lies beside a document, once it has been made. */
function opening(uri: string, path: string): Command {
  const target = Utils.joinPath(Utils.dirname(URI.parse(uri)), path).toString();
  return { title: '', command: OPEN_FILE, arguments: [target] };
}

function laterActions(
  checked: Checked,
  touched: readonly Problem[],
  { offset, thorough, pages, opensFiles }: LaterRequest,
): Later[] {
  const { document, surroundings } = checked;
  return [
    ...fixAllOfCodes(checked, touched, pages),
    ...offersAt(document.metadata, offset, surroundings).map((offer) => ({
      id: offer.id,
      action: {
        title: offer.title,
        kind: thorough ? offer.kind : (offer.kindHere ?? offer.kind),
        ...(opensFiles && offer.opens !== undefined && { command: opening(document.uri, offer.opens) }),
      },
      change: offer.change,
    })),
    ...fixAll(checked, touched, thorough),
  ];
}

/** Begins the identifiers of actions that fix everything; a code may follow. */
const FIX_ALL_ID = 'fix-all';

/** Fixes everything that needs no decision, or of that what has one code. */
function fixAllChange({ document, surroundings }: Checked, code: string): Change {
  const check = (each: MetadataDocument): readonly Problem[] =>
    withSafeFixes(each, checkMetadata(each, surroundings), surroundings);
  const isWanted = (problem: Problem): boolean => code === '' || problem.code === code;
  return { edits: fixAllSafe(document.metadata, check, isWanted) };
}

function fixAll(checked: Checked, touched: readonly Problem[], thorough: boolean): Later[] {
  const { document, problems, surroundings } = checked;
  // Fixes that take some work are looked for everywhere only when somebody asks for this very action.
  const candidates = thorough
    ? withSafeFixes(document.metadata, problems, surroundings)
    : [...touched, ...problems];
  return candidates.some(onlySafeFix)
    ? [
        {
          id: FIX_ALL_ID,
          action: { title: 'Fix all that need no decision', kind: FIX_ALL },
          change: () => fixAllChange(checked, ''),
        },
      ]
    : [];
}

/** For each code under the cursor that has safe fixes elsewhere, too: all of them at once. */
function fixAllOfCodes(checked: Checked, touched: readonly Problem[], pages: RulePages | undefined): Later[] {
  const { document, problems, surroundings } = checked;
  const codes = new Set(touched.filter(onlySafeFix).map(({ code }) => code));
  return [...codes].flatMap((code) => {
    const alike = problems.filter((problem) => problem.code === code);
    const fixable = withSafeFixes(document.metadata, alike, surroundings).filter(onlySafeFix);
    return fixable.length > 1
      ? [
          {
            id: `${FIX_ALL_ID} ${code}`,
            action: {
              title: `Fix all '${code}' in this file`,
              kind: CodeActionKind.QuickFix,
              diagnostics: fixable.map((problem) => toDiagnostic(document, problem, pages, surroundings)),
            },
            change: () => fixAllChange(checked, code),
          },
        ]
      : [];
  });
}

/** Code action kinds form a hierarchy by dots: `source.fixAll.waybill` lies within `source.fixAll` and `source`. */
function isWithin(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}
