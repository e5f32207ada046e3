import { bytesOf } from './blobs.ts';
import { descriptorOf, writeFiles } from './package-folder.ts';

/** Writes a package with what is hard: names with blanks and accents, empty files, twins, and more than 4 MiB. */
export async function writeSamplePackage(folder: string): Promise<void> {
  const paths = [
    'data/stations.csv',
    'data/été & co.csv',
    'data/empty.csv',
    'data/twin.csv',
    'data/large.bin',
  ];
  const more = {
    title: 'Stations <of> R&D',
    version: '1.0.0',
    description: 'Zwei Zeilen\nund ein "Zitat"',
    licenses: [{ name: 'CC-BY-4.0' }],
    contributors: [{ title: 'Jane Doe', email: 'jane@example.org', roles: ['author'] }],
  };
  await writeFiles(folder, {
    'datapackage.json': descriptorOf(paths, more),
    'README.md': '# Stations\n',
    'data/stations.csv': 'id,name\n1,Nord\n',
    'data/été & co.csv': 'id\n1\n',
    'data/empty.csv': '',
    'data/twin.csv': 'id,name\n1,Nord\n',
    'data/large.bin': bytesOf(6 * 1024 * 1024),
  });
}
