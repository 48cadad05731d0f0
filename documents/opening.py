"""From a file on disk to its `Source`: past the gate, then to the reader of its kind."""

from pathlib import Path

from documents import gate, pdf_gate
from documents.blocks import Source
from documents.collecting import at_rest
from documents.readers import cells, docx, odt, pdf, text

_OFFICE = {".docx": docx.read, ".odt": odt.read}


@at_rest()
def open_file(path: Path, name: str, among: tuple[str, ...] = gate.DOCUMENTS) -> Source:
    """Open the file at `path`, sent under `name`. among: the endings that are taken.

    Raises gate.Refused with one sentence.
    """
    try:
        gate.check_name_and_size(name, path.stat().st_size, among)
        if gate.is_sheet(name):
            return cells.read(path, name)
        if (read := _OFFICE.get(Path(name).suffix.lower())) is not None:
            gate.check_office(name, path)
            return read(path, name)
        if Path(name).suffix.lower() == gate.PDF:
            return pdf.read(pdf_gate.opened(name, path), name)
        words = gate.open_upload(name, path)
    except OSError as error:
        raise gate.Refused(f"The file cannot be opened: {error.strerror}.") from error
    return text.read(name, words)
