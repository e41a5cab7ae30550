"""Where things lie in a pack, and what its bag-info.txt says of it."""

from typing import Final

PACK_FORMAT: Final = 1
FORMAT_FIELD: Final = "Evidence-Desk-Format"
LIBRARY_FIELD: Final = "Evidence-Desk-Library"

DATA: Final = "data/"
WORKBOOK: Final = "Self-evaluation.xlsx"
READ_ME: Final = "Read me first.txt"
EVIDENCE: Final = "Evidence"
EARLIER: Final = "Evidence/Earlier versions"
RECORDS: Final = "records/records.jsonl"
FILES: Final = "records/files.jsonl"
