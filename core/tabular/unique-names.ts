/** A record cannot have two members of one name: the second `x` becomes `x (2)`, or the next number that is free. */
export function uniqueNames(names: readonly string[]): string[] {
  const given = new Set(names);
  const counts = new Map<string, number>();
  return names.map((name) => {
    let count = (counts.get(name) ?? 0) + 1;
    while (count > 1 && given.has(`${name} (${count})`)) {
      count += 1;
    }
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
