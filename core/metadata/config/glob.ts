/** More alternatives of `{a,b}` than this are not looked at: `{a,b}{a,b}{a,b}…` doubles with each pair. */
const MAX_ALTERNATIVES = 200;
/** A pattern longer than this is not one that a person wrote. */
const MAX_LENGTH = 1_000;

/**
 * Whether a path (with `/`, relative) is one that a pattern means: `*` stands for any characters of one name, `?` for
 * one, `**` for any number of folders, `{a,b}` for either. A pattern without `/` means the file name, in any folder;
 * one that ends in `/` means all in that folder. Takes time in proportion to pattern times path, whatever stands in
 * them.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  if (pattern.length > MAX_LENGTH) {
    return false;
  }
  const names = path.split('/');
  return alternatives(pattern).some((each) => matchesNames(names, namesOf(each)));
}

function namesOf(pattern: string): readonly string[] {
  const relative = pattern.replace(/^\.?\//, '');
  const whole = relative.endsWith('/') ? `${relative}**` : relative;
  return whole.includes('/') || pattern.startsWith('/') ? whole.split('/') : ['**', whole];
}

/** Matches names one by one; after each `**` only the last one can still need another start. */
function matchesNames(names: readonly string[], patterns: readonly string[]): boolean {
  return matchesSequence(names.length, patterns.length, {
    isStar: (at) => patterns[at] === '**',
    matches: (name, at) => matchesName(names[name] ?? '', patterns[at] ?? ''),
  });
}

function matchesName(name: string, pattern: string): boolean {
  const characters = [...name];
  const wanted = [...pattern];
  return matchesSequence(characters.length, wanted.length, {
    isStar: (at) => wanted[at] === '*',
    matches: (index, at) => wanted[at] === '?' || wanted[at] === characters[index],
  });
}

/** The classic match of wildcards without recursion: on a mismatch the last star takes one item more. */
function matchesSequence(
  length: number,
  patternLength: number,
  {
    isStar,
    matches,
  }: { readonly isStar: (at: number) => boolean; readonly matches: (index: number, at: number) => boolean },
): boolean {
  let index = 0;
  let at = 0;
  let star = -1;
  let afterStar = 0;
  while (index < length) {
    if (at < patternLength && isStar(at)) {
      star = at++;
      afterStar = index;
    } else if (at < patternLength && matches(index, at)) {
      index++;
      at++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++afterStar;
    } else {
      return false;
    }
  }
  while (at < patternLength && isStar(at)) {
    at++;
  }
  return at === patternLength;
}

/** The patterns that `{a,b}` stands for; braces that hold braces are taken from the inside out. */
function alternatives(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = /\{([^{}]*)\}/.exec(next);
    if (!braces?.[1]?.includes(',')) {
      done.push(next);
    } else {
      const before = next.slice(0, braces.index);
      const after = next.slice(braces.index + braces[0].length);
      open.push(...braces[1].split(',').map((each) => `${before}${each}${after}`));
    }
    if (done.length + open.length > MAX_ALTERNATIVES) {
      return [];
    }
  }
  return done;
}
