"""What *Read me first.txt* says to somebody who has only unzipped the pack."""

from typing import Final

from evidence_desk.pack import words
from evidence_desk.pack.content import Content
from evidence_desk.pack.layout import WORKBOOK

_WORKBOOK: Final = f"""{WORKBOOK}
  The self-evaluation, the register of all evidence, and the evidence for each
  criterion. Open it with Excel or LibreOffice. Once the pack is unzipped, the
  links in the register open the files."""
_EVIDENCE: Final = """Evidence
  The files themselves. Each name begins with the reference that the workbook
  uses. Earlier versions of a file are in the folder below."""
_RECORDS: Final = """records
  Who said what of each item, and when: for colleagues who use Evidence Desk, to
  add to their own copy. Earlier wordings are in there too."""
_PROOF: Final = """Was anything changed on the way?
  The pack is a BagIt bag (RFC 8493). Any BagIt validator checks every file
  against manifest-sha256.txt in the folder above. Evidence Desk does so itself."""


def read_me(content: Content, *, with_records: bool) -> str:
    """Plain words, lines short enough for any editor."""
    area, day = content.library.area, f"{content.today.day} {content.today:%B %Y}"
    head = f"{area}: self-evaluation and evidence\n{day}\nMarking: {words.said(words.MARKING, content.marking)}"
    parts = [head, _WORKBOOK, _EVIDENCE, *([_RECORDS] if with_records else []), _withheld(content), _PROOF]
    return "\n\n".join(parts) + "\n"


def _withheld(content: Content) -> str:
    if content.sensitive_confirmed_by:
        return (
            "Sensitive items\n  Case studies and items marked OFFICIAL-SENSITIVE are included.\n"
            f"  {content.sensitive_confirmed_by} answers for that. Handle them accordingly."
        )
    count = len(content.left_out)
    if not count:
        return "Withheld\n  Nothing is withheld."
    items = "1 item is" if count == 1 else f"{count:,} items are"
    return f"Withheld\n  {items} withheld. The register gives reference, kind, date and criteria\n  only."
