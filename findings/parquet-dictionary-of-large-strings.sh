#!/bin/sh
# pyarrow 26.0.1: a dictionary of large_string that is written as Parquet comes back as one of
# string, though the schema that pyarrow stores in the file says large_string. A plain column of
# large_string comes back as it was. Whoever rewrites only the text of an archive's table, and
# compares schemas to see that nothing else changed, finds a change that nobody made.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pyarrow==26.0.1
"$folder/env/bin/python" - "$folder/table.parquet" <<'PYTHON'
import sys

import pyarrow as pa
import pyarrow.parquet as pq

path = sys.argv[1]
desks = pa.array(["city", "sport", "city"], pa.dictionary(pa.int8(), pa.large_string()))
bodies = pa.array(["One.", "Two.", "Three."], pa.large_string())
table = pa.table({"desk": desks, "body": bodies})
pq.write_table(table, path)
stored = pa.ipc.read_schema(pa.py_buffer(__import__("base64").b64decode(
    pq.read_metadata(path).metadata[b"ARROW:schema"])))
back = pq.read_table(path).schema
print("written", table.schema.field("desk").type, "and", table.schema.field("body").type)
print("stored ", stored.field("desk").type, "and", stored.field("body").type)
print("read   ", back.field("desk").type, "and", back.field("body").type)
assert str(stored.field("desk").type).startswith("dictionary<values=large_string, indices=int8")
assert str(back.field("desk").type).startswith("dictionary<values=string, indices=int8")
assert back.field("body").type == pa.large_string()
PYTHON
echo "as described"
