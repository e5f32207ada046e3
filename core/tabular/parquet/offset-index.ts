import { ByteReader } from './byte-reader.ts';
import { readThriftStruct } from './thrift.ts';

/** Where a data page begins and which row of the row group is its first (parquet.thrift, PageLocation). */
export interface PageLocation {
  offset: number;
  firstRow: number;
}

/** Reads an offset index; the pages come in the order of their rows. */
export function readOffsetIndex(bytes: Uint8Array): PageLocation[] {
  const locations: PageLocation[] = [];
  readThriftStruct(new ByteReader(bytes), (field) => {
    if (field.id === 1) {
      field.list((item) => {
        const location: PageLocation = { offset: 0, firstRow: 0 };
        item.struct((inner) => {
          if (inner.id === 1) {
            location.offset = inner.number();
          } else if (inner.id === 3) {
            location.firstRow = inner.number();
          }
        });
        locations.push(location);
      });
    }
  });
  return locations;
}
