#!/usr/bin/env python3
"""Cells of a workbook as openpyxl sees them: a line of JSON for each row. For tests: an independent reader."""
import json
import sys

import openpyxl
from openpyxl.utils.escape import unescape

book = openpyxl.load_workbook(sys.argv[1], read_only=True)
for sheet in book.worksheets:
    for row in sheet.iter_rows():
        # "_x000D_" is a character by its number; openpyxl leaves that to whoever reads.
        cells = ["" if cell.value is None else unescape(str(cell.value)) for cell in row]
        kinds = [cell.data_type for cell in row if cell.value is not None]
        print(json.dumps([sheet.title, cells, kinds], ensure_ascii=True))
