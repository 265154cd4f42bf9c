"""What stands around the rows of an OpenDocument spreadsheet: its styles, its pages, its frozen row."""

from collections.abc import Sequence

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_URN}:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)
_MANIFEST = f"""{_HEAD}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
# Printed, a table lies on its side and is as wide as its page.
_STYLES = f"""{_HEAD}<office:document-styles {_SPACES} office:version="1.3">
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin-top="1cm" fo:margin-bottom="1cm" fo:margin-left="1cm" fo:margin-right="1cm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/></office:master-styles>
</office:document-styles>"""
# Only the view’s own settings freeze a row; their set is named in a namespace that has to be declared.
_SETTINGS = """{head}<office:document-settings xmlns:office="{urn}:office:1.0" xmlns:config="{urn}:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3">
<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>
<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>
<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name={name}>
<config:config-item config:name="HorizontalSplitMode" config:type="short">0</config:config-item>
<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>
<config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>
<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>
<config:config-item config:name="PositionTop" config:type="int">0</config:config-item>
<config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>
</config:config-item-map-entry></config:config-item-map-named>
<config:config-item config:name="ActiveTable" config:type="string">{text}</config:config-item>
</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>
</office:document-settings>"""
# `automatic-order`: whoever opens it sees days in the order of their own country.
_DAY = '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
_HOUR = '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
_LEFT = (
    '<style:paragraph-properties fo:text-align="start"/>'  # or a day touches the text on its right
)
_CELLS = f"""<number:date-style style:name="a-day" number:automatic-order="true">{_DAY}</number:date-style>
<number:date-style style:name="a-moment" number:automatic-order="true">{_DAY}{_HOUR}</number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="a-day">{_LEFT}</style:style>
<style:style style:name="moment" style:family="table-cell" style:data-style-name="a-moment">{_LEFT}</style:style>
<style:style style:name="heading" style:family="table-cell"><style:table-cell-properties fo:border-bottom="0.5pt solid #808080"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="sheet" style:family="table" style:master-page-name="Default"/>"""


def around(name: str, text: str) -> dict[str, str]:
    """Return the files beside the content by their paths; `name` is the sheet's as an attribute, `text` as a text."""
    return {
        "META-INF/manifest.xml": _MANIFEST,
        "styles.xml": _STYLES,
        "settings.xml": _SETTINGS.format(head=_HEAD, urn=_URN, name=name, text=text),
    }


def before(name: str, widths: Sequence[float]) -> str:
    """Return what stands before the rows: styles, and the columns with their widths in centimetres."""
    styles = "".join(
        f'<style:style style:name="column{number}" style:family="table-column"><style:table-column-properties style:column-width="{width}cm"/></style:style>\n'
        for number, width in enumerate(widths)
    )
    columns = "".join(f'<table:table-column table:style-name="column{n}"/>' for n in range(len(widths)))  # fmt: skip
    return (
        f'{_HEAD}<office:document-content {_SPACES} office:version="1.3"><office:automatic-styles>\n{styles}{_CELLS}\n'
        f"</office:automatic-styles><office:body><office:spreadsheet><table:table table:name={name} "
        f'table:style-name="sheet">{columns}'
    )


def after(range_address: str) -> str:
    """Return what stands after the rows: the whole table can be filtered by its headings."""
    return (
        "</table:table><table:database-ranges><table:database-range "
        f'table:name="__Anonymous_Sheet_DB__0" table:target-range-address={range_address} '
        'table:display-filter-buttons="true"/></table:database-ranges></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
