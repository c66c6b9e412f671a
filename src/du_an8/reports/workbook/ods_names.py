"""How the parts of an `.ods` file name their elements and attributes."""

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE = (_NAMESPACE % name for name in ("office", "table", "text", "style"))
DRAWING = _NAMESPACE % "drawing"
FONT_FAMILY = _NAMESPACE % "svg-compatible" + "font-family"
DIRECT_FAMILY = _NAMESPACE % "xsl-fo-compatible" + "font-family"
CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
