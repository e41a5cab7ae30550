"""The words on a chart: its titles, what its series and categories are called, and labels written by hand."""

from lxml import etree

from evidence_desk.extract.office import local_name

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def chart_lines(root: etree._Element) -> list[str]:
    """Each once, in order; no figures (ECMA-376 part 1, 21.2; [MS-ODRAWXML] 2.24.3 for the newer kinds)."""
    lines = []
    for node in root.iter(f"{_A}p", "{*}strCache", "{*}strDim"):
        if local_name(node) == "p":
            lines.append("".join(str(text.text or "") for text in node.iter(f"{_A}t")))
        else:
            lines += [str(text.text or "") for text in node.iter("{*}v", "{*}pt")]
    return list(dict.fromkeys(line for line in lines if line.strip()))
