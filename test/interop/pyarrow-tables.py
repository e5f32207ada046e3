"""Writes Parquet and Arrow files of many kinds with pyarrow, and beside each the exact text of every cell as JSON.

Usage: python3 pyarrow-tables.py <folder>

The text of a cell: N null, T and F booleans, i123 whole numbers (decimals without point, dates in days, times and
timestamps in ticks), f and the 16 hexadecimal digits of a double (fnan), JSON text, x and hexadecimal bytes, [a,b]
lists, (a,b) structs, {k:v} maps.
"""

import decimal
import json
import random
import struct
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

decimal.getcontext().prec = 100
T = pa.types
RANDOM = random.Random(20)


def texts(array):
    if isinstance(array, pa.ChunkedArray):
        return [text for chunk in array.chunks for text in texts(chunk)]
    kind = array.type
    if T.is_run_end_encoded(kind):
        return texts(pc.run_end_decode(array))
    if T.is_dictionary(kind):
        entries = texts(array.dictionary)
        return ["N" if i is None else entries[i] for i in array.indices.to_pylist()]
    if T.is_date32(kind) or T.is_time32(kind):
        array = array.view(pa.int32())
    elif T.is_time64(kind) or T.is_timestamp(kind) or T.is_duration(kind):
        array = array.view(pa.int64())
    if T.is_list(kind) or T.is_large_list(kind) or T.is_map(kind):
        if T.is_map(kind):
            items = [f"{k}:{v}" for k, v in zip(texts(array.keys), texts(array.items))]
        else:
            items = texts(array.values)
        ends = array.offsets.to_pylist()
        left, right = "{}" if T.is_map(kind) else "[]"
        return [
            f"{left}{','.join(items[ends[row]:ends[row + 1]])}{right}" if valid else "N"
            for row, valid in enumerate(array.is_valid().to_pylist())
        ]
    if T.is_struct(kind):
        members = [texts(array.field(index)) for index in range(kind.num_fields)]
        valid = array.is_valid().to_pylist()
        return [f"({','.join(row)})" if there else "N" for row, there in zip(zip(*members), valid)]
    return [text(kind, value) for value in array.to_pylist()]


def text(kind, value):
    if value is None:
        return "N"
    if value is True or value is False:
        return "T" if value else "F"
    if T.is_decimal(kind):
        return f"i{int(value.scaleb(kind.scale))}"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        return "fnan" if value != value else "f" + struct.pack(">d", value).hex()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else "x" + value.hex()


def holes(values, density):
    """Nulls one by one and in runs, so that levels are both packed and repeated."""
    missing, left, result = False, 0, []
    for value in values:
        if left == 0:
            missing, left = RANDOM.random() < density, RANDOM.choice([1, 1, 3, 200])
        left -= 1
        result.append(None if missing else value)
    return result


def numbers(kind, rows, density, low, high):
    """Runs of 24 equal numbers, then mixed ones: both kinds of runs in one page."""
    values = [
        low + (row // 24) % (high - low) if row % 5000 < 3000 else RANDOM.randint(low, high) for row in range(rows)
    ]
    return pa.array(holes(values, density), pa.int64() if high > 2**31 or kind.bit_width == 64 else pa.int32()).cast(
        kind
    )


def floats(kind, rows, density):
    special = [float("nan"), float("inf"), -0.0, 0.0, 1.5]
    return pa.array(holes([special[row % 7] if row % 7 < 5 else row / 8 for row in range(rows)], density), kind)


def decimals(kind, rows, density):
    most = 10**kind.precision - 1
    values = [decimal.Decimal(RANDOM.choice([most, -most, 0, RANDOM.randint(-most, most)])) for _ in range(rows)]
    return pa.array(holes([value.scaleb(-kind.scale) for value in values], density), kind)


def strings(rows, density, kind=pa.string()):
    words = ["", "Grüße 🌍", "a\nb", "common/prefix/"]
    return pa.array(
        holes([f"{words[row % 4]}{row // 24 if row % 2 else RANDOM.randrange(10**6)}" for row in range(rows)], density),
        kind,
    )


def lists(child_of, rows, density, large=False):
    """Empty lists, null lists, and now and then one that spans several pages."""
    offsets, end = [], 0
    for row in range(rows):
        missing = RANDOM.random() < density
        offsets.append(None if missing else end)
        end += 0 if missing else RANDOM.choice([0, 0, 1, 2, 5, 700 if row % 300 == 299 else 1])
    kind = pa.int64() if large else pa.int32()
    make = pa.LargeListArray if large else pa.ListArray
    return make.from_arrays(pa.array([*offsets, end], kind), child_of(end))


def maps(rows):
    offsets = [0]
    for _ in range(rows):
        offsets.append(offsets[-1] + RANDOM.choice([0, 1, 3]))
    return pa.MapArray.from_arrays(
        pa.array(offsets, pa.int32()), strings(offsets[-1], 0), numbers(pa.int32(), offsets[-1], 0.3, 0, 1000)
    )


def flat(rows, density):
    whole = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
    tops = [2**7 - 1, 2**15 - 1, 2**31 - 1, 2**62, 2**8 - 1, 2**16 - 1, 2**31 - 1, 2**62]
    columns = [numbers(kind, rows, density, 0, top) for kind, top in zip(whole, tops)]
    columns += [floats(kind, rows, density) for kind in (pa.float32(), pa.float64())]
    columns += [decimals(pa.decimal128(p, s), rows, density) for p, s in [(4, 2), (9, 0), (18, 18), (38, 10)]]
    columns += [decimals(pa.decimal256(70, 7), rows, density)]
    columns += [numbers(pa.int32(), rows, density, -90000, 90000).view(pa.date32())]
    columns += [numbers(pa.int32(), rows, density, 0, 86_399_999).view(pa.time32("ms"))]
    columns += [numbers(pa.int64(), rows, density, 0, 86_399_999_999).view(pa.time64("us"))]
    columns += [
        numbers(pa.int64(), rows, density, -(2**50), 2**50).view(pa.timestamp(unit, zone))
        for unit, zone in [("ms", None), ("us", "UTC"), ("ns", "Europe/Berlin")]
    ]
    columns += [strings(rows, density), strings(rows, density, pa.large_string())]
    columns += [strings(rows, density).cast(pa.binary()), strings(rows, density).dictionary_encode()]
    columns += [pa.array(holes([bytes([row % 5] * 3) for row in range(rows)], density), pa.binary(3))]
    columns += [pa.array(holes([row % 700 < 600 or row % 3 == 0 for row in range(rows)], density), pa.bool_())]
    return columns


def nested(rows, density):
    struct_of = lambda size: pa.StructArray.from_arrays(
        [numbers(pa.int32(), size, density, 0, 99), strings(size, 0.2)], ["a", "b"]
    )
    return [
        lists(lambda size: numbers(pa.int64(), size, density, 0, 2**40), rows, density),
        lists(lambda size: lists(lambda inner: strings(inner, density), size, density), rows, density, large=True),
        lists(struct_of, rows, density),
        pa.StructArray.from_arrays([lists(struct_of, rows, 0.1), strings(rows, density)], ["list", "text"]),
        maps(rows),
    ]


def arrow_only(rows, density):
    """Not read back by pyarrow from Parquet in the same type."""
    runs = pa.array(holes([f"run {row // 40}" for row in range(rows)], density))
    return [
        strings(rows, density).cast(pa.string_view()),
        strings(rows, density).cast(pa.binary()).cast(pa.binary_view()),
        pc.run_end_encode(runs),
        numbers(pa.int64(), rows, density, 0, 2**40).view(pa.duration("us")),
    ]


def table_of(columns):
    return pa.table(columns, names=[f"c{index}" for index in range(len(columns))])


def encoding_of(kind, turn):
    if T.is_string(kind) or T.is_binary(kind) or T.is_large_string(kind):
        return ["DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY", "PLAIN"][turn % 3]
    if T.is_boolean(kind):
        return ["RLE", "PLAIN"][turn % 2]
    if T.is_floating(kind) or T.is_decimal(kind) or T.is_fixed_size_binary(kind):
        return ["BYTE_STREAM_SPLIT", "PLAIN"][turn % 2]
    return ["DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT", "PLAIN"][turn % 3]


def leaf(kind):
    return not (T.is_nested(kind) or T.is_dictionary(kind))


def write_parquet(folder):
    codecs = ["none", "snappy", "gzip", "zstd", "brotli", "lz4", "snappy"]
    for turn, (rows, density) in enumerate(
        [(size, density) for density in (0, 0.02, 0.5, 1) for size in (0, 1, 9, 1000, 6000)]
    ):
        columns = nested(rows, density) + flat(rows, density)
        if rows > 1000:
            columns = columns[turn % 3 :: 3]
        table = table_of(columns)
        dictionary = turn % 3 != 1
        path = f"{folder}/{turn}.parquet"
        pq.write_table(
            table,
            path,
            compression=codecs[turn % 7],
            data_page_version="1.0" if turn % 2 else "2.0",
            data_page_size=[256, 4096, 1 << 30][turn % 3],
            write_batch_size=64,
            row_group_size=max(1, [rows, rows // 3, 700][turn % 3]),
            write_page_index=turn % 4 < 2,
            write_page_checksum=turn % 5 == 0,
            use_dictionary=dictionary,
            dictionary_pagesize_limit=[1 << 20, 600][turn % 2],
            column_encoding=None
            if dictionary
            else {field.name: encoding_of(field.type, turn + at) for at, field in enumerate(table.schema) if leaf(field.type)},
        )
        report(folder, f"{turn}.parquet", pq.ParquetFile(path).read())


def write_arrow(folder):
    for turn, rows in enumerate([0, 1, 9, 1000, 6000, 1000]):
        density = [0, 0.3, 1][turn % 3]
        columns = [column.slice(5) for column in nested(rows + 5, density) + flat(rows + 5, density)]
        table = table_of(columns + arrow_only(rows, density))
        for name, writer in (("arrow", ipc.new_file), ("arrows", ipc.new_stream)):
            options = ipc.IpcWriteOptions(
                compression=[None, "lz4", "zstd"][turn // 2 % 3],
                emit_dictionary_deltas=turn % 2 == 0,
                unify_dictionaries=name == "arrow",
            )
            path = f"{folder}/{turn}.{name}"
            with writer(path, table.schema, options=options) as sink:
                for start in range(0, max(1, rows), max(1, rows // 3)):
                    for batch in table.slice(start, max(1, rows // 3)).combine_chunks().to_batches():
                        sink.write_batch(batch)
            opened = ipc.open_file(path) if name == "arrow" else ipc.open_stream(path)
            report(folder, f"{turn}.{name}", opened.read_all())


def report(folder, name, table):
    columns = [texts(column) for column in table.columns]
    with open(f"{folder}/{name}.json", "w", encoding="utf-8") as file:
        json.dump({"rows": table.num_rows, "columns": columns}, file, ensure_ascii=False)


write_parquet(sys.argv[1])
write_arrow(sys.argv[1])
