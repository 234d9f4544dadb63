"""Review packs as files: an HTML page and the same as PDF, both or neither."""

from pathlib import Path

from kiosk.content_review.pack import Pack
from kiosk.content_review.page import page_of
from kiosk.errors import KioskError


def write(folder: Path, pack: Pack) -> tuple[Path, int]:
    """Write review-<language>.html and .pdf; return the PDF's place and its pages."""
    html = page_of(pack)
    pdf, pages = _printed(html)
    stem = f"review-{pack.tongue.words.language}"
    made = {folder / f"{stem}.html": html.encode(), folder / f"{stem}.pdf": pdf}
    fresh = {path: path.with_name(f".{path.name}.new") for path in made}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in made.items():
            fresh[path].write_bytes(content)
        for path in made:
            fresh[path].replace(path)
    except OSError as fault:
        for path in fresh.values():
            path.unlink(missing_ok=True)
        raise KioskError(f"{folder} can't be written ({fault.strerror}).") from fault
    return folder / f"{stem}.pdf", pages


def _printed(html: str) -> tuple[bytes, int]:
    """Return the page as PDF and the number of its pages; nothing is fetched."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as fault:
        raise KioskError("WeasyPrint lacks its libraries: install libpangocairo-1.0-0.") from fault
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=())).render()
    return document.write_pdf(), len(document.pages)
