"""The floor of every PDF: the same HTML under a plain stylesheet as WeasyPrint comes, with nothing kept from before."""

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

_PLAIN = """
table { table-layout: auto; border-collapse: collapse; width: 100% }
td, th { border: 1px solid; padding: 2mm; text-align: left }
"""


def plainly(html: str) -> bytes:
    """HTML to PDF/UA-1."""
    fonts = FontConfiguration()
    plain = CSS(string=_PLAIN, font_config=fonts)
    content: bytes = HTML(string=html).write_pdf(stylesheets=[plain], font_config=fonts, pdf_variant="pdf/ua-1")
    return content
